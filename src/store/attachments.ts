import { base64url } from '../shared/basics/base64url.ts';
import type { Attachment } from '../shared/wire/attachment.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { AttachmentLeft, Attachments, Draft, NewAttachment } from './cabinet.ts';
import type { MadeFact } from './carriage.ts';
import { makeFact } from './carriage.ts';
import type { AttachmentRow, ChunkRow, Database } from './database.ts';
import type { Desk } from './desk.ts';
import { ownerNow, readMark, readOwned } from './marks.ts';
import { watch } from './watch.ts';

/** Small enough for every browser's database, large enough to be few (sync reference, section 13). */
const CHUNK_BYTES = 256 * 1024;
/** Kept this long after the receipt where no backup confirms it, as a fact's bytes are (section 9). */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;

type Bytes = Uint8Array<ArrayBuffer>;

async function sha256Of(desk: Pick<Desk, 'crypto'>, bytes: Bytes): Promise<string> {
  return base64url(new Uint8Array(await desk.crypto.subtle.digest('SHA-256', bytes)));
}

/** What is written beside the fact, in the fact's own transaction. */
type Prepared = { attachment: Attachment; chunks: ChunkRow[] };

function cut(sha256: string, bytes: Bytes, size: number): ChunkRow[] {
  const chunks: ChunkRow[] = [];
  // A copy of each part: a view would store everything behind it, every time.
  for (let n = 0; n * size < bytes.length; n += 1) chunks.push({ sha256, n, content: bytes.slice(n * size, (n + 1) * size) });
  return chunks;
}

/** Names and cuts up attachments. Before any transaction, which waiting for a hash would end. */
async function prepareAttachments(desk: Pick<Desk, 'crypto' | 'sizes'>, attachments: readonly NewAttachment[]): Promise<Prepared[]> {
  const prepared = new Map<string, Prepared>();
  for (const { bytes: given, type } of attachments) {
    const bytes = new Uint8Array(given);
    const sha256 = await sha256Of(desk, bytes);
    prepared.set(sha256, { attachment: { sha256, bytes: bytes.length, type }, chunks: cut(sha256, bytes, desk.sizes.chunkBytes ?? CHUNK_BYTES) });
  }
  return [...prepared.values()];
}

/** The facts, whose bodies name what is attached to them, and what writes the bytes in their transaction. */
export async function prepareDrafts(desk: Desk, drafts: readonly Draft[]): Promise<{ made: MadeFact[]; attach: (owner: string, factIds: readonly string[]) => Promise<void> }> {
  const made: MadeFact[] = [];
  const beside: Prepared[][] = [];
  for (const draft of drafts) {
    const prepared = await prepareAttachments(desk, draft.attachments ?? []);
    const evidence = prepared.map(({ attachment }) => attachment);
    // An observation is signed with its pictures in it: nothing may be added to it here.
    const named = draft.attachments && !('observation' in draft.body) ? ({ ...draft, body: { ...draft.body, evidence } } as Draft) : draft;
    const deps = evidence.map(({ sha256 }) => ({ attachment: sha256 }));
    made.push(await makeFact(desk, named, deps));
    beside.push(prepared);
  }
  const attach = async (owner: string, factIds: readonly string[]) => {
    // Only those with something to write: any other wait in a transaction brings its end nearer.
    const attached = factIds.flatMap((factId, index) => (beside[index]?.length ? [{ factId, prepared: beside[index] }] : []));
    for (const { factId, prepared } of attached) await writeAttachments(desk, owner, factId, prepared);
  };
  return { made, attach };
}

/** Inside the transaction that writes the fact. Already here: one more fact names it. */
async function writeAttachments(desk: Desk, owner: string, factId: string, prepared: readonly Prepared[]): Promise<void> {
  const { db } = desk;
  for (const { attachment, chunks } of prepared) {
    const known = await db.attachments.get([owner, attachment.sha256]);
    const fresh = { owner, madeAt: desk.now(), sentOffset: 0, receipt: null, state: 'open' as const, refusal: null, broken: 0, deliveredAt: null };
    await db.attachments.put({ ...fresh, ...attachment, factIds: [...new Set([...(known?.factIds ?? []), factId])] });
    await db.attachmentChunks.bulkPut(chunks);
  }
}

