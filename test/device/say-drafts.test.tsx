// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { choose, open, press, sent, settle, write } from '../support/say-stage.tsx';
import { makeRegion, openAs, pretendTalk, type Region, viewOf } from '../support/young-talk.tsx';

const CANARY = 'The canary sings behind the blue door';
const MONDAY = '2026-11-23T10:00:00.000Z';

let region: Region;
beforeAll(async () => {
  region = await makeRegion();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('private drafts', () => {
  it('kept for me: it is locked on this phone, opens again, and nobody else gets it', async () => {
    const phone = await pretendTalk(region);
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    await press('Keep for me');
    await settle();
    expect(phone.said).toEqual(['Kept on this phone. Only you can open it.']);
    expect(await phone.letters()).toEqual([]);
    await act(async () => phone.talk().go('drafts'));
    await settle();
    // Opened under the local key, which another thread may keep waiting.
    await screen.findByText(CANARY, {}, { timeout: 5000 });
    await press('Carry on');
    expect((screen.getByLabelText('Your words') as HTMLTextAreaElement).value).toBe(CANARY);
  });

  it('deleting a draft asks once and then it is gone', async () => {
    const phone = await pretendTalk(region);
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    await press('Keep for me');
    await act(async () => phone.talk().go('drafts'));
    await settle();
    await press('Delete');
    await press('Yes, delete it');
    expect(await phone.shelf.drafts()).toEqual([]);
    expect(screen.queryByText(CANARY)).toBeNull();
  });

  it('a shared phone keeps no draft, says so, and offers no keeping', async () => {
    const phone = await pretendTalk(region, { mode: 'shared' });
    await open('say-idea', phone);
    write(CANARY);
    await settle(800);
    expect(screen.getByText('Not saved. When you leave, it is gone.')).toBeTruthy();
    expect(await phone.shelf.drafts()).toEqual([]);
    await press('Next');
    expect(screen.queryByRole('button', { name: 'Keep for me' })).toBeNull();
  });
});

describe('the lock', () => {
  it('words that were not sent go from memory with the keys, also when their screen was left open before', async () => {
    const phone = await pretendTalk(region);
    const words = (await phone.talk().keeper.words()) ?? [];
    await open('say-idea', phone);
    write(CANARY);
    await act(async () => phone.talk().home());
    await act(async () => phone.talk().go('say-idea'));
    expect((screen.getByLabelText('Your words') as HTMLTextAreaElement).value).toBe(CANARY);
    await act(async () => phone.talk().home());
    phone.talk().keeper.lock();
    await settle(600);
    await phone.talk().keeper.comeBack(words);
    await act(async () => phone.talk().go('say-idea'));
    expect((screen.getByLabelText('Your words') as HTMLTextAreaElement).value).toBe('');
  });
});

describe('a phone that keeps nothing, without signal', () => {
  async function sendOffline() {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const phone = await pretendTalk(region, { mode: 'shared' });
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    await choose(/Participation/);
    await press('Next');
    await press('Send now');
    await vi.waitFor(() => expect(screen.getByText('There is no signal')).toBeTruthy(), { timeout: 5000 });
    expect(await phone.letters()).toEqual([]);
    return phone;
  }

  it('asks, and keeps the sealed letter with its capability where a closed page cannot lose it', async () => {
    const phone = await sendOffline();
    await press('Keep it sealed here until there is signal');
    const letters = await phone.kept.letters();
    expect(letters).toHaveLength(1);
    expect(letters[0]?.content).toMatchObject({ kind: 'view', capability: 'A'.repeat(43) });
    expect((await phone.shelf.read('member'))?.capabilities).toHaveLength(3);
    expect((await openAs(region, 'participation', viewOf(letters))).text).toBe(CANARY);
  });

  it('or throws it away, and then it is nowhere', async () => {
    const phone = await sendOffline();
    await press('Throw it away');
    expect(await phone.kept.letters()).toEqual([]);
    expect(await phone.letters()).toEqual([]);
    expect(screen.getByText('Thrown away. Nothing was sent.')).toBeTruthy();
  });

  it('with signal it goes while the page is open, without waiting', async () => {
    const phone = await pretendTalk(region, { mode: 'shared' });
    await open('say-idea', phone);
    write(CANARY);
    await press('Next');
    await choose(/Participation/);
    await press('Next');
    await press('Send now');
    await sent(phone);
    expect((await phone.letters())[0]?.notBefore).toBe(MONDAY);
    expect(screen.getByText('Stay on this page until it has gone.')).toBeTruthy();
  });
});
