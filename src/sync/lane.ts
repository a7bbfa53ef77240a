import { backoffMs } from './backoff.ts';
import { withLock } from './lock.ts';
import type { Outcome } from './outcome.ts';
import type { LaneEvent, LaneState, Step } from './state-table.ts';
import { stateTable } from './state-table.ts';
import type { Cancel, World } from './world.ts';

/** What the lane does; given to it, so that the loop itself never sees the network. */
export type Hands = {
  hasWork(): Promise<boolean>;
  isSignedIn(): Promise<boolean>;
  /** One push. */
  send(): Promise<Outcome>;
  /** Pages until there are no more, or until `isCalled` says that a line was added. */
  pull(isCalled: () => boolean): Promise<Outcome>;
  rested(): void;
};

export type Lane = {
  dispatch(event: LaneEvent): void;
  state(): LaneState;
  /** Resolves when nothing is under way. */
  rest(): Promise<void>;
  /** The page is put away: the lock goes to whoever is awake. What is on its way is not called back. */
  leave(): void;
  stop(): void;
};

/** Another tab is sending. It may have read the outbox before our line came, so look again soon. */
const LOCK_BUSY_MS = 2000;
/** The longest request, and 15 seconds (start value). A leader silent for so long is frozen. */
const STEAL_AFTER_MS = 46_000;

type Walk = Pick<World, 'locks' | 'pulse' | 'random' | 'setTimer'>;

export function makeLane(world: Walk, hands: Hands): Lane {
  let state: LaneState = 'idle';
  let failures = 0;
  let isCalled = false;
  /** What was asked for while the lane was still busy. A lock may be let go long after the last reply. */
  let missed: Step | null = null;
  let isBusy = false;
  let isStopped = false;
  let cancelTimer: Cancel = () => undefined;
  let turn = new AbortController();
  /** Counts while another tab holds the lock and is not heard; null when nobody is suspected. */
  let cancelSilence: Cancel | null = null;
  /** Silence may be old, from before the lock changed hands: whoever is silent once more while the lock is taken is frozen. */
  let silence: 'none' | 'noted' | 'doubted' | 'sure' = 'none';
  const resting: (() => void)[] = [];

  const now = (): LaneState => state;

  function wait(ms: number): void {
    cancelTimer();
    cancelTimer = world.setTimer(() => dispatch('timerDue'), ms);
  }

  function settle(step: Step, retryAfterS: number): void {
    if (step.failures === 'reset') failures = 0;
    if (step.failures === 'raise') failures += 1;
    if (step.next === 'again') isCalled = true;
    state = step.to;
    if (step.next === 'wait') wait(backoffMs(failures, retryAfterS, world.random));
  }

  function hear(outcome: Outcome): void {
    if (isStopped) return;
    settle(stateTable[now()][outcome.event], outcome.event === 'noReply' ? outcome.retryAfterS : 0);
  }

  /**
   * A cycle pushes before it pulls, one request at a time. Once the lock is lost another tab goes
   * on; the reply that was on its way is still applied, since an answer applied twice is one.
   */
  async function drain({ signal }: AbortController): Promise<void> {
    cancelTimer();
    state = 'sending';
    const isMine = () => !signal.aborted && now() === 'sending';
    while (isMine()) {
      isCalled = false;
      missed = null;
      let outcome = await hands.send();
      if (isMine() && stateTable.sending[outcome.event].next === 'pull') outcome = await hands.pull(() => isCalled || isStopped || signal.aborted);
      if (!isMine()) return;
      hear(outcome);
      // A line that came while the last page was coming down is sent before anyone rests.
      if (isCalled && now() === 'idle') state = 'sending';
    }
  }

  function waitInSilence(ms: number, then: typeof silence): void {
    cancelSilence?.();
    cancelSilence = world.setTimer(() => {
      silence = then;
    }, ms);
  }

  function hearken(isWatching: boolean): void {
    silence = 'none';
    cancelSilence?.();
    cancelSilence = null;
    if (isWatching) waitInSilence(STEAL_AFTER_MS, 'noted');
  }

  async function takeTurn(): Promise<boolean> {
    const mine = new AbortController();
    turn = mine;
    mine.signal.onabort = () => settle(stateTable[now()].stopped, 0);
    const isHeld = await withLock(world.locks, mine, silence === 'sure', () => drain(mine));
    mine.signal.onabort = null;
    if (isHeld) hearken(false);
    else if (world.pulse && !cancelSilence) hearken(true);
    else if (silence === 'noted') {
      silence = 'doubted';
      waitInSilence(LOCK_BUSY_MS, 'sure');
    }
    return isHeld;
  }

  async function mayStart(needs: NonNullable<Step['needs']>): Promise<boolean> {
    if (needs.includes('signedIn') && !(await hands.isSignedIn())) return false;
    return !needs.includes('lines') || (await hands.hasWork());
  }

  async function start(step: Step): Promise<void> {
    if (isBusy) {
      isCalled = true;
      missed = step;
      return;
    }
    isBusy = true;
    isCalled = false;
    missed = null;
    try {
      if (!(await mayStart(step.needs ?? [])) || isStopped) return;
      if (step.failures === 'reset') failures = 0;
      const isHeld = await takeTurn();
      if (isHeld || isStopped) return;
      state = 'idle';
      wait(LOCK_BUSY_MS + Math.floor(world.random() * LOCK_BUSY_MS));
    } catch {
      // Storage trouble mid-drain: the lines are still open, and the wait is the same as for the network.
      settle({ to: 'backingOff', failures: 'raise', next: 'wait' }, 0);
    } finally {
      isBusy = false;
      const next: Step | null = missed ?? (isCalled && now() === 'idle' ? { to: 'sending', needs: ['lines'] } : null);
      if (next && !isStopped) void start(next);
      else rested();
    }
  }

  const stopHearing = world.pulse?.hear(() => {
    if (cancelSilence) hearken(true);
  });

  function rested(): void {
    hands.rested();
    for (const tell of resting.splice(0)) tell();
  }

  function dispatch(event: LaneEvent): void {
    if (isStopped) return;
    const step = stateTable[now()][event];
    if (step.to === 'sending' && now() !== 'sending') void start(step);
    else settle(step, 0);
  }

  return {
    dispatch,
    state: now,
    rest: () => (isBusy ? new Promise((done) => resting.push(done)) : Promise.resolve()),
    leave: () => turn.abort(),
    stop: () => {
      turn.abort();
      dispatch('stopped');
      isStopped = true;
      cancelTimer();
      hearken(false);
      stopHearing?.();
    },
  };
}
