import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildLibrary } from '../../src/server/library.ts';
import type { Authority } from '../../src/shared/practice/authority.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { PhoneKey } from '../support/practice.ts';
import { agreedBody, makeKey, observationOf } from '../support/practice.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, nonce, openOffice } from '../support/server.ts';
import { smallCourse } from '../support/small-course.ts';

const PRACTICAL = { id: 'T1-P1', title: 'Ringing', times: 3, steps: ['Looks', 'Rings'], facts: [] };
const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases())('who may watch practice from elsewhere, on $name', (database) => {
  let office: Office;
  let kent: string;
  let home: string;
  let beside: string;
  let surreyHome: string;
  let carer: Phone;
  let admin: Phone;
  let carerKey: PhoneKey;

  const open = async (kind: 'provider' | 'home', parentId: string, name: string) => {
    const placeId = newId();
    expect((await admin.send(admin.fact('people.place.opened', placeId, { placeId, kind, parentId, name }))).receipt?.state).toBe('recorded');
    return placeId;
  };
  const join = async (name: string, role: 'carer' | 'senior' | 'manager' | 'deputy', placeId: string) => office.phone(await office.add(name, role, placeId));

  beforeEach(async () => {
    const library = await buildLibrary({ courses: [smallCourse({ practical: PRACTICAL })], pathways: [], requirements: [], sources: [] });
    office = await openOffice(database, { library });
    admin = await office.phone(office.region.adminId);
    kent = office.region.authorityIds.get('Kent') ?? '';
    home = await open('home', kent, 'Rowan House');
    beside = await open('home', kent, 'Alder House');
    surreyHome = await open('home', office.region.authorityIds.get('Surrey') ?? '', 'Elm House');
    carer = await join('Amara Example', 'carer', home);
    await join('Mo Example', 'manager', home);
    await join('Bea Example', 'carer', beside);
    await join('Sol Example', 'senior', surreyHome);
    carerKey = makeKey();
    await tell(carer, carerKey);
  });
  afterEach(() => office.close());

  const tell = (phone: Phone, { keyId, publicKey }: PhoneKey) => phone.send(phone.fact('people.device.keyed', keyId, { keyId, publicKey }));
  const authority = async (phone: Phone): Promise<Authority> => (await office.sync('/authority', { nonce: nonce() }, phone.cookie)).json() as Authority;
  const rights = (list: Authority, personId: string) =>
    list.assessors.filter((right) => right.personId === personId).map(({ homeId, role, courses, until }) => ({ homeId, role, courses, until }));
  const name = (personId: string, homeId: string, courses: string[] = [], until = '2027-03-03', by = admin) =>
    by.send(by.fact('training.assessor.named', personId, { personId, homeId, courses, until }));
  const seenBy = (assessor: Phone, key: PhoneKey): Fact => {
    const body = agreedBody(observationOf(carer.personId, assessor.personId), key, carerKey);
    return assessor.fact('training.practice.agreed', body.observation.observationId, body);
  };
  const shown = async (phone: Phone) => (await phone.pullAll()).changes.flatMap(({ fact }) => (fact?.kind === 'training.practice.agreed' ? [fact] : []));

  it.each(['manager', 'deputy'] as const)('a %s placed at the authority may watch in every home below it, is on each home’s list, and in none elsewhere', async (role) => {
    const above = await join('Ana Example', role, kent);
    const key = makeKey();
    await tell(above, key);
    const own = await authority(above);
    expect(new Set(rights(own, above.personId).map((right) => right.homeId))).toEqual(new Set([home, beside]));
    expect(new Set(own.people.map((person) => person.name))).toEqual(new Set(['Amara Example', 'Mo Example', 'Bea Example']));
    const list = await authority(carer);
    expect(rights(list, above.personId)).toEqual([{ homeId: home, role, courses: [], until: null }]);
    expect(list.assessors.find((right) => right.personId === above.personId)?.keys).toEqual([{ keyId: key.keyId, publicKey: key.publicKey }]);
    expect((await above.send(seenBy(above, key))).receipt?.state).toBe('recorded');
    const [fact] = await shown(carer);
    expect(fact).not.toHaveProperty('unconfirmed');
    const other = await authority(await office.phone(await office.add('Cy Example', 'carer', surreyHome)));
    expect(JSON.stringify(other)).not.toContain('Ana Example');
  });

  it('a senior placed above the homes leads none of them, and a manager of another home or authority signs nothing here', async () => {
    for (const phone of [await join('Ana Example', 'senior', kent), await join('Bo Example', 'manager', beside), await join('Di Example', 'manager', surreyHome)]) {
      const key = makeKey();
      await tell(phone, key);
      expect((await phone.send(seenBy(phone, key))).refusal?.kind).toBe('notAllowed');
      expect(rights(await authority(carer), phone.personId)).toEqual([]);
    }
    expect(await shown(carer)).toEqual([]);
  });

  it('somebody named for a home counts there wherever they work, and the carer’s phone knows it without asking again', async () => {
    const sol = await join('Sal Example', 'carer', surreyHome);
    const key = makeKey();
    await tell(sol, key);
    expect((await sol.send(seenBy(sol, key))).refusal?.kind).toBe('notAllowed');
    expect((await name(sol.personId, home, ['T1'])).receipt?.state).toBe('recorded');
    const list = await authority(carer);
    expect(list.assessors.filter((right) => right.role === null)).toEqual([
      { personId: sol.personId, name: 'Sal Example', homeId: home, role: null, courses: ['T1'], until: '2027-03-03', keys: [{ keyId: key.keyId, publicKey: key.publicKey }] },
    ]);
    expect(rights(await authority(sol), sol.personId)).toEqual([{ homeId: home, role: null, courses: ['T1'], until: '2027-03-03' }]);
    expect((await sol.send(seenBy(sol, key))).receipt?.state).toBe('recorded');
  });

  it('being named across an authority tells neither side any other name', async () => {
    const sal = await join('Sal Example', 'carer', surreyHome);
    await name(sal.personId, home);
    const here = JSON.stringify(await authority(carer));
    expect(here).not.toContain('Sol Example');
    expect(here).not.toContain('Bea Example');
    const there = JSON.stringify(await authority(sal));
    for (const hidden of ['Amara Example', 'Mo Example', 'Bea Example']) expect(there).not.toContain(hidden);
  });

  it('within an authority, somebody named may choose by hand whom they watch', async () => {
    const bea = await join('Bet Example', 'carer', beside);
    await name(bea.personId, home);
    expect((await authority(bea)).people.map((person) => [person.name, person.homeId])).toEqual([
      ['Amara Example', home],
      ['Mo Example', home],
    ]);
  });

  it('a naming that has ended, of somebody who left, or whose account is closed, is on no list', async () => {
    const [ended, left, closed, over] = [
      await join('Ed Example', 'carer', beside),
      await join('Lee Example', 'carer', beside),
      await join('Clo Example', 'carer', beside),
      await join('Ove Example', 'carer', beside),
    ];
    for (const { personId } of [ended, left, closed]) await name(personId, home);
    await name(over.personId, home, [], '2026-11-21');
    expect((await authority(carer)).assessors.filter((right) => right.role === null)).toHaveLength(4);
    await admin.send(admin.fact('training.assessor.ended', ended.personId, { personId: ended.personId, homeId: home, endsOn: '2026-11-20' }));
    const placement = await office.records.db.selectFrom('placement').selectAll().where('person_id', '=', left.personId).executeTakeFirstOrThrow();
    await admin.send(admin.fact('people.placement.ended', left.personId, { personId: left.personId, placementId: placement.placement_id, endsOn: '2026-11-20' }));
    await admin.send(admin.fact('people.account.closed', closed.personId, { personId: closed.personId }));
    office.pass(2 * DAY_MS);
    const later = await office.phone(carer.personId);
    expect((await authority(later)).assessors.filter((right) => right.role === null)).toEqual([]);
  });

  it('what somebody from elsewhere signed is confirmed once their phone has told its key', async () => {
    const above = await join('Ana Example', 'manager', kent);
    const sal = await join('Sal Example', 'carer', surreyHome);
    await name(sal.personId, home);
    for (const phone of [above, sal]) {
      const key = makeKey();
      const fact = seenBy(phone, key);
      expect((await phone.send(fact)).receipt?.state).toBe('recorded');
      const mine = async () => (await shown(carer)).filter((entry) => entry.factId === fact.factId).at(-1);
      expect((await mine())?.unconfirmed).toEqual(['assessor']);
      const { cursor } = await carer.pullAll();
      await tell(phone, key);
      const again = (await carer.pullAll(cursor)).changes.flatMap((change) => change.fact ?? []);
      expect(again.map((entry) => entry.factId)).toEqual([fact.factId]);
      expect(again[0]).not.toHaveProperty('unconfirmed');
    }
  });
});
