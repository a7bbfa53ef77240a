// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DRAWINGS } from '../../src/voice/lock/drawings.ts';
import { isEasy, MOST_TRIES } from '../../src/voice/lock/local-lock.ts';
import { PicturePad, secretOf } from '../../src/voice/lock/pads.tsx';
import { openVisit, type Visit } from '../../src/voice/visit.ts';
import { type Cast, makeCast } from '../support/seal/cast.ts';
import { CODE, youngPhone } from '../support/young-phone.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterEach(cleanup);

const phoneOf = () => youngPhone({ signed: cast.signed, invite: { code: CODE, root: cast.fingerprint } });
type Phone = ReturnType<typeof phoneOf>;

async function locked(phone: Phone, pin = '274913'): Promise<{ visit: Visit; words: string[] }> {
  const visit = openVisit(phone.world, () => undefined);
  await visit.begin();
  await visit.join();
  await visit.settleOn('mine');
  await visit.makeWords();
  const words = (await visit.words()) ?? [];
  expect(await visit.setLock('pin', pin)).toBe(true);
  return { visit, words };
}
async function again(phone: Phone): Promise<Visit> {
  const visit = openVisit(phone.world, () => undefined);
  await visit.begin();
  return visit;
}

describe('the lock of an own phone', () => {
  it('a phone that was used before opens at its lock, and shows nothing of what is behind it', async () => {
    const phone = phoneOf();
    await locked(phone);
    const visit = await again(phone);
    expect(visit.known.spots).toEqual([{ screen: 'unlock', step: null }]);
    expect(visit.known.directory).toBeNull();
    expect(visit.known.isOpen).toBe(false);
  });

  it('the right six numbers bring back the same six words', async () => {
    const phone = phoneOf();
    const { words } = await locked(phone);
    const visit = await again(phone);
    expect((await visit.unlock('274913')).is).toBe('open');
    expect(await visit.words()).toEqual(words);
    expect(visit.known.spots).toEqual([{ screen: 'home', step: null }]);
    expect(visit.known.directory).not.toBeNull();
  });

  it('R9 ten wrong tries wipe what was kept; nine do not', async () => {
    const phone = phoneOf();
    const { words } = await locked(phone);
    const visit = await again(phone);
    for (let left = MOST_TRIES - 1; left > 0; left -= 1) expect(await visit.unlock('000111')).toMatchObject({ is: 'wrong', left });
    expect(await visit.unlock('000111')).toEqual({ is: 'wiped' });
    for (const name of ['member', 'lock', 'thread', 'used'] as const) expect(await phone.kept().read(name)).toBeNull();
    expect(visit.known.notice).toBe('wiped');
    expect(await visit.comeBack(words)).toBe(true);
  });

  it('a right try sets the count back', async () => {
    const phone = phoneOf();
    await locked(phone);
    const visit = await again(phone);
    await visit.unlock('000111');
    await visit.unlock('274913');
    expect((await phone.kept().read('lock'))?.tries).toBe(0);
  });

  it('a try counts even when the page is closed in the middle of it', async () => {
    const phone = phoneOf();
    await locked(phone);
    const visit = await again(phone);
    const shelf = phone.kept();
    const trying = visit.unlock('000111');
    while (((await shelf.read('lock'))?.tries ?? 0) === 0) await new Promise((done) => setTimeout(done, 1));
    expect((await shelf.read('lock'))?.tries).toBe(1);
    await trying;
  });

  it('locking drops the keys and asks for the lock again', async () => {
    const phone = phoneOf();
    const { visit } = await locked(phone);
    await visit.lockNow();
    expect(phone.keepers[0]?.isOpen()).toBe(false);
    expect(visit.known.spots).toEqual([{ screen: 'unlock', step: null }]);
    expect((await visit.unlock('274913')).is).toBe('open');
  });

  it('how many mailboxes are taken is kept under the lock', async () => {
    const phone = phoneOf();
    const { visit } = await locked(phone);
    expect(await visit.talk()?.takeMailbox()).toBe(0);
    expect(await visit.talk()?.takeMailbox()).toBe(1);
    const later = await again(phone);
    await later.unlock('274913');
    expect(await later.talk()?.takeMailbox()).toBe(2);
  });

  it('a card asked for in haste is made once: what is shown is what answers are sealed to', async () => {
    const phone = phoneOf();
    const visit = openVisit(phone.world, () => undefined);
    await visit.begin();
    await visit.settleOn('shared');
    const [shown] = await Promise.all([visit.words(), visit.makeWords(), visit.makeWords()]);
    expect(shown).toHaveLength(6);
    expect(await visit.words()).toEqual(shown);
  });

  it('six words that are no card are refused', async () => {
    const visit = await again(phoneOf());
    expect(await visit.comeBack(['one', 'two', 'three', 'four', 'five', 'zzzz'])).toBe(false);
  });
});

describe('pads', () => {
  it('numbers in a row and pictures in a row are too easy', () => {
    for (const easy of ['111111', '123456', '987654', '00-00-00-00-00', '05-06-07-08-09']) expect(isEasy(easy)).toBe(true);
    for (const fine of ['274913', '112233', '03-17-60-09-41']) expect(isEasy(fine)).toBe(false);
  });

  it('there are sixty-four pictures, no two alike, each with a name to hear', () => {
    expect(DRAWINGS).toHaveLength(64);
    expect(new Set(DRAWINGS.map(([name]) => name)).size).toBe(64);
    expect(new Set(DRAWINGS.map(([, lines]) => lines)).size).toBe(64);
  });

  it('five pictures become their five numbers', async () => {
    let signs: string[] = [];
    const keep = (next: string[]) => {
      signs = next;
    };
    const draw = () => <PicturePad signs={signs} onChange={keep} />;
    const { rerender } = render(draw());
    for (const name of ['cloud', 'door', 'snail', 'pan', 'note']) {
      fireEvent.click(screen.getByRole('button', { name }));
      await act(async () => rerender(draw()));
    }
    expect(secretOf('pictures', signs)).toBe('03-09-27-39-60');
    expect(secretOf('pin', ['2', '7', '4', '9', '1', '3'])).toBe('274913');
  });
});
