// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session, State } from '../../src/inbox/session.ts';
import { AcceptPage } from '../../src/inbox/keys/accept-page.tsx';
import type { KeysRoom } from '../../src/inbox/keys/my-keys.ts';
import { acceptInvitation, giveKeys, keysDue, lookAtMine, makeDevice, readFragment, toGive } from '../../src/inbox/keys/my-keys.ts';
import { MyKeysPage } from '../../src/inbox/keys/my-keys-page.tsx';
import type { ReaderKeeper } from '../../src/seal/keeper.ts';
import { isOfferOf } from '../../src/seal/offer.ts';
import type { Directory, SignedDirectory } from '../../src/shared/voice/directory.ts';
import type { EpochOffer, KeyInvitation, KeptKey } from '../../src/shared/wire/sealed.ts';
import type { LineAnswer } from '../../src/store/quiet/line.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import { w } from '../../src/words/keys.ts';
import type { Cast } from '../support/seal/cast.ts';
import { makeCast, NOW, readerHere, signDirectory, sure } from '../support/seal/cast.ts';

const ADV = { a: 'adv-07', e: 4 };
const EXP = '2026-11-25T09:00:00.000Z';
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterEach(cleanup);

const yes = <Value,>(value: Value): LineAnswer<Value> => ({ ok: true, value });
type Served = { signed: SignedDirectory; invitation: KeyInvitation | null; mine: KeptKey[]; isOffline: boolean };

/** A reader's room, with a server that says what the test wants. All that was sent to it is in `sent`. */
async function makeRoom(
  personId: string,
  served: Partial<Served> = {},
  keeper: ReaderKeeper = readerHere(),
  state: State = { is: 'locked', isDemonstration: false, isBusy: false, why: null, refused: null },
) {
  const server: Served = { signed: cast.signed, invitation: null, mine: [], isOffline: false, ...served };
  const sent: unknown[] = [];
  const kept: KeptKey[] = [];
  const offers: EpochOffer[] = [];
  const asked: { d: string; dk: string; dsk: string }[] = [];
  let locks = 0;
  const shelf = openMemoryShelf();
  const note = <Value,>(what: unknown, value: Value) => {
    sent.push(what);
    return yes(value);
  };
  const line = {
    directory: async () => yes(server.signed),
    myKeys: async () => yes({ devices: asked.map((device) => ({ ...device, isListed: false })), keys: server.mine, colleagues: [{ personId: 'Ben', name: 'Ben' }] }),
    askDevice: async (device: { d: string; dk: string; dsk: string }) => {
      asked.push(device);
      return note(device, null);
    },
    keepKeys: async (keys: KeptKey[]): Promise<LineAnswer<null>> => {
      if (server.isOffline) return { ok: false, why: 'noSignal' };
      kept.push(...keys);
      return note(keys, null);
    },
    redeem: async (id: string): Promise<LineAnswer<KeyInvitation>> => (server.invitation ? note(id, server.invitation) : { ok: false, why: 'refused' }),
    offerEpoch: async (offer: EpochOffer) => {
      offers.push(offer);
      return note(offer, null);
    },
  } as unknown as KeysRoom['line'];
  const session: Session = {
    state: () => state,
    watch: () => () => undefined,
    unlock: async () => undefined,
    lock: () => {
      locks += 1;
    },
    stir: () => undefined,
    begin: async () => undefined,
    end: () => undefined,
    freshen: async () => undefined,
  };
  const room: KeysRoom = { personId, shelf, line, keeper, now: () => NOW, prove: async () => 'proved', seed: () => null, session };
  return { room, server, sent, kept, offers, asked, locks: () => locks };
}

const invite = async (invitee: string) => sure(await cast.reader('Amira').keeper.invite(ADV, invitee, EXP));
/** Keys are made by another thread, which a busy machine lets wait. */
const PATIENT = { timeout: 10_000 };

