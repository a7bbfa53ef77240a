import { verify, createPublicKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateIssuerKey, revokeIssuerKey } from '../../src/server/records/issuer.ts';
import { eraseAbout } from '../../src/server/records/erase.ts';
import { beginNewLife } from '../../src/server/records/restore.ts';
import { buildLibrary } from '../../src/server/library.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import { roleSchema } from '../../src/shared/people/role.ts';
import type { Checked, PassportList } from '../../src/shared/training/passport/check.ts';
import { checkPassport, passportListSchema } from '../../src/shared/training/passport/check.ts';
import type { AnswerFor } from '../../src/shared/wire/answer.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import { issuedBy, makeIssuer } from '../support/passports.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openOffice } from '../support/server.ts';
import { smallCourse } from '../support/small-course.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const isSigned = async (publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array) =>
  verify(null, signed, createPublicKey({ key: Buffer.concat([PREFIX, publicKey]), format: 'der', type: 'spki' }), signature);

const practical = { id: 'C6-P1', title: 'Giving medicine', times: 1, steps: ['Checks the name'], facts: [] };
const library = buildLibrary({
  courses: [smallCourse({ id: 'C2' }), smallCourse({ id: 'C6', practical }), smallCourse({ id: 'FS-home' })],
  pathways: [],
  requirements: [],
  sources: [],
});
const state = (answer: AnswerFor | undefined) => answer?.receipt?.state ?? `${answer?.refusal?.kind}/${answer?.refusal?.where}`;

