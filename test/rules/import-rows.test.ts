import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/shared/basics/day.ts';
import { detectMapping, isWhole, keptMapping, laidMapping } from '../../src/shared/training/import/columns.ts';
import { dayOfCell } from '../../src/shared/training/import/day-of-cell.ts';
import type { ImportHome, Settled } from '../../src/shared/training/import/import-rows.ts';
import { courseFinder, heldKey, NOTHING_SETTLED, proposeRecords, proposing, RECORDS_LIMIT } from '../../src/shared/training/import/import-rows.ts';
import { encodingOf, fileKind } from '../../src/shared/training/import/text-of-bytes.ts';
import { tableOfText, tabling } from '../../src/shared/training/import/text-table.ts';
import { COURSES, csvText, HEADINGS, messyRows, PEOPLE, TODAY, windows1252 } from '../support/messy-file.ts';

const HOME: ImportHome = { today: TODAY, people: PEOPLE, courses: COURSES, held: new Set() };
const isKnown = (name: string) => courseFinder(COURSES)(name) !== null;

function dry(rows: string[][], home: ImportHome = HOME, settled: Settled = NOTHING_SETTLED) {
  return proposeRecords(rows, detectMapping(rows, isKnown), home, settled);
}
function one(cells: string[], home: ImportHome = HOME, settled: Settled = NOTHING_SETTLED) {
  const [proposal] = dry([['Name', 'Course', 'Date', 'Expiry', 'Certificate number', 'Provider'], cells], home, settled).proposals;
  if (!proposal) throw new Error('no proposal');
  return proposal;
}
const byReason = (proposals: readonly { refused: string | null }[]) => {
  const counts: Record<string, number> = {};
  for (const { refused } of proposals) counts[refused ?? 'in'] = (counts[refused ?? 'in'] ?? 0) + 1;
  return counts;
};

describe('a day as people write it', () => {
  it.each([
    ['31/03/2024', '2024-03-31'],
    ['1/3/24', '2024-03-01'],
    ['1.3.24', '2024-03-01'],
    ['01-03-2024', '2024-03-01'],
    ['1 March 2024', '2024-03-01'],
    ['1st Mar 24', '2024-03-01'],
    ['2nd of September 2023', '2023-09-02'],
    ['3-Sept-23', '2023-09-03'],
    ['Fri 1 March 2024', '2024-03-01'],
    ['March 1, 2024', '2024-03-01'],
    ['2024-03-01', '2024-03-01'],
    ['2024-03-01T09:30:00Z', '2024-03-01'],
    ['01/03/2024 14:05', '2024-03-01'],
    ['45352', '2024-03-01'],
    ['45352.5', '2024-03-01'],
    ['29/02/2024', '2024-02-29'],
    ['5/6/70', '1970-06-05'],
  ])('%s is %s', (cell, day) => {
    expect(dayOfCell(cell)).toMatchObject({ day });
  });

  it.each([
    ['29/02/2023', 'noSuchDay'],
    ['31/04/2024', 'noSuchDay'],
    ['0/1/2024', 'noSuchDay'],
    ['03/25/2024', 'monthFirst'],
    ['12/06/1969', 'before1970'],
    ['1900-01-01', 'before1970'],
    ['20000', 'before1970'],
    ['March 2024', 'noDay'],
    ['Mar-24', 'noDay'],
    ['03/2024', 'noDay'],
    ['2024', 'noDay'],
    ['booked', 'notADate'],
    ['12', 'notADate'],
    ['99999', 'notADate'],
    ['=TODAY()', 'formula'],
    ['+45352', 'formula'],
  ])('%s is refused: %s', (cell, fault) => {
    expect(dayOfCell(cell)).toEqual({ fault });
  });

  it('whatever stands in a cell, a day that comes out exists', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$/)), (cell) => {
        const read = dayOfCell(cell);
        return 'fault' in read || (isDay(read.day) && read.day >= '1970-01-01');
      }),
      { numRuns: 20_000 },
    );
  });

  it('day first is the rule, and a day that could be either says so', () => {
    expect(dayOfCell('03/04/2024')).toEqual({ day: '2024-04-03', isEither: true, isProof: false });
    expect(dayOfCell('04/04/2024')).toMatchObject({ isEither: false });
    expect(dayOfCell('13/04/2024')).toMatchObject({ isEither: false, isProof: true });
  });
});

