import type { YoungKeeper } from '../seal/keeper.ts';
import type { DirectoryFault } from '../shared/voice/directory.ts';
import type { YoungLine } from '../store/quiet/line.ts';
import type { CheckedDirectory, PhoneMode, Shelf } from '../store/quiet/shelf.ts';
import type { ScreenName } from './screens.ts';

/** Where a young person stands: the home first, then what it belongs to. Without a membership, `alone`. */
export type Place = { units: string[]; isAlone: boolean; root: string; isPinned: boolean };

/**
 * What every screen of the young person's pages is handed. The object is new after each change, so
 * that a hook may depend on it; the things inside stay the same.
 */
export type Talk = {
  /** On their own phone the one in IndexedDB, else one in memory. */
  readonly shelf: Shelf;
  readonly line: YoungLine;
  readonly keeper: YoungKeeper;
  readonly mode: PhoneMode;
  /** Null until they have joined, or chosen to go on without joining. */
  readonly place: Place | null;

  /** Null while there is none that this phone believes; `directoryFault` says why. */
  directory(): CheckedDirectory | null;
  readonly directoryFault: DirectoryFault | null;
  /** Asks for a newer one and checks it. Settles either way. */
  refreshDirectory(): Promise<void>;

  /** Drafts kept now are still there, and locked, after the page is closed: an own phone with a lock. */
  readonly keepsDrafts: boolean;
  /** The shelf in IndexedDB, for letters that a phone which keeps nothing shall hold sealed until there is signal. */
  sealedShelf(): Promise<Shelf>;

  /** The number of the next unused mailbox of this thread, and takes it. */
  takeMailbox(): Promise<number>;
  /** How many were taken so far; mailboxes 0 to this, and a few more after coming back, may hold an answer. */
  mailboxes(): number;

  /** The part of the screen that is shown; null is its beginning. `go(screen, step)` adds one, `back` takes it off again. */
  readonly step: string | null;
  go(screen: ScreenName, step?: string): void;
  back(): void;
  home(): void;

  /** Said once to those who listen, and shown for a moment. */
  say(text: string): void;
  /** While a recording runs nobody touches the screen, and it must not lock. Call what it returns when done. */
  stayAwake(): () => void;
  /** ISO, by this phone's clock. */
  now(): string;
};
