// @vitest-environment happy-dom
import { pbkdf2Sync } from 'node:crypto';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { InspectionPage } from '../../src/manager/inspection/inspection-page.tsx';
import { evidenceLines, numberLines } from '../../src/manager/inspection/inspection-csv.ts';
import { csvOf } from '../../src/manager/csv.ts';
import { lookAt, sheetOf } from '../../src/shared/home/inspection-numbers.ts';
import { NUMBER_IDS } from '../../src/shared/home/inspection-sheet.ts';
import { PIN_ROUNDS } from '../../src/shared/home/inspector-wire.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { diploma, homeOf, told, worker } from '../support/inspected-home.ts';
import type { ManagerCabinet } from '../support/manager-cabinet.ts';
import { managerCabinet, managerOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';
import { sha256 } from '../support/server.ts';

const COURSES = [smallCourse({ id: 'fire', title: 'Fire safety' })];
const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));
const team = (): PersonRecord[] => [
  worker('boss', 'manager', '2024-01-01'),
  worker('asha', 'carer', '2023-01-01', [diploma('asha', { state: 'held', on: '2024-12-01' })]),
  worker('ben', 'carer', '2025-09-01', [diploma('ben', { percent: 5, expectedOn: '2027-06-01' })]),
];

/** The home's own facts as they were, and those recorded on this page since. */
function withHome(cabinet: ManagerCabinet, before: KnownFact[]): ManagerCabinet {
  const listeners = new Set<() => void>();
  return {
    ...cabinet,
    record: async (drafts) => {
      const recorded = await cabinet.record(drafts);
      for (const tell of listeners) tell();
      return recorded;
    },
    watchHomeRecord: (homeId, tell) => {
      const speak = () => tell({ homeId, told: [...before, ...cabinet.facts.filter((fact) => fact.kind.startsWith('home.'))] });
      listeners.add(speak);
      void Promise.resolve().then(speak);
      return () => void listeners.delete(speak);
    },
  };
}

