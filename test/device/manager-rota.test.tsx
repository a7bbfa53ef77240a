// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RotaPage } from '../../src/manager/rota/rota-page.tsx';
import type { RotaWeek } from '../../src/shared/home/rota.ts';
import { managerOf } from '../support/manager-cabinet.ts';
import { rotaCabinet } from '../support/rota-cabinet.ts';
import type { RotaCabinet } from '../support/rota-cabinet.ts';
import { staff, weekOf, wholeWeek } from '../support/rota-home.ts';

/** The Monday of the week in which these pages are opened. */
const MONDAY = '2026-11-16';
const PEOPLE = [staff('ann'), staff('ben'), staff('cat', { firstAid: null }), staff('dan', { firstAid: null })];
const PASSING = { Early: ['ann', 'cat'], Late: ['ben', 'dan'], Night: ['ann', 'dan'] };

const turn = () => act(async () => void (await new Promise((done) => setTimeout(done, 20))));
/** What is watched tells something, what was drawn from it asks again, and what stands below the shifts comes last. */
const settle = async () => {
  await turn();
  await turn();
  await turn();
};
async function open(cabinet: RotaCabinet): Promise<void> {
  render(<RotaPage cabinet={cabinet} who={managerOf()} go={() => {}} />);
  await settle();
}
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getAllByRole('button', { name })[0] as HTMLElement);
  await settle();
};
/** Who could come is worked out for those who ask. */
const askWhoCould = async () => {
  fireEvent.click(screen.getAllByText('Who could change this')[0] as HTMLElement);
  await settle();
};
const mondays = [MONDAY, '2026-11-23', '2026-11-30', '2026-12-07'];
const four = (on: typeof PASSING, change: Partial<RotaWeek> = {}) => mondays.map((monday) => wholeWeek(monday, on, change));
const saved = (cabinet: RotaCabinet) => cabinet.calls.flat().filter((draft) => draft.kind === 'home.rota.set');

