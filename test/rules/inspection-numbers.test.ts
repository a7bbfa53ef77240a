import { describe, expect, it } from 'vitest';
import type { NumberId } from '../../src/shared/home/inspection-sheet.ts';
import type { NeedRule } from '../../src/shared/training/catalogue.ts';
import { NUMBER_IDS } from '../../src/shared/home/inspection-sheet.ts';
import { catalogueOf, diploma, HOME, homeOf, inspected, met, TODAY, told, worker } from '../support/inspected-home.ts';

const NEEDS: NeedRule[] = [
  { need: 'epilepsy', courses: ['T2'], outside: '', roles: ['carer'], dueDays: 60, cites: [] },
  { need: 'diabetes', courses: [], outside: 'Diabetes, by a nurse', roles: ['carer'], dueDays: 60, cites: [] },
];
const children = (count: number) => ({ from: 'children' as const, count, themes: [], reasonIfNone: '' });

/** Mo leads; Asha holds it, Ben is behind, Cai is late, Dee is deferred, Eve from an agency has just begun; Flo has left. */
const TEAM = () => [
  worker('mo', 'manager', '2025-01-01', [
    diploma('mo', { diploma: 'level5', state: 'held', on: '2024-06-01' }),
    met('mo', 'supervision', '2026-11-01'),
    met('mo', 'appraisal', '2026-02-01', [children(3)]),
  ]),
  worker('asha', 'carer', '2023-01-01', [
    diploma('asha', { state: 'held', on: '2024-12-01' }),
    met('asha', 'supervision', '2026-11-10'),
    met('asha', 'appraisal', '2026-03-01', [children(0)]),
  ]),
  worker('ben', 'carer', '2025-03-01', [diploma('ben', { percent: 20, expectedOn: '2027-02-01' }), met('ben', 'supervision', '2026-09-01')]),
  worker('cai', 'senior', '2024-01-01', [diploma('cai', { percent: 80 })]),
  worker('dee', 'carer', '2024-05-01', [
    told(
      'people.clock.deferred',
      { deferralId: 'd', personId: 'dee', diploma: 'level3', reason: 'prolongedAbsence', rationale: 'Said in private.', until: '2027-05-01', reviewOn: '2026-11-20' },
      '2026-09-01',
    ),
  ]),
  worker('eve', 'agency', '2026-11-01'),
  worker('flo', 'carer', '2024-01-01', [], '2026-06-30'),
];

