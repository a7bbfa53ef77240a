// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { InvitePage } from '../../src/manager/invite-page.tsx';
import { RegionPage } from '../../src/region/region-page.tsx';
import type { PlaceOpened } from '../../src/shared/people/place.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { managerCabinet, NOW, personOf, placementOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const PLACES: PlaceOpened[] = [
  { placeId: 'region', kind: 'region', parentId: null, name: 'South East' },
  { placeId: 'kent', kind: 'authority', parentId: 'region', name: 'Kent' },
  { placeId: 'surrey', kind: 'authority', parentId: 'region', name: 'Surrey' },
  { placeId: 'fern', kind: 'provider', parentId: 'kent', name: 'Fern Care' },
  { placeId: 'home-1', kind: 'home', parentId: 'fern', name: 'Larch House' },
  { placeId: 'home-2', kind: 'home', parentId: 'fern', name: 'Rowan House' },
];
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager' })] });

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));
const signedIn = (role: Role): SignedIn => ({ personId: 'region-person', name: 'Sam Field', roles: [{ placeId: 'region', placeName: 'South East', role }], now: NOW });
async function open(role: Role = 'regionAdmin') {
  const cabinet = managerCabinet({ who: signedIn(role), people: [BOSS], courses: [smallCourse()], places: PLACES });
  render(<RegionPage cabinet={cabinet} who={signedIn(role)} go={() => {}} />);
  await settle();
  return cabinet;
}

afterEach(cleanup);

describe('the region', () => {
  it('every authority shows its homes, their managers, and where one is missing', async () => {
    await open();
    expect(screen.getByText('2 authorities, 2 homes.')).toBeTruthy();
    expect(screen.getByText('Kent: 2 homes')).toBeTruthy();
    expect(screen.getByText('Surrey: no homes yet')).toBeTruthy();
    expect(screen.getByText('1 home has no manager yet.')).toBeTruthy();
    expect(screen.getByText('1 without a manager')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Invite the manager of Rowan House' }).getAttribute('href')).toBe('/region/homes/home-2/invite');
    expect(screen.getByText('Registered manager: Priya Shah')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Invite a manager to Rowan House' }).getAttribute('href')).toBe('/region/homes/home-2/invite');
  });

  it('a home under a new provider is written with it, the provider first', async () => {
    const cabinet = await open();
    fireEvent.change(screen.getByLabelText('Authority'), { target: { value: 'surrey' } });
    await settle();
    fireEvent.input(screen.getByLabelText('Name of the new provider'), { target: { value: 'Oak Trust' } });
    fireEvent.input(screen.getByLabelText('Name of the home'), { target: { value: 'Beech House' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Open the home' }).closest('form') as HTMLFormElement);
    await settle();
    expect(cabinet.calls).toHaveLength(1);
    const [provider, home] = cabinet.calls.flat();
    expect(provider).toMatchObject({ kind: 'people.place.opened', body: { kind: 'provider', parentId: 'surrey', name: 'Oak Trust' } });
    expect(home).toMatchObject({ kind: 'people.place.opened', body: { kind: 'home', parentId: provider?.about, name: 'Beech House' } });
    expect(screen.getByText('Surrey: 1 home')).toBeTruthy();
    expect(await screen.findByText('Waiting for signal')).toBeTruthy();
  });

  it('a second home of the same name under one provider is refused', async () => {
    const cabinet = await open();
    fireEvent.change(screen.getByLabelText('Authority'), { target: { value: 'kent' } });
    await settle();
    fireEvent.change(screen.getByLabelText('Provider'), { target: { value: 'fern' } });
    fireEvent.input(screen.getByLabelText('Name of the home'), { target: { value: ' larch house' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Open the home' }).closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByRole('link', { name: 'This provider already has a home with this name here' })).toBeTruthy();
    expect(cabinet.calls).toEqual([]);
  });

  it('an academy lead sees the list and changes nothing', async () => {
    await open('academyLead');
    expect(screen.getByText('Kent: 2 homes')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open the home' })).toBeNull();
    expect(screen.queryByRole('link', { name: /Invite a manager/ })).toBeNull();
  });

  it('the region invites a manager to a home, and nobody else', async () => {
    const cabinet = managerCabinet({ who: signedIn('regionAdmin'), courses: [smallCourse()], places: PLACES });
    render(<InvitePage cabinet={cabinet} who={signedIn('regionAdmin')} go={() => {}} homeId="home-2" />);
    await settle();
    expect(screen.getByText('To Rowan House.')).toBeTruthy();
    expect(screen.queryAllByRole('radio')).toEqual([]);
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Jo Marsh' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Save and make the link' }).closest('form') as HTMLFormElement);
    await settle();
    expect(cabinet.calls.flat()[0]).toMatchObject({
      kind: 'people.person.added',
      body: { name: 'Jo Marsh', placement: { placeId: 'home-2', role: 'manager', careRoleStartedOn: null } },
    });
  });

  it('the region invites readers, directory officers and academy leads to itself, who belong to no home', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Invite a reader, a directory officer or an academy lead' }).getAttribute('href')).toBe('/region/invite');
    cleanup();
    const cabinet = managerCabinet({ who: signedIn('regionAdmin'), courses: [smallCourse()], places: PLACES });
    render(<InvitePage cabinet={cabinet} who={signedIn('regionAdmin')} go={() => {}} homeId="region" isForRegion />);
    await settle();
    expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).value)).toEqual(['reader', 'directoryOfficer', 'academyLead']);
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Olu Marsh' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Directory officer' }));
    fireEvent.submit(screen.getByRole('button', { name: 'Save and make the link' }).closest('form') as HTMLFormElement);
    await settle();
    expect(cabinet.calls.flat()[0]).toMatchObject({ kind: 'people.person.added', body: { placement: { placeId: 'region', role: 'directoryOfficer', careRoleStartedOn: null } } });
  });
});
