import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/shared/people/access.ts';
import { mayRecord, scopesOfFact, visibleScopes } from '../../src/shared/people/access.ts';
import { treeOf } from '../../src/shared/people/place-tree.ts';
import type { Placement } from '../../src/shared/people/person.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import { kinds } from '../../src/shared/wire/kinds.ts';
import type { SampleKind } from '../support/sample-bodies.ts';
import { sampleBody } from '../support/sample-bodies.ts';

const TODAY = '2026-11-22';
const ROLES: Role[] = ['carer', 'agency', 'senior', 'deputy', 'manager', 'academyLead', 'regionAdmin', 'reader', 'directoryOfficer'];

function placed(role: Role, placeId: string, over: Partial<Placement> = {}): Placement {
  return { placementId: `${role}-${placeId}`, placeId, role, startsOn: '2025-01-01', careRoleStartedOn: null, ...over };
}
function actor(personId: string, ...placements: Placement[]): Actor {
  return { personId, placements };
}
function inPost(role: Role): Actor {
  return actor('me', placed(role, role === 'academyLead' || role === 'regionAdmin' ? 'region' : 'home-1'));
}

const HERE = actor('colleague', placed('carer', 'home-1'));
const THERE = actor('stranger', placed('carer', 'home-2'));
const placementAt = (placeId: string, role: Role) => ({ placementId: 'new', placeId, role, startsOn: '2026-12-01', careRoleStartedOn: null });

const finished: Bodies['training.attempt.finished'] = { attemptId: 'a', courseId: 'fire', courseVersion: 1, moduleId: 'm', score: { right: 1, of: 1, passed: true } };
const signed = (personId: string): Bodies['training.practice.signed'] => ({ signOffId: 's', personId, courseId: 'fire', practicalId: 'p', met: true, note: '' });

const observed = (personId: string, assessorId: string): Bodies['training.practice.agreed'] => {
  const body = sampleBody('training.practice.agreed', { personId, ownerId: assessorId, homeId: 'home-1' });
  return { ...body, observation: { ...body.observation, assessorId } };
};

type Action = { [Kind in FactKind]: { says: string; kind: Kind; body: Bodies[Kind]; subject: Actor | null; may: Role[] } }[FactKind];

/** The same act in the own home and in another: about a colleague or a stranger, about our home or theirs. */
function sampleAction(personId: string, says: string, kind: SampleKind, may: Role[]): Action {
  const isHere = personId === 'colleague';
  const body = sampleBody(kind, { personId, ownerId: 'me', homeId: isHere ? 'home-1' : 'home-2' });
  return { says: `${says} ${isHere ? 'here' : 'elsewhere'}`, kind, body, subject: isHere ? HERE : THERE, may: may.filter((role) => isHere || role === 'regionAdmin') } as Action;
}

const SAMPLES: [string, SampleKind, Role[]][] = [
  ['plan supervision', 'people.meeting.planned', ['senior', 'deputy', 'manager', 'regionAdmin']],
  ['record supervision', 'people.meeting.recorded', ['senior', 'deputy', 'manager', 'regionAdmin']],
  ['bring in an old record', 'training.record.imported', ['deputy', 'manager']],
  ['say they saw the evidence', 'training.record.verified', ['deputy', 'manager', 'regionAdmin']],
  ['excuse somebody from a course', 'training.waiver.given', ['manager', 'regionAdmin']],
  ['end a waiver', 'training.waiver.ended', ['manager', 'regionAdmin']],
  ['take a certificate back', 'training.completion.revoked', ['manager', 'regionAdmin']],
  ['name an assessor', 'training.assessor.named', ['manager', 'regionAdmin']],
  ['end an assessor’s time', 'training.assessor.ended', ['manager', 'regionAdmin']],
  ['take over a passport', 'training.passport.accepted', ['manager', 'regionAdmin']],
  ['make a passport invalid', 'training.passport.withdrawn', ['manager', 'regionAdmin']],
  ['record a diploma', 'people.qualification.recorded', ['manager', 'regionAdmin']],
  ['defer a diploma', 'people.clock.deferred', ['manager', 'regionAdmin']],
  ['review a deferral', 'people.deferral.reviewed', ['manager', 'regionAdmin']],
  ['end a probation', 'people.milestone.recorded', ['manager', 'regionAdmin']],
  ['write the rota', 'home.rota.set', ['deputy', 'manager']],
  ['say where a plan lies', 'home.document.dated', ['deputy', 'manager']],
  ['write beside a number', 'home.note.written', ['deputy', 'manager']],
  ['set the needs of a home', 'home.needs.set', ['manager']],
  ['set an interval of a home', 'home.interval.set', ['manager']],
  ['ask for a course', 'home.requirement.added', ['manager']],
  ['ask for a course no longer', 'home.requirement.ended', ['manager']],
  ['let an inspector look', 'home.inspector.admitted', ['manager']],
  ['end an inspector’s look', 'home.inspector.ended', ['manager']],
  ['write that an inspector looked', 'home.inspector.viewed', []],
];

