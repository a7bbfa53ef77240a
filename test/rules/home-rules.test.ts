import { describe, expect, it } from 'vitest';
import type { Placement } from '../../src/shared/people/person.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { emptyRecord, standingFor } from '../../src/shared/training/person-record.ts';
import { requirementsFor } from '../../src/shared/training/requirement.ts';
import { homeRules } from '../../src/shared/training/rules-of.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import { cardOf, smallCourse } from '../support/small-course.ts';

const TODAY = '2026-11-22';
let count = 0;

function told<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], at = '2026-11-20T09:00:00.000Z', owner = 'boss'): KnownFact {
  count += 1;
  return { factId: `fact-${String(count).padStart(6, '0')}`, kind, about: 'x', body, owner, at, off: 0, recordedAt: null } as KnownFact;
}
const needsSet = (needs: Bodies['home.needs.set']['needs'], from: string, homeId = 'home-1', at?: string) => told('home.needs.set', { homeId, needs, from }, at);
const interval = (months: number | null, from: string, homeId = 'home-1') => told('home.interval.set', { homeId, courseId: 'C8', months, from });
const asks = (over: Partial<Bodies['home.requirement.added']> = {}) =>
  told('home.requirement.added', { requirementId: 'q1', homeId: 'home-1', courseId: 'C8', roles: ['carer'], need: null, dueDays: 14, from: '2026-10-01', ...over });

const CARD = cardOf(smallCourse({ id: 'C8', title: 'Self-harm' }));
const catalogue: Catalogue = {
  version: 'test',
  sources: [],
  pathways: [],
  requirements: [{ id: 'senior-C8', courseId: 'C8', or: ['C8-short'], roles: ['senior'], dueDays: 90, pathwayId: 'induction' }],
  needs: [{ need: 'selfHarm', courses: ['C8'], outside: '', roles: ['carer'], dueDays: 28, cites: [] }],
  courses: [CARD],
};

function stay(over: Partial<Placement> = {}): Placement {
  return { placementId: 'p1', placeId: 'home-1', role: 'carer', startsOn: '2026-09-01', careRoleStartedOn: null, ...over };
}
const dueOf = (facts: KnownFact[], placements = [stay()], today = TODAY) => requirementsFor(placements, homeRules(facts, catalogue, today).requirements, today);
const learnt = (day: string): PersonRecord => ({
  ...emptyRecord('amara'),
  placements: [stay()],
  completions: [{ factId: 'f', completionId: 'c', courseId: 'C8', courseVersion: 1, attempts: ['a'], at: `${day}T09:00:00.000Z`, off: 0, recordedAt: null }],
});

