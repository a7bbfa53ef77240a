// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cards, choose, open, press, sent, settle, touches, write } from '../support/say-stage.tsx';
import { headerOf, makeRegion, openAs, type Pretend, pretendTalk, type Region } from '../support/young-talk.tsx';

const CANARY = 'The canary sings behind the blue door';
const MONDAY = '2026-11-23T10:00:00.000Z';
const SATURDAY = '2026-11-21T10:00:00.000Z';

let region: Region;
beforeAll(async () => {
  region = await makeRegion();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  touches.count = 0;
});

async function worryUpToChoice(phone: Pretend, { staff = 'No', danger = 'No' } = {}) {
  await open('say-worry', phone);
  await press(danger);
  if (danger !== 'No') await press('Also tell us');
  await press(staff);
  write(CANARY);
  await press('Next');
}

describe('saying how I feel', () => {
  it('from home to sealed it takes at most eight taps, and only the chosen team can open it', async () => {
    const phone = await pretendTalk(region);
    await open('say-feeling', phone);
    await press('Sad');
    await press('Next');
    write(CANARY);
    touches.count += 1;
    await press('Next');
    await choose(/My advocate/);
    await press('Next');
    await press('Send now');
    expect(touches.count).toBeLessThanOrEqual(8);
    const view = await sent(phone);
    expect(screen.getByText(/Sealed\. It is on its way\./)).toBeTruthy();
    expect(await openAs(region, 'advocate', view)).toMatchObject({ t: 'view', kind: 'feeling', feelings: [{ f: 'sad', size: 'medium' }], text: CANARY, use: 'answer' });
    await expect(openAs(region, 'home-larch', view)).rejects.toThrow('notAddressed');
    await expect(openAs(region, 'participation', view)).rejects.toThrow('notAddressed');
  });

  it('nobody is chosen for them, and each card says what the team can do, when it looks and how many can open it', async () => {
    const phone = await pretendTalk(region);
    await open('say-feeling', phone);
    await press('I don’t want to say');
    write(CANARY);
    await press('Next');
    expect(cards().map((box) => [box.value, box.checked])).toEqual([
      ['participation', false],
      ['advocate', false],
      ['home-larch', false],
    ]);
    const advocate = screen.getByRole('checkbox', { name: /My advocate/ }).closest('label') as HTMLElement;
    expect(within(advocate).getByText('They are on your side. They help you say what you want.')).toBeTruthy();
    expect(within(advocate).getByText('They look Monday to Friday, 9:00 to 17:00.')).toBeTruthy();
    expect(within(advocate).getByText('Can also be opened by: 2 people on this team')).toBeTruthy();
    await press('Next');
    expect(screen.getByText('Pick someone first, or keep it for you.')).toBeTruthy();
  });

  it('a team of which fewer than two people can open it is not offered', async () => {
    const alone = structuredClone(region.directory);
    alone.devices = alone.devices.filter(({ personId }) => personId !== 'two-advocate');
    const phone = await pretendTalk(region);
    phone.set({ directory: alone });
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    expect(cards().map((box) => box.value)).toEqual(['participation', 'home-larch']);
  });

  it('the name goes along only when they say so, and not without one', async () => {
    const phone = await pretendTalk(region);
    await open('say-idea', phone);
    write('More bikes');
    await press('Next');
    await choose(/Participation team/);
    await press('Next');
    expect((screen.getByRole('radio', { name: 'No name' }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'A nickname' }));
    await settle();
    await press('Send now');
    expect(screen.getAllByText(/Write the name, or pick “No name”\./).length).toBeGreaterThan(0);
    expect(await phone.letters()).toEqual([]);
    fireEvent.input(screen.getByLabelText('My nickname'), { target: { value: 'Fox' } });
    fireEvent.click(screen.getByRole('radio', { name: 'In a report without my name' }));
    await settle();
    await press('Send now');
    const body = await openAs(region, 'participation', await sent(phone));
    expect(body).toMatchObject({ kind: 'idea', name: 'Fox', use: 'report' });
  });

  it('R21 nothing that was said can be read on the shelf, neither in drafts nor in letters', async () => {
    const phone = await pretendTalk(region);
    await open('say-idea', phone);
    write(CANARY);
    await settle(800);
    const drafts = await phone.shelf.drafts();
    expect(drafts).toHaveLength(1);
    const seen = (value: unknown) => Buffer.from(JSON.stringify(value, (_key, inner) => (inner instanceof Uint8Array ? Buffer.from(inner).toString('latin1') : inner)));
    expect(seen(drafts).includes('canary')).toBe(false);
    await press('Next');
    await choose(/Participation/);
    await press('Next');
    await press('Send now');
    await sent(phone);
    expect(await phone.shelf.drafts()).toEqual([]);
    expect(seen(await phone.letters()).includes('canary')).toBe(false);
    expect(seen(await phone.shelf.read('sent')).includes('idea')).toBe(false);
  });
});

