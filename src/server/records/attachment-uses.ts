import type { ExpressionBuilder } from 'kysely';
import { addMs } from '../../shared/basics/moment.ts';
import { attachmentDeps } from '../../shared/wire/fact.ts';
import type { Records } from './database.ts';
import { takeSeqs } from './marks.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks, insertRows } from './rows.ts';
import type { AttachmentUseRow, ChangeRow, FactRow, Tables } from './schema.ts';
import { depsOf } from './stored-fact.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An upload nobody goes on with, or that no fact names, is kept this long (sync reference, section 13). */
export const ATTACHMENT_LASTS_MS = 30 * DAY_MS;

/** The attachments a fact names, once it is kept. A refused fact keeps nothing alive. */
export function usesOf(row: FactRow): AttachmentUseRow[] {
  if (row.deps === '[]' || row.state === 'refused') return [];
  return attachmentDeps(depsOf(row)).map((sha256) => ({ sha256, owner: row.owner, fact_id: row.fact_id }));
}

/** What each of these facts still lacks; a fact that lacks nothing has no entry. */
export async function readMissing(db: Queries, facts: readonly FactRow[]): Promise<Map<string, string[]>> {
  return missingOf(
    db,
    facts.filter((fact) => usesOf(fact).length > 0).map((fact) => fact.fact_id),
  );
}

async function missingOf(db: Queries, factIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await inChunks(factIds, (chunk) =>
    db
      .selectFrom('attachment_use as use')
      .leftJoin('attachment', (join) => join.onRef('attachment.owner', '=', 'use.owner').onRef('attachment.sha256', '=', 'use.sha256'))
      .select(['use.fact_id', 'use.sha256'])
      .where('use.fact_id', 'in', chunk)
      .where('attachment.completed_at', 'is', null)
      .orderBy('use.sha256')
      .execute(),
  );
  return new Map([...groupedBy(rows, (row) => row.fact_id)].map(([factId, group]) => [factId, group.map((row) => row.sha256)]));
}

/**
 * Its last byte is there: every fact that now lacks nothing is shown again, under a new number, where
 * it is shown already. Returns those scopes.
 */
export async function showAgain(db: Queries, owner: string, sha256: string): Promise<string[]> {
  // The counter's row is held from here on: a push that is just naming this attachment either has
  // committed and is read below, or takes its number later and is pulled with the attachment complete.
  await takeSeqs(db, 0);
  const users = await db
    .selectFrom('attachment_use as use')
    .innerJoin('fact_log', 'fact_log.fact_id', 'use.fact_id')
    .select(['use.fact_id'])
    .where('use.owner', '=', owner)
    .where('use.sha256', '=', sha256)
    .where('fact_log.state', '=', 'recorded')
    .orderBy('fact_log.server_seq')
    .execute();
  const ids = users.map((row) => row.fact_id);
  const missing = await missingOf(db, ids);
  const shown = await inChunks(
    ids.filter((id) => !missing.has(id)),
    (chunk) => db.selectFrom('change').select(['fact_id', 'scope']).distinct().where('fact_id', 'in', chunk).where('what', '=', 'fact').execute(),
  );
  const groups = groupedBy(shown, (row) => row.fact_id);
  if (groups.size === 0) return [];
  let seq = await takeSeqs(db, groups.size);
  const changes: ChangeRow[] = [];
  for (const id of ids) {
    const group = groups.get(id);
    if (!group) continue;
    seq += 1;
    for (const { scope } of group) changes.push({ server_seq: seq, scope, fact_id: id, what: 'fact' });
  }
  await insertRows(db, 'change', changes);
  return [...new Set(changes.map((change) => change.scope))];
}

/** Is there a fact, recorded or held, that names it? One that is held may be recorded years later. */
export function isNamed(row: ExpressionBuilder<Tables, 'attachment'>) {
  return row.exists(
    row
      .selectFrom('attachment_use as use')
      .innerJoin('fact_log', 'fact_log.fact_id', 'use.fact_id')
      .select('use.fact_id')
      .whereRef('use.owner', '=', 'attachment.owner')
      .whereRef('use.sha256', '=', 'attachment.sha256')
      .where('fact_log.state', 'in', ['recorded', 'held']),
  );
}

type Key = { owner: string; sha256: string };

export async function dropChunks(db: Queries, { owner, sha256 }: Key): Promise<void> {
  await db.deleteFrom('attachment_chunk').where('owner', '=', owner).where('sha256', '=', sha256).execute();
}

/**
 * Drops uploads that nobody went on with, and complete ones that no fact ever named. The phone
 * keeps its own until it has the receipt, and begins again. Returns how many went.
 */
export async function clearAttachments(records: Records, now: string): Promise<number> {
  const before = addMs(now, -ATTACHMENT_LASTS_MS);
  const old = await records.db.selectFrom('attachment').select('sha256').where('seen_at', '<', before).limit(1).executeTakeFirst();
  if (!old) return 0;
  return records.db.transaction().execute(async (db) => {
    // As in showAgain: no push may name one of them in between.
    await takeSeqs(db, 0);
    const dropped = await db
      .deleteFrom('attachment')
      .where('seen_at', '<', before)
      .where((row) => row.or([row('completed_at', 'is', null), row.not(isNamed(row))]))
      .returning(['owner', 'sha256'])
      .execute();
    for (const key of dropped) await dropChunks(db, key);
    return dropped.length;
  });
}

/**
 * For erasure, in its transaction and before it takes its numbers (an upload locks in that order too):
 * these facts name nothing any more, and what no other fact names is gone with its bytes, half uploads too.
 */
export async function dropAttachmentsOf(db: Queries, factIds: readonly string[]): Promise<void> {
  const keys = await inChunks(factIds, (chunk) => db.deleteFrom('attachment_use').where('fact_id', 'in', chunk).returning(['owner', 'sha256']).execute());
  for (const key of keys) {
    const dropped = await db
      .deleteFrom('attachment')
      .where('owner', '=', key.owner)
      .where('sha256', '=', key.sha256)
      .where((row) => row.not(isNamed(row)))
      .returning('sha256')
      .executeTakeFirst();
    if (dropped) await dropChunks(db, key);
  }
}
