// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ImportPage } from '../../src/manager/import/import-page.tsx';
import { readFile } from '../../src/manager/import/read-file.ts';
import { UnverifiedPage } from '../../src/manager/import/unverified-page.tsx';
import { standingFor } from '../../src/shared/training/person-record.ts';
import { coversShift } from '../../src/shared/training/standing.ts';
import { completedOn, managerCabinet, managerOf, personOf, placementOf } from '../support/manager-cabinet.ts';
import { csvText, windows1252 } from '../support/messy-file.ts';
import { smallCourse } from '../support/small-course.ts';
import { smallWorkbook } from '../support/small-workbook.ts';

const COURSES = [smallCourse({ id: 'C9', title: 'Fire safety' }), smallCourse({ id: 'C6', title: 'Medicines' })];
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager' })] });
const AMARA = personOf('amara', 'Amara Osei', { completions: [completedOn('2026-11-02', 'C6')] });
const ZOE = personOf('zoe', 'Zoë Müller');
const HEAD = ['Name', 'Course', 'Date', 'Certificate number'];

const settle = (ms = 60) => act(async () => void (await new Promise((done) => setTimeout(done, ms))));
const fileOf = (bytes: Uint8Array | string, name = 'training.csv') => new File([bytes as BlobPart], name);

async function open() {
  const cabinet = managerCabinet({ people: [BOSS, AMARA, ZOE], courses: COURSES });
  render(<ImportPage cabinet={cabinet} who={managerOf()} go={() => {}} />);
  await settle();
  return cabinet;
}
async function choose(file: File) {
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
  await settle(20);
  // A busy machine reads no slower than it may.
  await waitFor(() => expect(screen.queryByText('Reading the file…')).toBeNull(), { timeout: 5000 });
  await settle();
}
const press = async (name: RegExp | string) => {
  const button = await screen.findByRole('button', { name }, { timeout: 5000 });
  await waitFor(() => expect(button.getAttribute('aria-busy')).toBeNull(), { timeout: 5000 });
  fireEvent.click(button);
  await settle();
};
const says = async (text: string | RegExp) => expect(await screen.findByText(text, {}, { timeout: 5000 })).toBeTruthy();
const set = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

afterEach(cleanup);