describe('the numbers of an inspection', () => {
  it('staff are those begun and not gone on the day, agency included (regulation 37, Schedule 4)', () => {
    const today = inspected(homeOf(TEAM()));
    expect(today.says('staff')).toBe('6');
    expect(today.number('staff').aside).toEqual({ word: 'agency', count: 1 });
    expect(
      inspected(homeOf(TEAM()), '2026-06-30')
        .number('staff')
        .rows.map((row) => row.name),
    ).toContain('Person flo');
    expect(inspected(homeOf(TEAM()), '2026-10-31').says('staff')).toBe('5');
  });

  it('who left in twelve months is named with the day, and the share is of the average staff (Guide 10.19)', () => {
    const { rows, aside } = inspected(homeOf(TEAM())).number('turnover');
    expect(rows.map((row) => [row.name, row.cells[1]])).toEqual([['Person flo', { type: 'day', day: '2026-06-30' }]]);
    expect(aside).toEqual({ word: 'share', count: 17 });
    expect(inspected(homeOf(TEAM()), '2027-07-01').says('turnover')).toBe('0');
  });

  it('everybody in a care role holds Level 3, is on course, not enrolled, overdue or deferred: one of these and only one (regulation 32)', () => {
    const { says, number } = inspected(homeOf(TEAM()));
    expect(['level3Held', 'level3OnCourse', 'level3NotEnrolled', 'level3Overdue', 'level3Deferred'].map((id) => says(id as NumberId))).toEqual(['1/5', '1', '1', '1', '1']);
    expect(number('level3OnCourse').aside).toEqual({ word: 'behind', count: 1 });
    expect(number('level3Overdue').tone).toBe('danger');
    expect(number('level3Deferred').aside).toEqual({ word: 'reviewDue', count: 1 });
    expect(JSON.stringify(number('level3Deferred'))).not.toContain('Said in private');
  });

  it('the manager’s Level 5 is counted apart, and a home without a manager says so (regulation 28)', () => {
    const [mo, ...others] = TEAM();
    expect(inspected(homeOf(TEAM())).says('level5')).toBe('1/1');
    expect(inspected(homeOf(others)).number('level5')).toMatchObject({ missing: 'noManager', tone: 'danger' });
    expect(mo?.name).toBe('Person mo');
  });

  it('supervision counts who had one inside their interval; a meeting written up later counts on its own day (regulation 33(4)(b))', () => {
    expect(inspected(homeOf(TEAM())).says('supervision')).toBe('3/6');
    expect(
      inspected(homeOf(TEAM()))
        .number('supervision')
        .rows.find((row) => row.name === 'Person ben')?.counted,
    ).toBe(0);
    expect(
      inspected(homeOf(TEAM()), '2026-09-02')
        .number('supervision')
        .rows.find((row) => row.name === 'Person ben')?.counted,
    ).toBe(1);
  });

  it('an appraisal counts for a year, and children’s views only where views were heard (regulation 33(4)(c); Guide 13.5)', () => {
    const { says, number } = inspected(homeOf(TEAM()));
    expect(
      number('appraisal')
        .rows.filter((row) => row.counted === 1)
        .map((row) => row.name),
    ).toEqual(['Person asha', 'Person mo']);
    expect(says('appraisalViews')).toBe('1/2');
  });

  it('mandatory training is what is due by the day by the home’s own rules, held or not, and waived courses are in neither count (Guide 10.8)', () => {
    const people = TEAM().map((person) =>
      person.personId === 'asha'
        ? { ...person, completions: [{ factId: 'f', completionId: 'c', courseId: 'T1', courseVersion: 1, attempts: [], at: '2026-10-01T09:00:00.000Z', off: 0, recordedAt: null }] }
        : person,
    );
    const { number, says } = inspected(homeOf(people));
    expect(says('mandatory')).toBe('1/5');
    expect(number('mandatory').rows.find((row) => row.name === 'Person ben')?.cells[1]).toEqual({
      type: 'courses',
      courses: [{ title: smallTitle(), word: 'notStarted', day: '2025-03-31' }],
    });
    const waiver = told('training.waiver.given', {
      waiverId: 'w',
      personId: 'ben',
      courseId: 'T1',
      reason: 'longAbsence',
      rationale: 'Private.',
      from: '2026-11-01',
      endsOn: '2027-01-31',
      reviewOn: '2027-01-15',
    });
    const waived = people.map((person) => (person.personId === 'ben' ? { ...person, told: [...(person.told ?? []), waiver] } : person));
    expect(inspected(homeOf(waived)).says('mandatory')).toBe('1/4');
    expect(inspected(homeOf(waived)).says('waivers')).toBe('1');
    expect(JSON.stringify(inspected(homeOf(waived)).number('waivers'))).not.toContain('Private');
  });

  it('gaps for the children’s needs are named with their dates; a need that no course answers is named and not counted (regulation 13(2)(c))', () => {
    const home = [told('home.needs.set', { homeId: HOME, needs: ['epilepsy', 'diabetes'], from: '2026-11-01' })];
    const { number } = inspected(homeOf(TEAM(), home, catalogueOf({ needs: NEEDS })));
    const gaps = number('needGaps');
    expect(gaps.value).toBe(3);
    expect(gaps.rows.filter((row) => row.counted === 1).map((row) => row.cells[2])).toEqual(Array.from({ length: 3 }, () => ({ type: 'day', day: '2026-12-31' })));
    expect(gaps.aside).toEqual({ word: 'noCourse', count: 1 });
    expect(inspected(homeOf(TEAM())).number('needGaps').missing).toBe('noNeeds');
  });

  it('plans count when a day is given, and a workforce plan older than the latest diploma is pointed out (Guide 10.8)', () => {
    const dated = (what: 'workforcePlan' | 'contingencyPlan', reviewedOn: string) =>
      told('home.document.dated', { homeId: HOME, what, where: 'In the office.', reviewedOn }, reviewedOn);
    const { number, says } = inspected(homeOf(TEAM(), [dated('workforcePlan', '2024-07-01'), dated('contingencyPlan', '2026-10-01'), dated('contingencyPlan', '2025-10-01')]));
    expect(says('documents')).toBe('2/4');
    expect(number('documents').rows[0]?.cells).toEqual([
      { type: 'text', text: 'In the office.' },
      { type: 'day', day: '2024-07-01' },
      { type: 'word', word: 'planOlder' },
    ]);
    expect(number('documents').rows[1]?.cells[1]).toEqual({ type: 'day', day: '2026-10-01' });
  });

  it('a first aider is looked for in every shift of four weeks, and without a rota there is no number (regulation 31(2)(a))', () => {
    expect(inspected(homeOf(TEAM())).number('firstAid').missing).toBe('noRota');
    const shift = { day: 0, name: 'Day', start: 480, end: 1200, on: [0], shadow: [], leader: 0 };
    const week = told('home.rota.set', {
      homeId: HOME,
      weekOf: '2026-11-23',
      people: [{ personId: 'asha', name: '', isAgency: false }],
      shifts: [shift, { ...shift, day: 1, on: [], leader: null }],
      loneAssessedOn: null,
      roundTheClock: false,
    });
    const past = inspected(homeOf(TEAM(), [week]), '2026-11-23').number('firstAid');
    expect([past.value, past.of, past.tone, past.aside]).toEqual([0, 1, 'danger', { word: 'unplanned', count: 1 }]);
    expect(past.rows[0]?.cells[1]).toEqual({ type: 'shifts', shifts: [{ name: 'Day', day: '2026-11-23' }] });
  });

  it('J5: every number is the sum of its evidence on any day, and nothing is counted that cannot be shown', () => {
    const home = [told('home.needs.set', { homeId: HOME, needs: ['epilepsy', 'diabetes'], from: '2026-05-01' })];
    for (const asAt of ['2023-12-31', '2024-05-02', '2025-02-28', '2026-02-28', '2026-07-01', TODAY, '2028-02-29', '2030-01-01']) {
      const { sheet, number } = inspected(homeOf(TEAM(), home, catalogueOf({ needs: NEEDS })), asAt);
      expect(sheet.numbers.map(({ id }) => id)).toEqual(NUMBER_IDS);
      for (const id of NUMBER_IDS) {
        const { value, of, rows, columns } = number(id);
        expect([asAt, id, value], `${asAt} ${id}`).toEqual([asAt, id, rows.reduce((sum, row) => sum + row.counted, 0)]);
        if (of !== null) expect([id, of]).toEqual([id, rows.reduce((sum, row) => sum + row.of, 0)]);
        for (const row of rows) expect([id, row.cells.length]).toEqual([id, columns.length]);
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      }
    }
  });

  it('the manager’s last note stands beside its number, whatever day is looked at, and an empty one takes it away', () => {
    const note = (text: string, on: string) => told('home.note.written', { homeId: HOME, about: 'staff', text }, on);
    expect(inspected(homeOf(TEAM(), [note('Two start in May.', '2026-11-20'), note('Old.', '2026-11-02')]), '2026-10-01').sheet.notes.map(({ text }) => text)).toEqual([
      'Two start in May.',
    ]);
    expect(inspected(homeOf(TEAM(), [note('Old.', '2026-11-02'), note('', '2026-11-20')])).sheet.notes).toEqual([]);
  });
});

function smallTitle(): string {
  return catalogueOf().courses[0]?.title ?? '';
}
