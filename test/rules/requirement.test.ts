import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelThreeOf } from '../../src/shared/people/level-three.ts';
import type { Placement } from '../../src/shared/people/person.ts';
import type { Requirement } from '../../src/shared/training/requirement.ts';
import { isPlacementOpen, requirementsFor } from '../../src/shared/training/requirement.ts';

const TODAY = '2026-11-22';

function placement(over: Partial<Placement> = {}): Placement {
  return { placementId: 'p1', placeId: 'home-1', role: 'carer', startsOn: '2026-11-01', careRoleStartedOn: null, ...over };
}

function requirement(over: Partial<Requirement> = {}): Requirement {
  return { id: 'r1', courseId: 'fire', or: [], roles: ['carer', 'senior'], dueDays: 7, pathwayId: 'first-shift', ...over };
}

describe('requirements', () => {
  it.each([
    ['no end', null, true],
    ['ends next week', '2026-11-29', true],
    ['ends today', TODAY, true],
    ['ended yesterday', '2026-11-21', false],
  ])('a placement is open: %s', (_name, endsOn, isOpen) => {
    expect(isPlacementOpen(placement({ endsOn }), TODAY)).toBe(isOpen);
  });

  it('training before a first shift is asked for from the invitation on', () => {
    expect(requirementsFor([placement({ startsOn: '2026-12-01' })], [requirement({ dueDays: 0 })], TODAY)).toMatchObject([{ dueOn: '2026-12-01', placeId: 'home-1' }]);
  });

  it('it counts from the first day in the home', () => {
    expect(requirementsFor([placement()], [requirement()], TODAY)).toMatchObject([{ dueOn: '2026-11-08' }]);
  });

  it('a rule for another role asks nothing', () => {
    expect(requirementsFor([placement({ role: 'manager' })], [requirement()], TODAY)).toEqual([]);
  });

  it('nothing is asked for a place somebody has left', () => {
    expect(requirementsFor([placement({ endsOn: '2026-11-21' })], [requirement()], TODAY)).toEqual([]);
  });

  it('a person in two homes owes a course once, by the earlier day', () => {
    const two = [placement({ startsOn: '2026-11-10' }), placement({ placementId: 'p2', placeId: 'home-2', startsOn: '2026-11-03' })];
    expect(requirementsFor(two, [requirement()], TODAY)).toMatchObject([{ dueOn: '2026-11-10', placeId: 'home-2' }]);
  });

  it('the stricter of two rules for one course is the one that counts', () => {
    const rules = [requirement({ dueDays: 30 }), requirement({ id: 'r2', dueDays: 1 })];
    expect(requirementsFor([placement()], rules, TODAY)).toMatchObject([{ dueOn: '2026-11-02', requirement: { id: 'r2' } }]);
  });

  it('the due day never depends on the order of placements or rules', () => {
    const somePlacement = fc.record({
      role: fc.constantFrom('carer', 'senior', 'manager'),
      startsOn: fc.constantFrom('2026-01-01', '2026-11-01', '2026-12-24'),
      endsOn: fc.constantFrom(null, '2026-06-01', TODAY),
    });
    const someRule = fc.record({ courseId: fc.constantFrom('fire', 'medicines'), dueDays: fc.nat(90) });
    fc.assert(
      fc.property(fc.array(somePlacement, { maxLength: 5 }), fc.array(someRule, { maxLength: 6 }), (held, rules) => {
        const placements = held.map((entry, index) => placement({ ...entry, role: entry.role as Placement['role'], placementId: `p${index}` }));
        const all = rules.map((entry, index) => requirement({ ...entry, id: `r${index}` }));
        const days = (list: ReturnType<typeof requirementsFor>) => list.map((due) => `${due.requirement.courseId} ${due.dueOn}`).sort();
        expect(days(requirementsFor([...placements].reverse(), [...all].reverse(), TODAY))).toEqual(days(requirementsFor(placements, all, TODAY)));
      }),
    );
  });
});

describe('the Level 3 date (regulation 32)', () => {
  it.each<[string, Placement[], ReturnType<typeof levelThreeOf>]>([
    [
      'two years from the first care role',
      [placement({ startsOn: '2026-11-21', careRoleStartedOn: '2026-11-21' })],
      { startedOn: '2026-11-21', byOn: '2028-11-21', isFirstKnown: true },
    ],
    ['an earlier care role elsewhere counts', [placement({ careRoleStartedOn: '2025-03-01' })], { startedOn: '2025-03-01', byOn: '2027-03-01', isFirstKnown: true }],
    ['not known: from the first day here', [placement()], { startedOn: '2026-11-01', byOn: '2028-11-01', isFirstKnown: false }],
    [
      'moving home does not start it again',
      [placement({ startsOn: '2025-01-10', endsOn: '2026-10-31' }), placement({ placementId: 'p2', placeId: 'home-2', startsOn: '2026-11-01' })],
      { startedOn: '2025-01-10', byOn: '2027-01-10', isFirstKnown: false },
    ],
    ['29 February', [placement({ careRoleStartedOn: '2024-02-29' })], { startedOn: '2024-02-29', byOn: '2026-02-28', isFirstKnown: true }],
    ['a manager holds another diploma', [placement({ role: 'manager' })], null],
    ['someone who has left', [placement({ endsOn: '2026-11-01' })], null],
    ['nobody', [], null],
  ])('%s', (_name, placements, expected) => {
    expect(levelThreeOf(placements, TODAY)).toEqual(expected);
  });
});
