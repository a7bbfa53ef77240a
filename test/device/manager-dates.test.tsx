// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DatesPage } from '../../src/manager/dates/dates-page.tsx';
import { PersonDatesPage } from '../../src/manager/dates/person-dates-page.tsx';
import type { Role } from '../../src/shared/people/role.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { told } from '../support/dated.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { managerCabinet, managerOf, NOW, personOf, placementOf } from '../support/manager-cabinet.ts';

// Today is 22 November 2026.
const deferral: KnownFact = told(
  'people.clock.deferred',
  '2026-08-20',
  {
    deferralId: 'd-1',
    personId: 'bo',
    diploma: 'level3',
    reason: 'partTime',
    rationale: 'Twelve hours a week.',
    until: '2027-05-01',
    reviewOn: '2026-11-15',
  },
  'f-d-1',
);
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager', startsOn: '2025-01-10' })] });
const AMARA = personOf('amara', 'Amara Osei', { placements: [placementOf({ startsOn: '2025-02-01', careRoleStartedOn: '2025-01-10' })] });
const BO = personOf('bo', 'Bo Marsh', { placements: [placementOf({ startsOn: '2024-06-01' })], told: [deferral] });
const PEOPLE = [BOSS, AMARA, BO];

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));
const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = async (name: string) => {
  fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);
  await settle();
};