describe('what a home asks', () => {
  it('told nothing, a home asks what the catalogue asks', () => {
    const rules = homeRules([], catalogue, TODAY);
    expect(rules.requirements).toEqual(catalogue.requirements);
    expect(rules.renewalMonths('C8')).toBe(12);
    expect(rules.needs).toEqual([]);
  });

  it('a need asks for its course from the day it came, and of whoever comes later from their own first day', () => {
    const facts = [needsSet(['selfHarm'], '2026-10-10')];
    expect(dueOf(facts)).toMatchObject([{ dueOn: '2026-11-07', requirement: { need: 'selfHarm' } }]);
    expect(dueOf(facts, [stay({ startsOn: '2026-11-20' })])).toMatchObject([{ dueOn: '2026-12-18' }]);
    expect(dueOf(facts, [stay({ placeId: 'home-2' })])).toEqual([]);
  });

  it('a need said again keeps the day it came; one that left and came back begins anew', () => {
    const again = [needsSet(['selfHarm'], '2026-10-10'), needsSet(['selfHarm', 'adhd'], '2026-11-01')];
    expect(homeRules(again, catalogue, TODAY).needs).toEqual([
      { homeId: 'home-1', need: 'adhd', since: '2026-11-01' },
      { homeId: 'home-1', need: 'selfHarm', since: '2026-10-10' },
    ]);
    const back = [...again, needsSet([], '2026-11-05'), needsSet(['selfHarm'], '2026-11-10')];
    expect(homeRules(back, catalogue, TODAY).needs).toEqual([{ homeId: 'home-1', need: 'selfHarm', since: '2026-11-10' }]);
    expect(homeRules(back, catalogue, '2026-11-06').needs).toEqual([]);
  });

  it('of two words for one day the later made stands', () => {
    const facts = [needsSet(['selfHarm'], '2026-10-10', 'home-1', '2026-11-20T09:00:00.000Z'), needsSet([], '2026-10-10', 'home-1', '2026-11-20T10:00:00.000Z')];
    expect(homeRules(facts, catalogue, TODAY).needs).toEqual([]);
    expect(homeRules(facts.reverse(), catalogue, TODAY).needs).toEqual([]);
  });

  it('a requirement added in the past counts from its day, as if it had been said then', () => {
    const facts = [asks({ from: '2026-10-01' })];
    expect(dueOf(facts)).toMatchObject([{ dueOn: '2026-10-15' }]);
    expect(dueOf(facts, [stay()], '2026-10-01')).toHaveLength(1);
    expect(dueOf(facts, [stay()], '2026-09-30')).toEqual([]);
  });

  it('it is asked of nobody after its last day, and while its need is there only', () => {
    const facts = [asks(), told('home.requirement.ended', { requirementId: 'q1', homeId: 'home-1', endsOn: '2026-11-01' })];
    expect(dueOf(facts, [stay()], '2026-11-01')).toHaveLength(1);
    expect(dueOf(facts, [stay()], '2026-11-02')).toEqual([]);
    const withNeed = [asks({ need: 'adhd' }), needsSet(['adhd'], '2026-10-20'), needsSet([], '2026-11-10')];
    expect(dueOf(withNeed, [stay()], '2026-11-01')).toMatchObject([{ dueOn: '2026-11-03' }]);
    expect(dueOf(withNeed)).toEqual([]);
  });

  it('what the academy accepts instead, a home that asks for the course accepts too', () => {
    expect(dueOf([asks()])).toMatchObject([{ requirement: { or: ['C8-short'] } }]);
  });

  it('a course that is in no catalogue is asked of nobody', () => {
    expect(dueOf([asks({ courseId: 'gone' })])).toEqual([]);
  });

  it.each<[string, KnownFact[], string, number | null]>([
    ['shorter than the region’s', [interval(6, '2026-01-01')], TODAY, 6],
    ['longer than the region’s is cut to it', [interval(24, '2026-01-01')], TODAY, 12],
    ['not before its day', [interval(6, '2026-12-01')], TODAY, 12],
    ['taken back', [interval(6, '2026-01-01'), interval(null, '2026-06-01')], TODAY, 12],
    ['taken back, asked about a day before', [interval(6, '2026-01-01'), interval(null, '2026-06-01')], '2026-05-31', 6],
  ])('an interval of its own: %s', (_name, facts, today, months) => {
    expect(homeRules(facts, catalogue, today).renewalMonths('C8')).toBe(months);
  });

  it('in two homes each asks by its own rules: the earlier day and the shorter interval count', () => {
    const facts = [needsSet(['selfHarm'], '2026-10-10'), asks({ homeId: 'home-2', from: '2026-10-05' }), interval(9, '2026-01-01'), interval(6, '2026-01-01', 'home-2')];
    const two = [stay(), stay({ placementId: 'p2', placeId: 'home-2' })];
    expect(dueOf(facts, two)).toMatchObject([{ dueOn: '2026-10-19', placeId: 'home-2' }]);
    const rules = homeRules(facts, catalogue, TODAY);
    expect(rules.renewalMonths('C8', ['home-1'])).toBe(9);
    expect(rules.renewalMonths('C8', ['home-1', 'home-2'])).toBe(6);
    const person = learnt('2026-05-01');
    expect(standingFor(person, CARD, null, TODAY, rules)).toMatchObject({ expiresOn: '2027-02-01' });
    expect(standingFor({ ...person, placements: two }, CARD, null, TODAY, rules)).toMatchObject({ expiresOn: '2026-11-01', word: 'expired' });
  });
});

