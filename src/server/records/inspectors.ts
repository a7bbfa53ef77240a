import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { PIN_ROUNDS, PIN_TRIES } from '../../shared/home/inspector-wire.ts';
import { addMs, msBetween } from '../../shared/basics/moment.ts';
import type { Inspecting } from './plan-effects.ts';
import type { Queries } from './rows.ts';
import type { Tables } from './schema.ts';
import { hashOf } from './sessions.ts';

/** An inspector's sign-in ends when nothing was asked for half an hour, and with the admission. */
export const LOOK_IDLE_MS = 30 * 60 * 1000;
const KEY_BYTES = 32;
/** What a PIN is compared with where there is no admission, so that an answer takes as long. */
const NOTHING = Buffer.alloc(KEY_BYTES).toString('base64url');
const stretch = promisify(pbkdf2);

/** Which home may be looked at, on whose word, and until when. */
export type Look = { grantId: string; homeId: string; madeBy: string; endsAt: string };
/** `madeBy` is set where the link was right and the PIN was not: the home is told of it. */
export type Tried = { ok: true; look: Look; cookie: string } | { ok: false; wrong: Look | null };

/** The first word about an id stands; one that was ended before it was known never opens. */
export async function admitInspector(db: Queries, row: Tables['inspector_grant']): Promise<void> {
  await db
    .insertInto('inspector_grant')
    .values(row)
    .onConflict((conflict) => conflict.column('grant_id').doNothing())
    .execute();
}

/** Ends it at once, whoever looks just now included. Only those who lead that home can. */
export async function endInspector(db: Queries, { grantId, homeId, madeBy, at }: Extract<Inspecting, { is: 'ended' }>): Promise<void> {
  const row = { grant_id: grantId, home_id: homeId, made_by: madeBy, secret_hash: '', pin_hash: '', made_at: at, ends_at: at, tries: 0, ended_at: at };
  await db
    .insertInto('inspector_grant')
    .values(row)
    .onConflict((conflict) => conflict.column('grant_id').doUpdateSet({ ended_at: at }).where('inspector_grant.home_id', '=', homeId))
    .execute();
  const ended = db.selectFrom('inspector_grant').select('grant_id').where('grant_id', '=', grantId).where('home_id', '=', homeId);
  await db.deleteFrom('inspector_look').where('grant_id', 'in', ended).execute();
}

/** After a restore nobody knows what was ended since the copy: whoever is to look is admitted anew. */
export async function endEveryLook(db: Queries): Promise<void> {
  await db.updateTable('inspector_grant').set({ tries: PIN_TRIES }).execute();
  await db.deleteFrom('inspector_look').execute();
}

function isOpen(row: Pick<Tables['inspector_grant'], 'ends_at' | 'ended_at' | 'tries'>, now: string): boolean {
  return row.ended_at === null && row.ends_at > now && row.tries < PIN_TRIES;
}

function lookOf(row: Tables['inspector_grant']): Look {
  return { grantId: row.grant_id, homeId: row.home_id, madeBy: row.made_by, endsAt: row.ends_at };
}

/**
 * Tries a link with its PIN. A try is counted before it is judged, so that many at once are no more
 * than one after the other, and a right one is taken back. Unknown, ended, worn out and wrong take
 * the same path to the same answer, and as long.
 */
export async function tryPin(db: Queries, secret: string, pin: string, now: string): Promise<Tried> {
  const row = await db.selectFrom('inspector_grant').selectAll().where('secret_hash', '=', hashOf(secret)).orderBy('made_at').executeTakeFirst();
  const counted =
    row && isOpen(row, now)
      ? await db
          .updateTable('inspector_grant')
          .set((grant) => ({ tries: grant('tries', '+', 1) }))
          .where('grant_id', '=', row.grant_id)
          .where('tries', '<', PIN_TRIES)
          .returning('grant_id')
          .executeTakeFirst()
      : undefined;
  const given = await stretch(pin, secret, PIN_ROUNDS, KEY_BYTES, 'sha256');
  const isRight = timingSafeEqual(given, Buffer.from(row?.pin_hash || NOTHING, 'base64url'));
  if (!row || !counted) return { ok: false, wrong: null };
  if (!isRight) return { ok: false, wrong: lookOf(row) };
  const cookie = randomBytes(32).toString('base64url');
  await db
    .updateTable('inspector_grant')
    .set((grant) => ({ tries: grant('tries', '-', 1) }))
    .where('grant_id', '=', row.grant_id)
    .execute();
  await db
    .insertInto('inspector_look')
    .values({ id_hash: hashOf(cookie), grant_id: row.grant_id, seen_at: now, ends_at: row.ends_at })
    .execute();
  return { ok: true, look: lookOf(row), cookie };
}

/** What a cookie may look at now; asked anew at every request. */
export async function findLook(db: Queries, cookie: string, now: string): Promise<Look | null> {
  const idHash = hashOf(cookie);
  const seen = await db.selectFrom('inspector_look').selectAll().where('id_hash', '=', idHash).executeTakeFirst();
  if (!seen || seen.ends_at <= now || msBetween(seen.seen_at, now) > LOOK_IDLE_MS) return null;
  const row = await db.selectFrom('inspector_grant').selectAll().where('grant_id', '=', seen.grant_id).executeTakeFirst();
  if (!row || !isOpen(row, now)) return null;
  await db.updateTable('inspector_look').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
  return lookOf(row);
}

export async function endLook(db: Queries, cookie: string): Promise<void> {
  await db.deleteFrom('inspector_look').where('id_hash', '=', hashOf(cookie)).execute();
}

/** Those whose half hour is over. */
export async function clearLooks(db: Queries, now: string): Promise<void> {
  await db
    .deleteFrom('inspector_look')
    .where((row) => row.or([row('ends_at', '<=', now), row('seen_at', '<', addMs(now, -LOOK_IDLE_MS))]))
    .execute();
}
