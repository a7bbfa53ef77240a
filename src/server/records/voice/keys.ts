import * as z from 'zod/mini';
import { addMs } from '../../../shared/basics/moment.ts';
import { audienceIdSchema, epochSchema, id128Schema } from '../../../shared/voice/envelope.ts';
import { asciiOf, canonicalOf } from '../../../shared/voice/well-formed.ts';
import type { KeyInvitation, KeptKey } from '../../../shared/wire/sealed.ts';
import type { SignedDirectory } from '../../../shared/voice/directory.ts';
import type { Queries } from '../rows.ts';
import { inChunks } from '../rows.ts';
import { note, SCOPES } from './audit.ts';
import type { Current } from './directory.ts';
import type { Standing } from './readers.ts';
import { audiencesOf, devicesOf } from './readers.ts';

export const KEY_INVITATION_LASTS_MS = 72 * 60 * 60 * 1000;
const DEVICES_A_PERSON = 12;

type Device = { d: string; dk: string; dsk: string };

/** A reader's device asks to be listed. Asking again changes nothing; an id that is another's is refused. */
export async function askDevice(db: Queries, device: Device, personId: string, now: string): Promise<'asked' | 'notAllowed'> {
  const known = await db.selectFrom('reader_device').selectAll().where('d', '=', device.d).executeTakeFirst();
  if (known) return known.person_id === personId && known.dk === device.dk && known.dsk === device.dsk ? 'asked' : 'notAllowed';
  const own = await db.selectFrom('reader_device').select('d').where('person_id', '=', personId).execute();
  if (own.length >= DEVICES_A_PERSON) return 'notAllowed';
  await db
    .insertInto('reader_device')
    .values({ ...device, person_id: personId, asked_at: now })
    .execute();
  await note(db, { scope: SCOPES.keys, actor: personId, act: 'device.asked', object: device.d, outcome: 'done' }, now);
  return 'asked';
}

/** This person's devices, asked for or listed, and the keys sealed to them. A revoked device gets nothing more. */
export async function readMine(db: Queries, current: Current | null, personId: string, now: string): Promise<{ devices: (Device & { isListed: boolean })[]; keys: KeptKey[] }> {
  const listed = current ? devicesOf(current.directory, personId, now) : [];
  const over = new Set(current?.directory.devices.filter(({ revokedAt, until }) => revokedAt !== undefined || until <= now).map(({ d }) => d));
  const asked = (await db.selectFrom('reader_device').select(['d', 'dk', 'dsk']).where('person_id', '=', personId).orderBy('asked_at').execute()).filter(({ d }) => !over.has(d));
  const devices = new Map<string, Device & { isListed: boolean }>(asked.map((device) => [device.d, { ...device, isListed: false }]));
  for (const { d, dk, dsk } of listed) devices.set(d, { d, dk, dsk, isListed: true });
  const keys = await inChunks([...devices.keys()], (chunk) =>
    db.selectFrom('kept_key').select(['a', 'e', 'd', 'sealed']).where('d', 'in', chunk).orderBy('a').orderBy('e').execute(),
  );
  return { devices: [...devices.values()], keys };
}

/**
 * Keeps audience keys sealed to devices: to one's own, or, by somebody who reads the audience, to a device that is
 * listed for it. What its owner put there is replaced by nobody else.
 */
export async function keepKeys(db: Queries, current: Current | null, who: Standing, keys: readonly KeptKey[], now: string): Promise<boolean> {
  const own = new Set((await readMine(db, current, who.personId, now)).devices.map(({ d }) => d));
  const reads = audiencesOf(current?.directory ?? null, who, now);
  const mayKeep = (key: KeptKey) => {
    if (own.has(key.d)) return true;
    const device = current?.directory.devices.find(({ d }) => d === key.d);
    return device !== undefined && !device.revokedAt && device.audiences.includes(key.a) && reads.includes(key.a);
  };
  if (!keys.every(mayKeep)) return false;
  for (const key of keys) {
    const there = await db.selectFrom('kept_key').select(['by', 'sealed']).where('a', '=', key.a).where('e', '=', key.e).where('d', '=', key.d).executeTakeFirst();
    const isOwners = there !== undefined && !own.has(key.d) && (current?.directory.devices.some(({ d, personId }) => d === key.d && personId === there.by) ?? false);
    if (there?.sealed === key.sealed || isOwners) continue;
    await db
      .insertInto('kept_key')
      .values({ ...key, by: who.personId })
      .onConflict((conflict) => conflict.columns(['a', 'e', 'd']).doUpdateSet({ sealed: key.sealed, by: who.personId }))
      .execute();
    await note(db, { scope: SCOPES.keys, actor: who.personId, act: `key.kept ${key.e}`, object: key.a, outcome: 'done' }, now);
  }
  return true;
}

