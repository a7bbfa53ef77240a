import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuePassport } from '../../src/server/records/passports.ts';
import type { Role } from '../../src/shared/people/role.ts';
import { roleSchema } from '../../src/shared/people/role.ts';
import type { FactKind } from '../../src/shared/wire/kinds.ts';
import { kinds } from '../../src/shared/wire/kinds.ts';
import type { Office, Phone } from '../support/server.ts';
import { agreedBody, makeKey, observationOf, observedBody } from '../support/practice.ts';
import { sampleBody } from '../support/sample-bodies.ts';
import { approvalOf, proposalOf, publishable } from '../support/publishing.ts';
import { databases, newId, openOffice } from '../support/server.ts';

/**
 * Who may record what, about whom. `own` is the home the person works in, `other` a home they do
 * not, `self` their own record. For the two roles of the region, `own` is any home.
 */
type Where = 'self' | 'own' | 'other';
type Row = Record<Role, string>;

const NOBODY: Row = { carer: '', agency: '', senior: '', deputy: '', manager: '', academyLead: '', regionAdmin: '', reader: '', directoryOfficer: '' };
const EVERYBODY = (where: string): Row => ({
  carer: where,
  agency: where,
  senior: where,
  deputy: where,
  manager: where,
  academyLead: where,
  regionAdmin: where,
  reader: where,
  directoryOfficer: where,
});
const REGION_ONLY: Row = { ...NOBODY, regionAdmin: 'own other' };

const MANAGER: Row = { ...NOBODY, manager: 'own' };
/** What everybody learns is the academy’s to say. */
const ACADEMY: Row = { ...NOBODY, academyLead: 'own', regionAdmin: 'own' };
/** The manager for their staff, the region for managers too; nobody for themselves. */
const MANAGER_OF_OTHERS: Row = { ...REGION_ONLY, manager: 'own' };

/** Written out by hand from the promise, so that a change of the rule must be made twice. */
const ALLOWED: Record<FactKind, Row> = {
  'people.place.opened': REGION_ONLY,
  'people.person.added': { ...REGION_ONLY, manager: 'own' },
  // A manager may also take shifts as a carer in the home they lead: it gives them nothing more.
  'people.placement.started': { ...REGION_ONLY, regionAdmin: 'self own other', manager: 'self own' },
  'people.placement.ended': { ...REGION_ONLY, regionAdmin: 'self own other', manager: 'own' },
  'people.invitation.made': { ...EVERYBODY('self'), manager: 'self own', regionAdmin: 'self own other' },
  // Nobody closes their own account, nor one that another home needs.
  'people.account.closed': { ...REGION_ONLY, manager: 'own' },
  'people.account.reopened': { ...REGION_ONLY, manager: 'own' },
  'home.slot.filled': { ...NOBODY, deputy: 'own', manager: 'own' },
  'training.attempt.started': EVERYBODY('self'),
  'training.attempt.answered': EVERYBODY('self'),
  'training.attempt.finished': EVERYBODY('self'),
  'training.completion.recorded': EVERYBODY('self'),
  'training.practice.signed': { ...NOBODY, senior: 'own', deputy: 'own', manager: 'own' },
  // Nobody watches themselves, and whoever is watched needs an assessor of their own home.
  'training.practice.observed': { ...NOBODY, senior: 'own', deputy: 'own', manager: 'own' },
  'training.practice.agreed': { ...EVERYBODY('self'), senior: 'self own', deputy: 'self own', manager: 'self own', academyLead: '', regionAdmin: '' },
  'training.assessor.named': MANAGER_OF_OTHERS,
  'training.assessor.ended': MANAGER_OF_OTHERS,
  'training.waiver.given': MANAGER_OF_OTHERS,
  'training.waiver.ended': MANAGER_OF_OTHERS,
  'training.completion.revoked': MANAGER_OF_OTHERS,
  'training.passport.accepted': MANAGER_OF_OTHERS,
  'training.passport.withdrawn': { ...EVERYBODY('self'), manager: 'self own', regionAdmin: 'self own other' },
  'training.record.imported': { ...NOBODY, deputy: 'self own', manager: 'self own' },
  'training.record.verified': { ...MANAGER_OF_OTHERS, deputy: 'own' },
  'people.device.keyed': EVERYBODY('self'),
  'people.qualification.recorded': MANAGER_OF_OTHERS,
  'people.clock.deferred': MANAGER_OF_OTHERS,
  'people.deferral.reviewed': MANAGER_OF_OTHERS,
  'people.milestone.recorded': MANAGER_OF_OTHERS,
  'people.meeting.planned': { ...MANAGER_OF_OTHERS, senior: 'own', deputy: 'own' },
  'people.meeting.recorded': { ...MANAGER_OF_OTHERS, senior: 'own', deputy: 'own' },
  'people.meeting.confirmed': EVERYBODY('self'),
  'home.needs.set': MANAGER,
  'home.interval.set': MANAGER,
  'home.requirement.added': MANAGER,
  'home.requirement.ended': MANAGER,
  'home.rota.set': { ...MANAGER, deputy: 'own' },
  'home.document.dated': { ...MANAGER, deputy: 'own' },
  'home.note.written': { ...MANAGER, deputy: 'own' },
  'home.inspector.admitted': MANAGER,
  'home.inspector.ended': MANAGER,
  'academy.version.proposed': ACADEMY,
  'academy.version.approved': ACADEMY,
  'academy.version.sentBack': ACADEMY,
  'academy.question.reviewed': ACADEMY,
  // The server writes it, and nobody else.
  'home.inspector.viewed': NOBODY,
};