const EVERYONE = ROLES;
const ACADEMY: Role[] = ['academyLead', 'regionAdmin'];
const ACTIONS: Action[] = [
  { says: 'start an attempt', kind: 'training.attempt.started', body: { attemptId: 'a', courseId: 'fire', courseVersion: 1, moduleId: 'm' }, subject: null, may: EVERYONE },
  {
    says: 'answer',
    kind: 'training.attempt.answered',
    body: { attemptId: 'a', questionId: 'q', tryNumber: 1, answer: { type: 'trueFalse', isTrue: true } },
    subject: null,
    may: EVERYONE,
  },
  { says: 'finish an attempt', kind: 'training.attempt.finished', body: finished, subject: null, may: EVERYONE },
  {
    says: 'complete a course',
    kind: 'training.completion.recorded',
    body: { completionId: 'c', courseId: 'fire', courseVersion: 1, attempts: ['a'] },
    subject: null,
    may: EVERYONE,
  },
  { says: 'sign off a colleague', kind: 'training.practice.signed', body: signed('colleague'), subject: HERE, may: ['senior', 'deputy', 'manager'] },
  { says: 'sign off somebody elsewhere', kind: 'training.practice.signed', body: signed('stranger'), subject: THERE, may: [] },
  { says: 'sign off nobody known', kind: 'training.practice.signed', body: signed('nobody'), subject: null, may: [] },
  { says: 'open a home', kind: 'people.place.opened', body: { placeId: 'h', kind: 'home', parentId: 'provider', name: 'New home' }, subject: null, may: ['regionAdmin'] },
  {
    says: 'add a carer here',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-1', 'carer') },
    subject: null,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'add an agency carer here',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-1', 'agency') },
    subject: null,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'add a deputy here',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-1', 'deputy') },
    subject: null,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'add a manager here',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-1', 'manager') },
    subject: null,
    may: ['regionAdmin'],
  },
  {
    says: 'add a region administrator',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-1', 'regionAdmin') },
    subject: null,
    may: ['regionAdmin'],
  },
  {
    says: 'add a carer elsewhere',
    kind: 'people.person.added',
    body: { personId: 'x', name: 'New', placement: placementAt('home-2', 'carer') },
    subject: null,
    may: ['regionAdmin'],
  },
  {
    says: 'give a colleague another role here',
    kind: 'people.placement.started',
    body: { personId: 'colleague', placement: placementAt('home-1', 'senior') },
    subject: HERE,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'make a colleague manager',
    kind: 'people.placement.started',
    body: { personId: 'colleague', placement: placementAt('home-1', 'manager') },
    subject: HERE,
    may: ['regionAdmin'],
  },
  {
    says: 'pull in somebody from elsewhere',
    kind: 'people.placement.started',
    body: { personId: 'stranger', placement: placementAt('home-1', 'carer') },
    subject: THERE,
    may: ['regionAdmin'],
  },
  { says: 'place nobody known', kind: 'people.placement.started', body: { personId: 'nobody', placement: placementAt('home-1', 'carer') }, subject: null, may: [] },
  {
    says: 'end a colleague’s placement',
    kind: 'people.placement.ended',
    body: { personId: 'colleague', placementId: 'carer-home-1', endsOn: TODAY },
    subject: HERE,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'end a placement elsewhere',
    kind: 'people.placement.ended',
    body: { personId: 'stranger', placementId: 'carer-home-2', endsOn: TODAY },
    subject: THERE,
    may: ['regionAdmin'],
  },
  {
    says: 'end a placement that is not theirs',
    kind: 'people.placement.ended',
    body: { personId: 'colleague', placementId: 'carer-home-2', endsOn: TODAY },
    subject: HERE,
    may: ['regionAdmin'],
  },
  {
    says: 'end the manager’s placement',
    kind: 'people.placement.ended',
    body: { personId: 'boss', placementId: 'manager-home-1', endsOn: TODAY },
    subject: actor('boss', placed('manager', 'home-1')),
    may: ['regionAdmin'],
  },
  {
    says: 'invite a colleague',
    kind: 'people.invitation.made',
    body: { invitationId: 'i', personId: 'colleague', secretHash: 'h'.repeat(43) },
    subject: HERE,
    may: ['manager', 'regionAdmin'],
  },
  {
    says: 'invite somebody elsewhere',
    kind: 'people.invitation.made',
    body: { invitationId: 'i', personId: 'stranger', secretHash: 'h'.repeat(43) },
    subject: THERE,
    may: ['regionAdmin'],
  },
  {
    says: 'invite the manager',
    kind: 'people.invitation.made',
    body: { invitationId: 'i', personId: 'boss', secretHash: 'h'.repeat(43) },
    subject: actor('boss', placed('manager', 'home-1')),
    may: ['regionAdmin'],
  },
  {
    says: 'invite a colleague who also manages elsewhere',
    kind: 'people.invitation.made',
    body: { invitationId: 'i', personId: 'both', secretHash: 'h'.repeat(43) },
    subject: actor('both', placed('carer', 'home-1'), placed('manager', 'home-2')),
    may: ['regionAdmin'],
  },
  { says: 'invite nobody known', kind: 'people.invitation.made', body: { invitationId: 'i', personId: 'nobody', secretHash: 'h'.repeat(43) }, subject: null, may: [] },
  { says: 'close a colleague’s account', kind: 'people.account.closed', body: { personId: 'colleague' }, subject: HERE, may: ['manager', 'regionAdmin'] },
  { says: 'close an account elsewhere', kind: 'people.account.closed', body: { personId: 'stranger' }, subject: THERE, may: ['regionAdmin'] },
  {
    says: 'close the account of a colleague whom another home needs',
    kind: 'people.account.closed',
    body: { personId: 'both' },
    subject: actor('both', placed('carer', 'home-1'), placed('carer', 'home-2')),
    may: ['regionAdmin'],
  },
  { says: 'open a colleague’s account again', kind: 'people.account.reopened', body: { personId: 'colleague' }, subject: HERE, may: ['manager', 'regionAdmin'] },
  { says: 'say where our fire panel is', kind: 'home.slot.filled', body: { homeId: 'home-1', slot: 'firePlan', text: 'In the hall' }, subject: null, may: ['deputy', 'manager'] },
  ...(['academy.version.proposed', 'academy.version.approved', 'academy.version.sentBack', 'academy.question.reviewed'] as const).map(
    (kind) =>
      ({ says: `publish for everybody (${kind})`, kind, body: sampleBody(kind, { personId: 'me', ownerId: 'me', homeId: 'home-1' }), subject: null, may: ACADEMY }) as Action,
  ),
  { says: 'speak for another home', kind: 'home.slot.filled', body: { homeId: 'home-2', slot: 'firePlan', text: 'In the hall' }, subject: null, may: [] },
  { says: 'agree on an observation of their own practice', kind: 'training.practice.agreed', body: observed('me', 'colleague'), subject: HERE, may: EVERYONE },
  { says: 'agree on what they observed', kind: 'training.practice.agreed', body: observed('colleague', 'me'), subject: HERE, may: EVERYONE },
  { says: 'agree on an observation of themselves by themselves', kind: 'training.practice.agreed', body: observed('me', 'me'), subject: HERE, may: [] },
  { says: 'observe somebody', kind: 'training.practice.observed', body: observed('colleague', 'me'), subject: HERE, may: EVERYONE },
  { says: 'observe themselves', kind: 'training.practice.observed', body: observed('me', 'me'), subject: HERE, may: [] },
  { says: 'observe in somebody else’s name', kind: 'training.practice.observed', body: observed('colleague', 'stranger'), subject: HERE, may: [] },
  { says: 'agree on what two others did', kind: 'training.practice.agreed', body: observed('colleague', 'stranger'), subject: HERE, may: [] },
  { says: 'name a key of their phone', kind: 'people.device.keyed', body: { keyId: 'k', publicKey: 'k'.repeat(43) }, subject: null, may: EVERYONE },
  { says: 'confirm a meeting', kind: 'people.meeting.confirmed', body: { meetingId: 'm', factId: 'f', agrees: true, comment: '' }, subject: null, may: EVERYONE },
  ...([HERE, THERE] as const).flatMap(({ personId }) => SAMPLES.map(([says, kind, may]) => sampleAction(personId, says, kind, may))),
];