describe('what a standing rests on besides learning', () => {
  const given = (over: Partial<Bodies['training.waiver.given']> = {}) =>
    told('training.waiver.given', {
      waiverId: 'w1',
      personId: 'amara',
      courseId: 'C8',
      reason: 'longAbsence',
      rationale: 'Away.',
      from: '2026-10-01',
      endsOn: '2026-12-31',
      reviewOn: '2026-12-01',
      ...over,
    });
  const at = (person: PersonRecord, facts: KnownFact[], today = TODAY) => standingFor({ ...person, told: facts }, CARD, null, today);
  const nobody = { ...emptyRecord('amara'), placements: [stay()] };

  it('a waiver is never counted as held, and ends early when it is ended', () => {
    expect(at(learnt('2026-10-01'), [given()])).toMatchObject({ word: 'waived', expiresOn: null });
    const ended = [given(), told('training.waiver.ended', { waiverId: 'w1', personId: 'amara', endsOn: '2026-11-10', rationale: 'Back.' })];
    expect(at(learnt('2026-10-01'), ended, '2026-11-10').word).toBe('waived');
    expect(at(learnt('2026-10-01'), ended, '2026-11-11').word).toBe('current');
  });

  it('what is taken back is not started again, from the day it was taken back', () => {
    const taken = [told('training.completion.revoked', { personId: 'amara', courseId: 'C8', completionId: 'c', rationale: 'Wrong.' })];
    expect(at(learnt('2026-10-01'), taken, '2026-11-19').word).toBe('current');
    expect(at(learnt('2026-10-01'), taken, '2026-11-20').word).toBe('notRequired');
    expect(standingFor({ ...learnt('2026-10-01'), told: taken }, CARD, dueOf([asks()])[0] ?? null, TODAY)).toMatchObject({ word: 'notStarted', isOverdue: true });
  });

  it('an old certificate counts from the day somebody else has seen it, and no longer than it says', () => {
    const brought = told('training.record.imported', {
      ...{ recordId: 'r1', personId: 'amara', courseId: 'C8', on: '2026-03-01', expiresOn: '2026-12-31' },
      ...{ number: '', provider: '', importId: 'i', row: 1 },
    });
    const seen = (holds: boolean, owner = 'boss', moment = '2026-11-21T09:00:00.000Z') =>
      told('training.record.verified', { recordId: 'r1', personId: 'amara', holds, seen: 'copy', note: '' }, moment, owner);
    expect(at(nobody, [brought])).toMatchObject({ word: 'notRequired', hasUnverified: true });
    expect(at(nobody, [brought, seen(true, 'amara')])).toMatchObject({ word: 'notRequired', hasUnverified: true });
    expect(at(nobody, [brought, seen(true)])).toMatchObject({ word: 'current', expiresOn: '2026-12-31' });
    expect(at(nobody, [brought, seen(true)])).not.toHaveProperty('hasUnverified');
    expect(at(nobody, [brought, seen(true)], '2026-11-20').word).toBe('notRequired');
    expect(at(nobody, [brought, seen(false)])).toMatchObject({ word: 'notRequired' });
    expect(at(nobody, [brought, seen(true), seen(false, 'deputy', '2026-11-22T09:00:00.000Z')]).word).toBe('notRequired');
  });

  it('an observation by two counts once, on the day both wrote, and a disagreement is flagged and does not count', () => {
    const practical = { id: 'p', title: 'Practice', times: 2, steps: ['Step'], cites: [] };
    const card = cardOf(smallCourse({ id: 'C8', practical } as never));
    const observation = {
      ...{ observationId: 'o1', personId: 'amara', assessorId: 'jo', courseId: 'C8', courseVersion: 1, practicalId: 'p' },
      ...{ on: '2026-11-10', steps: [], met: true, note: '', evidence: [], authorityOn: '2026-11-10' },
    };
    const key = { keyId: 'k', publicKey: '', signature: '' };
    const agreed = (over: Partial<typeof observation>, agrees = true) =>
      told('training.practice.agreed', { observation: { ...observation, ...over }, assessor: key, carer: { ...key, agrees, comment: '' } });
    const with_ = (facts: KnownFact[]) => standingFor({ ...learnt('2026-11-01'), told: facts }, card, null, TODAY);
    expect(with_([agreed({}), agreed({})])).toMatchObject({ word: 'awaitingSignOff', signOffsLeft: 1 });
    expect(with_([agreed({}), agreed({ observationId: 'o2', on: '2026-11-12' })])).toMatchObject({ word: 'current' });
    expect(with_([agreed({}), agreed({ observationId: 'o2', on: '2026-11-12' }, false)])).toMatchObject({ word: 'awaitingSignOff', signOffsLeft: 1, hasDisagreement: true });
    expect(with_([agreed({}), agreed({ observationId: 'o2', assessorId: 'amara', on: '2026-11-12' })])).toMatchObject({ signOffsLeft: 1 });
  });

  it('an accepted passport counts, practice and all', () => {
    const accepted = told('training.passport.accepted', {
      ...{ acceptanceId: 'p1', personId: 'amara', homeId: 'home-1', passport: 'AA' },
      courses: [{ courseId: 'C8', on: '2026-06-01', expiresOn: null }],
    });
    expect(at(nobody, [accepted])).toMatchObject({ word: 'current', expiresOn: '2027-06-01', signOffsLeft: 0 });
  });
});

