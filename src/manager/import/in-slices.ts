/** Milliseconds of work before the page has its turn. */
const SLICE_MS = 12;

/** The page's turn: what was touched meanwhile is answered. */
export function turn(): Promise<void> {
  return new Promise((next) => setTimeout(next));
}

/** Runs work that stops here and there, so that the screen moves in between. Null once nobody wants it any more. */
export async function inSlices<Result>(work: Generator<void, Result>, isWanted: () => boolean = () => true): Promise<Result | null> {
  for (let until = performance.now() + SLICE_MS; ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await turn();
    if (!isWanted()) return null;
    until = performance.now() + SLICE_MS;
  }
}