const metaSchema = z.looseObject({
  v: z.literal(1),
  id: id128Schema,
  a: audienceIdSchema,
  e: epochSchema,
  invitee: z.string().check(z.maxLength(36)),
  exp: z.string(),
  by: id128Schema,
});

/** An invitation to an audience's key, by somebody who reads it, for one named person. The secret is not here and never was. */
export async function keepInvitation(db: Queries, current: Current, who: Standing, invitation: KeyInvitation, now: string): Promise<boolean> {
  const text = asciiOf(invitation.meta);
  const meta = text === null ? null : metaSchema.safeParse(canonicalOf(text));
  if (!meta?.success || meta.data.id !== invitation.id || !audiencesOf(current.directory, who, now).includes(meta.data.a)) return false;
  const { a, invitee, exp, by } = meta.data;
  const isInTime = Date.parse(exp) > Date.parse(now) && Date.parse(exp) <= Date.parse(addMs(now, KEY_INVITATION_LASTS_MS)) + 120_000;
  if (!isInTime || !devicesOf(current.directory, who.personId, now).some(({ d }) => d === by)) return false;
  const known = await db.selectFrom('key_invitation').select(['meta', 'made_by']).where('id', '=', invitation.id).executeTakeFirst();
  if (known) return known.meta === invitation.meta && known.made_by === who.personId;
  await db
    .insertInto('key_invitation')
    .values({ ...invitation, invitee, a, made_by: who.personId, expires_at: new Date(exp).toISOString(), redeemed_at: null })
    .execute();
  await note(db, { scope: SCOPES.keys, actor: who.personId, act: 'invitation.made', object: invitation.id, outcome: 'done' }, now);
  return true;
}

/** Hands the wrapped key over once, to whom it is for, and deletes it. Everything else is as if it were not there. */
export async function redeem(db: Queries, id: string, personId: string, now: string): Promise<KeyInvitation | null> {
  const row = await db.selectFrom('key_invitation').selectAll().where('id', '=', id).where('invitee', '=', personId).where('expires_at', '>', now).executeTakeFirst();
  if (!row || row.wrapped === null) return null;
  const spent = await db
    .updateTable('key_invitation')
    .set({ wrapped: null, redeemed_at: now })
    .where('id', '=', id)
    .where('wrapped', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  if (!spent) return null;
  await note(db, { scope: SCOPES.keys, actor: personId, act: 'invitation.used', object: id, outcome: 'done' }, now);
  return { id: row.id, meta: row.meta, iv: row.iv, wrapped: row.wrapped };
}

/** What an officer looks at before they sign. */
export async function readProposal(
  db: Queries,
  current: Current | null,
): Promise<{ proposed: SignedDirectory | null; asked: (Device & { personId: string; name: string; at: string })[] }> {
  const waiting = await db.selectFrom('key_directory').select('signed').where('state', '=', 'proposed').executeTakeFirst();
  const rows = await db
    .selectFrom('reader_device')
    .leftJoin('person', 'person.person_id', 'reader_device.person_id')
    .select(['d', 'dk', 'dsk', 'reader_device.person_id', 'person.name', 'asked_at'])
    .orderBy('asked_at')
    .orderBy('d')
    .execute();
  const listed = new Set(current?.directory.devices.map(({ d }) => d));
  const asked = rows.filter(({ d }) => !listed.has(d)).map(({ d, dk, dsk, person_id: personId, name, asked_at: at }) => ({ d, dk, dsk, personId, name: name ?? '', at }));
  return { proposed: waiting ? (JSON.parse(waiting.signed) as SignedDirectory) : null, asked };
}