describe.each(databases())('training passports, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    office = await openOffice(database, { library: await library });
    home = await office.openHome();
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
    manager = await office.phone(await office.add('Mo Example', 'manager', home));
  });
  afterEach(() => office.close());

  /** Passes a course: both modules, then the certificate. Returns its id. */
  async function complete(phone: Phone, courseId: string): Promise<string> {
    const facts = ['T1-M1', 'T1-M2'].flatMap((moduleId) => {
      const attempt = newId();
      const body = { attemptId: attempt, courseId, courseVersion: 1, moduleId };
      const answers = attemptFacts(phone, { moduleId, attemptId: attempt }).slice(1, -1);
      const started = phone.fact('training.attempt.started', attempt, body);
      const score = { right: answers.length, of: answers.length, passed: true };
      return [started, ...answers.map((fact) => ({ ...fact, prev: null })), phone.fact('training.attempt.finished', attempt, { ...body, score })];
    });
    const completionId = newId();
    const attempts = [...new Set(facts.map((fact) => fact.about))];
    const done = phone.fact('training.completion.recorded', completionId, { completionId, courseId, courseVersion: 1, attempts });
    const pushed = await phone.push([...facts, done]);
    expect(new Set(pushed.answers.map(state))).toEqual(new Set(['recorded']));
    return completionId;
  }

  async function ask(phone: Phone): Promise<string> {
    const reply = await office.post('/passport', {}, phone.cookie);
    expect(reply.statusCode, reply.body).toBe(200);
    return (reply.json() as { passport: string }).passport;
  }
  async function list(): Promise<PassportList> {
    const reply = await office.app.inject({ method: 'GET', url: '/passport/keys' });
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    return passportListSchema.parse(reply.json());
  }
  const check = async (passport: string): Promise<Checked> => checkPassport(passport, await list(), office.now.toISOString(), isSigned);

  it('a carer gets what counts today, signed, and anybody can check it from the public list alone', async () => {
    await complete(carer, 'C2');
    await complete(carer, 'C6');
    const { fault, passport } = await check(await ask(carer));
    expect(fault).toBeNull();
    // Medicines waits for its sign-off, and so is no certificate yet.
    expect(passport).toMatchObject({
      name: 'Asha Example',
      personId: carer.personId,
      certificates: [{ code: 2, on: '2026-11-20', expiresOn: '2027-11-20', home: Number.parseInt(home.slice(-6), 16) }],
      expiresOn: '2027-02-18',
      care: { from: '2026-11-01', isFirst: false },
      level3: { state: 'unknown', by: '2028-11-01' },
    });
  });

  it('diplomas, the first day in care and a deferral travel as the managers recorded them', async () => {
    const { personId } = carer;
    const told: [Bodies['people.qualification.recorded'], Bodies['people.clock.deferred']] = [
      { personId, diploma: 'level3', state: 'enrolled', title: '', on: '2026-11-10', rationale: '' },
      { deferralId: newId(), personId, diploma: 'level3', reason: 'partTime', rationale: 'Ten hours a week.', until: '2029-11-01', reviewOn: '2027-01-31' },
    ];
    expect(state(await manager.send(manager.fact('people.qualification.recorded', personId, told[0])))).toBe('recorded');
    expect(state(await manager.send(manager.fact('people.clock.deferred', told[1].deferralId, told[1])))).toBe('recorded');
    expect((await check(await ask(carer))).passport?.level3).toEqual({ state: 'enrolled', on: '2026-11-10', by: '2029-11-01' });
  });

  it('everybody who is signed in gets their own and nobody else’s; others get none', async () => {
    for (const role of roleSchema.options) {
      const placeId = role === 'regionAdmin' || role === 'academyLead' ? office.region.regionId : home;
      const phone = await office.phone(await office.add(`${role} Example`, role, placeId));
      const reply = await office.post('/passport', { personId: carer.personId }, phone.cookie);
      expect([role, reply.statusCode, (await check((reply.json() as { passport: string }).passport)).passport?.personId]).toEqual([role, 200, phone.personId]);
    }
    const delivery = `__Host-post=${await startSession(office.records.db, carer.personId, 'delivery', office.now.toISOString())}`;
    const turnedAway = [
      await office.post('/passport', {}),
      await office.post('/passport', {}, delivery),
      await office.app.inject({ method: 'POST', url: '/passport', payload: {}, headers: { cookie: carer.cookie } }),
      await office.app.inject({ method: 'GET', url: '/passport' }),
    ];
    expect(turnedAway.map((reply) => reply.statusCode)).toEqual([401, 401, 403, 404]);
  });

  it('the list names nobody', async () => {
    await ask(carer);
    const { body } = await office.app.inject({ method: 'GET', url: '/passport/keys' });
    expect(body).not.toContain(carer.personId);
    expect(body).not.toContain('Asha');
    expect(body).not.toContain('private');
  });

  it('twenty a day are enough for anybody', async () => {
    for (let count = 0; count < 20; count += 1) await ask(carer);
    const reply = await office.post('/passport', {}, carer.cookie);
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '3600']);
    await ask(manager);
    // A fresh sign-in, since the old one has ended too.
    office.pass(DAY_MS);
    await ask(await office.phone(carer.personId));
  });

  it('a certificate taken back ends every passport that was made before, and the next one is without it', async () => {
    const completionId = await complete(carer, 'C2');
    const before = await ask(carer);
    const revoked = { personId: carer.personId, courseId: 'C2', completionId, rationale: 'It was somebody else’s.' };
    expect(state(await manager.send(manager.fact('training.completion.revoked', completionId, revoked)))).toBe('recorded');
    expect((await check(before)).fault).toBe('withdrawn');
    const { fault, passport } = await check(await ask(carer));
    expect([fault, passport?.certificates]).toEqual([null, []]);
  });

  it('a carer, or their manager, makes passports invalid; a closed account does it too; other people’s stay', async () => {
    const { personId } = carer;
    const others = await ask(manager);
    const first = await ask(carer);
    expect(state(await carer.send(carer.fact('training.passport.withdrawn', personId, { personId, rationale: 'My phone was stolen.' })))).toBe('recorded');
    office.pass(1000);
    const second = await ask(carer);
    expect([(await check(first)).fault, (await check(second)).fault]).toEqual(['withdrawn', null]);
    expect(state(await manager.send(manager.fact('training.passport.withdrawn', personId, { personId, rationale: 'A photo of it was sent round.' })))).toBe('recorded');
    office.pass(1000);
    const third = await ask(carer);
    expect([(await check(second)).fault, (await check(third)).fault]).toEqual(['withdrawn', null]);
    expect(state(await manager.send(manager.fact('people.account.closed', personId, { personId })))).toBe('recorded');
    expect([(await check(third)).fault, (await check(others)).fault]).toEqual(['withdrawn', null]);
  });

  it('one made after the word was given stays good, though the word arrives later', async () => {
    const { personId } = carer;
    const first = await ask(carer);
    office.pass(1000);
    const withdrawn = carer.fact('training.passport.withdrawn', personId, { personId, rationale: 'My phone was stolen.' });
    office.pass(1000);
    const second = await ask(carer);
    office.pass(1000);
    expect(state(await carer.send(withdrawn))).toBe('recorded');
    expect([(await check(first)).fault, (await check(second)).fault]).toEqual(['withdrawn', null]);
  });

  it('keys change over with two that count at once; the old one ends when its passports have', async () => {
    const old = await ask(carer);
    office.pass(HOUR_MS);
    await rotateIssuerKey(office.records.db, office.now, null);
    carer = await office.phone(carer.personId);
    const next = await ask(carer);
    expect((await list()).keys.length).toBe(2);
    expect([(await check(old)).fault, (await check(next)).fault]).toEqual([null, null]);
    expect((await check(old)).passport?.keyId).not.toBe((await check(next)).passport?.keyId);
    office.pass(92 * DAY_MS);
    expect((await check(old)).fault).toBe('issuerEnded');
  });

  it('a key that got out is revoked: what it signed counts no more, and another signs', async () => {
    const passport = await ask(carer);
    const [key] = (await list()).keys;
    expect(await revokeIssuerKey(office.records.db, key?.keyId ?? '', office.now)).toBe(true);
    expect(await revokeIssuerKey(office.records.db, 'none', office.now)).toBe(false);
    expect((await check(passport)).fault).toBe('issuerRevoked');
    office.pass(1000);
    expect((await check(await ask(carer))).fault).toBeNull();
  });

  it('the next key is made in good time by itself', async () => {
    await list();
    office.pass(600 * DAY_MS);
    expect((await list()).keys.length).toBe(2);
  });

  it('once somebody is erased their passports count no more, and nothing says whose they were', async () => {
    const passport = await ask(carer);
    expect((await eraseAbout(office.records, { personId: carer.personId }, office.now)).ok).toBe(true);
    expect((await check(passport)).fault).toBe('withdrawn');
    expect(await office.records.db.selectFrom('passport').selectAll().where('person_id', 'is not', null).execute()).toEqual([]);
  });

  it('after a copy is put back no number is given out twice, and those it cannot know count no more', async () => {
    const known = await ask(carer);
    const { serial } = (await check(known)).passport ?? { serial: 0 };
    await beginNewLife(office.records, office.now);
    const fresh = await ask(await office.phone(carer.personId));
    expect((await check(fresh)).fault).toBeNull();
    expect((await check(fresh)).passport?.serial).toBe(serial + 10_001);
    const bits = Buffer.from((await list()).withdrawn.bits, 'base64url');
    expect(bits.length).toBeLessThan(1300);
    expect((await check(known)).fault).toBeNull();
  });

  describe('taking one over', () => {
    let passport: string;
    let courses: Bodies['training.passport.accepted']['courses'];
    const accept = (change: Partial<Bodies['training.passport.accepted']> = {}, carriage: { at?: string } = {}) => {
      const body = { acceptanceId: newId(), personId: carer.personId, homeId: home, passport, courses, ...change };
      return manager.send(manager.fact('training.passport.accepted', body.acceptanceId, body, carriage));
    };
    beforeEach(async () => {
      await complete(carer, 'C2');
      await complete(carer, 'FS-home');
      passport = await ask(carer);
      courses = [{ courseId: 'C2', on: '2026-11-20', expiresOn: '2027-11-20' }];
    });

    it('a home takes over what travels, and the server checks the very bytes again', async () => {
      expect(state(await accept())).toBe('recorded');
      expect((await carer.pullAll()).changes.some((change) => change.fact?.kind === 'training.passport.accepted')).toBe(true);
    });

    it('J7: a home that somebody joins later sees what was taken over, taken back and recorded of diplomas, and no waiver of another home', async () => {
      const { personId } = carer;
      expect(state(await accept())).toBe('recorded');
      const told = { personId, diploma: 'level3' as const, state: 'enrolled' as const, title: '', on: '2026-11-10', rationale: '' };
      expect(state(await manager.send(manager.fact('people.qualification.recorded', personId, told)))).toBe('recorded');
      const completionId = await complete(carer, 'C2');
      const revoked = { personId, courseId: 'C2', completionId, rationale: 'It was somebody else’s.' };
      expect(state(await manager.send(manager.fact('training.completion.revoked', completionId, revoked)))).toBe('recorded');
      const waiver = {
        waiverId: newId(),
        personId,
        courseId: 'C6',
        reason: 'doesNotApply' as const,
        rationale: 'No such work here.',
        from: '2026-11-20',
        endsOn: '2027-01-31',
        reviewOn: '2027-01-31',
      };
      expect(state(await manager.send(manager.fact('training.waiver.given', waiver.waiverId, waiver)))).toBe('recorded');

      const other = await office.openHome('Alder House');
      const admin = await office.phone(office.region.adminId);
      const placement = { placementId: newId(), placeId: other, role: 'carer' as const, startsOn: '2026-12-01', careRoleStartedOn: null };
      expect(state(await admin.send(admin.fact('people.placement.started', personId, { personId, placement })))).toBe('recorded');
      const boss = await office.phone(await office.add('Ola Example', 'manager', other));
      const kinds = new Set((await boss.pullAll()).changes.map((change) => change.fact?.kind));
      for (const kind of ['training.passport.accepted', 'training.completion.revoked', 'people.qualification.recorded', 'training.completion.recorded'])
        expect(kinds, kind).toContain(kind);
      expect(kinds).not.toContain('training.waiver.given');
    });

    it('forged, altered or foreign bytes are not taken', async () => {
      const [key] = (await list()).keys;
      const forger = makeIssuer({ keyId: key?.keyId ?? '' });
      const forged = Buffer.from(issuedBy(forger, { personId: carer.personId })).toString('base64url');
      const altered = `${passport.slice(0, -1)}${passport.endsWith('A') ? 'B' : 'A'}`;
      const foreign = Buffer.from(issuedBy(makeIssuer(), { personId: carer.personId })).toString('base64url');
      for (const bytes of [forged, altered, foreign, 'abc']) expect(state(await accept({ passport: bytes }))).toBe('notValid/body.passport');
    });

    it('somebody else’s passport is not theirs', async () => {
      expect(state(await accept({ passport: await ask(manager), courses: [] }))).toBe('notValid/body.personId');
    });

    it('only what it says is taken over, and nothing that is about another building', async () => {
      const wrong: (typeof courses)[] = [
        [{ courseId: 'C9', on: '2026-11-20', expiresOn: '2027-11-20' }],
        [{ courseId: 'C2', on: '2026-11-20', expiresOn: '2028-11-20' }],
        [{ courseId: 'C2', on: '2026-11-19', expiresOn: '2027-11-20' }],
        [{ courseId: 'FS-home', on: '2026-11-20', expiresOn: '2027-11-20' }],
        [...courses, ...courses],
      ];
      for (const claimed of wrong) expect(state(await accept({ courses: claimed }))).toBe('notValid/body.courses');
    });

    it('what was shown in time arrives late and counts; what was over when it was shown does not', async () => {
      const shownAt = office.now.toISOString();
      office.pass(100 * DAY_MS);
      manager = await office.phone(manager.personId);
      expect(state(await accept({}, { at: shownAt }))).toBe('recorded');
      expect(state(await accept())).toBe('notValid/body.passport');
    });

    it('what was withdrawn before it arrived is refused', async () => {
      const { personId } = carer;
      await carer.send(carer.fact('training.passport.withdrawn', personId, { personId, rationale: 'My phone was stolen.' }));
      expect(state(await accept())).toBe('notValid/body.passport');
    });
  });
});