/** Lets go of an attachment; of its bytes only when nobody else on this device attached the same. */
export async function dropAttachment(db: Database, row: AttachmentRow): Promise<void> {
  await db.attachments.delete([row.owner, row.sha256]);
  if ((await db.attachments.where('sha256').equals(row.sha256).count()) > 0) return;
  await db.attachmentChunks.where('[sha256+n]').between([row.sha256, 0], [row.sha256, Number.MAX_SAFE_INTEGER]).delete();
}

/** The person let a refused fact go, and with it what only that fact named. */
export async function letGoWithAttachments(desk: Desk, factId: string): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.refusals, db.attachments, db.attachmentChunks], async () => {
      await db.refusals.delete(factId);
      for (const row of await db.attachments.where('factIds').equals(factId).toArray()) {
        const factIds = row.factIds.filter((id) => id !== factId);
        if (factIds.length === 0) await dropAttachment(db, row);
        else await db.attachments.put({ ...row, factIds });
      }
    }),
  );
}

/** The bytes as they were attached, or null when any are missing or not what they were. */
async function wholeBytes(desk: Desk, row: Attachment): Promise<Bytes | null> {
  const chunks = await desk.db.attachmentChunks.where('[sha256+n]').between([row.sha256, 0], [row.sha256, Number.MAX_SAFE_INTEGER]).toArray();
  const bytes = new Uint8Array(row.bytes);
  let at = 0;
  for (const { content } of chunks) {
    if (at + content.length > bytes.length) return null;
    bytes.set(content, at);
    at += content.length;
  }
  return at === row.bytes && (await sha256Of(desk, bytes)) === row.sha256 ? bytes : null;
}

/** A picture of the signed-in person's own that is still on this phone; null for any other. */
async function findAttachment(desk: Desk, sha256: string): Promise<NewAttachment | null> {
  return desk.steady(async () => {
    const owner = await ownerNow(desk.db);
    const row = owner === null ? undefined : await desk.db.attachments.get([owner, sha256]);
    const bytes = row ? await wholeBytes(desk, row) : null;
    return row && bytes ? { bytes, type: row.type } : null;
  });
}

/** The bytes of everything that is left, as far as they are whole. */
export async function readLeft(desk: Desk, factId?: string): Promise<NewAttachment[]> {
  const left = await desk.steady(() => listAttachmentsLeft(desk.db));
  const wanted = left.filter(({ factIds }) => factId === undefined || factIds.includes(factId));
  const found = await Promise.all(wanted.map(({ sha256 }) => findAttachment(desk, sha256)));
  return found.flatMap((attachment) => attachment ?? []);
}

async function listAttachmentsLeft(db: Database): Promise<AttachmentLeft[]> {
  return db.transaction('r', [db.attachments, db.outbox, db.facts, db.marks], async () => {
    const owner = await ownerNow(db);
    if (owner === null) return [];
    const rows = await db.attachments.where('owner').equals(owner).toArray();
    const left = rows.filter((row) => row.state !== 'delivered').sort((one, other) => one.madeAt.localeCompare(other.madeAt));
    return Promise.all(
      left.map(async ({ sha256, bytes, madeAt, factIds, state, refusal }) => {
        const facts = await db.facts.bulkGet(factIds);
        const body = facts.find((fact) => fact !== undefined)?.body as { courseId?: string } | undefined;
        return { sha256, bytes, madeAt, factIds, courseId: body?.courseId ?? null, state: state === 'needsYou' ? 'needsYou' : 'onThisPhone', refusal: refusal?.kind ?? null };
      }),
    );
  });
}

/** The person asks for another try at what the phone could not send by itself. */
async function tryAttachmentAgain(desk: Desk, sha256: string): Promise<void> {
  await changeOwn(desk, sha256, { state: 'open', refusal: null, broken: 0, sentOffset: 0 });
  desk.wake('sendNow');
}

/** The person lets go of what cannot be sent. Whoever sees the fact goes on seeing that it is missing. */
async function letGoOfAttachment(desk: Desk, sha256: string): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.attachments, db.attachmentChunks, db.marks], async () => {
      const owner = await ownerNow(db);
      const row = owner === null ? undefined : await db.attachments.get([owner, sha256]);
      if (row?.state === 'needsYou') await dropAttachment(db, row);
    }),
  );
}

