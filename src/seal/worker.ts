import type { Asked } from './link.ts';

/** The shell of a keeper's worker. It is one person's: locking ends it, and nothing is left. */
type Post = { postMessage(answer: unknown): void };
type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;
const page = globalThis as unknown as Post;

/** Answers what the page asks of an engine, by the names of its methods. */
export function answerWith(engine: object): void {
  const methods = engine as Methods;
  addEventListener('message', async ({ data: asked }: MessageEvent<Asked>) => {
    try {
      const method = Object.hasOwn(methods, asked.method) ? methods[asked.method] : undefined;
      if (!method) throw new TypeError('no such method');
      page.postMessage({ n: asked.n, value: await method(...asked.args) });
    } catch (fault) {
      const { name, message } = fault instanceof Error ? fault : new Error('it failed');
      page.postMessage({ n: asked.n, fault: { name, message } });
    }
  });
}