describe('the letters of a file', () => {
  it('the byte-order mark decides, then UTF-16, then UTF-8, then Windows-1252', () => {
    expect(encodingOf(Uint8Array.of(0xff, 0xfe, 65, 0))).toBe('utf-16le');
    expect(encodingOf(Uint8Array.of(0xfe, 0xff, 0, 65))).toBe('utf-16be');
    expect(encodingOf(Uint8Array.of(0xef, 0xbb, 0xbf, 65))).toBe('utf-8');
    expect(encodingOf(Uint8Array.from(Buffer.from('Name,Course\r\nAmara,Fire', 'utf16le')))).toBe('utf-16le');
    expect(encodingOf(new TextEncoder().encode('Zoë Müller 😀'))).toBe('utf-8');
    expect(encodingOf(windows1252('Zoë Müller'))).toBe('windows-1252');
    expect(encodingOf(Uint8Array.of(0xc0, 0x80))).toBe('windows-1252');
    expect(encodingOf(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('windows-1252');
  });

  it('agrees with the platform on what UTF-8 is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const start = [...bytes.subarray(0, 2)];
        fc.pre(!bytes.includes(0) && !(start[0] === 0xff && start[1] === 0xfe) && !(start[0] === 0xfe && start[1] === 0xff));
        let isUtf8 = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          isUtf8 = false;
        }
        return (encodingOf(bytes) === 'utf-8') === isUtf8;
      }),
      { numRuns: 20_000 },
    );
  });

  it('an old Excel file, a PDF and an archive are known by their first bytes, whatever their name', () => {
    expect(fileKind(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe('oldExcel');
    expect(fileKind(new TextEncoder().encode('%PDF-1.7'))).toBe('pdf');
    expect(fileKind(Uint8Array.of(0x50, 0x4b, 3, 4))).toBe('zip');
    expect(fileKind(new TextEncoder().encode('Name,Course'))).toBe('text');
  });
});

