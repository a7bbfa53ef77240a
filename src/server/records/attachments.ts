import { createHash } from 'node:crypto';
import { londonDay } from '../../shared/basics/day.ts';
import type { Attachment, AttachmentDown } from '../../shared/wire/attachment.ts';
import { dropChunks, isNamed, showAgain } from './attachment-uses.ts';
import type { Records } from './database.ts';
import type { Queries } from './rows.ts';
import type { Tables } from './schema.ts';
import { readScopes } from './scopes.ts';

/** What one person may have here that is not both complete and named by a fact. */
export const LOOSE_BYTES_LIMIT = 50 * 1024 * 1024;

export type Progress = Omit<AttachmentDown, 'nonce'>;
type Row = Tables['attachment'];
type Type = Attachment['type'];

function progressOf({ sha256, bytes, offset, completed_at: recordedAt }: Row): Progress {
  return recordedAt === null ? { offset } : { offset, receipt: { sha256, bytes, recordedAt } };
}

/** How far this person's own upload has come; null where there is none, whoever else brought the same. */
export async function findUpload(db: Queries, owner: string, sha256: string): Promise<{ offset: number; bytes: number } | null> {
  return (await db.selectFrom('attachment').select(['offset', 'bytes']).where('owner', '=', owner).where('sha256', '=', sha256).executeTakeFirst()) ?? null;
}

export type Begun = { is: 'begun'; progress: Progress } | { is: 'other' } | { is: 'full' };

/** Begins an upload, or says how far it has come. `other` when the same id was announced as something else. */
export async function beginUpload(records: Records, owner: string, { sha256, bytes, type }: Attachment, now: string): Promise<Begun> {
  return records.db.transaction().execute(async (db): Promise<Begun> => {
    const touch = () => db.updateTable('attachment').set({ seen_at: now }).where('owner', '=', owner).where('sha256', '=', sha256).returningAll().executeTakeFirst();
    let row = await touch();
    if (!row) {
      if (bytes + (await looseBytes(db, owner)) > LOOSE_BYTES_LIMIT) return { is: 'full' };
      await db
        .insertInto('attachment')
        .values({ owner, sha256, bytes, type, offset: 0, made_at: now, seen_at: now, completed_at: null })
        // The same request, sent twice, may be here already.
        .onConflict((conflict) => conflict.columns(['owner', 'sha256']).doNothing())
        .execute();
      row = (await touch()) as Row;
    }
    return row.bytes === bytes && row.type === type ? { is: 'begun', progress: progressOf(row) } : { is: 'other' };
  });
}

async function looseBytes(db: Queries, owner: string): Promise<number> {
  const loose = await db
    .selectFrom('attachment')
    .select('bytes')
    .where('owner', '=', owner)
    .where((row) => row.or([row('completed_at', 'is', null), row.not(isNamed(row))]))
    .execute();
  return loose.reduce((sum, row) => sum + row.bytes, 0);
}

export type Chunk = { sha256: string; offset: number; content: Buffer };
export type Taken = { is: 'taken'; progress: Progress } | { is: 'wrongOffset'; offset: number } | { is: 'missing' } | { is: 'tooLong' } | { is: 'broken' };

/**
 * Adds a chunk whose own checksum is right. The last one is taken only if the whole has the hash it was
 * announced with and begins as its type must (I16); otherwise all of it is dropped and `broken` is said.
 */
