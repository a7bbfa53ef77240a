import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Filters } from '../../src/manager/matrix.ts';
import { applyFilters, breaksOn, countsOf, GROUPS, isOut, matrixOf, outOf } from '../../src/manager/matrix.ts';
import { cellsOfRow, computeSome, leftOf, packed, tally } from '../../src/manager/matrix/packed.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Catalogue, CourseCard } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { emptyRecord } from '../../src/shared/training/person-record.ts';
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
