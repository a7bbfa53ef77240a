// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MatrixPage } from '../../src/manager/matrix-page.tsx';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { completedOn, managerCabinet, managerOf, personOf, placementOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const FIRE = smallCourse({ id: 'fire', title: 'Fire safety' });
const MEDICINES = smallCourse({ id: 'medicines', title: 'Medicines', practical: { id: 'p', title: 'Giving medicine', times: 1, steps: ['Checks the name'], facts: [] } });
const COURSES = [FIRE, MEDICINES];

const AMARA = personOf('amara', 'Amara Osei', { completions: [completedOn('2026-11-01', 'fire'), completedOn('2026-11-02', 'medicines')] });
const BEN = personOf('ben', 'Ben Cole', { completions: [completedOn('2025-10-01', 'fire')] });
const CHI = personOf('chi', 'Chi Adeyemi', { completions: [completedOn('2025-12-10', 'fire')], placements: [placementOf({ role: 'senior', startsOn: '2026-11-20' })] });

function stand(isWide: boolean) {
  vi.stubGlobal('matchMedia', (media: string) => ({ matches: isWide, media, addEventListener: () => {}, removeEventListener: () => {} }));
}
const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 40))));
const page = (cabinet: ReturnType<typeof managerCabinet>, who = managerOf()) => render(<MatrixPage cabinet={cabinet} who={who} go={() => {}} />);

