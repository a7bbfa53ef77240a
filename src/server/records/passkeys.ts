import { addMs } from '../../shared/basics/moment.ts';
import type { Queries } from './rows.ts';
import type { Tables } from './schema.ts';

export type Passkey = Tables['passkey'];
export type Purpose = 'signIn' | 'join';

/** A challenge answers once, within five minutes (security reference, 14.1). */
export const CHALLENGE_LASTS_MS = 5 * 60 * 1000;

export async function recordChallenge(db: Queries, challenge: string, purpose: Purpose, personId: string | null, now: string): Promise<void> {
  await db
    .insertInto('challenge')
    .values({ challenge, purpose, person_id: personId, ends_at: addMs(now, CHALLENGE_LASTS_MS) })
    .execute();
}

/** Uses a challenge up, whatever comes of it. False when it was never made, used already or too old. */
export async function spendChallenge(db: Queries, challenge: string, purpose: Purpose, personId: string | null, now: string): Promise<boolean> {
  const row = await db.deleteFrom('challenge').where('challenge', '=', challenge).returning(['purpose', 'person_id', 'ends_at']).executeTakeFirst();
  return row !== undefined && row.purpose === purpose && row.person_id === personId && row.ends_at > now;
}

export async function findPasskey(db: Queries, credentialId: string): Promise<Passkey | null> {
  return (await db.selectFrom('passkey').selectAll().where('credential_id', '=', credentialId).executeTakeFirst()) ?? null;
}

export async function listPasskeys(db: Queries, personId: string): Promise<Passkey[]> {
  return db.selectFrom('passkey').selectAll().where('person_id', '=', personId).execute();
}

export async function hasPasskeys(db: Queries): Promise<boolean> {
  return (await db.selectFrom('passkey').select('credential_id').limit(1).executeTakeFirst()) !== undefined;
}

export async function recordPasskey(db: Queries, passkey: Passkey): Promise<void> {
  await db.insertInto('passkey').values(passkey).execute();
}

export async function notePasskeyUse(db: Queries, credentialId: string, counter: number, now: string): Promise<void> {
  await db.updateTable('passkey').set({ counter, used_at: now }).where('credential_id', '=', credentialId).execute();
}
