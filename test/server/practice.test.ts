import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildLibrary } from '../../src/server/library.ts';
import type { Authority } from '../../src/shared/practice/authority.ts';
import type { Observation } from '../../src/shared/training/practice.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { PhoneKey } from '../support/practice.ts';
import { agreedBody, makeKey, observationOf, observedBody } from '../support/practice.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, nonce, openOffice } from '../support/server.ts';
import { smallCourse } from '../support/small-course.ts';
import { look, pictureOf, upload } from '../support/uploads.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PRACTICAL = { id: 'T1-P1', title: 'Ringing', times: 3, steps: ['Looks', 'Rings'], facts: [] };

describe.each(databases())('practice seen by two, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let senior: Phone;
  let manager: Phone;
  let carerKey: PhoneKey;
  let seniorKey: PhoneKey;

  beforeEach(async () => {
    const library = await buildLibrary({ courses: [smallCourse({ practical: PRACTICAL })], pathways: [], requirements: [], sources: [] });
    office = await openOffice(database, { library });
    home = await office.openHome('Rowan House');
    const join = async (name: string, role: 'carer' | 'senior' | 'manager') => office.phone(await office.add(name, role, home));
    [carer, senior, manager] = [await join('Amara Example', 'carer'), await join('Jo Example', 'senior'), await join('Mo Example', 'manager')];
    [carerKey, seniorKey] = [makeKey(), makeKey()];
  });
  afterEach(() => office.close());

  const seen = (change: Partial<Observation> = {}) => observationOf(carer.personId, senior.personId, change);
  const tell = (phone: Phone, { keyId, publicKey }: PhoneKey) => phone.send(phone.fact('people.device.keyed', keyId, { keyId, publicKey }));
  const tellBoth = async () => {
    await tell(carer, carerKey);
    await tell(senior, seniorKey);
  };
  const agreed = (phone: Phone, body: Bodies['training.practice.agreed']) => phone.fact('training.practice.agreed', body.observation.observationId, body);
  const half = (body: Bodies['training.practice.observed'], pictures: string[] = []) =>
    senior.fact('training.practice.observed', body.observation.observationId, body, { deps: pictures.map((attachment) => ({ attachment })) });
  /** What a phone holds of observed practice: a fact that comes again is the same fact. */
  const shown = async (phone: Phone, cursor: string | null = null) => {
    const came = (await phone.pullAll(cursor)).changes.flatMap(({ fact }) => (fact?.kind.startsWith('training.practice.') ? [fact] : []));
    return [...new Map(came.map((fact) => [fact.factId, fact])).values()];
  };
  const refusalOf = async (phone: Phone, fact: Fact) => {
    const { refusal } = await phone.send(fact);
    return refusal && [refusal.kind, refusal.where];
  };
  const authority = async (phone: Phone): Promise<Authority> => (await office.sync('/authority', { nonce: nonce() }, phone.cookie)).json() as Authority;
  const name = (by: Phone, personId: string, courses: string[], until = '2027-03-03') =>
    by.send(by.fact('training.assessor.named', personId, { personId, homeId: home, courses, until }));

  it('J3: whichever phone comes first delivers it, the second changes nothing, and the manager sees it once', async () => {
    await tellBoth();
    const body = agreedBody(seen(), seniorKey, carerKey, { comment: 'Thank you.' });
    const first = agreed(carer, body);
    expect((await carer.send(first)).receipt?.state).toBe('recorded');
    const { cursor } = await manager.pullAll();
    expect((await senior.send(agreed(senior, body))).receipt?.state).toBe('recorded');
    expect(await shown(manager)).toMatchObject([{ factId: first.factId, owner: carer.personId, body }]);
    expect((await manager.pullAll(cursor)).changes).toEqual([]);
    expect(await shown(carer)).toHaveLength(1);
    expect(await shown(senior)).toHaveLength(1);
  });

  it('the assessor’s half goes alone, and the same observation with other content is refused', async () => {
    await tellBoth();
    const observation = seen();
    expect((await senior.send(half(observedBody(observation, seniorKey)))).receipt?.state).toBe('recorded');
    expect(await shown(carer)).toMatchObject([{ kind: 'training.practice.observed', body: { observation } }]);
    const other = { ...observation, note: 'Not so calm.' };
    const why = ['idReuse', 'body.observation.observationId'];
    expect(await refusalOf(senior, half(observedBody(other, seniorKey)))).toEqual(why);
    expect(await refusalOf(carer, agreed(carer, agreedBody(other, seniorKey, carerKey)))).toEqual(why);
    expect((await carer.send(agreed(carer, agreedBody(observation, seniorKey, carerKey, { agrees: false, comment: 'I was not asked.' })))).receipt?.state).toBe('recorded');
    expect(await refusalOf(senior, agreed(senior, agreedBody(observation, seniorKey, carerKey)))).toEqual(why);
  });

  it('a forged, altered or swapped signature is refused, whoever brings it', async () => {
    await tellBoth();
    const observation = seen();
    const body = agreedBody(observation, seniorKey, carerKey);
    const bad = async (change: Partial<Bodies['training.practice.agreed']>) => refusalOf(carer, agreed(carer, { ...body, ...change }));
    const assessor = ['notValid', 'body.assessor.signature'];
    expect(await bad({ observation: { ...observation, note: 'Altered' } })).toEqual(assessor);
    expect(await bad({ observation: { ...observation, steps: ['met', 'notYet'], met: false } })).toEqual(assessor);
    expect(await bad({ assessor: { ...body.assessor, publicKey: makeKey().publicKey } })).toEqual(assessor);
    expect(await bad({ assessor: { ...body.assessor, signature: body.carer.signature } })).toEqual(assessor);
    expect(await bad({ carer: { ...body.carer, comment: 'Put in my mouth' } })).toEqual(['notValid', 'body.carer.signature']);
    expect(await bad({ carer: { ...body.carer, agrees: false } })).toEqual(['notValid', 'body.carer.signature']);
    // Signed by one phone for both: the key of somebody's own phone is known to be another.
    expect(await refusalOf(carer, agreed(carer, agreedBody(observation, makeKey(seniorKey.keyId), carerKey)))).toEqual(assessor);
    expect(await shown(manager)).toEqual([]);
  });

  it('nobody signs themselves, nor without the right, and a stranger’s id is answered as a missing one', async () => {
    await tellBoth();
    const no = ['notAllowed', 'fact'];
    expect(await refusalOf(senior, agreed(senior, agreedBody(observationOf(senior.personId, senior.personId), seniorKey, seniorKey)))).toEqual(no);
    const other = await office.phone(await office.add('Cy Example', 'carer', home));
    expect(await refusalOf(carer, agreed(carer, agreedBody(observationOf(carer.personId, other.personId), makeKey(), carerKey)))).toEqual(no);
    // Swapped: the carer as the assessor of the senior.
    expect(await refusalOf(carer, agreed(carer, agreedBody(observationOf(senior.personId, carer.personId), carerKey, seniorKey)))).toEqual(no);
    const stranger = await office.add('Di Example', 'carer', await office.openHome('Alder House'));
    for (const personId of [stranger, newId()])
      expect(await refusalOf(senior, agreed(senior, agreedBody(observationOf(personId, senior.personId), seniorKey, makeKey())))).toEqual(no);
    // Two others' agreement is nobody else's to bring.
    expect(await refusalOf(manager, agreed(manager, agreedBody(seen(), seniorKey, carerKey)))).toEqual(no);
  });

  it('an assessor who was named may sign those courses until that day, and an end ends it', async () => {
    let named = await office.phone(await office.add('Cy Example', 'carer', home));
    const key = makeKey();
    await tell(named, key);
    const at = (change: Partial<Observation> = {}) =>
      agreed(named, agreedBody(observationOf(carer.personId, named.personId, { on: office.now.toISOString().slice(0, 10), ...change }), key, carerKey));
    expect(await refusalOf(named, at())).toEqual(['notAllowed', 'fact']);
    expect((await name(manager, named.personId, ['T1'], '2026-11-25')).receipt?.state).toBe('recorded');
    expect((await named.send(at())).receipt?.state).toBe('recorded');
    expect(await refusalOf(named, at({ courseId: 'T2' }))).toEqual(['notAllowed', 'fact']);
    office.pass(10 * DAY_MS);
    [named, manager] = [await office.phone(named.personId), await office.phone(manager.personId)];
    // Late by the post, not by the right: it was seen while the naming lasted.
    expect((await named.send(at({ on: '2026-11-25' }))).receipt?.state).toBe('recorded');
    expect(await refusalOf(named, at())).toEqual(['notAllowed', 'fact']);
    await name(manager, named.personId, []);
    expect((await named.send(at({ courseId: 'T2' }))).receipt?.state).toBe('recorded');
    await manager.send(manager.fact('training.assessor.ended', named.personId, { personId: named.personId, homeId: home, endsOn: '2026-11-29' }));
    expect(await refusalOf(named, at({ courseId: 'T2' }))).toEqual(['notAllowed', 'fact']);
  });

  it('nobody is named for a home that is not the namer’s own', async () => {
    const alder = await office.openHome('Alder House');
    const fact = manager.fact('training.assessor.named', senior.personId, { personId: senior.personId, homeId: alder, courses: [], until: '2027-03-03' });
    expect((await manager.send(fact)).refusal?.kind).toBe('notAllowed');
    expect((await name(senior, carer.personId, [])).refusal?.kind).toBe('notAllowed');
  });

  it('an unknown key leaves it unconfirmed, and it is shown again once its own phone has told the key', async () => {
    const body = agreedBody(seen(), seniorKey, carerKey);
    await carer.send(agreed(carer, body));
    expect(await shown(manager)).toMatchObject([{ unconfirmed: ['assessor', 'carer'] }]);
    await tell(carer, carerKey);
    const { cursor } = await manager.pullAll();
    expect(await shown(manager)).toMatchObject([{ unconfirmed: ['assessor'] }]);
    await tell(senior, seniorKey);
    const [again, ...more] = await shown(manager, cursor);
    expect(more).toEqual([]);
    expect(again).toMatchObject({ body });
    expect(again).not.toHaveProperty('unconfirmed');
    // The same key told by somebody else confirms nothing.
    const thief = makeKey();
    const forged = agreedBody(seen(), thief, carerKey);
    await carer.send(agreed(carer, forged));
    await tell(carer, thief);
    expect((await shown(manager)).find((fact) => fact.about === forged.observation.observationId)?.unconfirmed).toEqual(['assessor']);
  });

  it('one key has one owner’s word: told twice it is the same, told otherwise it is refused', async () => {
    await tell(senior, seniorKey);
    expect((await tell(senior, seniorKey)).receipt?.state).toBe('recorded');
    expect((await tell(senior, makeKey(seniorKey.keyId))).refusal?.kind).toBe('idReuse');
  });

  it('the checklist must be the course’s own, and nothing is met while a step is not', async () => {
    await tellBoth();
    const bad = async (change: Partial<Observation>) => refusalOf(senior, half(observedBody(seen({ courseVersion: 1, ...change }), seniorKey)));
    expect(await bad({ steps: ['met'] })).toEqual(['notValid', 'body.observation.steps']);
    expect(await bad({ practicalId: 'T1-P2' })).toEqual(['notValid', 'body.observation.practicalId']);
    expect(await bad({ steps: ['met', 'notYet'] })).toEqual(['notValid', 'body.observation.met']);
    expect(await bad({ on: '2026-02-30' })).toEqual(['notValid', 'body.observation.on']);
    expect(await bad({ steps: ['met', 'notYet'], met: false })).toBeUndefined();
  });

  it('the pictures come with the assessor’s half: the carer’s copy is whole without them', async () => {
    await tellBoth();
    const picture = pictureOf(3000);
    const evidence = [{ sha256: picture.sha256, bytes: picture.bytes, type: picture.type }];
    const observation = seen({ evidence });
    expect((await carer.send(agreed(carer, agreedBody(observation, seniorKey, carerKey)))).receipt?.state).toBe('recorded');
    expect(await refusalOf(senior, half(observedBody(observation, seniorKey)))).toEqual(['notValid', 'deps']);
    const first = await shown(carer);
    expect(first).toHaveLength(1);
    expect(first[0]).not.toHaveProperty('missing');
    await senior.send(half(observedBody(observation, seniorKey), [picture.sha256]));
    expect((await shown(carer)).find((fact) => fact.kind === 'training.practice.observed')?.missing).toEqual([picture.sha256]);
    await upload(office, senior.cookie, picture);
    expect((await look(office, carer.cookie, picture.sha256)).statusCode).toBe(200);
    expect((await shown(carer)).every((fact) => fact.missing === undefined)).toBe(true);
  });

  it('the list of who may sign is of one’s own homes, carries keys and its day, and tells whom one may watch', async () => {
    await tell(senior, seniorKey);
    await name(manager, carer.personId, ['T1']);
    await office.add('Zed Example', 'senior', await office.openHome('Alder House'));
    const newcomer = await office.phone(await office.add('New Example', 'carer', home));
    const list = await authority(newcomer);
    expect(list.on).toBe('2026-11-20');
    expect(list.people).toEqual([]);
    expect(list.assessors.map(({ name: of, role, courses, until }) => [of, role, courses, until])).toEqual([
      ['Jo Example', 'senior', [], null],
      ['Mo Example', 'manager', [], null],
      ['Amara Example', null, ['T1'], '2027-03-03'],
    ]);
    expect(list.assessors[0]?.keys).toEqual([{ keyId: seniorKey.keyId, publicKey: seniorKey.publicKey }]);
    expect((await authority(carer)).people.map((person) => person.name)).toEqual(['Jo Example', 'Mo Example', 'New Example']);
    expect((await office.sync('/authority', { nonce: nonce() })).statusCode).toBe(401);
    const visitor = await office.phone(office.region.adminId);
    expect((await authority(visitor)).assessors).toEqual([]);
  });
});