const CELLS = ACTIONS.flatMap((action) => ROLES.map((role) => ({ action, role, expected: action.may.includes(role) })));

describe('who may record what', () => {
  it('every kind of fact has a row', () => {
    expect([...new Set(ACTIONS.map((action) => action.kind))].sort()).toEqual(Object.keys(kinds).sort());
  });

  it.each(CELLS.map((cell) => [cell.role, cell.expected ? 'may' : 'may not', cell.action.says, cell] as const))('%s %s %s', (_role, _may, _says, { action, role, expected }) => {
    expect(mayRecord(action.kind, action.body, { actor: inPost(role), subject: action.subject, today: TODAY })).toBe(expected);
  });

  it.each(ACTIONS.map((action) => [action.says, action] as const))('a person with no placement at all may not %s', (_says, action) => {
    expect(mayRecord(action.kind, action.body, { actor: actor('me'), subject: action.subject, today: TODAY })).toBe(false);
  });

  it.each(ROLES)('a %s may not sign off their own practice', (role) => {
    const me = inPost(role);
    expect(mayRecord('training.practice.signed', signed('me'), { actor: me, subject: me, today: TODAY })).toBe(false);
  });

  it('a leader whose last day is past decides nothing; on the last day they still do', () => {
    const leaving = (endsOn: string) => actor('me', placed('manager', 'home-1', { endsOn }));
    const may = (endsOn: string) => mayRecord('training.practice.signed', signed('colleague'), { actor: leaving(endsOn), subject: HERE, today: TODAY });
    expect([may('2026-11-21'), may(TODAY)]).toEqual([false, true]);
  });

  it('nobody is signed off in a home they have left', () => {
    const left = actor('colleague', placed('carer', 'home-1', { endsOn: '2026-11-21' }));
    expect(mayRecord('training.practice.signed', signed('colleague'), { actor: inPost('manager'), subject: left, today: TODAY })).toBe(false);
  });

  it('work done by a carer who has left is still recorded', () => {
    const left = actor('me', placed('carer', 'home-1', { endsOn: '2026-10-01' }));
    expect(mayRecord('training.attempt.finished', finished, { actor: left, subject: left, today: TODAY })).toBe(true);
  });
});