/** Cells that have no meaning: nobody opens a place "about themselves", and attempts are always one's own. */
const MEANINGLESS: Partial<Record<FactKind, Where[]>> = {
  'people.place.opened': ['self'],
  'people.person.added': ['self'],
  'people.device.keyed': ['own', 'other'],
  'people.meeting.confirmed': ['own', 'other'],
  ...Object.fromEntries((Object.keys(kinds) as FactKind[]).filter((kind) => kind.startsWith('home.')).map((kind) => [kind, ['self']])),
  ...Object.fromEntries((Object.keys(kinds) as FactKind[]).filter((kind) => kind.startsWith('academy.')).map((kind) => [kind, ['self', 'other']])),
  'training.attempt.started': ['own', 'other'],
  'training.attempt.answered': ['own', 'other'],
  'training.attempt.finished': ['own', 'other'],
  'training.completion.recorded': ['own', 'other'],
};

const roles = roleSchema.options as readonly Role[];
const cells = (Object.keys(kinds) as FactKind[]).flatMap((kind) =>
  (['self', 'own', 'other'] as const)
    .filter((where) => !MEANINGLESS[kind]?.includes(where))
    .flatMap((where) => roles.map((role) => ({ kind, where, role, may: ALLOWED[kind][role].split(' ').includes(where) }))),
);

