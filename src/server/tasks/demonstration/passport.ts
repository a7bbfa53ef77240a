import { londonDay } from '../../../shared/basics/day.ts';
import { checkPassport } from '../../../shared/training/passport/check.ts';
import { coursesToAccept } from '../../../shared/training/passport/read.ts';
import type { Library } from '../../library.ts';
import type { Records } from '../../records/database.ts';
import { isSigned } from '../../records/issuer.ts';
import { issuePassport, passportList } from '../../records/passports.ts';
import { pushFacts } from '../../records/push.ts';
import { makeDice } from './dice.ts';
import type { Cast } from './fill.ts';
import { makePhone } from './phone.ts';

const SEED = 20_261_123;
const HOUR_MS = 60 * 60 * 1000;

/** The agency carer came with a passport, and the manager took it over: made and pushed as anybody's would be. */
export async function fillPassport(records: Records, library: Library, cast: Cast, now: Date): Promise<void> {
  if (cast.agencyCarer === '') return;
  const at = new Date(now.getTime() - HOUR_MS);
  const issued = await records.db.transaction().execute((db) => issuePassport(db, cast.agencyCarer, at, library.catalogue));
  if (issued.is !== 'issued') throw new Error('the demonstration’s passport was not made');
  const { passport } = await checkPassport(issued.passport, await passportList(records.db, at), at.toISOString(), async (...parts) => isSigned(...parts));
  const placement = await records.db.selectFrom('placement').select('place_id').where('person_id', '=', cast.manager).executeTakeFirstOrThrow();
  if (!passport) throw new Error('the demonstration’s passport cannot be read');
  const dice = makeDice(SEED);
  const phone = makePhone(cast.manager, makePhone('', '', dice).newId(at), dice);
  const acceptanceId = phone.newId(at);
  const courses = coursesToAccept(passport, londonDay(at.toISOString()));
  const body = { acceptanceId, personId: cast.agencyCarer, homeId: placement.place_id, passport: issued.passport, courses };
  const facts = [phone.write('training.passport.accepted', acceptanceId, body, at)];
  const pushed = await pushFacts(records, { owner: cast.manager, deviceId: phone.deviceId, facts, now: at, library });
  if (!pushed.ok || pushed.answers[0]?.receipt?.state !== 'recorded') throw new Error(`the demonstration’s passport was not taken over: ${JSON.stringify(pushed)}`);
}
