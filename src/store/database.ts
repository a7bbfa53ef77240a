import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { PlaceOpened, SlotFilled } from '../shared/people/place.ts';
import type { Score } from '../shared/training/attempt.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Receipt } from '../shared/wire/answer.ts';
import type { Attachment } from '../shared/wire/attachment.ts';
import type { Fact, KnownFact } from '../shared/wire/fact.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { RollEntry } from './cabinet.ts';
import { copyToSafety } from './upgrade-safety.ts';

/** A fact as the signed-in person may see it: their own, and what was pulled for them. */
export type FactRow = Pick<Fact, 'factId' | 'hash' | 'kind' | 'v' | 'about' | 'body' | 'owner' | 'at' | 'off'> & {
  recordedAt: string | null;
  serverScore: Score | null;
  /** Attachments it names that the server said it does not hold yet. */
  missing?: string[];
  /** Of an observation: whose key the server has not heard of from their own phone. */
  unconfirmed?: ('assessor' | 'carer')[];
  serverSeq: number | null;
  /** Counter of this device, on facts made here; null on facts that came by pull only. */
  seq: number | null;
  deviceId: string | null;
  /** Scopes it was pulled in; empty while only this phone has shown it. */
  scopes: string[];
  /** Key of the record it is laid on; null when it changes none, or is of a kind this build cannot read. */
  record: string | null;
  isRead: boolean;
};

/** `person:<id>`, `place:<id>`, `slots:<home>`, `home:<id>`, `academy:told` or `roll:<home>`. Rebuilt from facts at any time. */
export type RecordRow = { key: string; homes: string[]; person?: PersonRecord; place?: PlaceOpened; slots?: SlotFilled[]; told?: KnownFact[]; roll?: RollEntry[] };

/** An open line carries its whole envelope, so that nothing done to `facts` can lose it. */
export type OutboxRow = { factId: string; owner: string; seq: number; about: string; fact: Fact; bytes: number };
export type RefusalRow = { factId: string; owner: string; about: string; fact: Fact; bytes: number; refusal: Refusal; seenAt: string };
/** The bytes stay beside the receipt until a backup holds them (sync reference, section 9). A row with a `pack` stands for many (`receipts.ts`). */
export type ReceiptRow = { factId: string; owner: string; receipt: Receipt; epoch: string; deliveredAt: number; fact: Fact | null; pack?: ReceiptRow[] };

/**
 * What goes with a fact and is too large to be in it. `open` until the server's receipt for all of it
 * came; `needsYou` when the phone cannot send it by itself. Kept for a while after, like a fact's bytes.
 */
export type AttachmentRow = Attachment & {
  owner: string;
  /** The facts that name it; a refused fact sent again is a second one. */
  factIds: string[];
  madeAt: string;
  /** Bytes the server said it holds. A claim for the screen: sending asks anew. */
  sentOffset: number;
  receipt: { sha256: string; bytes: number; recordedAt: string } | null;
  state: 'open' | 'delivered' | 'needsYou';
  refusal: Refusal | null;
  /** How often the server found it broken on arrival, since it last had it whole. */
  broken: number;
  /** Phone milliseconds; null until the receipt came. */
  deliveredAt: number | null;
};
/** Shared by all who attached the same bytes on this device. Bytes, never a Blob (sync reference, section 16). */
export type ChunkRow = { sha256: string; n: number; content: Uint8Array<ArrayBuffer> };
/** One row of a table as text, copied before the tables change shape. */
export type SafetyRow = { name: string; text: string };

type KeptRow = { courseId: string; version: number; title: string; bytes: number; keptAt: string };

export type Database = Dexie & {
  facts: Table<FactRow, string>;
  records: Table<RecordRow, string>;
  outbox: Table<OutboxRow, string>;
  receipts: Table<ReceiptRow, string>;
  refusals: Table<RefusalRow, string>;
  marks: Table<{ name: string; value: unknown }, string>;
  ballast: Table<{ id: string; bytes: Uint8Array }, string>;
  /** What is kept and the courses themselves are apart, so that a list never reads a course. */
  kept: Table<KeptRow, [string, number]>;
  courses: Table<{ courseId: string; version: number; course: Course }, [string, number]>;
  wanted: Table<{ courseId: string; askedAt: number }, string>;
  catalogue: Table<{ id: 'now'; catalogue: Catalogue }, string>;
  places: Table<{ attemptId: string; screenId: string }, string>;
  settings: Table<{ name: string; value: string }, string>;
  attachments: Table<AttachmentRow, [string, string]>;
  attachmentChunks: Table<ChunkRow, [string, number]>;
  safety: Table<SafetyRow, string>;
};

export type DatabaseOptions = { name: string; indexedDB?: IDBFactory; IDBKeyRange?: typeof globalThis.IDBKeyRange };

/**
 * Never edit a version that has been released: there are phones still on it, perhaps with work
 * nobody else has. Add a version, its upgrade and a test from the old tables. Raise it only for
 * need: while a second tab is open an upgrade waits for it (sync reference, section 15).
 *
 * `strict` asks the browser to reach the disk before it says done. A pulled battery then loses
 * nothing that was called saved.
 */
export function makeDatabase(options: DatabaseOptions): Database {
  const { name, indexedDB, IDBKeyRange } = options;
  const given = indexedDB ? { indexedDB, IDBKeyRange } : {};
  // Dexie's live queries stay silent where the world has no database, even when one was handed in.
  if (indexedDB && IDBKeyRange && !Dexie.dependencies.indexedDB) Object.assign(Dexie.dependencies, { indexedDB, IDBKeyRange });
  const db = new Dexie(name, { ...given, chromeTransactionDurability: 'strict', cache: 'disabled' } as ConstructorParameters<typeof Dexie>[1]) as Database;
  db.version(1).stores({
    facts: 'factId, about, record, [kind+at], *scopes, owner',
    records: 'key, *homes',
    outbox: 'factId, &[owner+seq], about',
    receipts: 'factId, owner',
    refusals: 'factId, owner, about',
    marks: 'name',
    ballast: 'id',
    kept: '[courseId+version], courseId',
    courses: '[courseId+version]',
    wanted: 'courseId',
    catalogue: 'id',
    places: 'attemptId',
    settings: 'name',
  });
  db.version(2).stores({ attachments: '[owner+sha256], sha256, [owner+state], *factIds', attachmentChunks: '[sha256+n]', safety: 'name' }).upgrade(copyToSafety);
  return db;
}
