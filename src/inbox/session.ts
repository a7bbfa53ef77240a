import type { CheckedDirectory } from '../store/quiet/shelf.ts';
import type { Desk, DeskFault } from './desk.ts';
import { openDesk } from './desk.ts';
import type { InboxParts, Proof } from './inbox.ts';
import type { Found } from './known-directory.ts';
import { findDirectory } from './known-directory.ts';
import { forgetWords } from './words-kept.ts';

/** A passkey is asked for again after this long, and an inbox nobody touches is locked (voice reference, section 8). */
export const IDLE_MS = 5 * 60_000;

export type State =
  | { is: 'looking' }
  /** Nothing may be believed of who reads what, so nothing is opened. */
  | { is: 'shut'; why: NonNullable<Found['fault']> }
  | { is: 'locked'; isDemonstration: boolean; isBusy: boolean; why: Exclude<Proof, 'proved'> | DeskFault | 'failed' | 'idle' | null; refused: Found['fault'] }
  | { is: 'open'; desk: Desk; refused: Found['fault'] };

export type Session = {
  state(): State;
  watch(told: () => void): () => void;
  unlock(): Promise<void>;
  lock(why?: 'idle'): void;
  /** Somebody is here: they touched the screen or a key. */
  stir(): void;
  /** The server has this version: a newer one than stands here is fetched, checked and used. */
  freshen(version: number): void;
  /** Tries again to find a directory. */
  begin(): Promise<void>;
  end(): void;
};

/** Locked until proved, and again after five minutes without a touch, whichever page of the inbox is shown. */
export function makeSession(parts: InboxParts): Session {
  const hearers = new Set<() => void>();
  let state: State = { is: 'looking' };
  let checked: CheckedDirectory | null = null;
  let refused: Found['fault'] = null;
  let stirredAt = 0;
  let isEnded = false;

  function become(next: State): void {
    state = next;
    for (const hear of [...hearers]) hear();
  }
  const locked = (why: Extract<State, { is: 'locked' }>['why'] = null, isBusy = false): State => ({
    is: 'locked',
    isDemonstration: checked?.isDemonstration ?? false,
    isBusy,
    why,
    refused,
  });
  const isIdle = () => Date.parse(parts.now()) - stirredAt >= IDLE_MS;
  const beat = setInterval(() => state.is === 'open' && isIdle() && lock('idle'), 5_000);

  async function begin(): Promise<void> {
    const found = await findDirectory(parts);
    checked = found.checked;
    refused = found.fault;
    if (isEnded || state.is === 'open' || (state.is === 'locked' && state.isBusy)) return;
    become(checked ? locked(state.is === 'locked' ? state.why : null) : { is: 'shut', why: found.fault ?? 'none' });
  }

  function lock(why?: 'idle'): void {
    parts.keeper.lock();
    if (checked) become(locked(why ?? null));
  }

  async function unlock(): Promise<void> {
    if (!checked || (state.is === 'locked' && state.isBusy)) return;
    become(locked(null, true));
    // A demonstration’s people have no passkey; a root that is none never says so under its signature.
    const proof = checked.isDemonstration ? 'proved' : await parts.prove();
    if (proof !== 'proved') return become(locked(proof));
    const opened = await openDesk(parts, checked);
    // A phone that was locked or left meanwhile stays so.
    if (isEnded) return parts.keeper.lock();
    if (!opened.ok) return become(locked(opened.why));
    stir();
    become({ is: 'open', desk: opened.desk, refused });
    parts.line.wake();
    const looked = await parts.line.look().catch(() => null);
    if (looked?.ok) freshen(looked.value.directoryVersion);
  }

  function freshen(version: number): void {
    if (state.is === 'open' && version > state.desk.directory.version) void renew().catch(() => undefined);
  }

  async function renew(): Promise<void> {
    const found = await findDirectory(parts);
    if (found.checked) checked = found.checked;
    refused = found.fault;
    const opened = checked && (await openDesk(parts, checked));
    if (isEnded || state.is !== 'open' || !opened) return;
    // Whoever is no longer listed is out at once.
    become(opened.ok ? { is: 'open', desk: opened.desk, refused } : locked(opened.why));
  }

  function stir(): void {
    if (state.is === 'open' && isIdle()) lock('idle');
    else stirredAt = Date.parse(parts.now());
  }

  return {
    state: () => state,
    watch: (told) => {
      hearers.add(told);
      return () => hearers.delete(told);
    },
    unlock: () =>
      unlock().catch(() => {
        parts.keeper.lock();
        become(locked('failed'));
      }),
    lock,
    stir,
    freshen,
    begin: () => begin().catch(() => become(checked ? locked('failed') : { is: 'shut', why: 'trouble' })),
    end: () => {
      isEnded = true;
      clearInterval(beat);
      parts.keeper.lock();
      forgetWords();
      hearers.clear();
    },
  };
}
