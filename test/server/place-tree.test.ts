import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/shared/people/role.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openOffice } from '../support/server.ts';

type Spot = 'here' | 'sibling' | 'otherProvider' | 'otherAuthority';
const SPOTS: Spot[] = ['here', 'sibling', 'otherProvider', 'otherAuthority'];
const ROLES: Role[] = ['carer', 'senior', 'deputy', 'manager', 'academyLead', 'regionAdmin', 'reader', 'directoryOfficer'];

describe.each(databases())('training rights go down the tree and nowhere else, on $name', (database) => {
  let office: Office;
  const places = { authority: '', provider: '' };
  const homes: Record<Spot, string> = { here: '', sibling: '', otherProvider: '', otherAuthority: '' };
  const carers = new Map<Spot, Phone>();
  const certificates = new Map<Spot, string>();

  async function open(kind: 'provider' | 'home', parentId: string, name: string): Promise<string> {
    const admin = await office.phone(office.region.adminId);
    const placeId = newId();
    expect((await admin.send(admin.fact('people.place.opened', placeId, { placeId, kind, parentId, name }))).receipt?.state).toBe('recorded');
    return placeId;
  }

  beforeAll(async () => {
    office = await openOffice(database);
    places.authority = office.region.authorityIds.get('Kent') ?? '';
    places.provider = await open('provider', places.authority, 'Acorn Care');
    const beside = await open('provider', places.authority, 'Birch Care');
    homes.here = await open('home', places.provider, 'Rowan House');
    homes.sibling = await open('home', places.provider, 'Alder House');
    homes.otherProvider = await open('home', beside, 'Larch House');
    homes.otherAuthority = await open('home', office.region.authorityIds.get('Surrey') ?? '', 'Elm House');
    for (const spot of SPOTS) {
      const carer = await office.phone(await office.add(`Carer ${spot}`, 'carer', homes[spot]));
      const attempt = { attemptId: newId(), courseId: 'T1', courseVersion: 1, moduleId: 'T1-M1' };
      const started = carer.fact('training.attempt.started', attempt.attemptId, attempt);
      const finished = carer.fact('training.attempt.finished', attempt.attemptId, { ...attempt, score: { right: 0, of: 0, passed: true } });
      await carer.push([started, finished]);
      carers.set(spot, carer);
      certificates.set(spot, finished.factId);
    }
  });
  afterAll(() => office.close());

  const SEES: Record<string, Spot[]> = {
    home: ['here'],
    provider: ['here', 'sibling'],
    authority: ['here', 'sibling', 'otherProvider'],
    region: ['here', 'sibling', 'otherProvider', 'otherAuthority'],
  };
  const cells = Object.keys(SEES).flatMap((at) => ROLES.map((role) => ({ at, role, sees: ['manager', 'deputy'].includes(role) ? (SEES[at] ?? []) : [] })));

  it.each(cells)('a $role placed at a $at pulls, signs and writes for $sees', async ({ at, role, sees }) => {
    const placeId = { home: homes.here, provider: places.provider, authority: places.authority, region: office.region.regionId }[at] ?? '';
    const phone = await office.phone(await office.add(`${role} of ${at}`, role, placeId));
    const pulled = new Set((await phone.pullAll()).changes.flatMap((change) => change.fact?.factId ?? []));
    for (const spot of SPOTS) {
      const personId = carers.get(spot)?.personId ?? '';
      expect(pulled.has(certificates.get(spot) ?? ''), spot).toBe(sees.includes(spot));
      const signOffId = newId();
      const signed = await phone.send(phone.fact('training.practice.signed', signOffId, { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' }));
      const mayAsSenior = role === 'senior' && at === 'home' && spot === 'here';
      expect(signed.receipt?.state === 'recorded', spot).toBe(sees.includes(spot) || mayAsSenior);
      const slot = await phone.send(phone.fact('home.slot.filled', homes[spot], { homeId: homes[spot], slot: 'firePlan', text: 'By the door' }));
      expect(slot.receipt?.state === 'recorded', spot).toBe(sees.includes(spot));
    }
  });

  it('single answers stay with the person who gave them, also from above', async () => {
    const carer = carers.get('here') as Phone;
    const attempt = { attemptId: newId(), courseId: 'T1', courseVersion: 1, moduleId: 'T1-M1' };
    await carer.send(carer.fact('training.attempt.started', attempt.attemptId, attempt));
    await carer.send(
      carer.fact('training.attempt.answered', attempt.attemptId, { attemptId: attempt.attemptId, questionId: 'T1-Q1', tryNumber: 1, answer: { type: 'single', option: 'good' } }),
    );
    const above = await office.phone(await office.add('Above Example', 'manager', places.authority));
    const kinds = (await above.pullAll()).changes.flatMap((change) => change.fact?.kind ?? []);
    expect(kinds).toContain('training.attempt.started');
    expect(kinds).not.toContain('training.attempt.answered');
  });

  it('whose last day above has passed forgets every home below', async () => {
    const admin = await office.phone(office.region.adminId);
    const personId = await office.add('Leaving Example', 'manager', places.provider);
    const phone = await office.phone(personId);
    const { cursor } = await phone.pullAll();
    const { placement_id: placementId } = await office.records.db.selectFrom('placement').select('placement_id').where('person_id', '=', personId).executeTakeFirstOrThrow();
    await admin.send(admin.fact('people.placement.ended', personId, { personId, placementId, endsOn: '2026-11-19' }));
    const { forget } = await phone.pullAll(cursor);
    for (const placeId of [places.provider, homes.here, homes.sibling]) expect(forget).toEqual(expect.arrayContaining([`home:${placeId}`, `staff:${placeId}`]));
  });

  it('a home opened below is seen at the next pull, from its beginning', async () => {
    const phone = await office.phone(await office.add('Growing Example', 'manager', places.provider));
    const { cursor } = await phone.pullAll();
    const homeId = await open('home', places.provider, 'Willow House');
    const personId = await office.add('Wen Example', 'carer', homeId);
    const abouts = (await phone.pullAll(cursor)).changes.flatMap((change) => change.fact?.about ?? []);
    expect(abouts).toEqual(expect.arrayContaining([homeId, personId]));
  });

  it('an authority of two hundred homes is pulled on from its own cursor', async () => {
    const surrey = office.region.authorityIds.get('Surrey') ?? '';
    const admin = await office.phone(office.region.adminId);
    const opened = Array.from({ length: 200 }, (_, index) => {
      const placeId = newId();
      return admin.fact('people.place.opened', placeId, { placeId, kind: 'home', parentId: surrey, name: `House ${index}` });
    });
    await admin.push(opened);
    const phone = await office.phone(await office.add('Wide Example', 'manager', surrey));
    const first = await phone.pullAll();
    expect(first.changes.filter((change) => change.fact?.kind === 'people.place.opened').length).toBeGreaterThan(200);
    expect(first.cursor.length).toBeLessThan(16_000);
    const next = await phone.pullAll(first.cursor);
    expect({ reset: next.reset, changes: next.changes, forget: next.forget }).toEqual({ reset: undefined, changes: [], forget: [] });
  });
});
