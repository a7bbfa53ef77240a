import { randomBytes } from 'node:crypto';
import { addMs } from '../../shared/basics/moment.ts';
import { USUAL_QUIET } from '../../shared/nudges/quiet-hours.ts';
import type { NudgeChoice, PushAddress } from '../../shared/wire/nudge.ts';
import type { Queries } from './rows.ts';
import type { Tables } from './schema.ts';
import { hashOf } from './sessions.ts';

type ChoiceRow = Tables['nudge_choice'];

/** So many browsers of one person; the oldest gives way. */
const ADDRESSES_LIMIT = 10;
/** A link to confirm an address holds as long as an invitation, and another may be asked for after this. */
const CONFIRM_LASTS_MS = 72 * 60 * 60 * 1000;
const ASK_AGAIN_MS = 10 * 60 * 1000;
/** Longer than any interval after which the same day could come again. */
const SENT_KEPT_MS = 400 * 24 * 60 * 60 * 1000;

const USUAL: Omit<ChoiceRow, 'person_id'> = {
  quiet_from: USUAL_QUIET.from,
  quiet_to: USUAL_QUIET.to,
  has_digest: 1,
  address: null,
  confirmed_at: null,
  secret_hash: null,
  asked_at: null,
};

export async function choiceOf(db: Queries, personId: string): Promise<ChoiceRow> {
  const row = await db.selectFrom('nudge_choice').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row ?? { person_id: personId, ...USUAL };
}

async function putChoice(db: Queries, personId: string, change: Partial<Omit<ChoiceRow, 'person_id'>>): Promise<void> {
  await db
    .insertInto('nudge_choice')
    .values({ person_id: personId, ...USUAL, ...change })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(change))
    .execute();
}

export async function setChoice(db: Queries, personId: string, { quietFrom, quietTo, hasDigest }: NudgeChoice): Promise<void> {
  await putChoice(db, personId, { quiet_from: quietFrom, quiet_to: quietTo, has_digest: hasDigest ? 1 : 0 });
}

/** Keeps an address without using it yet, and returns the secret that confirms it; null when one was asked for just now. */
export async function askForAddress(db: Queries, personId: string, address: string, now: string): Promise<string | null> {
  const { asked_at: askedAt } = await choiceOf(db, personId);
  if (askedAt !== null && addMs(askedAt, ASK_AGAIN_MS) > now) return null;
  const secret = randomBytes(32).toString('base64url');
  await putChoice(db, personId, { address, confirmed_at: null, secret_hash: hashOf(secret), asked_at: now });
  return secret;
}

/** `asked_at` stays: taking an address away is no way to ask ten times a minute. */
export async function dropAddress(db: Queries, personId: string): Promise<void> {
  await db.updateTable('nudge_choice').set({ address: null, confirmed_at: null, secret_hash: null }).where('person_id', '=', personId).execute();
}

/** Whoever has the link has read the mail. Good once. */
export async function confirmAddress(db: Queries, secret: string, now: string): Promise<boolean> {
  const changed = await db
    .updateTable('nudge_choice')
    .set({ confirmed_at: now, secret_hash: null })
    .where('secret_hash', '=', hashOf(secret))
    .where('asked_at', '>', addMs(now, -CONFIRM_LASTS_MS))
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** A browser has one address at a time for whoever uses it: somebody else's under the same endpoint ends. */
export async function keepPushAddress(db: Queries, personId: string, signIn: string, { endpoint, p256dh, auth }: PushAddress, now: string): Promise<void> {
  const row = { person_id: personId, sign_in: signIn, endpoint, p256dh, auth, made_at: now };
  await db
    .insertInto('push_address')
    .values({ endpoint_hash: hashOf(endpoint), ...row })
    .onConflict((conflict) => conflict.column('endpoint_hash').doUpdateSet(row))
    .execute();
  const held = await db.selectFrom('push_address').select('endpoint_hash').where('person_id', '=', personId).orderBy('made_at', 'desc').execute();
  const surplus = held.slice(ADDRESSES_LIMIT).map((entry) => entry.endpoint_hash);
  if (surplus.length > 0) await db.deleteFrom('push_address').where('endpoint_hash', 'in', surplus).execute();
}

/** @param personId whose it must be; null when the push service itself said that it is gone. */
export async function dropPushAddress(db: Queries, endpoint: string, personId: string | null): Promise<void> {
  const drop = db.deleteFrom('push_address').where('endpoint_hash', '=', hashOf(endpoint));
  await (personId === null ? drop : drop.where('person_id', '=', personId)).execute();
}

/** Nothing is sent to a browser that somebody signed out of. */
export async function dropPushAddresses(db: Queries, signIns: readonly string[]): Promise<void> {
  if (signIns.length > 0)
    await db
      .deleteFrom('push_address')
      .where('sign_in', 'in', [...signIns])
      .execute();
}

/** The same person signs in again: the address goes on. Somebody else's ends. */
export async function movePushAddresses(db: Queries, before: readonly string[], personId: string, signIn: string): Promise<void> {
  if (before.length === 0) return;
  await db
    .updateTable('push_address')
    .set({ sign_in: signIn })
    .where('sign_in', 'in', [...before])
    .where('person_id', '=', personId)
    .execute();
  await dropPushAddresses(db, before);
}

export type Reachable = { personId: string; choice: ChoiceRow; addresses: Tables['push_address'][] };

/** Everyone who can be told at all, with their open account. */
export async function reachablePeople(db: Queries): Promise<Reachable[]> {
  const addresses = await db.selectFrom('push_address').selectAll().execute();
  const choices = await db.selectFrom('nudge_choice').selectAll().execute();
  const ids = new Set([...addresses.map((row) => row.person_id), ...choices.filter((row) => row.confirmed_at !== null).map((row) => row.person_id)]);
  if (ids.size === 0) return [];
  const open = await db.selectFrom('person').select('person_id').where('closed_at', 'is', null).execute();
  return open
    .filter((row) => ids.has(row.person_id))
    .map(({ person_id: personId }) => ({
      personId,
      choice: choices.find((row) => row.person_id === personId) ?? { person_id: personId, ...USUAL },
      addresses: addresses.filter((row) => row.person_id === personId),
    }));
}

/** Takes the steps nobody has taken yet. Two processes may run at once: each step is one of them's. */
export async function takeSteps(db: Queries, personId: string, steps: readonly string[], now: string): Promise<string[]> {
  const taken: string[] = [];
  for (const step of steps) {
    const put = await db
      .insertInto('nudge_sent')
      .values({ person_id: personId, step, at: now })
      .onConflict((conflict) => conflict.columns(['person_id', 'step']).doNothing())
      .executeTakeFirst();
    if (Number(put.numInsertedOrUpdatedRows) > 0) taken.push(step);
  }
  return taken;
}

/** Nothing went out: the next round tries again. */
export async function giveBackSteps(db: Queries, personId: string, steps: readonly string[]): Promise<void> {
  if (steps.length > 0)
    await db
      .deleteFrom('nudge_sent')
      .where('person_id', '=', personId)
      .where('step', 'in', [...steps])
      .execute();
}

export async function pruneSteps(db: Queries, now: string): Promise<void> {
  await db.deleteFrom('nudge_sent').where('at', '<', addMs(now, -SENT_KEPT_MS)).execute();
}
