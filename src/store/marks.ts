import type { Authority } from '../shared/practice/authority.ts';
import type { Full, KeptFigures } from './cabinet.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Database } from './database.ts';
import type { KeptKey } from './signing.ts';

/** Small things the device must remember, one row each. Names with a person are theirs alone. */
export type Marks = {
  deviceId: string;
  signedIn: SignedIn | null;
  /** Server clock minus phone clock, milliseconds. */
  clockOffset: number;
  /** Highest serverSeq held in a backup away from the server; null where none is set up. */
  durableThrough: number | null;
  /** The epoch whose numbers durableThrough speaks of. */
  durableEpoch: string;
  /** The kinds and versions the records were built with. */
  builtWith: string;
  /** Server time of the last hello, as phone milliseconds. */
  helloAt: number;
  /** The phone was full, and what that cost. Null once there is room again. */
  full: Full | null;
};

type OwnedMarks = {
  /** Last counter given to this person's facts on this device. */
  seq: number;
  cursor: string | null;
  pulledAt: string;
  /** The last push got no trusted reply, so open lines wait for signal. */
  tried: boolean;
  epoch: string;
  /** Counters of this person on this device that the server never saw, as it last said. */
  holes: number;
  /** Of those, how many this phone itself kept back as refusals. */
  unsent: number;
  /** The new epoch this person's delivered facts must be checked against. */
  recover: string | null;
  /** Their key for signing on this device; the private half is the browser's and cannot be copied out. */
  signing: KeptKey;
  /** Who may sign practice in their homes, as the server last said. */
  authority: Authority;
  /** What a change of a course would touch, as the server last counted; by course. */
  figures: Record<string, KeptFigures>;
  /** The course whose numbers a page asked for. */
  figuresWanted: string;
};

export async function readMark<Name extends keyof Marks>(db: Database, name: Name): Promise<Marks[Name] | undefined> {
  return (await db.marks.get(name))?.value as Marks[Name] | undefined;
}

export async function writeMark<Name extends keyof Marks>(db: Database, name: Name, value: Marks[Name]): Promise<void> {
  await db.marks.put({ name, value });
}

export async function readOwned<Name extends keyof OwnedMarks>(db: Database, owner: string, name: Name): Promise<OwnedMarks[Name] | undefined> {
  return (await db.marks.get(`${name}:${owner}`))?.value as OwnedMarks[Name] | undefined;
}

export async function writeOwned<Name extends keyof OwnedMarks>(db: Database, owner: string, name: Name, value: OwnedMarks[Name]): Promise<void> {
  await db.marks.put({ name: `${name}:${owner}`, value });
}

export async function ownerNow(db: Database): Promise<string | null> {
  return (await readMark(db, 'signedIn'))?.personId ?? null;
}