describe('a reader who takes over a key', () => {
  it('has it sealed to their own device, and gives the secret to nobody', async () => {
    const { invitation, secret } = await invite('Carys');
    const { room, sent, kept, locks } = await makeRoom('Carys', { invitation });
    expect(await acceptInvitation(room, invitation.id, secret)).toEqual({ is: 'taken', name: 'adv-07', isListed: false });
    const device = sure(await room.shelf.read('device'));
    expect(kept).toMatchObject([{ ...ADV, d: device.d }]);
    expect(await readerHere().takeKeys(device, kept, cast.directory)).toEqual({ held: [ADV], wrong: [] });
    expect(JSON.stringify(sent)).not.toContain(secret);
    expect(room.keeper.isOpen()).toBe(false);
    expect(locks()).toBe(1);
  });

  it('E8 has nothing from a link that was used, is late, or is another’s: all look alike', async () => {
    const { invitation, secret } = await invite('Carys');
    const { room, kept } = await makeRoom('Mallory');
    expect(await acceptInvitation(room, invitation.id, secret)).toEqual({ is: 'gone' });
    expect(kept).toEqual([]);
  });

  it('C1 throws away a key that the signed list does not name', async () => {
    const stranger = readerHere();
    const device = await stranger.makeDevice();
    const { pub, keys } = await stranger.newEpoch('adv-07', 4, [{ d: device.d, dk: device.dkPub }]);
    const false1: Directory = { ...cast.directory, audiences: cast.directory.audiences.map((audience) => ({ ...audience, epochs: [{ ...sure(audience.epochs[0]), pub }] })) };
    await stranger.takeKeys(device, keys, false1);
    const { invitation, secret } = sure(await stranger.invite(ADV, 'Carys', EXP));
    const { room, kept } = await makeRoom('Carys', { invitation });
    expect(await acceptInvitation(room, invitation.id, secret)).toEqual({ is: 'false' });
    expect(kept).toEqual([]);
  });

  it('C2 takes nothing under a list that was rolled back, has ended, or stands under another root than was compared', async () => {
    const { invitation, secret } = await invite('Carys');
    for (const pinned of ['rolledBack', 'wrongRoot'] as const) {
      const { room, sent } = await makeRoom('Carys', { invitation });
      await makeDevice(room);
      if (pinned === 'wrongRoot') await room.shelf.write('device', { ...sure(await room.shelf.read('device')), root: 'A'.repeat(43) });
      else {
        const signed = await signDirectory(cast.rootPart, { ...cast.directory, version: 9, expiresAt: '2026-11-22T09:00:00.000Z' }, cast.officers);
        await room.shelf.write('directory', { signed, version: 9, checkedAt: NOW });
      }
      const before = sent.length;
      expect(await acceptInvitation(room, invitation.id, secret)).toEqual({ is: 'unbelieved' });
      expect(sent).toHaveLength(before);
    }
  });

  it('does not lose the key when the signal goes at the wrong moment', async () => {
    const { invitation, secret } = await invite('Carys');
    const { room, kept, server } = await makeRoom('Carys', { invitation, isOffline: true });
    expect(await acceptInvitation(room, invitation.id, secret)).toMatchObject({ is: 'taken' });
    expect(kept).toEqual([]);
    server.isOffline = false;
    const mine = await lookAtMine(room);
    expect(kept).toMatchObject([ADV]);
    expect(mine.keys).toEqual(kept);
  });

  it('E5 keeps the device they have: no link gives them another, or signs anybody in', async () => {
    const { invitation, secret } = await invite('Carys');
    const { room, asked } = await makeRoom('Carys', { invitation });
    await makeDevice(room);
    const before = await room.shelf.read('device');
    await acceptInvitation(room, invitation.id, secret);
    expect(await room.shelf.read('device')).toBe(before);
    expect(asked).toHaveLength(1);
    expect(readFragment(`#i=${invitation.id}&s=${secret}`)).toEqual({ id: invitation.id, secret });
    for (const odd of ['', '#', `#i=${invitation.id}`, `#i=${invitation.id}&s=${secret}&device=${'A'.repeat(43)}`, `#s=${secret}&i=${invitation.id}`])
      expect(readFragment(odd)).toBeNull();
  });

  it('E5 is told that a device in a link was not taken where nothing is a demonstration', async () => {
    const { demonstration: _not, ...statement } = JSON.parse(Buffer.from(cast.rootPart.statement, 'base64url').toString()) as Record<string, unknown>;
    const { signRoot } = await import('../../src/seal/directory.ts');
    const real = await signDirectory(await signRoot(cast.root, statement as never), cast.directory, cast.officers);
    const { room } = await makeRoom('Amira', { signed: real });
    render(<MyKeysPage room={{ ...room, seed: () => 'A'.repeat(43) }} />);
    await screen.findByText(w('demo.refused'), {}, PATIENT);
    expect(await room.shelf.read('device')).toBeNull();
  });

  it('is told in words what came of the link', async () => {
    const { invitation, secret } = await invite('Carys');
    const { room } = await makeRoom('Carys', { invitation });
    render(<AcceptPage room={room} fragment={`#i=${invitation.id}&s=${secret}`} />);
    fireEvent.click(screen.getByRole('button', { name: w('accept.act') }));
    await screen.findByText(w('accept.done', { name: 'adv-07' }), {}, PATIENT);
    cleanup();
    render(<AcceptPage room={room} fragment="#i=half" />);
    expect(screen.getByText(w('accept.noLink'))).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('a reader’s own keys', () => {
  it('are made here, cannot be taken out, and are asked to be listed', async () => {
    const { room, asked } = await makeRoom('Carys');
    render(<MyKeysPage room={room} />);
    fireEvent.click(await screen.findByRole('button', { name: w('mine.make') }, PATIENT));
    await screen.findByRole('heading', { name: w('mine.waits') }, PATIENT);
    const device = sure(await room.shelf.read('device'));
    expect(device.dk.privateKey.extractable || device.dsk.privateKey.extractable).toBe(false);
    expect(asked).toEqual([{ d: device.d, dk: device.dkPub, dsk: device.dskPub }]);
    await waitFor(() => expect(screen.getByRole('list', { name: w('mine.words') }).children).toHaveLength(8), PATIENT);
    expect(room.keeper.isOpen()).toBe(false);
  });

  it('begin an audience with a key that this device vouches for', async () => {
    const { room, kept, offers } = await makeRoom('Carys');
    await makeDevice(room);
    render(<MyKeysPage room={room} />);
    fireEvent.click(await screen.findByRole('button', { name: w('found.act'), hidden: true }, PATIENT));
    await waitFor(() => expect(offers).toHaveLength(1), PATIENT);
    const device = sure(await room.shelf.read('device'));
    const [offer] = offers;
    expect(await isOfferOf(sure(offer), device.dskPub)).toBe(true);
    expect(kept).toMatchObject([{ a: offer?.a, e: 1, d: device.d }]);
  });

  it('C8 are due anew once a reader is out, and go to nobody who left', async () => {
    const carol = cast.reader('Amira');
    const out = cast.reader('Ben').device.d;
    const left: Directory = { ...cast.directory, version: 4, devices: cast.directory.devices.map((device) => (device.d === out ? { ...device, revokedAt: NOW } : device)) };
    const signed = await signDirectory(cast.rootPart, left, cast.officers);
    const { room } = await makeRoom('Amira', { signed, mine: carol.keys });
    await room.shelf.write('device', { personId: 'Amira', ...carol.device });
    const mine = await lookAtMine(room);
    expect(mine.standing).toBe('listed');
    expect(keysDue(mine).map(({ a }) => a)).toEqual(['adv-07']);
    expect(keysDue({ ...mine, keys: [...mine.keys, { ...sure(mine.keys[0]), e: 5 }] })).toEqual([]);
    const desk = { directory: left, isDemonstration: true, d: carol.device.d, name: 'Amira', audiences: left.audiences.filter(({ a }) => a === 'adv-07'), held: [ADV], wrong: [] };
    expect(toGive(desk, 'Amira', NOW)).toEqual([]);
    expect(toGive({ ...desk, directory: cast.directory }, 'Amira', NOW).map(({ device }) => device.d)).toEqual([out]);
  });

  it('are given to a listed device of a colleague, which opens with them what comes', async () => {
    const amira = cast.reader('Amira');
    const ben = cast.reader('Ben');
    const { room, kept } = await makeRoom('Amira', {}, amira.keeper);
    const desk = {
      directory: cast.directory,
      isDemonstration: true,
      d: amira.device.d,
      name: 'Amira',
      audiences: cast.directory.audiences.filter(({ a }) => a === 'adv-07'),
      held: [ADV],
      wrong: [],
    };
    expect(await giveKeys(room, toGive(desk, 'Amira', NOW))).toEqual({ ok: true, value: null });
    expect(kept.map(({ d }) => d)).toEqual([ben.device.d]);
    expect(await readerHere().takeKeys(ben.device, kept, cast.directory)).toEqual({ held: [ADV], wrong: [] });
  });
});