describe('who sees what', () => {
  it.each<[Role, string[]]>([
    ['carer', ['self:me', 'staff:home-1']],
    ['agency', ['self:me', 'staff:home-1']],
    ['senior', ['self:me', 'staff:home-1']],
    ['deputy', ['home:home-1', 'self:me', 'staff:home-1']],
    ['manager', ['home:home-1', 'self:me', 'staff:home-1']],
    ['academyLead', ['region', 'self:me']],
    ['regionAdmin', ['region', 'self:me']],
  ])('a %s sees %j', (role, scopes) => {
    expect(visibleScopes(inPost(role), TODAY)).toEqual(scopes);
  });

  it('someone who has left sees only their own record', () => {
    expect(visibleScopes(actor('me', placed('manager', 'home-1', { endsOn: '2026-11-21' })), TODAY)).toEqual(['self:me']);
  });

  it('single answers are shown to nobody but the person who gave them', () => {
    expect(
      scopesOfFact('training.attempt.answered', { attemptId: 'a', questionId: 'q', tryNumber: 1, answer: { type: 'trueFalse', isTrue: true } }, 'colleague', HERE, TODAY),
    ).toEqual(['self:colleague']);
  });

  it('a carer’s results never reach the region', () => {
    expect(scopesOfFact('training.attempt.finished', finished, 'colleague', HERE, TODAY)).toEqual(['self:colleague', 'home:home-1']);
  });

  it('the region sees who manages a home, not who cares in it', () => {
    const added = (role: Role) =>
      scopesOfFact('people.person.added', { personId: 'x', name: 'New', placement: placementAt('home-1', role) }, 'boss', actor('x', placed(role, 'home-1')), TODAY);
    expect(added('manager')).toContain('region');
    expect(added('carer')).not.toContain('region');
  });

  it('a home that someone has left no longer sees what they do', () => {
    const moved = actor('colleague', placed('carer', 'home-1', { endsOn: '2026-11-21' }), placed('carer', 'home-2'));
    expect(scopesOfFact('training.attempt.finished', finished, 'colleague', moved, TODAY)).toEqual(['self:colleague', 'home:home-2']);
  });
});