async function changeOwn(desk: Desk, sha256: string, change: Partial<AttachmentRow>): Promise<void> {
  const owner = await desk.steady(() => ownerNow(desk.db));
  if (owner !== null) await changeRow(desk, owner, sha256, change);
}

async function changeRow(desk: Desk, owner: string, sha256: string, change: Partial<AttachmentRow>): Promise<void> {
  await desk.steady(() => desk.db.attachments.update([owner, sha256], change));
}

export function makeAttachments(desk: Desk): Attachments {
  return {
    watchLeft: (tell) => watch(desk, () => listAttachmentsLeft(desk.db), tell),
    find: (sha256) => findAttachment(desk, sha256),
    tryAgain: (sha256) => tryAttachmentAgain(desk, sha256),
    letGo: (sha256) => letGoOfAttachment(desk, sha256),
  };
}

/**
 * The oldest that may go now: one whose fact the server has, so that words always travel first.
 * @returns null for none; `bytes` null when what is stored is no longer what was attached.
 */
export async function nextAttachment(desk: Desk, owner: string): Promise<{ row: AttachmentRow; bytes: Bytes | null } | null> {
  const { db } = desk;
  const rows = await desk.steady(() => db.attachments.where('[owner+state]').equals([owner, 'open']).sortBy('madeAt'));
  for (const row of rows) {
    const [lines, refusals] = await Promise.all([db.outbox.bulkGet(row.factIds), db.refusals.bulkGet(row.factIds)]);
    const isDelivered = row.factIds.some((_, index) => !lines[index] && !refusals[index]);
    if (isDelivered) return { row, bytes: await wholeBytes(desk, row) };
  }
  return null;
}

export async function noteOffset(desk: Desk, owner: string, sha256: string, sentOffset: number): Promise<void> {
  await changeRow(desk, owner, sha256, { sentOffset });
}

export async function noteBroken(desk: Desk, owner: string, sha256: string, broken: number): Promise<void> {
  await changeRow(desk, owner, sha256, { broken, sentOffset: 0 });
}

export async function stopAttachment(desk: Desk, owner: string, sha256: string, refusal: Refusal): Promise<void> {
  await changeRow(desk, owner, sha256, { state: 'needsYou', refusal });
}

/**
 * All of it is with the server. The bytes stay a while, since a server put back to an older day has
 * lost them (sync reference, section 9).
 */
export async function closeAttachment(desk: Desk, owner: string, receipt: NonNullable<AttachmentRow['receipt']>): Promise<void> {
  await changeRow(desk, owner, receipt.sha256, { state: 'delivered', receipt, sentOffset: receipt.bytes, broken: 0, refusal: null, deliveredAt: desk.clock() });
}

/**
 * Lets go of delivered bytes that a backup holds, or that are old enough; opens again what a pulled
 * fact still says is missing. Never touches what has no receipt.
 */
export async function pruneAttachments(desk: Desk): Promise<void> {
  const { db } = desk;
  const oldest = desk.clock() - KEPT_MS;
  await desk.steady(() =>
    db.transaction('rw', [db.attachments, db.attachmentChunks, db.facts, db.marks], async () => {
      const [durableThrough = null, life] = await Promise.all([readMark(db, 'durableThrough'), readMark(db, 'durableEpoch')]);
      for (const row of await db.attachments.filter(({ state }) => state === 'delivered').toArray()) {
        const facts = (await db.facts.bulkGet(row.factIds)).flatMap((fact) => (fact?.missing ? [fact] : []));
        const isMissed = facts.some((fact) => fact.missing?.includes(row.sha256));
        // A restored server counts anew: its backup says nothing of what an earlier life received.
        const isOfThisLife = (await readOwned(db, row.owner, 'epoch')) === life && !(await readOwned(db, row.owner, 'recover'));
        const isBackedUp = isOfThisLife && !isMissed && durableThrough !== null && facts.some(({ serverSeq }) => serverSeq !== null && serverSeq <= durableThrough);
        if (isMissed) await db.attachments.put({ ...row, state: 'open', receipt: null, sentOffset: 0, deliveredAt: null });
        else if (isBackedUp || (row.deliveredAt ?? 0) < oldest) await dropAttachment(db, row);
      }
    }),
  );
}
