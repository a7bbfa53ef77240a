// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MatrixPage } from '../../src/manager/matrix-page.tsx';
import type { PlaceOpened } from '../../src/shared/people/place.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { completedOn, managerCabinet, managerOf, personOf, placementOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const FIRE = smallCourse({ id: 'fire', title: 'Fire safety' });
const MEDICINES = smallCourse({ id: 'medicines', title: 'Medicines' });
const COURSES = [FIRE, MEDICINES];
const AMARA = personOf('amara', 'Amara Osei', { completions: [completedOn('2026-11-01', 'fire')] });
const ZOE = personOf('zoe', 'Zoë O’Neill', {
  completions: [completedOn('2025-10-10', 'fire'), completedOn('2026-10-20', 'medicines')],
  placements: [placementOf({ startsOn: '2025-01-01', role: 'senior' })],
});
const GONE = personOf('gone', 'Gus Gone', { placements: [placementOf({ startsOn: '2025-01-01', endsOn: '2026-10-31' })] });

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 40))));
const page = (cabinet: ReturnType<typeof managerCabinet>, who: SignedIn = managerOf(), go: (path: string) => void = () => {}) =>
  render(<MatrixPage cabinet={cabinet} who={who} go={go} />);
const names = () => screen.getAllByRole('rowheader').map((header) => header.querySelector('a')?.textContent);
const cellsOf = (name: string) =>
  within(screen.getByRole('link', { name }).closest('tr') as HTMLElement)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const choose = async (label: string, value: string) => {
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await settle();
};

const saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  saved.length = 0;
  vi.stubGlobal('matchMedia', (media: string) => ({ matches: true, media, addEventListener: () => {}, removeEventListener: () => {} }));
  let blob: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((given) => {
    blob = given as Blob;
    return 'blob:here';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    if (this.download && blob) saved.push({ name: this.download, text: blob.text() });
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('another day than today', () => {
  it('a past day shows who was there, and what held then, and says that it is not today', async () => {
    page(managerCabinet({ people: [AMARA, ZOE, GONE], courses: COURSES }));
    await settle();
    expect(names()).toEqual(['Zoë O’Neill', 'Amara Osei']);
    await choose('As it stood on', '2026-10-05');
    expect(screen.getByText('As it stood on 5 October 2026', { selector: 'p' })).toBeTruthy();
    expect(screen.getAllByText(/Recomputed from what is known today\./)[0]).toBeTruthy();
    expect(names().sort()).toEqual(['Amara Osei', 'Gus Gone', 'Zoë O’Neill']);
    expect(cellsOf('Zoë O’Neill')).toEqual(['Due soon 10 Oct 26', 'Overdue 31 Jan 25']);
    expect(cellsOf('Amara Osei')).toEqual(['Not started 31 Oct 26', 'Not started 31 Oct 26']);
    expect(screen.getByRole('heading', { name: '2 of 3 people were not current on 5 October 2026' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back to today' }));
    await settle();
    expect(names().sort()).toEqual(['Amara Osei', 'Zoë O’Neill']);
  });

  it('who had not begun on that day is not there', async () => {
    page(managerCabinet({ people: [AMARA, ZOE], courses: COURSES }));
    await settle();
    await choose('As it stood on', '2026-09-01');
    expect(names()).toEqual(['Zoë O’Neill']);
  });

  it('a day to come is called a forecast', async () => {
    page(managerCabinet({ people: [AMARA], courses: [FIRE] }));
    await settle();
    await choose('As it stood on', '2027-12-01');
    expect(screen.getByText('Forecast for 1 December 2027', { selector: 'p' })).toBeTruthy();
    expect(screen.getAllByText(/What will have ended by then, if nothing more is done\./)[0]).toBeTruthy();
    expect(cellsOf('Amara Osei')).toEqual(['Expired 1 Nov 27']);
  });

  it('what is no day yet changes nothing', async () => {
    page(managerCabinet({ people: [AMARA], courses: [FIRE] }));
    await settle();
    await choose('As it stood on', '');
    expect(screen.getByText('Enter a day, such as 22 November 2026')).toBeTruthy();
    expect(cellsOf('Amara Osei')).toEqual(['Current 1 Nov 27']);
  });
});

describe('finding people', () => {
  it('a name is found by its letters without marks, and everyone comes back with one press', async () => {
    page(managerCabinet({ people: [AMARA, ZOE], courses: COURSES }));
    await settle();
    await choose('Find a person', 'zoe on');
    expect(names()).toEqual(['Zoë O’Neill']);
    expect(screen.getByText('1 of 2 people is shown.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show everyone' }));
    await settle();
    expect(names()).toHaveLength(2);
  });

  it('one course alone can be looked at, and the choice is there again next time', async () => {
    const cabinet = managerCabinet({ people: [AMARA, ZOE], courses: COURSES });
    page(cabinet);
    await settle();
    await choose('Course', 'fire');
    await choose('Order', 'role');
    expect(cellsOf('Amara Osei')).toEqual(['Current 1 Nov 27']);
    expect(names()).toEqual(['Zoë O’Neill', 'Amara Osei']);
    cleanup();
    page(cabinet);
    await settle();
    expect(cellsOf('Amara Osei')).toEqual(['Current 1 Nov 27']);
    expect((screen.getByLabelText('Order') as HTMLSelectElement).value).toBe('role');
  });
});

describe('the file', () => {
  it('equals the screen: its people, courses, order and words, with home, day and freshness at the head', async () => {
    page(managerCabinet({ people: [AMARA, ZOE, GONE], courses: COURSES }));
    await settle();
    await choose('As it stood on', '2026-10-05');
    await choose('Role', 'senior');
    const shown = [...screen.getByRole('table').querySelectorAll('tbody tr')].map((row) => [
      row.querySelector('a')?.textContent,
      ...[...row.querySelectorAll('td')].map((cell) => cell.textContent),
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await settle();
    const file = saved[0];
    expect(file?.name).toBe('training-larch-house-2026-10-05.csv');
    const text = (await file?.text) ?? '';
    const lines = Papa.parse<string[]>(text.replace('\ufeff', '')).data;
    expect(lines.slice(0, 6).map((line) => line[0])).toEqual([
      'Training at Larch House',
      'As it stood on 5 October 2026',
      'Recomputed from what is known today.',
      'Known as of 22 Nov 2026, 08:52',
      'Written 22 Nov 2026, 09:00 UK time',
      'Only: Senior carer',
    ]);
    const heading = lines.findIndex((line) => line[0] === 'Person');
    expect(lines[heading]).toEqual(['Person', 'Role', 'Fire safety', 'Medicines']);
    expect(lines.slice(heading + 1, -1).map(([name, , ...cells]) => [name, ...cells])).toEqual(shown);
    expect(screen.getByText('The file is with your downloads.')).toBeTruthy();
  });
});

describe('many homes', () => {
  const PLACES: PlaceOpened[] = [
    { placeId: 'kent', kind: 'authority', parentId: 'region', name: 'Kent' },
    { placeId: 'acorn', kind: 'provider', parentId: 'kent', name: 'Acorn Care' },
    { placeId: 'home-1', kind: 'home', parentId: 'acorn', name: 'Larch House' },
    { placeId: 'home-2', kind: 'home', parentId: 'kent', name: 'Rowan House' },
    { placeId: 'home-9', kind: 'home', parentId: 'surrey', name: 'Elsewhere' },
  ];
  const above = managerOf('kent', 'Kent');
  const there = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      personOf(`p${at}`, `Person ${String(at).padStart(3, '0')}`, {
        placements: [placementOf({ placementId: `${at}`, placeId: at % 2 ? 'home-1' : 'home-2' })],
        completions: at % 3 ? [completedOn('2026-11-01', 'fire')] : [],
      }),
    );

  it('who leads an authority may choose each of its homes, or all of them, and no other', async () => {
    page(managerCabinet({ people: there(4), courses: COURSES, places: PLACES }), above);
    await settle();
    await settle();
    const options = [...(screen.getByLabelText('Home') as HTMLSelectElement).options].map((option) => option.textContent);
    expect(options).toEqual(['All homes of Kent', 'Larch House', 'Rowan House']);
    expect(names()).toEqual(['Person 001', 'Person 003']);
    await choose('Home', 'kent');
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Training at All homes of Kent');
    expect(screen.getAllByRole('rowheader').map((header) => header.textContent)).toContain('Person 002Carer, Rowan House');
    expect(names()).toHaveLength(4);
  });

  it('a hundred and more people are a grid for the keyboard, of which only a part is in the page', async () => {
    const go = vi.fn();
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
    page(managerCabinet({ people: there(600), courses: COURSES, places: PLACES }), above, go);
    await settle();
    await choose('Home', 'kent');
    for (let wait = 0; wait < 40 && screen.queryByRole('button', { name: /not started/ }) === null; wait += 1) await settle();
    const grid = screen.getByRole('grid');
    expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual(['601', '3']);
    expect(within(grid).getAllByRole('rowheader').length).toBeLessThan(30);
    const focused = () => {
      const cell = document.activeElement as HTMLElement;
      return [cell.parentElement?.getAttribute('aria-rowindex'), cell.getAttribute('aria-colindex'), cell.getAttribute('aria-label') ?? cell.textContent];
    };
    const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement as HTMLElement, { key, ...more });
    within(grid).getAllByRole('rowheader')[0]?.focus();
    const first = focused()[2];
    press('ArrowRight');
    expect(focused()[1]).toBe('2');
    expect(focused()[2]).toMatch(/Fire safety, Person/);
    press('End', { ctrlKey: true });
    expect(focused().slice(0, 2)).toEqual(['601', '3']);
    press('PageUp');
    expect(Number(focused()[0])).toBeLessThan(601);
    press('Home', { ctrlKey: true });
    expect(focused()).toEqual(['2', '1', first]);
    press('ArrowUp');
    expect(focused()).toEqual(['2', '1', first]);
    press('ArrowRight');
    press('Enter');
    expect(go.mock.calls[0]?.[0]).toMatch(/^\/manager\/people\/p\d+\/courses\/fire$/);
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  it('the counts of many add up, filter the grid, and the file holds them all', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
    page(managerCabinet({ people: there(300), courses: [FIRE], places: PLACES }), above);
    await settle();
    await choose('Home', 'kent');
    for (let wait = 0; wait < 40 && screen.queryByRole('button', { name: '200 current' }) === null; wait += 1) await settle();
    fireEvent.click(screen.getByRole('button', { name: '100 not started' }));
    await settle();
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('101');
    expect(screen.getByText('100 of 300 people are shown.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    for (let wait = 0; wait < 20 && saved.length === 0; wait += 1) await settle();
    const lines = Papa.parse<string[]>((await saved[0]?.text) ?? '').data;
    expect(lines.filter((line) => line[0]?.startsWith('Person 0') || line[0]?.startsWith('Person 1') || line[0]?.startsWith('Person 2'))).toHaveLength(100);
  });
});
