import type { VoicePlan } from './fill.ts';
import { fillVoice } from './fill.ts';

/**
 * A process of its own, so that the server, which starts it, never loads this room. The plan comes as one
 * line of JSON; so does each word to the server: set the clock, progress, and at the end what was made.
 * Each clock is answered with a line before the next request is made.
 */
type Outer = {
  process: {
    stdin: AsyncIterable<Uint8Array>;
    stdout: { write(text: string): void };
    stderr: { write(text: string): void };
    exit(code: number): never;
  };
};
const { process } = globalThis as unknown as Outer;
const say = (word: object) => process.stdout.write(`${JSON.stringify(word)}\n`);

async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const part of input) {
    held += decoder.decode(part, { stream: true });
    for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
      yield held.slice(0, end);
      held = held.slice(end + 1);
    }
  }
}

try {
  const lines = linesOf(process.stdin);
  const plan = JSON.parse(String((await lines.next()).value)) as VoicePlan;
  const filled = await fillVoice(plan, {
    send: globalThis.fetch,
    async clock(at) {
      say({ clock: at });
      await lines.next();
    },
    say: (done, of) => say({ done, of }),
  });
  say({ filled });
  process.exit(0);
} catch (fault) {
  process.stderr.write(`${(fault as Error).message}\n`);
  process.exit(1);
}