describe('bringing in old records', () => {
  it('a dry run says what would come in and why the rest would not, and records nothing', async () => {
    const cabinet = await open();
    await choose(
      fileOf(
        csvText([
          HEAD,
          ['Amara Osei', 'Fire', '13/03/2026', '17'],
          ['Amara Osei', 'Medication', '02/11/2026', ''],
          ['Carer of Kent', 'Fire', '13/3/2026', ''],
          ['Zoe Muller', 'Fire', 'booked', ''],
        ]),
      ),
    );
    expect(screen.getByText('1 record can be brought in')).toBeTruthy();
    expect(screen.getByText('3 rows are refused')).toBeTruthy();
    expect(screen.getByText('1 row: Nobody of this name works here.')).toBeTruthy();
    expect(screen.getByText('1 row: This person, course and day are recorded already.')).toBeTruthy();
    expect(screen.getByText('1 row: This is not a date.')).toBeTruthy();
    expect(cabinet.calls).toEqual([]);
  });

  it('the good rows are brought in, say that they are unverified, and the same file again adds nothing', async () => {
    const cabinet = await open();
    const file = () => fileOf(csvText([HEAD, ['Amara Osei', 'Fire', '13/03/2026', 'A-17'], ['Zoe Muller', 'Fire', '14/03/2026', '=1+1']]));
    await choose(file());
    await press('Bring in 2 records');
    await says('2 records are in');
    expect(screen.getByText('They are unverified until somebody has seen the evidence.')).toBeTruthy();
    const bodies = cabinet.calls.flat().map((draft) => draft.body);
    expect(bodies).toMatchObject([
      { personId: 'amara', courseId: 'C9', on: '2026-03-13', expiresOn: null, number: 'A-17', row: 2 },
      { personId: 'zoe', courseId: 'C9', on: '2026-03-14', number: '', row: 3 },
    ]);
    await choose(file());
    expect(screen.getByText('No record can be brought in yet')).toBeTruthy();
    expect(screen.getByText('2 rows: This person, course and day are recorded already.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Bring in/ })).toBeNull();
  });

  it('a full phone stops it between two batches; what is in stays, and pressing again brings the rest', async () => {
    const cabinet = await open();
    const rows = Array.from({ length: 300 }, (_, at) => ['Amara Osei', 'Fire', String(40_000 + at), '']);
    await choose(fileOf(csvText([HEAD, ...rows])));
    const record = cabinet.record;
    let calls = 0;
    cabinet.record = async (drafts) => {
      calls += 1;
      if (calls === 2) cabinet.failNext('storageFull');
      return record(drafts);
    };
    await press('Bring in 300 records');
    await says(/It stopped after 250 of 300/);
    await press('Bring in 50 records');
    await says('50 records are in');
    const ids = cabinet.facts.map((fact) => fact.about);
    expect(new Set(ids).size).toBe(300);
  });

  it('a course or a name unknown here is settled once, for this home’s people only, and the course is kept for next time', async () => {
    const cabinet = await open();
    const text = csvText([HEAD, ['Ammie', 'Fyre', '13/03/2026', ''], ['Ammie', 'Fyre', '14/04/2026', '']]);
    await choose(fileOf(text));
    set(/“Fyre”/, 'C9');
    await settle();
    const names = within(screen.getByLabelText(/“Ammie”/)).getAllByRole('option');
    expect(names.map((option) => option.textContent)).toEqual(['Not chosen: rows stay out', 'Amara Osei', 'Priya Shah', 'Zoë Müller']);
    set(/“Ammie”/, 'amara');
    await settle();
    await press('Bring in 2 records');
    expect(cabinet.calls.flat()).toHaveLength(2);
    expect(JSON.parse((await cabinet.setting('manager.import.home-1')) ?? '{}')).toMatchObject({ courses: { fyre: 'C9' } });
  });

  it('after a choice nothing is brought in until the whole file was judged by it', async () => {
    const cabinet = await open();
    await choose(fileOf(csvText([HEAD, ['Amara Osei', 'Fyre', '13/03/2026', ''], ['Zoe Muller', 'Fire', '14/03/2026', '']])));
    set(/“Fyre”/, 'C9');
    await settle();
    set(/“Fyre”/, '');
    // Pressed at once, and again until it is taken.
    await waitFor(
      () => {
        const button = screen.queryByRole('button', { name: /^Bring in/ });
        if (button) fireEvent.click(button);
        expect(cabinet.calls.flat()).not.toEqual([]);
      },
      { timeout: 5000 },
    );
    await settle();
    expect(cabinet.calls.flat().map((draft) => draft.body)).toMatchObject([{ personId: 'zoe' }]);
  });

  it('one row is put right by hand', async () => {
    const cabinet = await open();
    await choose(fileOf(csvText([HEAD, ['Amara Osei', 'Fire', 'booked', '']])));
    await press('Put row 2 right');
    fireEvent.input(screen.getByLabelText('Date it was done', { selector: 'input' }), { target: { value: '2026-03-13' } });
    await settle();
    await press('Use this');
    await press('Bring in 1 record');
    expect(cabinet.calls.flat()[0]?.body).toMatchObject({ personId: 'amara', courseId: 'C9', on: '2026-03-13' });
  });

  it('columns that nobody could guess are chosen by hand, and kept by their headings', async () => {
    const cabinet = await open();
    const rows = [
      ['Who', 'What they did', 'Then'],
      ['Amara Osei', 'Fire', '13/03/2026'],
    ];
    await choose(fileOf(csvText(rows)));
    expect(screen.getByText(/could not tell which columns/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'One record in each row' }));
    await settle();
    set('Name', '0');
    await settle();
    set('Course', '1');
    await settle();
    set('Date it was done', '2');
    await settle();
    await press('Bring in 1 record');
    expect(cabinet.calls.flat()).toHaveLength(1);
    await choose(
      fileOf(
        csvText([
          ['Then', 'Who', 'What they did'],
          ['14/04/2026', 'Zoë Müller', 'Fire'],
        ]),
      ),
    );
    expect(screen.getByRole('button', { name: 'Bring in 1 record' })).toBeTruthy();
  });

  it.each([
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), /old kind \(\.xls\)/],
    ['a PDF', '%PDF-1.7', /This is a PDF/],
    ['an empty file', '', /There is nothing in this file/],
    ['an archive that is none', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9), /damaged or protected/],
  ])('%s is refused in plain words', async (_what, bytes, says) => {
    await open();
    await choose(fileOf(bytes, 'training.xlsx'));
    expect(screen.getByRole('alert').textContent).toMatch(says);
  });
});