async function open(home: KnownFact[] = [], role: Role = 'manager', people = team()) {
  const cabinet = withHome(managerCabinet({ people, courses: COURSES, sync: { signal: 'offline' } }), home);
  render(<InspectionPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', role)} go={() => {}} />);
  await settle();
  return cabinet;
}
const number = (title: string) => screen.getByRole('heading', { level: 3, name: title }).closest('section') as HTMLElement;
const press = async (name: string | RegExp, inside: HTMLElement = document.body) => {
  fireEvent.click(within(inside).getByRole('button', { name }));
  await settle();
};

afterEach(cleanup);

describe('the inspection page', () => {
  it('J5: it says as at which day and how old what it knows is, without signal', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Inspection: Larch House');
    expect(screen.getByText(/As at 22 November 2026/).textContent).toContain('Known as of 22 Nov 2026, 08:52');
    expect(screen.getByText('No signal.')).toBeTruthy();
  });

  it('every number opens its evidence, and each line leads to the record behind it', async () => {
    await open();
    const held = number('Level 3 held');
    expect(within(held).getByText('1 of 2')).toBeTruthy();
    expect(within(held).queryByText('Person ben')).toBeNull();
    await press(/Show the evidence/, held);
    expect(
      within(held)
        .getByRole('button', { name: /Hide the evidence/ })
        .getAttribute('aria-expanded'),
    ).toBe('true');
    expect(within(held).getByText('Person asha')).toBeTruthy();
    expect(within(held).getByText('1 December 2024')).toBeTruthy();
    expect(within(held).getAllByText(/Not counted/)).toHaveLength(1);
    await press(/Show the evidence/, number('Staff in post'));
    expect(screen.getByRole('link', { name: 'Open the record of Person boss' }).getAttribute('href')).toBe('/manager/people/boss');
  });

  it('a past day is counted anew, and a day to come is not shown', async () => {
    await open();
    const day = screen.getByLabelText('Show the home as at');
    fireEvent.input(day, { target: { value: '2025-08-31' } });
    await settle();
    expect(screen.getByText(/As at 31 August 2025/)).toBeTruthy();
    expect(within(number('Staff in post')).getByText('2')).toBeTruthy();
    fireEvent.input(day, { target: { value: '2027-01-01' } });
    await settle();
    expect(screen.getByText('Choose a day up to today.')).toBeTruthy();
    expect(screen.getByText(/As at 22 November 2026/)).toBeTruthy();
  });

  it('the manager writes a note beside a number, and it is saved with a word of where it is', async () => {
    const cabinet = await open();
    await press(/Add a note.*Level 3 on course/);
    fireEvent.input(screen.getByLabelText('Your note on “Level 3 on course”'), { target: { value: '  Ben’s tutor was ill.  ' } });
    cabinet.failNext('storageFull');
    await press('Save the note');
    // Nothing was written: what was typed stays.
    expect((screen.getByLabelText('Your note on “Level 3 on course”') as HTMLTextAreaElement).value).toBe('  Ben’s tutor was ill.  ');
    await press('Save the note');
    expect(cabinet.calls.at(-1)).toMatchObject([{ kind: 'home.note.written', body: { homeId: 'home-1', about: 'level3OnCourse', text: 'Ben’s tutor was ill.' } }]);
    expect(within(number('Level 3 on course')).getByText('Ben’s tutor was ill.')).toBeTruthy();
  });

  it('a plan is dated with its place, and without them it asks', async () => {
    const cabinet = await open();
    fireEvent.click(screen.getByText('Update: Contingency plan'));
    const form = document.getElementById('where-contingencyPlan')?.closest('form') as HTMLFormElement;
    fireEvent.submit(form);
    await settle();
    expect(within(form).getByText('Say where it is, in at most 300 characters.')).toBeTruthy();
    fireEvent.input(document.getElementById('where-contingencyPlan') as HTMLElement, { target: { value: 'On the wall.' } });
    fireEvent.input(document.getElementById('on-contingencyPlan') as HTMLElement, { target: { value: '2026-11-01' } });
    fireEvent.submit(form);
    await settle();
    expect(cabinet.calls).toMatchObject([[{ kind: 'home.document.dated', body: { what: 'contingencyPlan', where: 'On the wall.', reviewedOn: '2026-11-01' } }]]);
    expect(within(number('Plans dated')).getByText('1 of 4')).toBeTruthy();
  });

  it('each line of what the rules say names its rule, and none of them is called a grade', async () => {
    await open();
    const rules = screen.getByRole('heading', { name: 'What the rules say of these numbers' }).closest('section') as HTMLElement;
    expect(within(rules).getByText(/This is not a grade/)).toBeTruthy();
    const lines = within(rules).getAllByRole('listitem');
    for (const line of lines) expect(line.textContent).toMatch(/Rests on: .*(29 June 2026)/);
    expect(rules.textContent).toContain('“Very few” is the inspector’s judgement');
  });

  it('a home nobody works in yet says what to do, and shows no number it cannot count', async () => {
    await open([], 'manager', []);
    expect(within(number('Level 3 held')).getByText('–')).toBeTruthy();
    expect(screen.getByText('Import or type one on the rota page.')).toBeTruthy();
  });
});

