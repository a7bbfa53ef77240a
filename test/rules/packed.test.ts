import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Filters } from '../../src/manager/matrix.ts';
import { applyFilters, asTheyStood, breaksOn, countsOf, GROUPS, isOut, matrixOf, outOf, placeIn } from '../../src/manager/matrix.ts';
import { makeCount } from '../../src/manager/matrix/count-order.ts';
import { cellsOfRow, computeSome, leftOf, packed, packedRoll, tally } from '../../src/manager/matrix/packed.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Catalogue, CourseCard } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { emptyRecord } from '../../src/shared/training/person-record.ts';
import { homeRules } from '../../src/shared/training/rules-of.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { completedOn } from '../support/manager-cabinet.ts';

const TODAY = '2026-11-22';
const ROLES: Role[] = ['carer', 'agency', 'senior', 'deputy', 'manager'];
const COURSES = ['fire', 'medicines', 'missing', 'lead'];
const SHORT = { kind: 'full', version: 1, summary: '', minutes: 1, passMark: 80, modules: [], address: '', bytes: 0, media: [], mediaBytes: 0 } as const;

const cards: CourseCard[] = COURSES.map((id, at) => ({
  ...SHORT,
  modules: [],
  media: [],
  id,
  title: id,
  renewalMonths: at === 1 ? null : 12,
  ...(at === 2 && { practical: { id: 'p', title: 'p', times: 1, steps: [], facts: [] } }),
}));
const catalogue: Catalogue = {
  version: 'v',
  sources: [],
  courses: cards,
  pathways: ['first', 'later'].map((id) => ({ id, title: `The ${id}`, summary: '', roles: [], steps: [], basis: '' })),
  requirements: [
    ...['fire', 'medicines'].map((courseId) => ({ id: courseId, courseId, or: [], roles: ROLES, dueDays: 30, pathwayId: 'later' })),
    { id: 'missing', courseId: 'missing', or: [], roles: ['carer', 'senior'], dueDays: 0, pathwayId: 'first' },
    { id: 'lead', courseId: 'lead', or: ['fire'], roles: ['manager'], dueDays: 300, pathwayId: 'first' },
  ],
};

function waiverOf(personId: string): KnownFact {
  return {
    ...{ factId: `w-${personId}`, kind: 'training.waiver.given', about: `w-${personId}`, owner: 'boss', at: '2026-01-01T10:00:00.000Z', off: 0, recordedAt: null },
    body: { waiverId: `w-${personId}`, personId, courseId: 'fire', reason: 'other', note: '', from: '2026-01-01', endsOn: '2027-06-01', reviewOn: '2027-01-01' },
  } as unknown as KnownFact;
}

const dayNear = fc.integer({ min: -900, max: 60 }).map((days) => addDays(TODAY, days));
const person = fc.record({
  name: fc.constantFrom('Ana', 'Zoë', 'O’Neill', 'Bo', 'Élan', 'Cy Bo'),
  placements: fc.array(
    fc.record({ placeId: fc.constantFrom('home-1', 'home-2', 'home-9'), role: fc.constantFrom(...ROLES), startsOn: dayNear, endsOn: fc.option(dayNear, { nil: null }) }),
    { minLength: 1, maxLength: 2 },
  ),
  completions: fc.array(fc.record({ day: dayNear, courseId: fc.constantFrom(...COURSES) }), { maxLength: 6 }),
});
const homes = fc.array(person, { maxLength: 12 }).map((list): PersonRecord[] =>
  list.map(({ name, placements, completions }, at) => ({
    ...emptyRecord(`p${String(at).padStart(2, '0')}`),
    name: `${name} ${at}`,
    placements: placements.map((placement, index) => ({ ...placement, placementId: `${at}-${index}`, careRoleStartedOn: null })),
    completions: completions.map(({ day, courseId }) => completedOn(day, courseId)),
  })),
);
const filters = fc.record({
  role: fc.constantFrom('' as const, ...ROLES),
  group: fc.constantFrom('' as const, ...GROUPS),
  courseId: fc.constantFrom('', ...COURSES),
  pathwayTitle: fc.constantFrom('', 'The first', 'The later'),
  name: fc.constantFrom('', 'zoe', 'bo', ' an  1'),
  sort: fc.constantFrom('break' as const, 'name' as const, 'role' as const),
}) satisfies fc.Arbitrary<Filters>;

const read = (cell: Cell) => [cell.card.id, cell.standing.word, breaksOn(cell.standing), isOut(cell.standing)];