describe('what is about one building (training reference, J7)', () => {
  const LOCAL = cardOf(smallCourse({ id: 'C9-core', title: 'Fire safety here' }));
  const WIDE = cardOf(smallCourse({ id: 'C2', title: 'Safeguarding' }));
  const requirements = ['C9-core', 'C2'].map((courseId) => ({ id: `all-${courseId}`, courseId, or: [], roles: ['carer' as const], dueDays: 0, pathwayId: 'induction' }));
  const done = (courseId: string, day: string): PersonRecord['completions'][number] => ({
    ...{ at: `${day}T09:00:00.000Z`, off: 0, recordedAt: null, factId: `${courseId}-${day}`, completionId: `${courseId}-${day}` },
    ...{ courseId, courseVersion: 1, attempts: ['a'] },
  });
  const wordOf = (card: typeof LOCAL, days: string[], placements: Placement[]) => {
    const record = { ...emptyRecord('amara'), placements, completions: days.map((day) => done(card.id, day)) };
    const due = requirementsFor(placements, requirements, TODAY).find((entry) => entry.requirement.courseId === card.id) ?? null;
    return { word: standingFor(record, card, due, TODAY).word, at: due?.placeId };
  };
  const moved = [stay({ startsOn: '2024-03-01', endsOn: '2026-10-31' }), stay({ placementId: 'p2', placeId: 'home-2', startsOn: '2026-11-02' })];

  it('who moves to another home is asked for its fire plan again, and for nothing that goes along', () => {
    expect([wordOf(LOCAL, ['2024-03-01'], moved).word, wordOf(WIDE, ['2026-09-01'], moved).word]).toEqual(['notStarted', 'current']);
  });

  it('it counts when done in the weeks before the first day there', () => {
    expect([wordOf(LOCAL, ['2026-10-05'], moved).word, wordOf(LOCAL, ['2026-10-04'], moved).word]).toEqual(['current', 'notStarted']);
  });

  it('somebody in two homes owes it to the one they came to last', () => {
    const both = [stay({ startsOn: '2024-03-01' }), stay({ placementId: 'p2', placeId: 'home-2', startsOn: '2026-11-02' })];
    expect([wordOf(LOCAL, ['2024-03-01'], both), wordOf(LOCAL, ['2026-11-02'], both)]).toEqual([
      { word: 'notStarted', at: 'home-2' },
      { word: 'current', at: 'home-2' },
    ]);
  });

  it('who comes back to a home they knew is not asked again', () => {
    const back = [stay({ startsOn: '2026-01-05', endsOn: '2026-06-30' }), stay({ placementId: 'p2', startsOn: '2026-11-02' })];
    expect(wordOf(LOCAL, ['2026-01-10'], back).word).toBe('current');
  });
});