beforeEach(() => {
  vi.stubGlobal('matchMedia', (media: string) => ({ matches: false, media, addEventListener: () => {}, removeEventListener: () => {} }));
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the rota page', () => {
  it('a home without a rota is told what to do, and has the usual shifts to type into', async () => {
    await open(rotaCabinet(PEOPLE));
    expect(screen.getByText('Nothing is typed for these weeks yet')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Early / })).toHaveLength(7);
  });

  it('paper shows all four weeks, also when the browser itself was asked to print', async () => {
    await open(rotaCabinet(PEOPLE, four(PASSING)));
    const weeks = () => screen.getAllByRole('heading', { name: /^Week of / }).length;
    expect(weeks()).toBe(1);
    dispatchEvent(new Event('beforeprint'));
    await settle();
    expect(weeks()).toBe(4);
    dispatchEvent(new Event('afterprint'));
    await settle();
    expect(weeks()).toBe(1);
  });

  it('the page’s own button prints the four weeks once', async () => {
    const seen: number[] = [];
    vi.stubGlobal('print', () => {
      dispatchEvent(new Event('beforeprint'));
      seen.push(screen.getAllByRole('heading', { name: /^Week of / }).length);
      dispatchEvent(new Event('afterprint'));
    });
    await open(rotaCabinet(PEOPLE, four(PASSING)));
    await press('Print');
    expect(seen).toEqual([4]);
    expect(screen.getAllByRole('heading', { name: /^Week of / })).toHaveLength(1);
  });

  it('four weeks that pass say so calmly, and how many shifts have a manager on duty', async () => {
    await open(rotaCabinet(PEOPLE, four(PASSING)));
    expect(screen.getByText('Every shift of these four weeks passes')).toBeTruthy();
    expect(screen.getByText(/on duty in 0 of 84 shifts/)).toBeTruthy();
    expect(screen.getByText('Nothing fails in this week.')).toBeTruthy();
  });

  it('a failing shift names its rule and the regulation, and a touch puts somebody in', async () => {
    const cabinet = rotaCabinet(PEOPLE, [weekOf(MONDAY, [{ day: 0, on: ['cat', 'dan'] }], { roundTheClock: false })]);
    await open(cabinet);
    expect(screen.getByText("No first aider: Children's Homes Regulations 2015, regulation 31(2)(a)")).toBeTruthy();
    expect(screen.getByText('1 shift does not pass')).toBeTruthy();
    await askWhoCould();
    await press('Person ANN instead of Person DAN');
    expect(screen.getByText('Every shift typed so far passes')).toBeTruthy();
    expect(screen.getByText('Changed: Person ANN instead of Person DAN. Nothing is saved yet.')).toBeTruthy();
    expect(saved(cabinet)).toEqual([]);
    await press('Save the rota');
    const [draft] = saved(cabinet);
    expect(draft).toMatchObject({ about: `home-1.${MONDAY}`, body: { weekOf: MONDAY } });
    const body = draft?.body as RotaWeek | undefined;
    expect(body?.people.map((person) => person.personId).sort()).toEqual(['ann', 'cat']);
  });

  it('who works is chosen in a sheet that says what each person covers on that day; findings follow each touch', async () => {
    const cabinet = rotaCabinet([...PEOPLE, staff('eve', { firstAid: '2023-11-16' })]);
    await open(cabinet);
    await press(/^Early Tue 17 Nov/);
    const sheet = within(screen.getByRole('dialog'));
    expect(sheet.getAllByText('Carer. Covers: first aid, medicines, restraint, leading')).toHaveLength(2);
    expect(sheet.getAllByText('Carer. Covers: medicines, restraint, leading')).toHaveLength(3);
    fireEvent.click(sheet.getByRole('checkbox', { name: /Person CAT/ }));
    await settle();
    expect(screen.getByText(/^No first aider:/)).toBeTruthy();
    expect(screen.getByText(/^Alone without a recorded assessment:/)).toBeTruthy();
    fireEvent.click(sheet.getByRole('checkbox', { name: /Person ANN/ }));
    await settle();
    fireEvent.click(sheet.getByRole('button', { name: 'Person ANN leads this shift' }));
    await settle();
    expect(screen.queryByText(/^No first aider:/)).toBeNull();
    expect(screen.queryByText(/^No shift leader/)).toBeNull();
    fireEvent.click(sheet.getByRole('button', { name: 'Person ANN only shadows' }));
    await settle();
    expect(screen.getByText(/^No first aider:/)).toBeTruthy();
    fireEvent.input(sheet.getByLabelText('Name'), { target: { value: 'Kit Agency' } });
    fireEvent.click(sheet.getByRole('button', { name: 'Add' }));
    await settle();
    expect(screen.getByRole('button', { name: /^Early Tue 17 Nov.*Kit Agency \(agency\).*Person ANN \(shadows\)/ })).toBeTruthy();
  });

  it('says why a leader does not count, and one touch records the finished induction', async () => {
    const newcomer = staff('eve', { inducted: false });
    const cabinet = rotaCabinet([...PEOPLE, newcomer], [weekOf(MONDAY, [{ day: 6, on: ['eve', 'ann'], leader: 'eve' }], { roundTheClock: false })]);
    await open(cabinet);
    expect(screen.getByText('Person EVE has no finished induction here.')).toBeTruthy();
    expect(screen.getByText('No induction is recorded in this home.')).toBeTruthy();
    cabinet.failNext('storageFull');
    await press('Record that Person EVE has finished induction');
    expect(screen.getByText('This was not saved')).toBeTruthy();
    await press('Record that Person EVE has finished induction');
    expect(cabinet.calls.at(-1)).toEqual([
      {
        kind: 'people.milestone.recorded',
        about: 'eve.induction',
        body: { personId: 'eve', homeId: 'home-1', what: 'induction', outcome: 'met', on: '2026-11-22', until: null, note: '' },
      },
    ]);
    expect(screen.getByText('Recorded on this phone: Person EVE has finished induction, from 22 November 2026.')).toBeTruthy();
    expect(screen.queryByText('Person EVE has no finished induction here.')).toBeNull();
  });

  it('a deputy is told who records an induction, and nobody records their own', async () => {
    const weeks = [
      weekOf(
        MONDAY,
        [
          { day: 0, on: ['boss', 'eve', 'ann'], leader: 'eve' },
          { day: 1, on: ['boss', 'ann'], leader: 'boss' },
        ],
        { roundTheClock: false },
      ),
    ];
    const people = [...PEOPLE, staff('eve', { inducted: false }), staff('boss', { role: 'deputy', inducted: false })];
    const cabinet = rotaCabinet(people, weeks);
    render(<RotaPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', 'deputy')} go={() => {}} />);
    await settle();
    expect(screen.getAllByText('The registered manager of this home records it.')).toHaveLength(1);
    expect(screen.getAllByText('Nobody records their own induction. Ask whoever leads this home from above.')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /has finished induction/ })).toBeNull();
  });

  it('what is typed stays on this phone until it is saved, also when the page is closed', async () => {
    const settings = new Map<string, string>();
    await open(rotaCabinet(PEOPLE, four(PASSING), settings));
    fireEvent.click(screen.getByRole('button', { name: /^Late Mon 16 Nov/ }));
    await settle();
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('checkbox', { name: /Person BEN/ }));
    await settle();
    expect(screen.getByText('1 week is on this phone only, not saved')).toBeTruthy();
    cleanup();
    const again = rotaCabinet(PEOPLE, four(PASSING), settings);
    await open(again);
    expect(screen.getByText('1 week is on this phone only, not saved')).toBeTruthy();
    expect(screen.getByText(/^No first aider:/)).toBeTruthy();
    await press('Go back to what was saved');
    expect(screen.getByText('Every shift of these four weeks passes')).toBeTruthy();
  });

  it('a save that fails says so and loses nothing', async () => {
    const cabinet = rotaCabinet(PEOPLE, [weekOf(MONDAY, [{ day: 0, on: ['cat', 'dan'] }], { roundTheClock: false })]);
    await open(cabinet);
    await askWhoCould();
    await press('Person ANN instead of Person DAN');
    cabinet.failNext('storageFull');
    await press('Save the rota');
    expect(screen.getByRole('alert').textContent).toContain('This was not saved');
    expect(screen.getByText('1 week is on this phone only, not saved')).toBeTruthy();
    expect(screen.getByText('Every shift typed so far passes')).toBeTruthy();
  });

  it('a week that somebody else saved meanwhile is named, and theirs can be taken', async () => {
    const cabinet = rotaCabinet(PEOPLE, [weekOf(MONDAY, [{ day: 0, on: ['cat', 'dan'] }], { roundTheClock: false })]);
    await open(cabinet);
    await askWhoCould();
    await press('Person ANN instead of Person DAN');
    expect(screen.queryByText('Somebody else saved a week you are changing')).toBeNull();
    cabinet.saveElsewhere(weekOf(MONDAY, [{ day: 0, on: ['ben', 'dan'] }], { roundTheClock: false }));
    await settle();
    expect(screen.getByText('Somebody else saved a week you are changing')).toBeTruthy();
    await press('Take theirs for 16 November 2026');
    expect(screen.getByRole('button', { name: /^Early Mon 16 Nov.*Person BEN \(leads\).*Person DAN/ })).toBeTruthy();
  });

  it('a day and a week are copied with their people', async () => {
    const cabinet = rotaCabinet(PEOPLE);
    await open(cabinet);
    await press(/^Early Mon 16 Nov/);
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('checkbox', { name: /Person ANN/ }));
    await settle();
    await press('Done');
    await press(/Mon 16 Nov to Tue 17 Nov$/);
    expect(screen.getByRole('button', { name: /^Early Tue 17 Nov.*Person ANN/ })).toBeTruthy();
    await press(/^23 Nov to 29 Nov/);
    await press('Copy the week before');
    expect(screen.getByRole('button', { name: /^Early Tue 24 Nov.*Person ANN/ })).toBeTruthy();
    expect(screen.getByText('2 weeks are on this phone only, not saved')).toBeTruthy();
  });

  it('names and times of the shifts are the home’s own, and keep their people', async () => {
    const cabinet = rotaCabinet(PEOPLE, four(PASSING));
    await open(cabinet);
    fireEvent.input(screen.getByLabelText('Shift 1: name'), { target: { value: 'Morning' } });
    fireEvent.input(screen.getAllByLabelText('Begins')[0] as HTMLElement, { target: { value: '6.45' } });
    await press('Use these for the four weeks');
    expect(screen.getByRole('button', { name: /^Morning Mon 16 Nov 06:45 to 14:30.*Person ANN \(leads\).*Person CAT/ })).toBeTruthy();
    fireEvent.input(screen.getAllByLabelText('Ends')[0] as HTMLElement, { target: { value: 'noon' } });
    await press('Use these for the four weeks');
    expect(screen.getByRole('alert').textContent).toBe('Write each time like 07:30');
  });

  it('what breaks next names the certificate, its last day and the shifts that fail from then on', async () => {
    const people = [staff('ann', { firstAid: '2023-11-20' }), staff('ben'), staff('cat', { firstAid: null }), staff('dan', { firstAid: null })];
    await open(rotaCabinet(people, [wholeWeek(MONDAY, { Early: ['ben', 'cat'], Late: ['ben', 'cat'], Night: ['ann', 'dan'] })]));
    expect(screen.getByText('Person ANN: first aid ends after 20 November 2026')).toBeTruthy();
    expect(screen.getByText('3 Night shifts from Fri 20 Nov have no first aider')).toBeTruthy();
  });

  it('a first aid certificate that the manager has seen is recorded and counts at once; unseen it is refused', async () => {
    const cabinet = rotaCabinet(PEOPLE, [weekOf(MONDAY, [{ day: 0, on: ['cat', 'dan'] }], { roundTheClock: false })]);
    await open(cabinet);
    fireEvent.change(screen.getByLabelText('Whose certificate'), { target: { value: 'cat' } });
    fireEvent.input(screen.getByLabelText('Day of the certificate'), { target: { value: '2025-03-01' } });
    await press('Record it');
    expect(screen.getByRole('alert').textContent).toContain('Tick that you have seen it');
    expect(cabinet.calls).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'I have seen the original certificate' }));
    await press('Record it');
    expect(cabinet.calls[0]?.map((draft) => draft.kind)).toEqual(['training.record.imported', 'training.record.verified']);
    expect(screen.getByText('Every shift typed so far passes')).toBeTruthy();
  });

  it('a rota kept elsewhere is pasted, its codes and unknown names are asked for, and each cell left out says why', async () => {
    const cabinet = rotaCabinet(PEOPLE);
    await open(cabinet);
    await press('Bring in a rota');
    const cells = ['Staff,Mon 16/11,Tue 17/11,Wed 18/11/2026', 'Person ANN,E,L,Z9', '"ben, person",N,A/L,=1+1', 'Kit Agency,L,,', 'Nobody Here,E,E,E'].join('\n');
    fireEvent.input(screen.getByLabelText('Or paste the cells here'), { target: { value: cells } });
    await press('Read it');
    expect(screen.getByText('3 shifts of people in 1 week.')).toBeTruthy();
    const faults = () => [...(screen.getByRole('heading', { name: 'What will come in' }).parentElement?.querySelectorAll('li') ?? [])].map((line) => line.textContent);
    expect(faults()).toEqual([
      'Line 2, Person ANN, Wed 18 Nov: the code Z9 has no meaning yet',
      'Line 3, ben, person, Wed 18 Nov: it begins like a formula',
      'Line 4: Kit Agency: nobody is chosen for this name',
      'Line 5: Nobody Here: nobody is chosen for this name',
    ]);
    fireEvent.change(screen.getByLabelText(/^Code Z9/), { target: { value: 'shift.Night' } });
    fireEvent.change(screen.getByLabelText('Kit Agency'), { target: { value: 'agency' } });
    fireEvent.change(screen.getByLabelText('Nobody Here'), { target: { value: 'leaveOut' } });
    await settle();
    expect(screen.getByText('5 shifts of people in 1 week.')).toBeTruthy();
    await press('Take it over');
    expect(screen.getByRole('button', { name: /^Night Mon 16 Nov.*Person BEN/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Late Mon 16 Nov.*Kit Agency \(agency\)/ })).toBeTruthy();
    expect(saved(cabinet)).toEqual([]);
  });
});
