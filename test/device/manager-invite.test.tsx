// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InvitePage } from '../../src/manager/invite-page.tsx';
import { NewLinkPage } from '../../src/manager/new-link-page.tsx';
import { OurHomePage } from '../../src/manager/our-home-page.tsx';
import { invitationSecretSchema } from '../../src/shared/wire/session.ts';
import { parseBody } from '../../src/shared/wire/kinds.ts';
import type { Draft } from '../../src/store/cabinet.ts';
import type { ManagerCabinet } from '../support/manager-cabinet.ts';
import { managerCabinet, managerOf, personOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 60))));
const say = (label: RegExp | string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);
const bodyOf = (draft: Draft | undefined) => (draft?.body ?? {}) as Record<string, string>;
const linkShown = () => (screen.getByLabelText('The link') as HTMLInputElement).value;

async function open(cabinet: ManagerCabinet = managerCabinet({ courses: [smallCourse()] }), who = managerOf()) {
  render(<InvitePage cabinet={cabinet} who={who} go={() => {}} />);
  await settle();
  return cabinet;
}

async function inviteAmara(cabinet: ManagerCabinet) {
  say('Name', 'Amara Osei');
  fireEvent.click(screen.getByRole('radio', { name: 'Carer' }));
  say('First day in this home', '2026-12-01');
  say(/First day ever in a care role/, '2025-03-01');
  press('Save and make the link');
  await settle();
  return cabinet.calls.flat();
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('inviting someone', () => {
  it('person and invitation are recorded together, in order, as the wire reads them', async () => {
    const cabinet = await open();
    const drafts = await inviteAmara(cabinet);
    expect(cabinet.calls).toHaveLength(1);
    expect(drafts.map((draft) => draft.kind)).toEqual(['people.person.added', 'people.invitation.made']);
    expect(drafts.map((draft) => parseBody(draft.kind, 1, draft.body).ok)).toEqual([true, true]);
    expect(drafts[0]).toMatchObject({ body: { name: 'Amara Osei', placement: { placeId: 'home-1', role: 'carer', startsOn: '2026-12-01', careRoleStartedOn: '2025-03-01' } } });
    expect(bodyOf(drafts[1]).personId).toBe(bodyOf(drafts[0]).personId);
    expect(drafts.map((draft) => draft.about)).toEqual([bodyOf(drafts[0]).personId, bodyOf(drafts[1]).invitationId]);
  });

  it('the invitation secret itself is never recorded, only its hash', async () => {
    const cabinet = await open();
    const drafts = await inviteAmara(cabinet);
    const secret = linkShown().split('#')[1] ?? '';
    expect(invitationSecretSchema.parse({ secret })).toEqual({ secret });
    expect(JSON.stringify(cabinet.calls)).not.toContain(secret);
    expect(JSON.stringify(cabinet.facts)).not.toContain(secret);
    expect(bodyOf(drafts[1]).secretHash).toBe(createHash('sha256').update(secret, 'utf8').digest('base64url'));
  });

  it('the link carries its secret after the hash, and says when it starts to work', async () => {
    const cabinet = await open();
    await inviteAmara(cabinet);
    expect(linkShown()).toMatch(/^https?:\/\/[^#]*\/join#[A-Za-z0-9_-]{22}$|^about:[^#]*\/join#|^null\/join#/);
    expect(screen.getByText('The link starts to work when this is delivered.')).toBeTruthy();
    expect(screen.getByText('The link works once, for 72 hours after it is delivered.')).toBeTruthy();
    expect(screen.getByText(/If you leave this page it is gone/)).toBeTruthy();
    expect(await screen.findByText('Waiting for signal')).toBeTruthy();
    await vi.waitFor(() => expect(screen.getByRole('img', { name: /Code to scan/ })).toBeTruthy());
  });

  it('two invitations never share a secret', async () => {
    const cabinet = await open();
    await inviteAmara(cabinet);
    const first = linkShown();
    fireEvent.click(screen.getByRole('button', { name: 'Invite someone else' }));
    await settle();
    await inviteAmara(cabinet);
    expect(linkShown()).not.toBe(first);
  });

  it('what is missing is named, and nothing is recorded', async () => {
    const cabinet = await open();
    say('First day in this home', '');
    press('Save and make the link');
    await settle();
    expect(screen.getAllByRole('link', { name: /Enter|Choose/ }).map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Enter a name', '#name'],
      ['Choose a role', '#role'],
      ['Enter the first day in this home', '#starts'],
    ]);
    expect(cabinet.calls).toEqual([]);
  });

  it('a phone that cannot save shows no link', async () => {
    const cabinet = await open();
    cabinet.failNext('storageLost');
    await inviteAmara(cabinet);
    expect(screen.queryByLabelText('The link')).toBeNull();
    expect(screen.getByText('This was not saved')).toBeTruthy();
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Amara Osei');
  });

  it('a manager cannot invite another manager', async () => {
    await open();
    expect(screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).value)).toEqual(['carer', 'agency', 'senior', 'deputy']);
  });

  it('a deputy is told who can invite', async () => {
    await open(managerCabinet({ courses: [smallCourse()] }), managerOf('home-1', 'Larch House', 'deputy'));
    expect(screen.getByText('Only the registered manager can invite people to this home.')).toBeTruthy();
    expect(screen.queryByLabelText('Name')).toBeNull();
  });

  it('a new link for someone known records an invitation and no person', async () => {
    const cabinet = managerCabinet({ people: [personOf('amara', 'Amara Osei')], courses: [smallCourse()] });
    render(<NewLinkPage cabinet={cabinet} who={managerOf()} go={() => {}} personId="amara" />);
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Make the link' }));
    await settle();
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.invitation.made', body: { personId: 'amara' } }]);
    expect(linkShown()).toContain('/join#');
  });
});

describe('what only the home can say', () => {
  it('a slot is recorded under the home and its own name', async () => {
    const homeId = '01935a00-0000-7000-8000-000000000001';
    const cabinet = managerCabinet({ courses: [smallCourse()], slots: [{ homeId, slot: 'firePlan', text: 'Panel in the hall.' }] });
    render(<OurHomePage cabinet={cabinet} who={managerOf(homeId)} go={() => {}} />);
    await settle();
    expect((screen.getByLabelText('Fire plan') as HTMLTextAreaElement).value).toBe('Panel in the hall.');
    say('Safeguarding contacts', ' Ring the duty team. ');
    fireEvent.submit(screen.getByLabelText('Safeguarding contacts').closest('form') as HTMLFormElement);
    await settle();
    const drafts = cabinet.calls.flat();
    expect(drafts).toMatchObject([
      { kind: 'home.slot.filled', about: `${homeId}.safeguardingContacts`, body: { homeId, slot: 'safeguardingContacts', text: 'Ring the duty team.' } },
    ]);
    expect(drafts[0]?.about.length).toBeLessThanOrEqual(64);
    expect(await screen.findByText('Waiting for signal')).toBeTruthy();
  });

  it('an empty slot is not recorded', async () => {
    const cabinet = managerCabinet({ courses: [smallCourse()] });
    render(<OurHomePage cabinet={cabinet} who={managerOf()} go={() => {}} />);
    await settle();
    fireEvent.submit(screen.getByLabelText('Medicines').closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByText('Write something before you save')).toBeTruthy();
    expect(cabinet.calls).toEqual([]);
  });
});
