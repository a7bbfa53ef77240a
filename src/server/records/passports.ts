import type { Moment } from '../../shared/basics/moment.ts';
import { addMs } from '../../shared/basics/moment.ts';
import { addDays, londonDay } from '../../shared/basics/day.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import { certificatesOf, clocksToCarry } from '../../shared/training/passport/gather.ts';
import { bytesToSign, canCarry, joined, passportBody } from '../../shared/training/passport/passport.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { applyFacts, emptyRecord } from '../../shared/training/person-record.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { KeyLock } from './key-lock.ts';
import { currentSigner, ensureIssuerKey, listIssuerKeys, PASSPORT_DAYS } from './issuer.ts';
import { takeSeqs } from './marks.ts';
import type { Queries } from './rows.ts';
import { rowFact } from './stored-fact.ts';

/** Enough to try again as often as anybody does; each number stays in the list for as long as its passport lasts. */
const A_DAY_LIMIT = 20;
const DAY_MS = 24 * 60 * 60 * 1000;
const COUNTER = 'passport';
/** Numbers left free when a copy is put back: those given out since it was made are somewhere among them. */
const GAP = 10_000;

async function takeSerials(db: Queries, count: number): Promise<number> {
  await db
    .insertInto('counter')
    .values({ name: COUNTER, value: 0 })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await db
    .updateTable('counter')
    .set((counter) => ({ value: counter('value', '+', count) }))
    .where('name', '=', COUNTER)
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value - count + 1;
}

/** What is told of one person, laid in order. Attempts are left out: no certificate rests on them alone. */
async function readRecord(db: Queries, personId: string): Promise<PersonRecord> {
  const rows = await db.selectFrom('fact_log').selectAll().where('subject_id', '=', personId).where('state', '=', 'recorded').orderBy('server_seq').execute();
  const facts = rows.flatMap((row) => {
    const read = rowFact(row);
    if (!read) return [];
    const { fact, known } = read;
    return [{ ...known, factId: fact.factId, about: fact.about, owner: fact.owner, at: fact.at, off: fact.off, recordedAt: row.received_at } as unknown as KnownFact];
  });
  return applyFacts(emptyRecord(personId), facts);
}

export type Issued = { is: 'issued'; passport: string; expiresOn: string } | { is: 'tooMany' } | { is: 'notFound' };

/** Signs what counts today for one person, under a number of its own. Call in a transaction. */
export async function issuePassport(db: Queries, personId: string, now: Date, catalogue: Pick<Catalogue, 'courses'>, lock: KeyLock | null = null): Promise<Issued> {
  const moment = now.toISOString();
  // No push that takes something back may come between the reading and the signing.
  await takeSeqs(db, 0);
  const lately = await db
    .selectFrom('passport')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('issued_at', '>', addMs(moment, -DAY_MS))
    .executeTakeFirst();
  if (Number(lately?.count ?? 0) >= A_DAY_LIMIT) return { is: 'tooMany' };
  const record = await readRecord(db, personId);
  if (record.name === '' || record.isClosed || !canCarry(personId)) return { is: 'notFound' };
  const today = londonDay(moment);
  const signer = await currentSigner(db, now, lock);
  const serial = await takeSerials(db, 1);
  const expiresOn = addDays(today, PASSPORT_DAYS);
  const { name } = record;
  const certificates = certificatesOf(record, catalogue.courses, today);
  const body = passportBody({ keyId: signer.keyId, serial, name, personId, ...clocksToCarry(record, today), certificates, issuedAt: moment, expiresOn });
  const signature = signer.sign(bytesToSign(body));
  await db
    .insertInto('passport')
    .values({ serial, through: serial, key_id: signer.keyId, person_id: personId, issued_at: moment, expires_on: expiresOn, withdrawn_at: null })
    .execute();
  return { is: 'issued', passport: Buffer.from(joined(signature, body)).toString('base64url'), expiresOn };
}

/** All of a person's that were made up to a moment. What was withdrawn before keeps its own. */
export async function withdrawPassports(db: Queries, personId: string, madeBy: Moment): Promise<void> {
  await db.updateTable('passport').set({ withdrawn_at: madeBy }).where('person_id', '=', personId).where('issued_at', '<=', madeBy).where('withdrawn_at', 'is', null).execute();
}

/** As `withdrawPassports`, and nothing says any more whose they were. */
export async function forgetPassports(db: Queries, personId: string, at: Moment): Promise<void> {
  await withdrawPassports(db, personId, at);
  await db.updateTable('passport').set({ person_id: null }).where('person_id', '=', personId).execute();
}

/**
 * After a copy was put back: numbers given out since it was made are known to nobody here, and so is
 * whether they were withdrawn. None of them counts any more, and none is given out twice.
 */
export async function skipPassports(db: Queries, now: Date): Promise<void> {
  const moment = now.toISOString();
  const any = await db.selectFrom('issuer_key').select('key_id').limit(1).executeTakeFirst();
  if (!any) return;
  const serial = await takeSerials(db, GAP);
  const row = {
    serial,
    through: serial + GAP - 1,
    key_id: any.key_id,
    person_id: null,
    issued_at: moment,
    expires_on: addDays(londonDay(moment), PASSPORT_DAYS),
    withdrawn_at: moment,
  };
  await db.insertInto('passport').values(row).execute();
}

/** One bit for each number from the lowest asked about on. */
async function withdrawnFrom(db: Queries, from: number): Promise<PassportList['withdrawn']> {
  const rows = await db.selectFrom('passport').select(['serial', 'through']).where('through', '>=', from).where('withdrawn_at', 'is not', null).execute();
  const last = rows.reduce((most, row) => Math.max(most, Number(row.through)), from - 1);
  const bits = new Uint8Array(Math.ceil((last - from + 1) / 8));
  for (const { serial, through } of rows) {
    for (let at = Math.max(Number(serial), from) - from; at <= Number(through) - from; at += 1) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return { from, bits: Buffer.from(bits).toString('base64url') };
}

/** Keys, and the numbers that might still be shown and count no more. */
export async function passportList(db: Queries, now: Date, lock: KeyLock | null = null): Promise<PassportList> {
  await ensureIssuerKey(db, now, lock);
  const open = await db
    .selectFrom('passport')
    .select((row) => row.fn.min('serial').as('from'))
    .where('expires_on', '>=', londonDay(now.toISOString()))
    .executeTakeFirst();
  return { keys: await listIssuerKeys(db), withdrawn: await withdrawnFrom(db, Number(open?.from ?? 1)), on: now.toISOString() };
}

/** The same for passports of any age: what was taken over without signal may arrive long after. */
export async function knownIssuer(db: Queries): Promise<PassportList> {
  return { keys: await listIssuerKeys(db), withdrawn: await withdrawnFrom(db, 1), on: '' };
}
