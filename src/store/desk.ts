import type { Database } from './database.ts';
import type { Rare } from './rare.ts';
import type { SyncBoard } from './sync-board.ts';
import type { Steady } from './storage-trouble.ts';

/** Why sync should look: a line was added, someone pressed "Send now", a course was asked for … */
export type Wake = 'lineAdded' | 'sendNow' | 'keep' | 'allowMetered' | 'authority' | 'figures' | 'signedIn' | 'signedOut';

/**
 * From how many on receipts are packed, and the bytes of one row of an attachment. Smaller in tests,
 * so that short histories meet what a phone meets after thousands of facts.
 */
export type Sizes = { packFrom: number; chunkBytes: number };

/** What every part of the store works with: one open database and this device's clock and dice. */
export type Desk = {
  db: Database;
  crypto: Crypto;
  clock: () => number;
  steady: Steady;
  board: SyncBoard;
  deviceId: string;
  newId: () => string;
  /** Device time put right by the offset last learnt, as an ISO moment. */
  now: () => string;
  loadRare: () => Promise<Rare>;
  wake: (wake: Wake) => void;
  sizes: Partial<Sizes>;
};