describe('who leads from above', () => {
  const TREE = treeOf(
    Object.entries({ south: '', kent: 'south', surrey: 'south', acorn: 'kent', birch: 'kent', 'home-1': 'acorn', 'home-2': 'acorn', 'home-3': 'birch', 'home-4': 'surrey' }).map(
      ([placeId, parentId]) => ({ placeId, parentId: parentId || null }),
    ),
  );
  const PLACES = ['south', 'kent', 'surrey', 'acorn', 'birch', 'home-1', 'home-2', 'home-3', 'home-4'];
  /** Written out by hand from the promise: region > authority > provider > home. */
  const LED: Record<string, string> = {
    south: 'south kent surrey acorn birch home-1 home-2 home-3 home-4',
    kent: 'kent acorn birch home-1 home-2 home-3',
    acorn: 'acorn home-1 home-2',
    'home-1': 'home-1',
  };
  const cells = Object.keys(LED).flatMap((at) =>
    ROLES.flatMap((role) => PLACES.map((placeId) => ({ at, role, placeId, may: ['manager', 'deputy'].includes(role) && (LED[at] ?? '').split(' ').includes(placeId) }))),
  );

  it.each(cells.map((cell) => [cell.role, cell.at, cell.may ? 'leads' : 'does not lead', cell.placeId, cell] as const))('a %s of %s %s %s', (_role, _at, _says, _place, cell) => {
    const me = actor('me', placed(cell.role, cell.at));
    const subject = actor('colleague', placed('carer', cell.placeId));
    const slot = { homeId: cell.placeId, slot: 'firePlan', text: 'In the hall' } as const;
    const facts = { actor: me, subject, today: TODAY, tree: TREE };
    expect(visibleScopes(me, TODAY, TREE).includes(`home:${cell.placeId}`)).toBe(cell.may);
    expect(mayRecord('home.slot.filled', slot, { ...facts, subject: null })).toBe(cell.may);
    expect(mayRecord('training.practice.signed', signed('colleague'), facts)).toBe(cell.may || (cell.role === 'senior' && cell.at === cell.placeId));
    const may = mayRecord('people.person.added', { personId: 'x', name: 'New', placement: placementAt(cell.placeId, 'carer') }, facts);
    expect(may).toBe(cell.role === 'regionAdmin' || (cell.may && cell.role === 'manager'));
  });

  it('who leads from above makes nobody a manager, neither below nor beside themselves', () => {
    const me = actor('me', placed('manager', 'kent'));
    const may = (placeId: string) =>
      mayRecord('people.person.added', { personId: 'x', name: 'New', placement: placementAt(placeId, 'manager') }, { actor: me, subject: null, today: TODAY, tree: TREE });
    expect(['kent', 'acorn', 'home-1'].map(may)).toEqual([false, false, false]);
  });

  it('the people above a home are nobody’s to lead from the home', () => {
    const above = actor('above', placed('manager', 'acorn'));
    expect(mayRecord('people.account.closed', { personId: 'above' }, { actor: actor('me', placed('manager', 'home-1')), subject: above, today: TODAY, tree: TREE })).toBe(false);
    expect(mayRecord('training.practice.signed', signed('above'), { actor: actor('me', placed('manager', 'home-1')), subject: above, today: TODAY, tree: TREE })).toBe(false);
  });

  it('a closed place above gives nothing after the last day, and without the tree only the exact place counts', () => {
    const left = actor('me', placed('manager', 'acorn', { endsOn: '2026-11-21' }));
    expect(visibleScopes(left, TODAY, TREE)).toEqual(['self:me']);
    expect(visibleScopes(actor('me', placed('manager', 'acorn')), TODAY)).toEqual(['home:acorn', 'self:me', 'staff:acorn']);
  });

  it('a circle in the tree holds nobody up', () => {
    expect(
      visibleScopes(
        actor('me', placed('manager', 'a')),
        TODAY,
        new Map([
          ['a', 'b'],
          ['b', 'a'],
        ]),
      ),
    ).toContain('home:b');
  });
});
