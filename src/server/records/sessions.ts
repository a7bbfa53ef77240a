import { createHash, randomBytes } from 'node:crypto';
import { addMs, msBetween } from '../../shared/basics/moment.ts';
import type { Queries } from './rows.ts';
import type { Tables } from './schema.ts';
import { troubleOf } from './trouble.ts';

export type SessionKind = Tables['session']['kind'];
export type Session = { idHash: string; personId: string; kind: SessionKind };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Signed in: 30 minutes idle, 12 hours at most (security reference, section 15). */
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
export const SESSION_LASTS_MS = 12 * 60 * MINUTE_MS;
/**
 * Work made offline must reach the server when its owner's sign-in has long ended. This second
 * sign-in can do nothing but deliver that person's own facts, and slides while it is used.
 */
export const DELIVERY_LASTS_MS = 90 * DAY_MS;
/** Writing "seen" at every request would cost a commit each time. */
const SEEN_EVERY_MS = MINUTE_MS;

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Starts a sign-in of one kind and returns its secret, which is not kept. */
export async function startSession(db: Queries, personId: string, kind: SessionKind, now: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const endsAt = addMs(now, kind === 'session' ? SESSION_LASTS_MS : DELIVERY_LASTS_MS);
  await db
    .insertInto('session')
    .values({ id_hash: hashOf(secret), kind, person_id: personId, made_at: now, seen_at: now, ends_at: endsAt })
    .execute();
  return secret;
}

/** The sign-in a cookie stands for, if it still holds. */
export async function findSession(db: Queries, secret: string, kind: SessionKind, now: string): Promise<Session | null> {
  const idHash = hashOf(secret);
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.person_id', 'session.person_id')
    .select(['session.person_id', 'seen_at', 'ends_at', 'closed_at'])
    .where('id_hash', '=', idHash)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (!row || row.ends_at <= now) return null;
  // Closing ends full sign-ins; one that began in the same moment ends here.
  if (kind === 'session' && row.closed_at !== null) return null;
  const quietMs = msBetween(row.seen_at, now);
  if (kind === 'session' && quietMs > SESSION_IDLE_MS) return null;
  if (quietMs > SEEN_EVERY_MS) {
    const slid = kind === 'delivery' ? { seen_at: now, ends_at: addMs(now, DELIVERY_LASTS_MS) } : { seen_at: now };
    // A full or busy disk must not keep anybody from reading, nor take the nonce from the reply to a push.
    const ask = db.updateTable('session').set(slid).where('id_hash', '=', idHash).execute();
    await ask.catch((fault: unknown) => {
      if (troubleOf(fault) === null) throw fault;
    });
  }
  return { idHash, personId: row.person_id, kind };
}

/** Does it still hold? Asking does not count as being active. */
export async function isSessionOpen(db: Queries, idHash: string, now: string): Promise<boolean> {
  const row = await db.selectFrom('session').select(['ends_at', 'seen_at']).where('id_hash', '=', idHash).executeTakeFirst();
  return row !== undefined && row.ends_at > now && msBetween(row.seen_at, now) <= SESSION_IDLE_MS;
}

export async function endSessions(db: Queries, secrets: readonly string[]): Promise<void> {
  if (secrets.length === 0) return;
  await db.deleteFrom('session').where('id_hash', 'in', secrets.map(hashOf)).execute();
}

/** Ended sign-ins and challenges are of no use to anybody. */
export async function clearEnded(db: Queries, now: string): Promise<void> {
  await db.deleteFrom('session').where('ends_at', '<=', now).execute();
  await db.deleteFrom('session').where('kind', '=', 'session').where('seen_at', '<', addMs(now, -SESSION_IDLE_MS)).execute();
  await db.deleteFrom('challenge').where('ends_at', '<=', now).execute();
}