describe('what a file is made of', () => {
  it('Windows-1252, UTF-16 and a byte-order mark give the same names', async () => {
    const text = 'Name,Course\r\nZoë Müller,Fire\r\n';
    const utf16 = Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    for (const bytes of [windows1252(text), utf16, new TextEncoder().encode(`\uFEFF${text}`)]) {
      const read = await readFile(fileOf(bytes));
      expect(read.ok && read.sheets[0]?.table[1]).toEqual(['Zoë Müller', 'Fire']);
    }
  });

  it('a workbook is read sheet by sheet with its days, whatever else lies in it', async () => {
    const book = smallWorkbook(
      { Notes: [['Nothing here']], Training: [['Larch House'], [''], ['Name', 'Fire safety'], ['Amara Osei', { serial: 46_094 }], ['=cmd', '13/3/2026']] },
      { 'xl/vbaProject.bin': Uint8Array.of(1, 2, 3), 'xl/media/image1.png': new Uint8Array(5000) },
    );
    const read = await readFile(fileOf(book, 'whatever.csv'));
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(['Notes', 'Training']);
    // Rows keep the numbers that Excel shows.
    expect(read.sheets[1]?.table[3]).toEqual(['Amara Osei', '2026-03-13']);
    expect(read.sheets[1]?.table[4]).toEqual(['=cmd', '13/3/2026']);
  });

  it('an archive that unpacks to far more than a spreadsheet is not unpacked', async () => {
    const bomb = smallWorkbook({ Training: [['Name']] }, { 'xl/worksheets/sheet9.xml': new Uint8Array(40_000_001) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await readFile(fileOf(bomb))).toEqual({ ok: false, fault: 'tooBig' });
    const many = smallWorkbook({ Training: [['Name']] }, Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`x${at}`, Uint8Array.of(1)])));
    expect(await readFile(fileOf(many))).toEqual({ ok: false, fault: 'tooBig' });
  });
});

describe('seeing the evidence of old records', () => {
  const imported = (recordId: string, personId: string) => ({
    kind: 'training.record.imported' as const,
    about: recordId,
    body: { recordId, personId, courseId: 'C9', on: '2026-03-13', expiresOn: null, number: 'A-17', provider: 'Acme', importId: 'i', row: 2 },
  });
  async function openList() {
    const cabinet = managerCabinet({ people: [BOSS, AMARA, ZOE], courses: COURSES });
    await cabinet.record([imported('r1', 'amara'), imported('r2', 'zoe'), imported('r3', 'boss')]);
    render(<UnverifiedPage cabinet={cabinet} who={managerOf()} go={() => {}} />);
    await settle();
    return cabinet;
  }

  it('several are verified at once, and one’s own is never among them', async () => {
    const cabinet = await openList();
    expect(screen.getByText('3 old records wait for somebody to see their evidence.')).toBeTruthy();
    expect(screen.getByText('1 record is your own. Somebody else must see it.')).toBeTruthy();
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
    await press('Choose all shown');
    fireEvent.click(screen.getByRole('radio', { name: 'A copy or a scan' }));
    await press('Record this for 2 records');
    expect(cabinet.calls.at(-1)).toMatchObject([
      { kind: 'training.record.verified', about: 'r1', body: { personId: 'amara', holds: true, seen: 'copy', note: '' } },
      { kind: 'training.record.verified', about: 'r2', body: { personId: 'zoe', holds: true, seen: 'copy', note: '' } },
    ]);
    expect(screen.getByText(/Saved for 2 records\. Saved on this phone/)).toBeTruthy();
    expect(screen.getByText('1 old record waits for somebody to see its evidence.')).toBeTruthy();
  });

  it('covers nothing while it is unverified, counts once it was seen, and nothing when it does not hold', async () => {
    const cabinet = await openList();
    const catalogue = await cabinet.catalogue();
    const card = catalogue?.courses.find((entry) => entry.id === 'C9');
    const standing = (personId: string) => {
      const person = cabinet.people().find((entry) => entry.personId === personId);
      return person && card ? standingFor(person, card, null, '2026-11-22') : null;
    };
    expect(standing('amara')).toMatchObject({ word: 'notRequired', hasUnverified: true });
    const seen = (recordId: string, personId: string, holds: boolean) => ({
      kind: 'training.record.verified' as const,
      about: recordId,
      body: { recordId, personId, holds, seen: holds ? ('original' as const) : ('nothing' as const), note: '' },
    });
    await cabinet.record([seen('r1', 'amara', true), seen('r2', 'zoe', false), seen('r3', 'boss', true)]);
    expect(standing('amara')).toMatchObject({ word: 'current', expiresOn: '2027-03-13' });
    for (const personId of ['zoe', 'boss']) expect(coversShift(standing(personId)?.word ?? 'notRequired')).toBe(false);
  });

  it('what cannot be shown is recorded as not holding', async () => {
    const cabinet = await openList();
    fireEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    fireEvent.click(screen.getByRole('radio', { name: /It does not hold/ }));
    fireEvent.input(screen.getByLabelText('Note (optional)'), { target: { value: 'No certificate was found.' } });
    await settle();
    await press('Record this for 1 record');
    expect(cabinet.calls.at(-1)?.[0]?.body).toMatchObject({ holds: false, seen: 'nothing', note: 'No certificate was found.' });
  });

  it('nothing is recorded until somebody says which records and what was seen', async () => {
    const cabinet = await openList();
    const before = cabinet.calls.length;
    await press('Record what you saw');
    expect(
      within(screen.getByRole('alert'))
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Choose at least one record.', 'Say what you saw.']);
    expect(cabinet.calls).toHaveLength(before);
  });
});