describe('a worry', () => {
  it('danger is asked first: help lines to call, and telling us stays possible', async () => {
    const phone = await pretendTalk(region);
    await open('say-worry', phone);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Are you in danger right now?');
    await press('Yes');
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['tel:999', 'tel:08001111', 'tel:08005280731']);
    await press('Also tell us');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Is it about someone who works where you live?');
  });

  it('R5 about someone who works where they live, the home is gone from the list and from the seal', async () => {
    const phone = await pretendTalk(region);
    await worryUpToChoice(phone, { staff: 'Yes' });
    expect(cards().map((box) => box.value)).toEqual(['participation', 'advocate']);
    expect(screen.getByText('People at your home will not get this.')).toBeTruthy();
    await choose(/My advocate/);
    await press('Next');
    expect(screen.getByText('People at your home will not get this.')).toBeTruthy();
    await press('Send now');
    const view = await sent(phone);
    expect(headerOf(view)).toMatchObject({ aud: [{ a: 'advocate', e: 3 }], cat: 'worry', safety: 0 });
    expect(Object.keys(view.slots)).toEqual(['advocate']);
    expect(await openAs(region, 'advocate', view)).toMatchObject({ aboutStaff: true, danger: 'no' });
  });

  it('R5 a home that was chosen before is dropped when it turns out to be about its staff', async () => {
    const phone = await pretendTalk(region);
    await worryUpToChoice(phone);
    await choose(/Staff at my home/);
    await choose(/My advocate/);
    await act(async () => phone.talk().go('say-worry', 'staff'));
    await press('Not sure');
    await press('Next');
    await press('Next');
    await press('Send now');
    expect(headerOf(await sent(phone)).aud.map(({ a }) => a)).toEqual(['advocate']);
  });

  it('someone could get hurt: the duty team is named before sending, gets it too, and it goes at once', async () => {
    const phone = await pretendTalk(region);
    await worryUpToChoice(phone);
    await choose(/My advocate/);
    expect(screen.getByText(/Then this team gets it too: Coast duty team\./)).toBeTruthy();
    await choose(/Someone could get hurt/);
    await press('Next');
    expect(screen.getAllByText('Coast duty team').length).toBeGreaterThan(0);
    await press('Send now');
    const view = await sent(phone);
    const header = headerOf(view);
    expect(header.safety).toBe(1);
    expect(header.aud.map(({ a }) => a).sort()).toEqual(['advocate', 'duty']);
    expect((await phone.letters())[0]?.notBefore).toBe(MONDAY);
    expect(screen.getByText('It goes at once.')).toBeTruthy();
  });

  it('what is not flagged waits up to fifteen minutes, and that is said', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9999);
    const phone = await pretendTalk(region);
    await worryUpToChoice(phone);
    await choose(/My advocate/);
    await press('Next');
    await press('Send now');
    await sent(phone);
    const [letter] = await phone.letters();
    expect(Date.parse(letter?.notBefore ?? '') - Date.parse(MONDAY)).toBeGreaterThan(14 * 60_000);
    expect(Date.parse(letter?.notBefore ?? '') - Date.parse(MONDAY)).toBeLessThanOrEqual(15 * 60_000);
    expect(screen.getByText('It may wait up to 15 minutes. So nobody can tell when you wrote.')).toBeTruthy();
  });

  it('the limits stand before sending in the agreed words, with six examples behind a button', async () => {
    const phone = await pretendTalk(region);
    await worryUpToChoice(phone);
    await choose(/My advocate/);
    await press('Next');
    expect(screen.getByText('Not completely. If someone may be badly hurt, we must tell people who can help.')).toBeTruthy();
    await press('Six examples');
    expect(screen.getByText('We must tell the LADO. That person checks on adults who work with children.')).toBeTruthy();
    expect(document.querySelectorAll('dl > div')).toHaveLength(6);
  });

  it('out of hours is said before it is sent, with who looks when and whom to call now', async () => {
    const phone = await pretendTalk(region, { now: SATURDAY });
    await worryUpToChoice(phone);
    await choose(/My advocate/);
    await press('Next');
    expect(screen.getByText('No one is looking right now')).toBeTruthy();
    expect(screen.getByText('Coast advocates will look by Mon 10:00.')).toBeTruthy();
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['tel:999', 'tel:08001111']);
  });

  it('D16 a word that may mean harm suggests the tick, ticks nothing and repeats nothing of it', async () => {
    const phone = await pretendTalk(region);
    await open('say-worry', phone);
    await press('No');
    await press('No');
    write('He hits my brother');
    await press('Next');
    expect(screen.getByText('If someone could get hurt, tick the box below.')).toBeTruthy();
    expect((screen.getByRole('checkbox', { name: /Someone could get hurt/ }) as HTMLInputElement).checked).toBe(false);
    expect(document.body.textContent).not.toMatch(/hits|brother/);
  });
});

describe('a directory that does not hold', () => {
  for (const [fault, abuse, words] of [
    ['wrongRoot', 'C1', /not the one you were given/],
    ['badSignature', 'C1', /changed by someone who may not/],
    ['rolledBack', 'C2', /an old one/],
  ] as const) {
    it(`${abuse} ${fault}: it is refused visibly, nothing is sealed, and the words stay`, async () => {
      const phone = await pretendTalk(region);
      phone.set({ fault, directory: null });
      await open('say-idea', phone);
      write(CANARY);
      await press('Next');
      expect(screen.getByText('We stopped to keep you safe')).toBeTruthy();
      expect(screen.getByText(words)).toBeTruthy();
      expect(screen.getByText('Nothing was sent. Your words are still here.')).toBeTruthy();
      expect(screen.queryAllByRole('checkbox')).toEqual([]);
      await settle(800);
      expect(await phone.shelf.drafts()).toHaveLength(1);
      expect(await phone.letters()).toEqual([]);
    });
  }

  it('C2 one that runs out while the page is open is refused at the last step too', async () => {
    const phone = await pretendTalk(region);
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    await choose(/Participation/);
    await press('Next');
    await act(async () => phone.set({ now: '2027-01-01T10:00:00.000Z' }));
    expect(screen.getByText(/too old to trust/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull();
  });
});
