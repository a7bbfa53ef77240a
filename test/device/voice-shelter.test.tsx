// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HAND_OVER_MS } from '../../src/voice/shelter/exit.ts';
import { IDLE_MINE_MS, IDLE_SHARED_MS, watchOver } from '../../src/voice/shelter/watch-over.ts';
import { TalkPage } from '../../src/voice/talk-page.tsx';
import { openVisit, type Visit } from '../../src/voice/visit.ts';
import { w } from '../../src/words/voice.ts';
import { viewLetter } from '../support/quiet-letters.ts';
import { type Cast, makeCast } from '../support/seal/cast.ts';
import { CODE, youngPhone } from '../support/young-phone.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

type Phone = ReturnType<typeof youngPhone>;
const phoneOf = (): Phone => youngPhone({ signed: cast.signed, invite: { code: CODE, root: cast.fingerprint } });

/** As far as home, without drawing anything. */
async function arrive(phone: Phone, mode: 'mine' | 'shared', told: () => void = () => undefined): Promise<Visit> {
  const visit = openVisit(phone.world, told);
  await visit.begin();
  await visit.join();
  await visit.settleOn(mode);
  await visit.makeWords();
  visit.home();
  return visit;
}
const keeperOf = (phone: Phone) => {
  const keeper = phone.keepers[0];
  if (!keeper) throw new Error('no keeper');
  return keeper;
};
const settle = (ms = 40) => act(async () => void (await new Promise((done) => setTimeout(done, ms))));
const isCovered = () => 'cover' in document.documentElement.dataset;

beforeEach(() => {
  delete document.documentElement.dataset.cover;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the exit', () => {
  it('R10 stands first on the screen, is 48 pixels high by its style, and blanks the page before anything else', async () => {
    const phone = phoneOf();
    render(<TalkPage world={phone.world} />);
    await settle();
    const [skip, exit] = screen.getAllByRole('button', { name: w('bar.exit') });
    expect(document.querySelector('button')).toBe(skip);
    fireEvent.click(exit as HTMLElement);
    expect(isCovered()).toBe(true);
    await settle(0);
    expect(phone.timesLeft()).toBe(1);
  });

  it('R10 Shift pressed three times leaves; a capital letter written with Shift does not', async () => {
    const phone = phoneOf();
    render(<TalkPage world={phone.world} />);
    await settle();
    const shift = () => {
      fireEvent.keyDown(document.body, { key: 'Shift' });
      fireEvent.keyUp(document.body, { key: 'Shift' });
    };
    for (let count = 0; count < 4; count += 1) {
      fireEvent.keyDown(document.body, { key: 'Shift' });
      fireEvent.keyDown(document.body, { key: 'A' });
      fireEvent.keyUp(document.body, { key: 'A' });
      fireEvent.keyUp(document.body, { key: 'Shift' });
    }
    shift();
    shift();
    await settle(0);
    expect(phone.timesLeft()).toBe(0);
    shift();
    await settle(0);
    expect(phone.timesLeft()).toBe(1);
  });

  it('drops every key before the page is gone', async () => {
    const phone = phoneOf();
    const visit = await arrive(phone, 'mine');
    expect(keeperOf(phone).isOpen()).toBe(true);
    visit.exit();
    expect(keeperOf(phone).isOpen()).toBe(false);
    expect(visit.known.member).toBeNull();
  });

  it('never loses what waits for signal: on a phone that keeps nothing it is handed over, still sealed', async () => {
    const phone = phoneOf();
    const visit = await arrive(phone, 'shared');
    await visit.talk()?.shelf.send([viewLetter()]);
    await vi.waitFor(() => expect(visit.known.waiting).toBe(1));
    visit.exit();
    await vi.waitFor(() => expect(phone.timesLeft()).toBe(1));
    expect(await phone.kept().letters()).toHaveLength(1);
    expect(await phone.kept().read('member')).toBeNull();
  });

  it('does not wait for a database that hangs', async () => {
    const phone = phoneOf();
    const parts = await phone.world.loadParts();
    const visit = await arrive({ ...phone, world: { ...phone.world, loadParts: async () => ({ ...parts, openKeptShelf: () => new Promise(() => undefined) }) } }, 'shared');
    await visit.talk()?.shelf.send([viewLetter()]);
    await vi.waitFor(() => expect(visit.known.waiting).toBe(1));
    vi.useFakeTimers();
    visit.exit();
    await vi.advanceTimersByTimeAsync(HAND_OVER_MS);
    vi.useRealTimers();
    expect(phone.timesLeft()).toBe(1);
  });
});