describe('thousands of people as one block of numbers', () => {
  it('counts, filters, orders and reads as the small matrix does, in any home', () => {
    fc.assert(
      fc.property(homes, filters, (people, asked) => {
        const homeIds = ['home-1', 'home-2'];
        const small = matrixOf(people, catalogue, homeIds, TODAY);
        const block = packed({ people, catalogue, homeIds, day: TODAY });
        computeSome(block, () => true);
        expect(tally(block)).toEqual({ counts: countsOf(small.rows), out: small.rows.filter((row) => outOf(row.cells).learning + outOf(row.cells).signOff > 0).length });
        const wanted = applyFilters(small, asked);
        const left = leftOf(block, asked);
        expect(left.columns.map((at) => block.columns[at]?.card.id)).toEqual(wanted.columns.map((column) => column.card.id));
        expect([...left.rows].map((row) => block.posts[row]?.person.name)).toEqual(wanted.rows.map((row) => row.person.name));
        expect([...left.rows].map((row) => cellsOfRow(block, row, left.columns).map(read))).toEqual(wanted.rows.map((row) => row.cells.map(read)));
      }),
      { numRuns: 400 },
    );
  });

  it('counted apart, in parts, it is the same block, today and on any other day', () => {
    const days = fc.integer({ min: -400, max: 400 }).map((count) => addDays(TODAY, count));
    fc.assert(
      fc.property(homes, days, fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 1, 2), (everyone, day, size, waived) => {
        const homeIds = ['home-1', 'home-2'];
        const people = everyone.map((person, at) => (at === waived ? { ...person, told: [waiverOf(person.personId)] } : person));
        const stood = people.map((person) => asTheyStood(person, day, TODAY)).filter((person) => placeIn(person, new Set(homeIds), day) !== null);
        const rules = homeRules([], catalogue, day);
        const here = packed({ people: stood, catalogue, homeIds, day, rules });
        computeSome(here, () => true);
        const apart = packedRoll({ people: stood, catalogue, homeIds, day, rules }, () => undefined);
        const count = makeCount({ catalogue, told: [], homeIds, day, today: TODAY, courseIds: apart.columns.map((column) => column.card.id) });
        // News comes twice, and in any order.
        for (let at = people.length; at > 0; at -= size) apart.lay(count(people.slice(Math.max(0, at - size), at)));
        apart.lay(count(people.slice(0, 2)));
        expect(apart.left).toBe(0);
        expect([apart.cells, apart.breaks, [...apart.whole.keys()].sort()]).toEqual([here.cells, here.breaks, [...here.whole.keys()].sort()]);
        expect(tally(apart)).toEqual(tally(here));
      }),
      { numRuns: 300 },
    );
  });

  it('a row whose record is not here is not counted until it is laid in, and says nothing before', () => {
    const people = ['b', 'a'].map((personId) => ({
      ...emptyRecord(personId),
      name: personId,
      placements: [{ placementId: personId, placeId: 'home-1', role: 'carer' as const, startsOn: '2026-01-01', careRoleStartedOn: null }],
    }));
    const block = packedRoll({ people, catalogue, homeIds: ['home-1'], day: TODAY }, () => undefined);
    block.compute(0);
    expect([block.posts.map((post) => post.person.name), block.left, [...block.done]]).toEqual([['a', 'b'], 2, [0, 0]]);
    const count = makeCount({ catalogue, told: [], homeIds: ['home-1'], day: TODAY, today: TODAY, courseIds: block.columns.map((column) => column.card.id) });
    block.lay(count(people.filter((person) => person.personId === 'b')));
    expect([block.left, [...block.done]]).toEqual([1, [0, 1]]);
    expect(cellsOfRow(block, 1, [0]).map((cell) => cell.standing.isOverdue)).toEqual([true]);
  });

  it('a row that is looked at is there at once, and the rest comes in slices', () => {
    const people = Array.from({ length: 10 }, (_, at) => ({
      ...emptyRecord(`p${at}`),
      name: `Person ${at}`,
      placements: [{ placementId: `${at}`, placeId: 'home-1', role: 'carer' as const, startsOn: '2026-01-01', careRoleStartedOn: null }],
    }));
    const block = packed({ people, catalogue, homeIds: ['home-1'], day: TODAY });
    expect(block.left).toBe(10);
    expect(cellsOfRow(block, 7, [0]).map((cell) => cell.standing.isOverdue)).toEqual([true]);
    let rows = 0;
    computeSome(block, () => {
      rows += 1;
      return rows < 4;
    });
    expect({ rows, left: block.left }).toEqual({ rows: 4, left: 5 });
    computeSome(block, () => true);
    expect(block.left).toBe(0);
  });
});
