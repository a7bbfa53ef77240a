// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import { handOver } from '../../src/store/quiet/hand-over.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import { carryLeft, drainQuietOnce } from '../../src/sync/quiet/drain-quiet-once.ts';
import { makeSealedLane } from '../../src/sync/quiet/quiet-lane.ts';
import { makeHandClock } from '../support/device.ts';
import { idOf, joinedPhone } from '../support/joined-phone.ts';
import { actLetter, chunkLetters, memberWith, viewLetter } from '../support/quiet-letters.ts';
import { eventually, makeQuietDisk, openOn, quietTab } from '../support/quiet-phone.ts';

describe('killed at any step', () => {
  /** Every await of the phone that reaches outside: the request, and each write of the shelf. */
  const STEPS = ['before the request', 'after the server took it', 'before the shelf heard', 'after the shelf heard'] as const;

  it.each(STEPS)('%s: opened again, each letter is delivered once and none is lost', async (step) => {
    const { clock, server, disk, shelf, tab, member } = await joinedPhone();
    const letters = [viewLetter(), ...chunkLetters(1), viewLetter()];
    await shelf.send(letters);
    let isDead = false;
    const die = () => {
      isDead = true;
      return new Promise<never>(() => undefined);
    };
    const dying: Backshelf = {
      ...shelf,
      settleLetter: async (id, how) => {
        if (step === 'before the shelf heard') return die();
        await shelf.settleLetter(id, how);
        if (step === 'after the shelf heard') return die();
      },
    };
    tab.weather.now = async (_path, send) => {
      if (step === 'before the request') return die();
      const reply = send();
      return step === 'after the server took it' ? die() : reply;
    };
    makeSealedLane({ ...tab.world, locks: null } as never, dying).wake();
    await eventually(() => isDead, 'it was killed');
    shelf.close();
    const again = await openOn(disk, clock);
    await makeSealedLane(quietTab(clock, server, disk).world as never, again).drain();
    expect(await again.letters()).toEqual([]);
    expect([...server.effects].sort()).toEqual(
      letters
        .filter(({ content }) => content.kind === 'view')
        .map(idOf)
        .sort(),
    );
    expect(server.chunks.size).toBe(1);
    expect((await again.read('member'))?.capabilities.every((kept) => member.capabilities.includes(kept))).toBe(true);
  });

  it('in the middle of sending from the room: the draft is still there, or the letter is', async () => {
    const { disk, clock, shelf } = await joinedPhone();
    const content = { iv: new Uint8Array(12), sealed: new Uint8Array(64) };
    await shelf.keepDraft({ id: 'd1', at: '2026-11-20T09:00:00.000Z', content });
    await shelf.send([viewLetter(), { ...viewLetter(), content: { kind: 'view', text: 'words' } } as never], 'd1').catch(() => undefined);
    shelf.close();
    const again = await openOn(disk, clock);
    expect([(await again.drafts()).length, (await again.letters()).length]).toEqual([1, 0]);
    expect((await again.read('member'))?.capabilities).toHaveLength(10);
  });
});

describe('the errand of the worker', () => {
  async function closedPhone() {
    const phone = await joinedPhone();
    await phone.shelf.send([viewLetter()]);
    phone.shelf.close();
    const errand = (signedIn: string | null = null) => drainQuietOnce({ open: () => openOn(phone.disk, phone.clock), signedIn: async () => signedIn, world: phone.tab.world });
    return { ...phone, errand };
  }

  it('sends with no page open and no session', async () => {
    const { server, errand } = await closedPhone();
    expect(await errand()).toBe(true);
    expect(server.effects).toHaveLength(1);
    expect(server.seen.every(({ hasCookie }) => !hasCookie)).toBe(true);
  });

  it('says when something is left, so that the browser calls again', async () => {
    const { tab, server, errand } = await closedPhone();
    tab.weather.now = () => {
      throw new TypeError('no network after all');
    };
    expect(await errand()).toBe(false);
    tab.weather.now = (_path, send) => send();
    expect(await errand()).toBe(true);
    expect(server.effects).toHaveLength(1);
  });

  it('ends by itself before the browser ends it', async () => {
    const { clock, tab, errand } = await closedPhone();
    let isAsked = false;
    tab.weather.now = () => {
      isAsked = true;
      return new Promise(() => undefined);
    };
    const done = errand();
    await eventually(() => isAsked, 'the request left');
    clock.pass(100_000);
    expect(await done).toBe(false);
  });

  it('robs a page that is frozen with the lock', async () => {
    const { clock, disk, server, errand } = await closedPhone();
    const frozen = disk.locksOf({});
    void frozen.request('hearth-quiet', {}, () => new Promise(() => undefined)).catch(() => undefined);
    const done = errand();
    await eventually(() => clock.due().length >= 2, 'it waits for the page');
    clock.pass(20_000);
    expect(await done).toBe(true);
    expect(server.effects).toHaveLength(1);
  });

  it('letters left behind on a phone that keeps nothing go at once', async () => {
    const { clock, server, disk, tab } = await joinedPhone();
    const memory = openMemoryShelf({ clock: clock.read });
    await memory.write('member', memberWith([server.give()]));
    await memory.send([viewLetter(), ...chunkLetters(1)]);
    await handOver(memory, await openOn(disk, clock));
    await carryLeft({ open: () => openOn(disk, clock), world: tab.world });
    expect([server.effects.length, server.chunks.size, (await (await openOn(disk, clock)).letters()).length]).toEqual([1, 1, 0]);
  });

  it('leaves no trace on a phone that has no letters', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    expect(await drainQuietOnce({ open: () => openOn(disk, clock), world: { fetch: () => Promise.reject(new Error('nothing is asked')) } })).toBe(true);
    expect(await disk.indexedDB.databases()).toEqual([]);
  });

  it('takes a reader’s acts along while that reader is signed in', async () => {
    const { disk, clock, tab, server, errand } = await closedPhone();
    const shelf = await openOn(disk, clock);
    await shelf.send([actLetter('ann')]);
    shelf.close();
    expect(await errand(null)).toBe(true);
    expect(server.acts).toEqual([]);
    tab.session.personId = 'ann';
    expect(await errand('ann')).toBe(true);
    expect(server.acts).toHaveLength(1);
  });
});
