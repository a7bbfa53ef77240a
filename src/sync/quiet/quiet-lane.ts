import { isFlaggedLetter } from '../../store/quiet/arrange.ts';
import type { Backshelf } from '../../store/quiet/backshelf.ts';
import { backoffMs } from '../backoff.ts';
import { withLock } from '../lock.ts';
import type { Cancel } from '../world.ts';
import { makeCapabilities } from './capabilities.ts';
import { makeCarrier } from './carry.ts';
import type { QuietWorld } from './quiet-world.ts';

const LOCK = 'hearth-quiet';
/** Another tab is sending. It may have looked before our letter came. */
const LOCK_BUSY_MS = 2000;
/** A tab that holds the lock so long is frozen: no turn is longer. Two senders at once would lose nothing. */
const STEAL_AFTER_MS = 120_000;
const TURN_MS = 60_000;
const LONGEST_TIMER_MS = 15 * 60 * 1000;
/** Undelivered for so long, and the person is asked what to do (voice reference, R19). */
const UNDELIVERED_MS = 30 * 24 * 60 * 60 * 1000;

export type QuietLane = {
  /** The shelf changed, here or in another tab. Cuts no wait short. */
  look(): void;
  /** Something may be able to go now. */
  wake(): void;
  /** Goes now, and says when there is nothing more to do for the moment. */
  drain(): Promise<void>;
  /** The page is put away: the lock goes to whoever is awake. */
  leave(): void;
  /** Another tab had the lock when it was last tried. */
  isElsewhere(): boolean;
  /** The last try did not get through. */
  isHeldUp(): boolean;
  stop(): void;
};

/**
 * Carries letters one at a time, words before recordings, under a lock of its own. It remembers
 * nothing that the shelf does not: killed at any moment, every letter is delivered once or still here.
 * @param owners whose letters: `young`, and a reader by person id while they are signed in.
 */
export function makeSealedLane(world: QuietWorld, shelf: Backshelf, owners: readonly string[] = ['young'], patienceMs = STEAL_AFTER_MS): QuietLane {
  const capabilities = makeCapabilities(world, shelf);
  const carry = makeCarrier(world, shelf, capabilities);
  /** Readers whose sign-in is over. Their letters wait, and nobody else's do. */
  const paused = new Set<string>();
  let failures = 0;
  /** The server asked for quiet until then. */
  let askedUntil = 0;
  let isBusy = false;
  let isCalled = false;
  let isStopped = false;
  let busySince: number | null = null;
  let turn = new AbortController();
  let cancelTimer: Cancel = () => undefined;
  const resting: (() => void)[] = [];

  const now = () => new Date(world.clock()).toISOString();
  const whose = () => owners.filter((owner) => !paused.has(owner));

  function goAfter(ms: number): void {
    cancelTimer();
    if (!isStopped) cancelTimer = world.setTimer(() => void go(), Math.min(Math.max(ms, 0), LONGEST_TIMER_MS));
  }

  /** @returns how long to wait before anything is tried again; null when the lane need not wait. */
  async function carryNext(): Promise<'none' | 'more' | { waitMs: number }> {
    const letter = await shelf.nextLetter(whose(), now());
    if (!letter) return 'none';
    // What the server asked for is kept to, except where someone could get hurt.
    if (world.clock() < askedUntil && !isFlaggedLetter(letter)) return { waitMs: askedUntil - world.clock() };
    const carried = await carry(letter);
    if (carried.is === 'taken' || carried.is === 'refused') {
      failures = 0;
      await shelf.settleLetter(letter.id, carried);
      return 'more';
    }
    if (carried.is === 'signIn') {
      paused.add(letter.owner);
      return 'more';
    }
    const isTooOld = world.clock() - Date.parse(letter.madeAt) > UNDELIVERED_MS;
    if (isTooOld) await shelf.settleLetter(letter.id, { is: 'refused', why: 'tooOld' });
    if (carried.is === 'stop') {
      failures += 1;
      askedUntil = world.clock() + carried.retryAfterS * 1000;
      return { waitMs: backoffMs(failures, carried.retryAfterS, world.random) };
    }
    const notBefore = new Date(world.clock() + backoffMs(letter.tries + 1, 0, world.random)).toISOString();
    if (!isTooOld) await shelf.settleLetter(letter.id, { is: 'later', notBefore });
    return 'more';
  }

  async function takeTurn({ signal }: AbortController): Promise<void> {
    const until = world.clock() + TURN_MS;
    let waitMs: number | null = null;
    while (!signal.aborted && !isStopped && world.isOnline()) {
      const next = await carryNext();
      if (next === 'none') break;
      if (next !== 'more') waitMs = next.waitMs;
      if (waitMs !== null) break;
      // Other tabs get their turn, and nobody takes this one for frozen.
      if (world.clock() >= until) waitMs = LOCK_BUSY_MS;
    }
    if (waitMs === null && !signal.aborted && !isStopped && world.isOnline()) await capabilities.refill();
    if (waitMs !== null) return goAfter(waitMs);
    const due = await shelf.nextDue(whose());
    // Without a network the browser says when there is one; a timer would only spend the battery.
    if (due !== null && world.isOnline()) goAfter(Date.parse(due) - world.clock());
  }

  async function go(): Promise<void> {
    isCalled = true;
    if (isBusy || isStopped) return;
    isBusy = true;
    try {
      while (isCalled && !isStopped) {
        isCalled = false;
        cancelTimer();
        turn = new AbortController();
        const mine = turn;
        const isStealing = busySince !== null && world.clock() - busySince >= patienceMs;
        if (await withLock(world.locks, mine, isStealing, () => takeTurn(mine), LOCK)) {
          busySince = null;
          continue;
        }
        busySince ??= world.clock();
        goAfter(LOCK_BUSY_MS + Math.floor(world.random() * LOCK_BUSY_MS));
      }
    } catch {
      // Storage trouble: the letters are still here, and the wait is the same as for the network.
      failures += 1;
      goAfter(backoffMs(failures, 0, world.random));
    } finally {
      isBusy = false;
      for (const tell of resting.splice(0)) tell();
    }
  }

  const wake = () => {
    failures = 0;
    paused.clear();
    void go();
  };
  return {
    look: () => {
      if (failures === 0) void go();
    },
    wake,
    drain: async () => {
      wake();
      if (isBusy) await new Promise<void>((done) => resting.push(done));
    },
    leave: () => turn.abort(),
    isElsewhere: () => busySince !== null,
    isHeldUp: () => failures > 0,
    stop: () => {
      isStopped = true;
      cancelTimer();
      turn.abort();
    },
  };
}