describe.each(databases())('who may record what, cell by cell, on $name', (database) => {
  let office: Office;
  const homes = { own: '', other: '' };
  const phones = new Map<Role, Phone>();

  beforeAll(async () => {
    office = await openOffice(database, { authored: publishable() });
    homes.own = await office.openHome('Rowan House');
    homes.other = await office.openHome('Alder House');
    for (const role of roles) {
      const placeId = role === 'academyLead' || role === 'regionAdmin' ? office.region.regionId : homes.own;
      phones.set(role, await office.phone(await office.add(`${role} Example`, role, placeId)));
    }
  });
  afterAll(() => office.close());

  const carers = new Map<string, Promise<string>>();
  /** A fresh carer for each cell that changes who they are, so that no cell leans on another; one for the rest. */
  function carerFor(kind: FactKind, placeId: string): Promise<string> {
    const key = /^people\.(person|placement|invitation|account)\./.test(kind) ? newId() : placeId;
    const carer = carers.get(key) ?? office.add('Sam Example', 'carer', placeId);
    carers.set(key, carer);
    return carer;
  }

  async function subjectOf(phone: Phone, kind: FactKind, where: Where): Promise<{ personId: string; placeId: string; placementId: string }> {
    const placeId = where === 'other' ? homes.other : homes.own;
    const personId = where === 'self' ? phone.personId : await carerFor(kind, placeId);
    const row = await office.records.db.selectFrom('placement').select('placement_id').where('person_id', '=', personId).orderBy('starts_on').executeTakeFirstOrThrow();
    return { personId, placeId, placementId: row.placement_id };
  }

  async function factFor(phone: Phone, kind: FactKind, where: Where): Promise<unknown[]> {
    const { personId, placeId, placementId } = await subjectOf(phone, kind, where);
    const placement = { placementId: newId(), placeId, role: 'carer' as const, startsOn: '2026-12-01', careRoleStartedOn: null };
    const attempt = { attemptId: newId(), courseId: 'T1', courseVersion: 1, moduleId: 'T1-M1' };
    const started = phone.fact('training.attempt.started', attempt.attemptId, attempt);
    const finished = phone.fact('training.attempt.finished', attempt.attemptId, { ...attempt, score: { right: 0, of: 0, passed: true } });
    const quiz = { ...attempt, attemptId: newId(), courseVersion: 7, moduleId: 'T1-M2' };
    const quizStarted = phone.fact('training.attempt.started', quiz.attemptId, quiz);
    const quizFinished = phone.fact('training.attempt.finished', quiz.attemptId, { ...quiz, score: { right: 1, of: 1, passed: true } });
    switch (kind) {
      case 'people.place.opened': {
        const openedId = newId();
        return [phone.fact(kind, openedId, { placeId: openedId, kind: 'home', parentId: office.region.regionId, name: 'New House' })];
      }
      case 'people.person.added': {
        const addedId = newId();
        return [phone.fact(kind, addedId, { personId: addedId, name: 'New Example', placement })];
      }
      case 'people.placement.started':
        return [phone.fact(kind, personId, { personId, placement })];
      case 'people.placement.ended':
        return [phone.fact(kind, personId, { personId, placementId, endsOn: '2027-01-31' })];
      case 'people.invitation.made': {
        const invitationId = newId();
        return [phone.fact(kind, invitationId, { invitationId, personId, secretHash: 'D'.repeat(43) })];
      }
      case 'people.account.closed':
      case 'people.account.reopened':
        return [phone.fact(kind, personId, { personId })];
      case 'home.slot.filled':
        return [phone.fact(kind, placeId, { homeId: placeId, slot: 'firePlan', text: 'By the front door.' })];
      case 'training.attempt.started':
        return [started];
      case 'training.attempt.answered':
        return [started, phone.fact(kind, attempt.attemptId, { attemptId: attempt.attemptId, questionId: 'T1-Q1', tryNumber: 1, answer: { type: 'single', option: 'good' } })];
      case 'training.attempt.finished':
        return [started, finished];
      case 'training.completion.recorded': {
        const completionId = newId();
        return [quizStarted, quizFinished, phone.fact(kind, completionId, { completionId, courseId: 'T1', courseVersion: 7, attempts: [quiz.attemptId] })];
      }
      case 'training.practice.signed': {
        const signOffId = newId();
        return [phone.fact(kind, signOffId, { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' })];
      }
      case 'people.meeting.confirmed': {
        // There must be a record to answer to: the region writes one about anybody.
        const region = await office.phone(office.region.adminId);
        const met = region.fact('people.meeting.recorded', newId(), sampleBody('people.meeting.recorded', { personId, ownerId: region.personId, homeId: placeId }));
        await region.send(met);
        return [phone.fact(kind, newId(), { meetingId: 'm-1', factId: met.factId, agrees: true, comment: '' })];
      }
      case 'training.practice.observed':
      case 'training.practice.agreed': {
        // By now the region has put itself into the home; the academy's lead leads none.
        const watcher: Partial<Record<Role, Role>> = { manager: 'deputy', regionAdmin: 'academyLead' };
        const role = roles.find((entry) => phones.get(entry) === phone) as Role;
        const other = phones.get(watcher[role] ?? 'manager') as Phone;
        const isAgreed = kind === 'training.practice.agreed';
        const observation = observationOf(personId, isAgreed && where === 'self' ? other.personId : phone.personId);
        return [phone.fact(kind, observation.observationId, isAgreed ? agreedBody(observation, makeKey(), makeKey()) : observedBody(observation, makeKey()))];
      }
      case 'academy.version.proposed': {
        const body = await proposalOf(office);
        return [phone.fact(kind, body.proposalId, body)];
      }
      case 'academy.version.approved':
      case 'academy.version.sentBack': {
        // There must be a proposal of somebody else’s: a second administrator of the region makes one.
        const second = await office.phone(await office.add('Second Example', 'regionAdmin', office.region.regionId));
        const body = await proposalOf(office);
        expect((await second.send(second.fact('academy.version.proposed', body.proposalId, body))).receipt?.state).toBe('recorded');
        const { proposalId, courseId } = body;
        return [kind === 'academy.version.approved' ? phone.fact(kind, proposalId, approvalOf(body)) : phone.fact(kind, proposalId, { proposalId, courseId, why: 'No source.' })];
      }
      case 'people.device.keyed': {
        const { keyId, publicKey } = makeKey();
        return [phone.fact(kind, keyId, { keyId, publicKey })];
      }
      case 'training.passport.accepted': {
        const issued = await office.records.db.transaction().execute((trx) => issuePassport(trx, personId, office.now, office.library.catalogue));
        if (issued.is !== 'issued') throw new Error('no passport was made');
        return [phone.fact(kind, newId(), { acceptanceId: newId(), personId, homeId: placeId, passport: issued.passport, courses: [] })];
      }
      default:
        return [phone.fact(kind, newId(), sampleBody(kind, { personId, ownerId: phone.personId, homeId: placeId }))];
    }
  }

  it.each(cells)('$role, $kind, $where: may = $may', async ({ kind, where, role, may }) => {
    const phone = phones.get(role) as Phone;
    const { answers } = await phone.push(await factFor(phone, kind, where));
    const last = answers.at(-1);
    if (may) expect(last?.receipt?.state).toBe('recorded');
    else {
      expect(last?.refusal?.kind).toBe('notAllowed');
      const row = await office.records.db
        .selectFrom('fact_log')
        .select('state')
        .where('fact_id', '=', last?.factId ?? '')
        .executeTakeFirstOrThrow();
      expect(row.state).toBe('refused');
      expect(
        await office.records.db
          .selectFrom('change')
          .select('scope')
          .where('fact_id', '=', last?.factId ?? '')
          .execute(),
      ).toEqual([]);
    }
  });
});

describe.each(databases())('promises about access, on $name', (database) => {
  let office: Office;
  let home: string;
  let otherHome: string;
  let manager: Phone;

  beforeAll(async () => {
    office = await openOffice(database);
    home = await office.openHome('Rowan House');
    otherHome = await office.openHome('Alder House');
    manager = await office.phone(await office.add('Mo Example', 'manager', home));
  });
  afterAll(() => office.close());

  it('A12: a stranger’s id and a missing id are answered alike, for every kind that names a person or a home', async () => {
    const stranger = await office.add('Cy Example', 'carer', otherHome);
    const placed = await office.records.db.selectFrom('placement').select('placement_id').where('person_id', '=', stranger).executeTakeFirstOrThrow();
    const answer = async (personId: string, placeId: string, placementId: string) => {
      const placement = { placementId: newId(), placeId, role: 'carer' as const, startsOn: '2026-12-01', careRoleStartedOn: null };
      const ids = [newId(), newId(), newId()];
      const { answers } = await manager.push([
        manager.fact('training.practice.signed', ids[0] ?? '', { signOffId: ids[0] ?? '', personId, courseId: 'T1', practicalId: 'P', met: true, note: '' }),
        manager.fact('people.placement.started', personId, { personId, placement: { ...placement, placeId: home } }),
        manager.fact('people.placement.ended', personId, { personId, placementId, endsOn: '2026-12-01' }),
        manager.fact('people.invitation.made', ids[1] ?? '', { invitationId: ids[1] ?? '', personId, secretHash: 'E'.repeat(43) }),
        manager.fact('people.person.added', ids[2] ?? '', { personId: ids[2] ?? '', name: 'X', placement }),
        manager.fact('home.slot.filled', placeId, { homeId: placeId, slot: 'firePlan', text: 'x' }),
      ]);
      return answers.map(({ factId: _, ...rest }) => rest);
    };
    const known = await answer(stranger, otherHome, placed.placement_id);
    expect(known.every((entry) => entry.refusal?.kind === 'notAllowed')).toBe(true);
    expect(await answer(newId(), newId(), newId())).toEqual(known);
  });

  it('naming somebody else’s attempt is the same as naming none, and leaves theirs alone', async () => {
    const carer = await office.phone(await office.add('Asha Example', 'carer', home));
    const attempt = { attemptId: newId(), courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' };
    await carer.send(carer.fact('training.attempt.started', attempt.attemptId, attempt));
    const finish = (attemptId: string) => manager.fact('training.attempt.finished', attemptId, { ...attempt, attemptId, score: { right: 3, of: 3, passed: true } });
    const { answers } = await manager.push([finish(attempt.attemptId), finish(newId())]);
    expect(answers.map((entry) => [entry.receipt?.state, entry.receipt?.heldFor])).toEqual([
      ['held', 'dep'],
      ['held', 'dep'],
    ]);
    const row = await office.records.db.selectFrom('attempt').select(['person_id', 'is_finished']).where('attempt_id', '=', attempt.attemptId).execute();
    expect(row).toEqual([{ person_id: carer.personId, is_finished: 0 }]);
  });

  it('a manager may not make another manager, nor lead a home by adding themselves to it', async () => {
    const placement = (role: 'manager' | 'carer', placeId: string) => ({ placementId: newId(), placeId, role, startsOn: '2026-12-01', careRoleStartedOn: null });
    const personId = newId();
    expect((await manager.send(manager.fact('people.person.added', personId, { personId, name: 'X', placement: placement('manager', home) }))).refusal?.kind).toBe('notAllowed');
    expect(
      (await manager.send(manager.fact('people.placement.started', manager.personId, { personId: manager.personId, placement: placement('carer', otherHome) }))).refusal?.kind,
    ).toBe('notAllowed');
  });

  it('A6: rights are today’s: whose placement has ended signs nothing off, whatever time they claim', async () => {
    const carer = await office.add('Bo Example', 'carer', home);
    const deputy = await office.phone(await office.add('Di Example', 'deputy', home));
    const admin = await office.phone(office.region.adminId);
    const placed = await office.records.db.selectFrom('placement').select('placement_id').where('person_id', '=', deputy.personId).executeTakeFirstOrThrow();
    await admin.send(admin.fact('people.placement.ended', deputy.personId, { personId: deputy.personId, placementId: placed.placement_id, endsOn: '2026-11-19' }));
    const signOffId = newId();
    const body = { signOffId, personId: carer, courseId: 'T1', practicalId: 'P', met: true, note: '' };
    const signed = deputy.fact('training.practice.signed', signOffId, body, { at: '2026-11-10T09:00:00.000Z' });
    expect((await deputy.send(signed)).refusal?.kind).toBe('notAllowed');
  });
});