describe('rows and cells', () => {
  it('separators are found by what the rows agree on, and quotes may hold anything', () => {
    for (const separator of [',', ';', '\t', '|']) {
      const rows = [
        ['Name', 'Course', 'Date'],
        ['Shah, Priya', 'Fire; "hot" | topics', '1/3/2024'],
        ['Osei, Amara', 'two\r\nlines', '1/3/2024'],
      ];
      expect(tableOfText(csvText(rows, separator))).toEqual(rows);
    }
  });

  it('a mark at the start, a line sep=; and a quote never closed do no harm', () => {
    expect(tableOfText('\uFEFFName;Course\r\nA;B')).toEqual([
      ['Name', 'Course'],
      ['A', 'B'],
    ]);
    expect(tableOfText('sep=;\r\nName,x;Course\nA;B\n')).toEqual([[], ['Name,x', 'Course'], ['A', 'B']]);
    expect(tableOfText('a,"b\nc')).toEqual([['a', 'b\nc']]);
    expect(tableOfText('')).toEqual([]);
    expect(tableOfText('a,\r\n')).toEqual([['a', '']]);
  });

  it('what is written is read again, whatever stands in the cells', () => {
    const cell = fc.string().map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const text = [['h1', 'h2', 'h3'], ...rows].map((row) => row.map((entry) => `"${entry.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(tableOfText(text)).toEqual([['h1', 'h2', 'h3'], ...rows]);
      }),
    );
  });
});

describe('what the columns mean', () => {
  it('the headings need not be the first row, and columns of other things are left alone', () => {
    const rows = [['Larch House training'], [''], HEADINGS, ['Priya Shah', 'p@x.example', '17', 'Fire safety', '1/3/2024', '', '', '']];
    const mapping = detectMapping(rows, isKnown);
    expect(mapping).toMatchObject({ shape: 'long', headRow: 2, columns: { name: 0, course: 3, on: 4, expiresOn: 5, number: 6, provider: 7 } });
  });

  it('first name and surname together are a name', () => {
    const rows = [
      ['Surname', 'First name', 'Training', 'Completed'],
      ['Shah', 'Priya', 'Fire', '13/3/2024'],
    ];
    expect(dry(rows).proposals).toMatchObject([{ personId: 'p0', courseId: 'C9', on: '2024-03-13', refused: null }]);
  });

  it('names down and courses across are read cell by cell', () => {
    const rows = [
      ['Training matrix', '', '', '', '', ''],
      ['', 'Role', 'Start date', 'Safeguarding', 'Fire safety', 'DBS'],
      ['Priya Shah', 'RSW', '13/1/2020', '13/3/2024', '', '14/4/2021'],
      ['Amara Osei', 'Senior', '13/1/2020', 'booked', '2/2/2024', '14/4/2021'],
    ];
    const mapping = detectMapping(rows, isKnown);
    expect(mapping).toMatchObject({
      shape: 'wide',
      columns: { name: 0 },
      courses: [
        { course: 'Safeguarding', on: 3 },
        { course: 'Fire safety', on: 4 },
      ],
    });
    expect(dry(rows).proposals).toMatchObject([
      { row: 3, personId: 'p0', courseId: 'C2', on: '2024-03-13', refused: null },
      { row: 4, personId: 'p1', courseId: 'C2', refused: 'notADate' },
      { row: 4, personId: 'p1', courseId: 'C9', on: '2024-02-02', refused: null },
    ]);
  });

  it('one heading over a date and an expiry is one course', () => {
    const rows = [
      ['', 'Fire safety', '', 'Medication', ''],
      ['Name', 'Completed', 'Expiry', 'Completed', 'Expiry'],
      ['Priya Shah', '13/3/2024', '13/3/2025', '', '14/4/2025'],
    ];
    expect(dry(rows).proposals).toMatchObject([
      { courseId: 'C9', on: '2024-03-13', expiresOn: '2025-03-13', refused: null },
      // When it ends says nothing about when it was done.
      { courseId: 'C6', refused: 'noDate' },
    ]);
  });

  it('the mapping a home keeps is laid by headings, and on no file that lacks them', () => {
    const rows = [
      ['Who', 'What', 'When'],
      ['Priya Shah', 'Fire', '13/3/2024'],
    ];
    const byHand = { ...detectMapping(rows, isKnown), shape: 'long' as const, columns: { name: 0, course: 1, on: 2 }, courses: [] };
    const kept = keptMapping(rows, byHand);
    const turned = [['', 'When', 'Who', 'What']];
    expect(laidMapping(turned, kept)?.columns).toEqual({ on: 1, name: 2, course: 3 });
    expect(laidMapping([['Who', 'When']], kept)).toBeNull();
    expect(isWhole(detectMapping([['x', 'y']], isKnown))).toBe(false);
  });
});

describe('one row', () => {
  const GOOD = ['Priya Shah', 'Fire safety', '13/03/2024', '', '', ''];

  it('a row that is whole becomes a record that is marked where somebody should look', () => {
    expect(one(['Priya Shah', 'Fire safety', '03/04/2026', '', 'AB/12', 'Acme'])).toMatchObject({
      personId: 'p0',
      courseId: 'C9',
      on: '2026-04-03',
      number: 'AB/12',
      provider: 'Acme',
      refused: null,
      notes: ['dayFirst'],
    });
    expect(one(GOOD).notes).toEqual(['wouldHaveLapsed']);
    expect(one(['Priya Shah', 'Fire safety', '13/10/2025', '', '', '']).notes).toEqual(['ended']);
    expect(one(['Priya Shah', 'Fire safety', '13/10/2023', '13/10/2030', '', '']).notes).toEqual([]);
  });

  it('two of one name are asked about, and an answer by hand counts for this home only', () => {
    const cells = ['Tom Ash', 'Fire', '13/03/2024', '', '', ''];
    expect(one(cells).refused).toBe('twoPeople');
    expect(one(cells, HOME, { ...NOTHING_SETTLED, people: { 'tom ash': 'p6' } })).toMatchObject({ personId: 'p6', refused: null });
    expect(one(cells, HOME, { ...NOTHING_SETTLED, people: { 'tom ash': 'of-another-home' } })).toMatchObject({ personId: null, refused: 'nobody' });
  });

  it('E25 a staff number or an id of somebody elsewhere in a file names nobody', () => {
    expect(one(['p0', 'Fire', '13/03/2024', '', '', '']).refused).toBe('nobody');
    const rows = [
      ['Name', 'Staff id', 'Person id', 'Course', 'Date'],
      ['Carer Of Kent', 'p0', 'p0', 'Fire', '13/3/2024'],
    ];
    expect(dry(rows).proposals).toMatchObject([{ personId: null, refused: 'nobody' }]);
  });

  it('a course nobody knows is asked about once, and may be left out', () => {
    const cells = ['Priya Shah', 'Bushcraft', '13/03/2024', '', '', ''];
    expect(one(cells).refused).toBe('unknownCourse');
    expect(one(cells, HOME, { ...NOTHING_SETTLED, courses: { bushcraft: 'C9' } })).toMatchObject({ courseId: 'C9', refused: null });
    expect(one(cells, HOME, { ...NOTHING_SETTLED, courses: { bushcraft: '' } }).refused).toBe('leftOut');
    expect(one(cells, HOME, { ...NOTHING_SETTLED, courses: { bushcraft: 'no-such-course' } }).refused).toBe('unknownCourse');
  });

  it('a row put right by hand keeps to the same rules', () => {
    const fix = (rows: Settled['rows']) => one(['Priya Shah', 'Fire', 'booked', '', '', ''], HOME, { ...NOTHING_SETTLED, rows });
    expect(fix({ '2.0': { on: '2024-03-13' } })).toMatchObject({ on: '2024-03-13', refused: null });
    expect(fix({ '2.0': { on: '2030-01-01' } }).refused).toBe('future');
    expect(fix({ '2.0': { on: '1969-01-01' } }).refused).toBe('before1970');
    expect(fix({ '2.0': { on: '2024-03-13', isLeftOut: true } }).refused).toBe('leftOut');
  });

  it('a row that stays out is not said to be kept as history', () => {
    const cells = ['Amara Osei', 'Medication', '13/03/2012'];
    const { proposals } = dry([['Name', 'Course', 'Date'], cells, cells]);
    expect(proposals.map(({ refused, notes }) => [refused, notes])).toEqual([
      [null, ['wouldHaveLapsed']],
      ['twiceInFile', []],
    ]);
  });

  it('what is recorded already is not recorded again', () => {
    expect(one(GOOD, { ...HOME, held: new Set([heldKey('p0', 'C9', '2024-03-13')]) }).refused).toBe('alreadyHere');
  });

  it('a number or a provider that is not plain text stays out, and the row says so', () => {
    for (const text of ['=1+1', '@x', '+cmd', '-cmd', 'two\nlines', 'x'.repeat(200), 'turned\u202Eround']) {
      const proposal = one(['Priya Shah', 'Fire', '13/03/2024', '', text, text]);
      expect(proposal).toMatchObject({ number: '', provider: '', refused: null });
      expect(proposal.notes).toEqual(expect.arrayContaining(['numberLeftOut', 'providerLeftOut']));
    }
  });

  it('in a file that puts the month first, a day that could be either is not taken', () => {
    const rows = [
      ['Name', 'Course', 'Date'],
      ['Priya Shah', 'Fire', '03/25/2024'],
      ['Priya Shah', 'Fire', '03/04/2024'],
      ['Priya Shah', 'Fire', '04/04/2024'],
    ];
    expect(dry(rows).proposals.map((proposal) => proposal.refused)).toEqual(['monthFirst', 'couldBeEither', null]);
  });

  it('blank rows, headings said again and titles between the rows are no records', () => {
    const head = ['Name', 'Course', 'Date'];
    const { proposals, rows } = dry([head, ['', '', ''], ['Night staff', '', ''], ['Priya Shah', 'Fire', '13/3/2024'], head, ['Amara Osei', 'Fire', '13/3/2024']]);
    expect(rows).toBe(2);
    expect(proposals.map((proposal) => [proposal.row, proposal.refused])).toEqual([
      [4, null],
      [6, null],
    ]);
  });

  it('a blank name means the person above only when somebody said so', () => {
    const rows = [
      ['Name', 'Course', 'Date'],
      ['Priya Shah', 'Fire', '13/3/2024'],
      ['', 'Medication', '13/3/2024'],
    ];
    expect(dry(rows).proposals[1]?.refused).toBe('noName');
    const mapping = { ...detectMapping(rows, isKnown), isNameCarried: true };
    expect(proposeRecords(rows, mapping, HOME).proposals[1]).toMatchObject({ personId: 'p0', refused: null });
  });
});

describe('a messy file of 5,000 rows', () => {
  const rows = messyRows(5000);
  const expected = byReason(rows.map((row) => ({ refused: row.expected === 'in' ? null : row.expected })));

  it('nothing wrong is let in, every refusal has its reason, and the counts are exact', () => {
    const text = `\uFEFF${csvText([HEADINGS, ...rows.map((row) => row.cells)], ';')}`;
    const { proposals, rows: read, over } = dry(tableOfText(text));
    expect({ read, over, of: proposals.length }).toEqual({ read: rows.length, over: 0, of: rows.length });
    expect(byReason(proposals)).toEqual(expected);
    for (const [at, proposal] of proposals.entries()) expect([at, proposal.refused ?? 'in']).toEqual([at, rows[at]?.expected]);
    for (const proposal of proposals) {
      if (proposal.refused !== null) continue;
      expect(PEOPLE.some((person) => person.personId === proposal.personId)).toBe(true);
      expect(COURSES.some((course) => course.id === proposal.courseId)).toBe(true);
      expect(proposal.on !== null && isDay(proposal.on) && proposal.on <= TODAY && proposal.on >= '1970-01-01').toBe(true);
      expect(`${proposal.number}${proposal.provider}`).not.toMatch(/^[=+\-@]/);
    }
  });

  it('the same file in Windows-1252 gives the same', () => {
    const bytes = windows1252(csvText([HEADINGS, ...rows.map((row) => row.cells)]));
    expect(encodingOf(bytes)).toBe('windows-1252');
    expect(byReason(dry(tableOfText(new TextDecoder('windows-1252').decode(bytes))).proposals)).toEqual(expected);
  });

  it('it is read and judged in short pieces, and the outcome is the same', () => {
    const text = csvText([HEADINGS, ...rows.map((row) => row.cells)]);
    const [reading, judging] = [tabling(text), (table: string[][]) => proposing(table, detectMapping(table, isKnown), HOME, NOTHING_SETTLED)];
    const pieces = <Result>(work: Generator<void, Result>) => {
      for (let stops = 0; ; stops += 1) {
        const step = work.next();
        if (step.done) return { stops, made: step.value };
      }
    };
    const read = pieces(reading);
    expect(read.made).toEqual(tableOfText(text));
    expect(read.stops).toBeGreaterThanOrEqual(9);
    const judged = pieces(judging(read.made));
    expect(judged.made).toEqual(dry(read.made));
    expect(judged.stops).toBeGreaterThanOrEqual(40);
  });

  it('a file of 6,000 says how many were left out', () => {
    const many = Array.from({ length: 6000 }, (_, at) => ['Priya Shah', 'Fire', String(30_000 + at)]);
    const { proposals, rows: read, over } = dry([['Name', 'Course', 'Date'], ...many]);
    expect({ of: proposals.length, read, over }).toEqual({ of: RECORDS_LIMIT, read: 6000, over: 1000 });
  });
});
