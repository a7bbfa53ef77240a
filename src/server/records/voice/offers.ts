import { londonDay } from '../../../shared/basics/day.ts';
import type { EpochOffer } from '../../../shared/wire/sealed.ts';
import type { Queries } from '../rows.ts';
import { note, SCOPES } from './audit.ts';
import type { Current } from './directory.ts';
import type { Standing } from './readers.ts';
import { audiencesOf, devicesOf } from './readers.ts';

/** So many of one person wait for officers at a time. */
const OFFERS_A_PERSON = 16;

/**
 * A reader's device made a key for an audience. Of an audience that stands already only its readers may, and only the
 * next epoch; a new one may be begun by whoever may hold keys. Whether the signature is right is for the officers'
 * own devices to find out: they do not take this server's word for it.
 */
export async function keepOffer(db: Queries, current: Current | null, who: Standing, offer: EpochOffer, now: string): Promise<boolean> {
  const own = await db.selectFrom('reader_device').select('d').where('d', '=', offer.d).where('person_id', '=', who.personId).executeTakeFirst();
  if (!own && !devicesOf(current?.directory ?? noDirectory, who.personId, now).some(({ d }) => d === offer.d)) return false;
  const audience = current?.directory.audiences.find(({ a }) => a === offer.a);
  const isNext = audience ? offer.e === (audience.epochs[0]?.e ?? 0) + 1 && audiencesOf(current?.directory ?? null, who, now).includes(offer.a) : offer.e === 1;
  if (!isNext) return false;
  const known = await db.selectFrom('epoch_offer').selectAll().where('a', '=', offer.a).where('e', '=', offer.e).where('d', '=', offer.d).executeTakeFirst();
  if (known) return known.pub === offer.pub && known.person_id === who.personId;
  const mine = await db.selectFrom('epoch_offer').select('a').where('person_id', '=', who.personId).execute();
  if (mine.length >= OFFERS_A_PERSON) return false;
  await db
    .insertInto('epoch_offer')
    .values({ ...offer, person_id: who.personId, at: now })
    .execute();
  await note(db, { scope: SCOPES.keys, actor: who.personId, act: `epoch.offered ${offer.e}`, object: offer.a, outcome: 'done' }, now);
  return true;
}

const noDirectory = { v: 1 as const, version: 0, issuedAt: '', expiresAt: '', audiences: [], devices: [] };

/** What officers have not listed yet. */
export async function readOffers(db: Queries, current: Current | null): Promise<(EpochOffer & { at: string })[]> {
  const rows = await db.selectFrom('epoch_offer').select(['a', 'e', 'pub', 'd', 'sig', 'at']).orderBy('at').orderBy('a').execute();
  const isOver = (row: EpochOffer) => (current?.directory.audiences.find(({ a }) => a === row.a)?.epochs[0]?.e ?? 0) >= row.e;
  return rows.filter((row) => !isOver(row));
}

/** Once a directory carries the key, or has gone past it, nothing waits any more. */
export async function dropSettledOffers(db: Queries, current: Current | null): Promise<void> {
  for (const { a, epochs } of current?.directory.audiences ?? [])
    await db
      .deleteFrom('epoch_offer')
      .where('a', '=', a)
      .where('e', '<=', epochs[0]?.e ?? 0)
      .execute();
}

/** Whoever may hold keys today: readers, and for a home's own audience those who lead it. */
export async function readColleagues(db: Queries, current: Current | null, who: Standing, now: string): Promise<{ personId: string; name: string }[]> {
  const read = audiencesOf(current?.directory ?? null, who, now);
  const homes = current?.directory.audiences.filter(({ a, kind }) => kind === 'home' && read.includes(a)).map(({ unit }) => unit) ?? [];
  const today = londonDay(now);
  const rows = await db
    .selectFrom('placement')
    .innerJoin('person', 'person.person_id', 'placement.person_id')
    .select(['placement.person_id', 'person.name', 'placement.role', 'placement.place_id', 'placement.ends_on'])
    .where('placement.role', 'in', ['reader', 'manager', 'deputy'])
    .where('person.closed_at', 'is', null)
    .where('placement.person_id', '!=', who.personId)
    .orderBy('person.name')
    .orderBy('placement.person_id')
    .execute();
  const open = rows.filter(({ role, place_id, ends_on }) => (ends_on === null || ends_on >= today) && (role === 'reader' || homes.includes(place_id)));
  return [...new Map(open.map(({ person_id, name }) => [person_id, { personId: person_id, name }])).values()];
}