export async function addChunk(records: Records, owner: string, { sha256, offset, content }: Chunk, now: string): Promise<Taken> {
  const end = offset + content.length;
  const done = await records.db.transaction().execute(async (db): Promise<{ taken: Taken; scopes: string[] }> => {
    // The offset is compared and moved in one step: of two requests with the same chunk, one wins.
    const moved = await db
      .updateTable('attachment')
      .set({ offset: end, seen_at: now })
      .where('owner', '=', owner)
      .where('sha256', '=', sha256)
      .where('offset', '=', offset)
      .where('bytes', '>=', end)
      .returningAll()
      .executeTakeFirst();
    if (!moved) {
      const known = await findUpload(db, owner, sha256);
      if (!known) return { taken: { is: 'missing' }, scopes: [] };
      return { taken: known.offset === offset ? { is: 'tooLong' } : { is: 'wrongOffset', offset: known.offset }, scopes: [] };
    }
    if (end < moved.bytes) {
      await db.insertInto('attachment_chunk').values({ owner, sha256, at: offset, content }).execute();
      return { taken: { is: 'taken', progress: progressOf(moved) }, scopes: [] };
    }
    const whole = Buffer.concat([await readBytes(db, moved), content]);
    if (createHash('sha256').update(whole).digest('base64url') !== sha256 || !looksLike(whole, moved.type as Type)) {
      await db.deleteFrom('attachment').where('owner', '=', owner).where('sha256', '=', sha256).execute();
      await dropChunks(db, moved);
      return { taken: { is: 'broken' }, scopes: [] };
    }
    await db.insertInto('attachment_chunk').values({ owner, sha256, at: offset, content }).execute();
    await db.updateTable('attachment').set({ completed_at: now }).where('owner', '=', owner).where('sha256', '=', sha256).execute();
    return { taken: { is: 'taken', progress: progressOf({ ...moved, completed_at: now }) }, scopes: await showAgain(db, owner, sha256) };
  });
  records.news.announce(done.scopes);
  return done.taken;
}

async function readBytes(db: Queries, { owner, sha256 }: Pick<Row, 'owner' | 'sha256'>): Promise<Buffer> {
  const chunks = await db.selectFrom('attachment_chunk').select('content').where('owner', '=', owner).where('sha256', '=', sha256).orderBy('at').execute();
  return Buffer.concat(chunks.map((chunk) => chunk.content));
}

/** Does it begin as a picture of this type does? A browser must never be handed anything else under its name. */
function looksLike(bytes: Buffer, type: Type): boolean {
  switch (type) {
    case 'image/jpeg':
      return bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff));
    case 'image/png':
      return bytes.subarray(0, 8).equals(Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
    case 'image/webp':
      return bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP';
  }
}

/**
 * A complete attachment, for whoever brought it or may now see a recorded fact that names it. Null for
 * anybody else, exactly as where there is none.
 */
export async function readAttachment(db: Queries, asker: string, sha256: string, now: string): Promise<{ type: Type; content: Buffer } | null> {
  const own = await db
    .selectFrom('attachment')
    .select(['owner', 'sha256', 'type'])
    .where('owner', '=', asker)
    .where('sha256', '=', sha256)
    .where('completed_at', 'is not', null)
    .executeTakeFirst();
  const row = own ?? (await findShown(db, asker, sha256, now));
  return row ? { type: row.type as Type, content: await readBytes(db, row) } : null;
}

async function findShown(db: Queries, asker: string, sha256: string, now: string): Promise<Pick<Row, 'owner' | 'sha256' | 'type'> | undefined> {
  const scopes = await readScopes(db, asker, londonDay(now));
  return db
    .selectFrom('attachment')
    .innerJoin('attachment_use as use', (join) => join.onRef('use.owner', '=', 'attachment.owner').onRef('use.sha256', '=', 'attachment.sha256'))
    .innerJoin('fact_log', 'fact_log.fact_id', 'use.fact_id')
    .innerJoin('change', 'change.fact_id', 'use.fact_id')
    .select(['attachment.owner', 'attachment.sha256', 'attachment.type'])
    .where('attachment.sha256', '=', sha256)
    .where('attachment.completed_at', 'is not', null)
    .where('fact_log.state', '=', 'recorded')
    .where('change.what', '=', 'fact')
    .where('change.scope', 'in', scopes)
    .limit(1)
    .executeTakeFirst();
}