async function openPerson(personId: string, role: Role = 'manager') {
  const cabinet = managerCabinet({ people: PEOPLE, courses: [] });
  render(<PersonDatesPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', role)} go={() => {}} personId={personId} />);
  await settle();
  return cabinet;
}

afterEach(cleanup);

describe('the legal dates of a home', () => {
  it('nobody is called overdue by half of what is known: until the first news is whole the page waits', async () => {
    const arriving = managerCabinet({ people: PEOPLE, courses: [], sync: { pulledAt: null } });
    render(<DatesPage cabinet={arriving} who={managerOf()} go={() => {}} />);
    await settle();
    expect(screen.queryByText('3 dates are overdue.')).toBeNull();
    expect(screen.queryByText('Bo Marsh')).toBeNull();
    cleanup();
    const away = managerCabinet({ people: PEOPLE, courses: [], sync: { pulledAt: null, signal: 'offline' } });
    render(<DatesPage cabinet={away} who={managerOf()} go={() => {}} />);
    await settle();
    expect(screen.getByText('3 dates are overdue.')).toBeTruthy();
  });

  it('the most urgent comes first, in words, each with its regulation', async () => {
    const cabinet = managerCabinet({ people: PEOPLE, courses: [] });
    render(<DatesPage cabinet={cabinet} who={managerOf()} go={() => {}} />);
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Legal dates at Larch House');
    const titles = screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent);
    expect(titles.slice(0, 3)).toEqual(['Bo MarshAppraisal', 'Priya ShahAppraisal', 'Amara OseiAppraisal']);
    expect(screen.getByText('3 dates are overdue.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'level3' } });
    expect(screen.getAllByText(/regulation 32\(5\)/)).toHaveLength(2);
    expect(screen.getByText('Due by 10 January 2027')).toBeTruthy();
    expect(screen.getByText(/ask Ofsted before you rely on it/)).toBeTruthy();
    expect(screen.getByText('Deferred to 1 May 2027')).toBeTruthy();
    expect(screen.getByText('Review due since 15 November 2026')).toBeTruthy();
  });

  it('a home without people says what to do', async () => {
    render(<DatesPage cabinet={managerCabinet({ people: [], courses: [] })} who={managerOf()} go={() => {}} />);
    await settle();
    expect(screen.getByText('Nobody works here yet. Invite people, and their dates appear here.')).toBeTruthy();
  });
});

describe('what a manager records about dates', () => {
  it('a diploma under way, with how much is done', async () => {
    const cabinet = await openPerson('amara');
    fireEvent.click(screen.getByRole('radio', { name: 'Enrolled' }));
    type(/How much is done/, '150');
    await press('Save diploma');
    expect(cabinet.calls).toEqual([]);
    expect(screen.getAllByText('Give a whole number from 0 to 100.')).toHaveLength(2);
    type(/How much is done/, '40');
    type(/Expected end/, '2026-12-20');
    await press('Save diploma');
    expect(cabinet.calls.flat()).toMatchObject([
      {
        kind: 'people.qualification.recorded',
        about: 'amara.level3',
        body: { personId: 'amara', diploma: 'level3', state: 'enrolled', on: '2026-11-22', percent: 40, expectedOn: '2026-12-20' },
      },
    ]);
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
    expect(screen.getByText('Behind pace')).toBeTruthy();
  });

  it('Guide 10.13: something equivalent needs what was considered, and Annex A helps', async () => {
    const cabinet = await openPerson('amara');
    fireEvent.click(screen.getByRole('radio', { name: 'Holds something equivalent' }));
    expect(screen.getByText('NVQ 3 Caring for Children and Young People, or NVQ 3 Health and Social Care')).toBeTruthy();
    await press('Save diploma');
    expect(cabinet.calls).toEqual([]);
    type('What you considered', 'NVQ 3, compared unit by unit.');
    await press('Save diploma');
    expect(cabinet.calls.flat()[0]?.body).toMatchObject({ state: 'equivalent', rationale: 'NVQ 3, compared unit by unit.' });
    expect(screen.getByText('Judged equivalent on 22 November 2026.')).toBeTruthy();
  });

  it('regulation 32(6): a deferral for one of two reasons, later than the date, looked at within 90 days', async () => {
    const cabinet = await openPerson('amara');
    const form = within(screen.getByRole('button', { name: 'Defer the date' }).closest('form') as HTMLElement);
    expect(form.getAllByRole('radio')).toHaveLength(2);
    await press('Defer the date');
    expect(screen.getAllByText('Choose one of the two legal reasons.')).toHaveLength(2);
    fireEvent.click(form.getByRole('radio', { name: 'Away for a long time' }));
    type('Why, and how the new date was found', 'Parental leave.');
    type('New date', '2027-01-10');
    type('Look at it again by', '2027-02-21');
    await press('Defer the date');
    expect(cabinet.calls).toEqual([]);
    expect(screen.getAllByText('Give a day later than the date so far, 10 January 2027.')).toHaveLength(2);
    expect(screen.getAllByText('Give a day within the next 90 days.')).toHaveLength(2);
    type('New date', '2027-09-10');
    type('Look at it again by', '2027-02-20');
    await press('Defer the date');
    expect(cabinet.calls.flat()[0]).toMatchObject({
      kind: 'people.clock.deferred',
      body: { personId: 'amara', diploma: 'level3', reason: 'prolongedAbsence', until: '2027-09-10', reviewOn: '2027-02-20' },
    });
    expect(screen.getByText('Deferred to 10 September 2027')).toBeTruthy();
  });

  it('a review ends a deferral, and the first date counts again', async () => {
    const cabinet = await openPerson('bo');
    fireEvent.click(screen.getByRole('radio', { name: 'No, it ends and the first date counts again' }));
    type('What you found', 'Full time since October.');
    await press('Save the review');
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.deferral.reviewed', about: 'd-1', body: { deferralId: 'd-1', personId: 'bo', goesOn: false, reviewOn: null } }]);
    expect(screen.getByText('Overdue since 1 June 2026')).toBeTruthy();
  });

  it('regulation 32(7): checks still out make somebody supervised only', async () => {
    const cabinet = await openPerson('amara');
    const form = within(screen.getByRole('button', { name: 'Save this step' }).closest('form') as HTMLElement);
    fireEvent.click(form.getByRole('radio', { name: 'Checks before employment' }));
    fireEvent.click(form.getByRole('radio', { name: 'Some are still out: supervised only' }));
    fireEvent.input(form.getByLabelText('New date'), { target: { value: '2026-12-10' } });
    type('Note (optional)', 'One reference.');
    await press('Save this step');
    expect(cabinet.calls.flat()[0]?.body).toMatchObject({ homeId: 'home-1', what: 'preEmploymentChecks', outcome: 'extended', until: '2026-12-10' });
    expect(screen.getByText(/this person never works alone \(regulation 32\(7\)\)/)).toBeTruthy();
  });

  it('what could not be saved stays in the form', async () => {
    const cabinet = await openPerson('amara');
    cabinet.failNext('storageFull');
    fireEvent.click(screen.getByRole('radio', { name: 'Enrolled' }));
    type(/How much is done/, '40');
    await press('Save diploma');
    expect(screen.getByRole('alert').textContent).toContain('full');
    expect(screen.getByLabelText<HTMLInputElement>(/How much is done/).value).toBe('40');
  });

  it('nobody records their own dates: it says who does', async () => {
    await openPerson('boss');
    expect(screen.getByText('These are your own dates')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save diploma' })).toBeNull();
    expect(screen.getByText(/regulation 28\(3\)/)).toBeTruthy();
  });

  it('the region records a manager’s diploma, and goes back to the region', async () => {
    const cabinet = managerCabinet({ people: PEOPLE, courses: [] });
    const who: SignedIn = { personId: 'rita', name: 'Rita Lowe', roles: [{ placeId: 'region', placeName: 'South East', role: 'regionAdmin' }], now: NOW };
    render(<PersonDatesPage cabinet={cabinet} who={who} go={() => {}} personId="boss" />);
    await settle();
    expect(screen.getByRole('link', { name: 'Region' }).getAttribute('href')).toBe('/region');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Level 5 diploma' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: /^Held/ }));
    await press('Save diploma');
    expect(cabinet.calls.flat()[0]).toMatchObject({ kind: 'people.qualification.recorded', body: { personId: 'boss', diploma: 'level5', state: 'held' } });
  });

  it('a deputy reads and does not decide', async () => {
    await openPerson('amara', 'deputy');
    expect(screen.getByText('Only the registered manager of this person’s home records these. You can read them.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Defer the date' })).toBeNull();
  });
});
