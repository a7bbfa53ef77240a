import process from 'node:process';

/** `npm run bench -- load`: prints tables, never fails on a figure. With no name, runs them all. */
const BENCHES: Record<string, () => Promise<void>> = {
  load: async () => (await import('./load.ts')).benchLoad(),
  fill: async () => (await import('./fill.ts')).benchFill(),
  sync: async () => (await import('./sync.ts')).benchSync(),
  seal: async () => (await import('./seal.ts')).benchSeal(),
  manager: async () => (await import('./manager.ts')).benchManager(),
};

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
/** Names come first; what follows the first option belongs to the benches. */
const asked = firstOption < 0 ? words : words.slice(0, firstOption);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) await BENCHES[name]?.();
process.exit(process.exitCode ?? 0);