beforeEach(() => stand(true));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the matrix', () => {
  it('every cell says its standing in words', async () => {
    page(managerCabinet({ people: [AMARA, BEN, CHI], courses: COURSES }));
    await settle();
    const table = screen.getByRole('table');
    const says = new Map(
      within(table)
        .getAllByRole('row')
        .slice(2)
        .map((row) => [
          within(row).getByRole('rowheader').textContent,
          within(row)
            .getAllByRole('cell')
            .map((cell) => cell.textContent),
        ]),
    );
    expect(says.get('Amara OseiCarer')).toEqual(['Current 1 Nov 27', 'Awaiting sign-off 31 Oct 26']);
    expect(says.get('Ben ColeCarer')).toEqual(['Expired 1 Oct 26', 'Overdue 31 Oct 26']);
    expect(says.get('Chi AdeyemiSenior carer')).toEqual(['Due soon 10 Dec 26', 'Not started 20 Dec 26']);
  });

  it('every cell names the course and the person, and leads to the evidence', async () => {
    page(managerCabinet({ people: [AMARA], courses: COURSES }));
    await settle();
    const cell = screen.getByRole('link', { name: 'Current 1 Nov 27. Fire safety, Amara Osei' });
    expect(cell.getAttribute('href')).toBe('/manager/people/amara/courses/fire');
  });

  it('the table has headers for rows, columns and pathways', async () => {
    page(managerCabinet({ people: [AMARA], courses: COURSES }));
    await settle();
    const scopes = [...screen.getByRole('table').querySelectorAll('th')].map((header) => `${header.getAttribute('scope')}: ${header.textContent}`);
    expect(scopes).toEqual(['col: Person', 'colgroup: First shift', 'col: Fire safety', 'col: Medicines', 'row: Amara OseiCarer']);
  });

  it('a phone shows one card a person, what needs attention first, and no table', async () => {
    stand(false);
    page(managerCabinet({ people: [AMARA, BEN], courses: COURSES }));
    await settle();
    expect(screen.queryByRole('table')).toBeNull();
    const names = screen.getAllByRole('heading', { level: 3 }).flatMap((heading) => heading.querySelector('a')?.textContent ?? []);
    expect(names).toEqual(['Ben Cole', 'Amara Osei']);
    expect(screen.getByRole('link', { name: /Fire safety.*Expired 1 Oct 26/ })).toBeTruthy();
    expect(screen.getByText(/1 course current/)).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Show all 2' })[0] as HTMLElement);
    await settle();
    expect(screen.getByRole('link', { name: /Fire safety.*Current 1 Nov 27/ })).toBeTruthy();
  });

  it('the counts add up and filter', async () => {
    page(managerCabinet({ people: [AMARA, BEN, CHI], courses: COURSES }));
    await settle();
    const counts = screen.getAllByRole('button').flatMap((button) => (button.hasAttribute('aria-pressed') ? [button.textContent] : []));
    expect(counts).toEqual(['1 expired', '1 due soon', '1 awaiting sign-off', '2 not started', '0 in progress', '1 current']);
    fireEvent.click(screen.getByRole('button', { name: '1 expired' }));
    await settle();
    expect(screen.getAllByRole('rowheader').map((header) => header.textContent)).toEqual(['Ben ColeCarer']);
    expect(screen.getByRole('button', { name: '1 expired' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('it can be ordered by name, by what breaks next, and kept to one role', async () => {
    page(managerCabinet({ people: [CHI, AMARA, BEN], courses: COURSES }));
    await settle();
    const order = () => screen.getAllByRole('rowheader').map((header) => header.querySelector('a')?.textContent);
    expect(order()).toEqual(['Ben Cole', 'Amara Osei', 'Chi Adeyemi']);
    fireEvent.change(screen.getByLabelText('Order'), { target: { value: 'name' } });
    await settle();
    expect(order()).toEqual(['Amara Osei', 'Ben Cole', 'Chi Adeyemi']);
    fireEvent.change(screen.getByLabelText('Role'), { target: { value: 'senior' } });
    await settle();
    expect(order()).toEqual(['Chi Adeyemi']);
  });

  it('it says first who is not current, and whether learning or only a sign-off is missing', async () => {
    page(managerCabinet({ people: [AMARA, BEN, CHI], courses: COURSES }));
    await settle();
    expect(screen.getByRole('heading', { name: '2 of 3 people are not current today' })).toBeTruthy();
    const namesUnder = (title: string) =>
      within(screen.getByRole('heading', { name: title }).closest('section') as HTMLElement)
        .getAllByRole('link')
        .map((link) => link.textContent);
    expect(namesUnder('Training ran out or is overdue')).toEqual(['Ben Cole2 2 courses']);
    expect(namesUnder('Only a sign-off is missing')).toEqual(['Amara Osei1 1 course']);
  });

  it('when everyone is current it says so and names nobody', async () => {
    page(managerCabinet({ people: [CHI], courses: COURSES }));
    await settle();
    expect(screen.getByRole('heading', { name: 'Everyone is current today' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Training ran out or is overdue' })).toBeNull();
  });

  it('whoever becomes current while somebody looks stays in place, with a tick', async () => {
    const cabinet = managerCabinet({ people: [AMARA, BEN, CHI], courses: [FIRE] });
    page(cabinet);
    await settle();
    const order = () => screen.getAllByRole('rowheader').map((header) => header.querySelector('a')?.textContent);
    fireEvent.click(screen.getByRole('button', { name: '1 expired' }));
    await settle();
    expect(order()).toEqual(['Ben Cole']);
    await act(async () => cabinet.replacePeople([AMARA, { ...BEN, completions: [completedOn('2026-11-22', 'fire')] }, CHI]));
    expect(order()).toEqual(['Ben Cole']);
    expect(screen.getByRole('link', { name: /^Current .*Fire safety, Ben Cole$/ })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Everyone is current today' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Current now' })).toBeTruthy();
  });

  it('a whole delivery is put in order again', async () => {
    const late = (personId: string, name: string) => personOf(personId, name, { completions: [completedOn('2025-10-01', 'fire')] });
    const fresh = (personId: string, name: string) => personOf(personId, name, { completions: [completedOn('2026-11-20', 'fire')] });
    const cabinet = managerCabinet({ people: [late('a', 'Ana'), late('b', 'Bo'), late('c', 'Cy'), fresh('d', 'Di')], courses: [FIRE] });
    page(cabinet);
    await settle();
    const order = () => screen.getAllByRole('rowheader').map((header) => header.querySelector('a')?.textContent);
    expect(order()).toEqual(['Ana', 'Bo', 'Cy', 'Di']);
    await act(async () => cabinet.replacePeople([fresh('a', 'Ana'), fresh('b', 'Bo'), late('c', 'Cy'), late('d', 'Di')]));
    expect(order()).toEqual(['Cy', 'Di', 'Ana', 'Bo']);
  });

  it('a home whose first news has not come yet is not called empty', async () => {
    page(managerCabinet({ people: [], courses: COURSES, sync: { pulledAt: null } }));
    await settle();
    expect(screen.queryByText('Nobody is here yet')).toBeNull();
  });

  it('it says how old the news is, and when there is no signal', async () => {
    page(managerCabinet({ people: [AMARA], courses: COURSES, sync: { signal: 'offline' } }));
    await settle();
    expect(screen.getByText(/Known as of 22 Nov 2026, 08:52, 8 minutes ago\./)).toBeTruthy();
    expect(screen.getByText(/No signal\./)).toBeTruthy();
  });

  it('a few people are painted first, then everyone, some in each frame', async () => {
    const many = Array.from({ length: 45 }, (_, index) => personOf(`p${index}`, `Person ${String(index).padStart(2, '0')}`));
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    page(managerCabinet({ people: many, courses: COURSES }));
    await settle();
    expect(screen.getAllByRole('rowheader')).toHaveLength(6);
    for (let turn = 0; turn < 45; turn += 1) {
      await act(async () => {
        for (const frame of frames.splice(0)) frame(0);
      });
    }
    expect(screen.getAllByRole('rowheader')).toHaveLength(45);
  });

  it('someone who leads no home is told so', async () => {
    page(managerCabinet({ courses: COURSES }), managerOf('home-1', 'Larch House', 'carer'));
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('You do not lead a home');
  });
});

describe('what happened lately', () => {
  const finished = (over: Partial<KnownFact> = {}): KnownFact =>
    ({
      factId: 'f1',
      kind: 'training.attempt.finished',
      about: 'a1',
      body: { attemptId: 'a1', courseId: 'fire', courseVersion: 1, moduleId: 'T1-M2', score: { right: 23, of: 25, passed: true } },
      owner: 'amara',
      at: '2026-11-22T08:50:00.000Z',
      off: 0,
      recordedAt: '2026-11-22T08:51:00.000Z',
      ...over,
    }) as KnownFact;

  it('it shows who, what, the score, and both times', async () => {
    page(managerCabinet({ people: [AMARA], courses: COURSES, activity: [finished()] }));
    await settle();
    await settle();
    expect(screen.getByRole('link', { name: 'Amara Osei finished Fire safety, Quiz: 92 %, passed' })).toBeTruthy();
    expect(screen.getByText('Phone time 22 Nov 2026, 08:50')).toBeTruthy();
    expect(screen.getByText('Server time 22 Nov 2026, 08:51')).toBeTruthy();
  });

  it('a phone whose clock was wrong is flagged', async () => {
    page(managerCabinet({ people: [AMARA], courses: COURSES, activity: [finished({ at: '2026-11-22T08:20:00.000Z', off: 1_800_000 })] }));
    await settle();
    await settle();
    expect(screen.getByText(/clock was wrong by 30 minutes/)).toBeTruthy();
  });

  it('only what arrives while the page is open is announced, and once', async () => {
    const cabinet = managerCabinet({ people: [AMARA, BEN], courses: COURSES, activity: [finished()] });
    page(cabinet);
    await settle();
    await settle();
    const announced = () =>
      screen
        .getAllByRole('status')
        .map((status) => status.textContent)
        .join('');
    expect(announced()).toBe('');
    await act(async () => cabinet.arrive(finished({ factId: 'f2', owner: 'ben' })));
    expect(announced()).toBe('New: Ben Cole finished Fire safety, Quiz: 92 %, passed');
    await act(async () => cabinet.arrive(finished({ factId: 'f2', owner: 'ben', recordedAt: '2026-11-22T09:05:00.000Z' })));
    expect(announced()).toBe('New: Ben Cole finished Fire safety, Quiz: 92 %, passed');
  });
});