describe('letting an inspector look', () => {
  it('the link and the PIN are shown once; only their hashes are recorded', async () => {
    const cabinet = await open();
    await press('Make a link and a PIN');
    await screen.findByLabelText('Link', {}, { timeout: 20_000 });
    const link = (screen.getByLabelText('Link') as HTMLInputElement).value;
    const secret = /\/inspect#([A-Za-z0-9_-]{22})$/.exec(link)?.[1] ?? '';
    const pin = screen.getByText(/^\d{6}$/).textContent ?? '';
    expect(screen.getByText('The link opens only when this phone has sent it. It needs signal.')).toBeTruthy();
    const [draft] = cabinet.calls.flat();
    expect(draft).toMatchObject({
      kind: 'home.inspector.admitted',
      body: { homeId: 'home-1', secretHash: sha256(secret), pinHash: pbkdf2Sync(pin, secret, PIN_ROUNDS, 32, 'sha256').toString('base64url') },
    });
    expect(JSON.stringify(cabinet.calls)).not.toContain(secret);
    await press('Done');
    expect(screen.queryByLabelText('Link')).toBeNull();
    expect(screen.getByText('Not open yet')).toBeTruthy();
  });

  it('the list tells who was let in, until when, and every look with its time; the manager ends it after a question', async () => {
    const grant = { grantId: 'g-1', homeId: 'home-1' };
    const cabinet = await open([
      told('home.inspector.admitted', { ...grant, secretHash: 'h'.repeat(43), pinHash: 'p'.repeat(43) }, '2026-11-21'),
      told('home.inspector.viewed', { ...grant, what: 'opened', asAt: null }, '2026-11-21'),
      told('home.inspector.viewed', { ...grant, what: 'level3Held', asAt: '2026-11-21' }, '2026-11-21'),
    ]);
    expect(screen.getByText('Open until 23 Nov 2026, 09:01')).toBeTruthy();
    expect(screen.getByText('2 looks')).toBeTruthy();
    expect(screen.getByText('21 Nov 2026, 09:01: Level 3 held, as at 21 November 2026')).toBeTruthy();
    await press('End it now');
    expect(cabinet.calls).toEqual([]);
    await press('Yes, end it');
    expect(cabinet.calls).toMatchObject([[{ kind: 'home.inspector.ended', about: 'g-1', body: grant }]]);
    expect(screen.getByText('Ended by you')).toBeTruthy();
  });

  it('five wrong PINs are told as what they are, and a deputy sees the list but lets nobody in', async () => {
    const grant = { grantId: 'g-1', homeId: 'home-1' };
    await open(
      [
        told('home.inspector.admitted', { ...grant, secretHash: 'h'.repeat(43), pinHash: 'p'.repeat(43) }, '2026-11-21'),
        ...Array.from({ length: 5 }, () => told('home.inspector.viewed', { ...grant, what: 'wrongPin', asAt: null }, '2026-11-21')),
      ],
      'deputy',
    );
    expect(screen.getByText('Stopped after 5 wrong PINs')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make a link and a PIN' })).toBeNull();
    expect(screen.getByText('Only the registered manager lets an inspector in.')).toBeTruthy();
  });
});

describe('on paper and in files', () => {
  it('the files hold what the screen shows, and nothing in them runs in a spreadsheet', () => {
    const note = told('home.note.written', { homeId: 'home-1', about: 'level3Held', text: '=HYPERLINK("x")' }, '2026-11-20');
    const { sheet, evidence } = sheetOf(lookAt(homeOf(team(), [note]), '2026-11-22'));
    const numbers = numberLines(sheet);
    expect(numbers).toHaveLength(NUMBER_IDS.length + 1);
    expect(numbers.find(([title]) => title === 'Level 3 held')?.slice(1, 3)).toEqual([1, 2]);
    expect(csvOf(numbers)).toContain(`"'=HYPERLINK(""x"")"`);
    const lines = evidenceLines(sheet, (id) => evidence.get(id) ?? []);
    const ben = lines.find(([title, name]) => title === 'Level 3 held' && name === 'Person ben');
    expect(ben?.slice(2, 6)).toEqual(['Carer', 0, 1, 'State: Enrolled; Held since: –; Due by: 1 September 2027']);
    // The record it rests on, by its id.
    expect(ben?.slice(6, 9)).toEqual(['Person boss', '2026-11-01', expect.stringMatching(/^fact-/)]);
  });

  it('printing puts one document in the place of the page: home, day, age, numbers, notes, evidence, and no button', async () => {
    await open([told('home.note.written', { homeId: 'home-1', about: 'level3Held', text: '=Ben ends in June.' }, '2026-11-20')]);
    act(() => void dispatchEvent(new Event('beforeprint')));
    const document_ = [...document.body.children].at(-1) as HTMLElement;
    for (const said of ['Home: Larch House', 'As at 22 November 2026', 'Known to 22 Nov 2026, 08:52', '1 of 2', 'Person ben', '=Ben ends in June.', 'regulation 32(4)–(5)'])
      expect(document_.textContent).toContain(said);
    // What is the manager's own to weigh is not handed out.
    for (const own of ['What the rules say', 'Look at this']) expect(document_.textContent).not.toContain(own);
    expect(within(document_).queryAllByRole('button')).toEqual([]);
    expect(within(document_).queryAllByRole('link')).toEqual([]);
    act(() => void dispatchEvent(new Event('afterprint')));
    expect(document_.isConnected).toBe(false);
  });
});
