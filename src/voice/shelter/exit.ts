/** Security reference and voice reference, section 6: the same three presses as on GOV.UK. */
const PRESSES = 3;
const WITHIN_MS = 5000;
/** How long sealed letters may take onto the phone before the page goes anyway: the whole exit has 300 ms. */
export const HAND_OVER_MS = 150;

/** A sheet over everything, in the page's own paper: it is there before anything else is done. */
export function coverScreen(): void {
  document.documentElement.dataset.cover = '';
}
export function uncoverScreen(): void {
  delete document.documentElement.dataset.cover;
}

/** Calls `leave` when Shift alone is pressed three times within five seconds. Returns the way to stop. */
export function watchShift(leave: () => void): () => void {
  let times: number[] = [];
  let isAlone = false;
  const down = (event: KeyboardEvent) => {
    isAlone = event.key === 'Shift' && !event.repeat;
    // A capital letter is written with Shift too: that is not a wish to go.
    if (event.key !== 'Shift') times = [];
  };
  const up = (event: KeyboardEvent) => {
    if (event.key !== 'Shift' || !isAlone) return;
    const now = event.timeStamp;
    times = [...times.filter((time) => now - time < WITHIN_MS), now];
    if (times.length >= PRESSES) leave();
  };
  addEventListener('keydown', down, true);
  addEventListener('keyup', up, true);
  return () => {
    removeEventListener('keydown', down, true);
    removeEventListener('keyup', up, true);
  };
}

type Leaving = { close(): void; handOver(): Promise<void>; leave(): void };

/**
 * Leaves at once: blank, keys gone, then the neutral page. Only letters that wait in memory are worth
 * a moment: they are sealed, and are put where they outlive the page.
 */
export function leaveNow({ close, handOver, leave }: Leaving): void {
  coverScreen();
  let isGone = false;
  const go = () => {
    if (isGone) return;
    isGone = true;
    leave();
  };
  const handed = handOver();
  close();
  handed.then(go, go);
  setTimeout(go, HAND_OVER_MS);
}