describe('a phone left lying about', () => {
  let now = 0;
  const watched = (is: { mine?: boolean; open?: boolean; awake?: () => boolean }) => {
    const lock = vi.fn();
    const stop = watchOver({ isMine: () => is.mine ?? false, isOpen: () => is.open ?? true, isAwake: is.awake ?? (() => false), lock, now: () => now });
    return { lock, stop };
  };
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(1000);
  };
  const goOutOfSight = (isHidden: boolean) => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isHidden ? 'hidden' : 'visible');
    document.dispatchEvent(new Event('visibilitychange'));
  };
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a shared phone locks after a minute, an own one after two', () => {
    for (const [mine, limit] of [
      [false, IDLE_SHARED_MS],
      [true, IDLE_MINE_MS],
    ] as const) {
      const { lock, stop } = watched({ mine });
      pass(limit - 1);
      expect(lock).not.toHaveBeenCalled();
      pass(1);
      expect(lock).toHaveBeenCalledWith('idle');
      stop();
    }
  });

  it('a touch or a key begins the time again', () => {
    const { lock, stop } = watched({});
    for (const sign of ['pointerdown', 'keydown', 'input']) {
      pass(IDLE_SHARED_MS - 1);
      dispatchEvent(new Event(sign));
    }
    expect(lock).not.toHaveBeenCalled();
    stop();
  });

  it('while a recording runs it does not lock, and the time begins when it ends', () => {
    let isAwake = true;
    const { lock, stop } = watched({ awake: () => isAwake });
    pass(IDLE_MINE_MS * 2);
    isAwake = false;
    pass(IDLE_SHARED_MS - 1);
    expect(lock).not.toHaveBeenCalled();
    pass(1);
    expect(lock).toHaveBeenCalledTimes(1);
    stop();
  });

  it('out of sight the screen is covered; a shared phone is locked at once, an own one is not', () => {
    for (const mine of [true, false]) {
      const { lock, stop } = watched({ mine });
      goOutOfSight(true);
      expect(isCovered()).toBe(true);
      expect(lock).toHaveBeenCalledTimes(mine ? 0 : 1);
      goOutOfSight(false);
      expect(isCovered()).toBe(false);
      stop();
    }
  });

  it('a phone that slept past its time is locked before it is uncovered', () => {
    const { lock, stop } = watched({ mine: true });
    goOutOfSight(true);
    now += IDLE_MINE_MS;
    lock.mockImplementation(() => expect(isCovered()).toBe(true));
    goOutOfSight(false);
    expect(lock).toHaveBeenCalledTimes(1);
    stop();
  });

  it('a phone with nothing open has nothing to lock', () => {
    const { lock, stop } = watched({ open: false });
    pass(IDLE_MINE_MS);
    expect(lock).not.toHaveBeenCalled();
    stop();
  });
});

describe('locking', () => {
  it('a phone that keeps nothing forgets the whole visit, and hands over what waits', async () => {
    const phone = phoneOf();
    const visit = await arrive(phone, 'shared');
    await visit.talk()?.shelf.send([viewLetter()]);
    await vi.waitFor(() => expect(visit.known.waiting).toBe(1));
    await visit.lockNow('idle');
    expect(keeperOf(phone).isOpen()).toBe(false);
    expect(visit.talk()).toBeNull();
    expect(visit.known).toMatchObject({ member: null, directory: null, isOpen: false, notice: 'idle', spots: [{ screen: 'language', step: null }] });
    expect(await phone.kept().letters()).toHaveLength(1);
  });

  it('a recording that ends twice wakes nobody', async () => {
    const visit = await arrive(phoneOf(), 'shared');
    const done = visit.talk()?.stayAwake();
    const other = visit.talk()?.stayAwake();
    done?.();
    done?.();
    expect(visit.isAwake()).toBe(true);
    other?.();
    expect(visit.isAwake()).toBe(false);
  });
});

describe('leaving a phone', () => {
  it('takes everything off it but what waits to be delivered', async () => {
    const phone = phoneOf();
    const visit = await arrive(phone, 'mine');
    expect(await visit.setLock('pin', '274913')).toBe(true);
    await visit.talk()?.shelf.send([viewLetter()]);
    await visit.leavePhone('keepLetters', 'left');
    for (const name of ['member', 'lock', 'thread', 'used', 'directory'] as const) expect(await phone.kept().read(name)).toBeNull();
    expect(await phone.kept().letters()).toHaveLength(1);
    expect(visit.known.spots).toEqual([{ screen: 'language', step: null }]);
  });

  it('takes that too when asked', async () => {
    const phone = phoneOf();
    const visit = await arrive(phone, 'mine');
    await visit.talk()?.shelf.send([viewLetter()]);
    await visit.leavePhone('all', 'left');
    expect(await phone.kept().letters()).toHaveLength(0);
  });
});
