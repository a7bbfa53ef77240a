import type { Asked } from './link.ts';
import { makeYoungEngine } from './young-engine.ts';

/** The shell of a keeper's worker. It is one person's at a time: locking ends it, and nothing is left. */
type Post = { postMessage(answer: unknown): void };
type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;
const page = globalThis as unknown as Post;

let young: Methods | null = null;
let reader: Methods | null = null;

async function engineFor({ engine }: Asked): Promise<Methods> {
  if (engine === 'reader') {
    reader ??= (await import('./reader-engine.ts')).makeReaderEngine() as unknown as Methods;
    return reader;
  }
  young ??= makeYoungEngine() as unknown as Methods;
  return young;
}

addEventListener('message', async ({ data: asked }: MessageEvent<Asked>) => {
  try {
    const engine = await engineFor(asked);
    const method = Object.hasOwn(engine, asked.method) ? engine[asked.method] : undefined;
    if (!method) throw new TypeError('no such method');
    page.postMessage({ n: asked.n, value: await method(...asked.args) });
  } catch (fault) {
    const { name, message } = fault instanceof Error ? fault : new Error('it failed');
    page.postMessage({ n: asked.n, fault: { name, message } });
  }
});
