import { beforeAll, describe, expect, it } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../src/seal/envelope.ts';
import type { YoungKeeper } from '../../src/seal/keeper.ts';
import { checkShare } from '../../src/seal/share.ts';
import type { Directory } from '../../src/shared/voice/directory.ts';
import { type Cast, type CastReader, LATER, listed, makeCast, NOW, partiesOf, readerHere, sure, UNIT, viewTo, youngHere } from '../support/seal/cast.ts';

let cast: Cast;
let young: YoungKeeper;
beforeAll(async () => {
  cast = await makeCast();
  young = youngHere();
  await young.begin();
});
const ADV = { a: 'adv-07', e: 4 };
const PART = { a: 'part-07', e: 4 };
const sealTo = async (text: string, ...audiences: string[]) => (await young.seal(viewTo(cast.directory, audiences, text))).envelope;

async function newcomer(name: string, audience: string): Promise<CastReader> {
  const keeper = readerHere();
  const device = await keeper.makeDevice();
  await keeper.takeKeys(device, [], cast.directory);
  return { personId: name, name, role: 'advocate', audiences: [audience], keeper, device, keys: [] };
}

describe('a reader’s device', () => {
  it('has keys that cannot be taken out', async () => {
    const { dk, dsk } = await readerHere().makeDevice();
    for (const { privateKey } of [dk, dsk]) {
      expect(privateKey.extractable).toBe(false);
      for (const format of ['jwk', 'pkcs8'] as const) await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
    }
  });

  it('takes only keys that belong to what the directory says, and names the wrong ones', async () => {
    const ben = cast.reader('Ben');
    const other = await cast.reader('Amira').keeper.newEpoch('adv-07', 4, [{ d: ben.device.d, dk: ben.device.dkPub }]);
    const asPart = { ...sure(ben.keys[0]), a: 'part-07' };
    const keeper = readerHere();
    expect(await keeper.takeKeys(ben.device, [...other.keys], cast.directory)).toEqual({ held: [], wrong: [ADV] });
    expect(await keeper.takeKeys(ben.device, [asPart, { ...sure(ben.keys[0]), e: 5 }], cast.directory)).toEqual({ held: [], wrong: [PART, { a: 'adv-07', e: 5 }] });
    expect(await keeper.takeKeys(ben.device, [...ben.keys, ...cast.reader('Carys').keys], cast.directory)).toEqual({ held: [ADV], wrong: [] });
  });

  it('of a demonstration’s link is the same each time, and another for another link', async () => {
    const seed = 'A'.repeat(43);
    const [one, two] = [await readerHere().deviceOfSeed(seed), await readerHere().deviceOfSeed(seed)];
    expect([one.d, one.dkPub, one.dskPub]).toEqual([two.d, two.dkPub, two.dskPub]);
    expect((await readerHere().deviceOfSeed(`${'A'.repeat(41)}BA`)).dkPub).not.toBe(one.dkPub);
    expect(one.dk.privateKey.extractable || one.dsk.privateKey.extractable).toBe(false);
  });

  it('is told to a colleague in eight words, which differ when one key does', async () => {
    const [one, two] = [await readerHere().makeDevice(), await readerHere().makeDevice()];
    const words = await readerHere().deviceWords(one.dkPub, one.dskPub);
    expect(words).toHaveLength(8);
    expect(await readerHere().deviceWords(one.dkPub, one.dskPub)).toEqual(words);
    expect(await readerHere().deviceWords(one.dkPub, two.dskPub)).not.toEqual(words);
    expect(await readerHere().deviceWords(two.dkPub, one.dskPub)).not.toEqual(words);
  });
});

describe('what a reader is shown', () => {
  it('C11 a reader’s message that nobody signed is not believed, and a young person’s cannot pass for one', async () => {
    const view = await sealTo('Hello', 'adv-07');
    const { message } = await cast
      .reader('Amira')
      .keeper.answer(
        { t: 'reply', re: 'AAAAAAAAAAAAAAAAAAAAAA', a: 'adv-07', at: NOW, text: 'Hi' },
        { tk: null, audiences: partiesOf(cast.directory, 'adv-07') },
        { mbox: 'AAAAAAAAAAAAAAAAAAAAAA', unit: UNIT, safety: 0 },
        [],
      );
    const ben = cast.reader('Ben').keeper;
    const { cert, sig, ...bare } = message;
    expect(await ben.open(bare, ADV, null, cast.directory)).toEqual({ ok: false, why: 'forged' });
    expect(await ben.open({ ...view, cert, sig }, ADV, null, cast.directory)).toEqual({ ok: false, why: 'forged' });
    expect(await ben.open({ ...message, cert: cast.reader('Carys').device.d }, ADV, null, cast.directory)).toEqual({ ok: false, why: 'forged' });
    expect(await ben.open(message, ADV, null, cast.directory)).toMatchObject({ ok: true, body: { text: 'Hi' } });
  });

  it('D12 what is added later in a young person’s name is believed only with the key that their first view brought', async () => {
    const ben = cast.reader('Ben').keeper;
    const view = await ben.open(await sealTo('Is anyone there?', 'adv-07'), ADV, null, cast.directory);
    if (!view.ok || view.body.t !== 'view') throw new Error('not opened');
    const { tk } = view.body;
    const body = { t: 'answer', re: view.header.id, says: 'mayUse', at: NOW } as const;
    const to = partiesOf(cast.directory, 'adv-07');
    const { envelope: own } = await young.seal({ ...viewTo(cast.directory, ['adv-07'], ''), body });
    expect(await ben.open(own, ADV, null, cast.directory, tk)).toMatchObject({ ok: true, body: { says: 'mayUse' } });
    // The server knows the mailbox and the audience's key. It does not know whom the thread answers to.
    const { envelope: forged } = await sealEnvelope({ header: { mbox: view.header.mbox, unit: UNIT, safety: 0 }, body: { ...body, tk: cast.reader('Carys').device.dkPub }, to });
    expect(await ben.open(forged, ADV, null, cast.directory, tk)).toEqual({ ok: false, why: 'forged' });
  });

  it('a concern goes to the audience alone: the thread has no slot in it', async () => {
    const { message } = await cast
      .reader('Amira')
      .keeper.answer(
        { t: 'concern', re: 'AAAAAAAAAAAAAAAAAAAAAA', a: 'adv-07', at: NOW, level: 'worried', toldFirst: true, told: [{ who: 'lado', at: NOW }], text: 'Told the LADO by phone' },
        { tk: null, audiences: partiesOf(cast.directory, 'adv-07') },
        { mbox: sure((await young.mailboxes(1))[0]).mbox, unit: UNIT, safety: 1 },
        [],
      );
    expect(Object.keys(message.slots)).toEqual(['adv-07']);
    expect(await young.open(message, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
  });
});

describe('passing on', () => {
  const why = { why: 'betterPlaced', at: NOW, toldFirst: true, withheld: false } as const;

  it('lets the other audience open exactly that view, and tells the young person who, to whom and why', async () => {
    const view = await sealTo('My placement is changing', 'adv-07');
    const [to] = partiesOf(cast.directory, 'part-07');
    const share = sure(await cast.reader('Amira').keeper.passOn(view, ADV, null, sure(to), why));
    const carys = cast.reader('Carys').keeper;
    expect(await carys.open(view, PART, share, cast.directory)).toMatchObject({ ok: true, body: { text: 'My placement is changing' } });
    expect(await carys.open(view, PART, null, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
    const other = await sealTo('Another', 'adv-07');
    expect(await carys.open(other, PART, share, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
    expect(await young.checkShare(share, cast.directory)).toMatchObject({ from: ADV, to: PART, why: 'betterPlaced', toldFirst: true, withheld: false });
    // From there it may go on once more.
    const back = sure(await carys.passOn(view, PART, share, sure(partiesOf(cast.directory, 'adv-07')[0]), why));
    expect(await cast.reader('Ben').keeper.open(view, ADV, back, cast.directory)).toMatchObject({ ok: true });
  });

  it('C10 cannot be done by someone who cannot open it', async () => {
    const view = await sealTo('Only for advocates', 'adv-07');
    const carys = cast.reader('Carys').keeper;
    for (const as of [ADV, PART]) expect(await carys.passOn(view, as, null, sure(partiesOf(cast.directory, 'part-07')[0]), why)).toBeNull();
    const theirs = await sealTo('For both', 'adv-07', 'part-07');
    const share = sure(await carys.passOn(theirs, PART, null, sure(partiesOf(cast.directory, 'part-07')[0]), why));
    expect(await carys.open(view, PART, share, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
  });

  it('C10 is not believed with another slot, another statement, another’s name, or from an audience that is not theirs', async () => {
    const view = await sealTo('Pass it on', 'adv-07');
    const to = sure(partiesOf(cast.directory, 'part-07')[0]);
    const share = sure(await cast.reader('Amira').keeper.passOn(view, ADV, null, to, why));
    const second = sure(await cast.reader('Amira').keeper.passOn(view, ADV, null, to, { ...why, why: 'safety', withheld: true }));
    expect(await checkShare(share, cast.directory)).not.toBeNull();
    for (const forged of [
      { ...share, slot: second.slot },
      { ...share, statement: second.statement },
      { ...share, sig: second.sig },
      { ...share, cert: cast.reader('Ben').device.d },
      { ...share, cert: 'nobodynobodynobodynobA' },
      null,
      {},
    ])
      expect(await checkShare(forged, cast.directory)).toBeNull();
    const moved: Directory = { ...cast.directory, devices: cast.directory.devices.map((device) => (device.name === 'Amira' ? { ...device, audiences: ['part-07'] } : device)) };
    expect(await checkShare(share, moved)).toBeNull();
  });
});

describe('those who leave and those who come', () => {
  it('C8 who left cannot open what is sealed to the new epoch, and who stays still opens the old', async () => {
    const [amira, ben] = [cast.reader('Amira'), cast.reader('Ben')];
    const before = await sealTo('Before', 'adv-07');
    const { pub, keys } = await amira.keeper.newEpoch('adv-07', 5, [{ d: amira.device.d, dk: amira.device.dkPub }]);
    const rotated: Directory = {
      ...cast.directory,
      version: 4,
      audiences: cast.directory.audiences.map((audience) =>
        audience.a === 'adv-07' ? { ...audience, epochs: [{ e: 5, pub, from: NOW }, ...audience.epochs.map((epoch) => ({ ...epoch, until: NOW }))] } : audience,
      ),
      devices: cast.directory.devices.map((device) => (device.d === ben.device.d ? { ...device, revokedAt: NOW } : device)),
    };
    const stays = readerHere();
    expect(await stays.takeKeys(amira.device, [...amira.keys, ...keys], rotated)).toEqual({ held: [ADV, { a: 'adv-07', e: 5 }], wrong: [] });
    const left = readerHere();
    expect(await left.takeKeys(ben.device, [...ben.keys, ...keys], rotated)).toEqual({ held: [ADV], wrong: [] });
    const { envelope: after } = await young.seal(viewTo(rotated, ['adv-07'], 'After'));
    const FIFTH = { a: 'adv-07', e: 5 };
    expect(await stays.open(after, FIFTH, null, rotated)).toMatchObject({ ok: true, body: { text: 'After' } });
    expect(await stays.open(before, ADV, null, rotated)).toMatchObject({ ok: true, body: { text: 'Before' } });
    expect(await left.open(after, FIFTH, null, rotated)).toEqual({ ok: false, why: 'notAddressed' });
    expect(await left.open(after, ADV, null, rotated)).toEqual({ ok: false, why: 'notAddressed' });
    expect(await openEnvelope(after, FIFTH, ben.device.dk)).toEqual({ ok: false, why: 'slot' });
  });

  it('a colleague comes in with an invitation whose secret the server never had', async () => {
    const eve = await newcomer('Eve', 'adv-07');
    const { invitation, secret } = sure(await cast.reader('Amira').keeper.invite(ADV, 'Eve', LATER));
    expect(JSON.stringify(invitation)).not.toContain(secret);
    const key = sure(await eve.keeper.accept(invitation, secret, cast.directory));
    expect(key).toMatchObject({ ...ADV, d: eve.device.d });
    const withEve = { ...cast.directory, devices: [...cast.directory.devices, listed(eve)] };
    expect(await eve.keeper.takeKeys(eve.device, [key], withEve)).toEqual({ held: [ADV], wrong: [] });
    expect(await eve.keeper.open(await sealTo('Hello Eve', 'adv-07'), ADV, null, withEve)).toMatchObject({ ok: true });
  });

  it('an invitation opens nothing with another secret, for another audience or epoch, or with its note altered', async () => {
    const eve = await newcomer('Eve', 'adv-07');
    const amira = cast.reader('Amira').keeper;
    const { invitation, secret } = sure(await amira.invite(ADV, 'Eve', LATER));
    const { invitation: second, secret: secondSecret } = sure(await amira.invite(ADV, 'Mallory', LATER));
    expect(await eve.keeper.accept(invitation, secondSecret, cast.directory)).toBeNull();
    expect(await eve.keeper.accept(invitation, '', cast.directory)).toBeNull();
    for (const part of ['meta', 'iv', 'wrapped', 'id'] as const) expect(await eve.keeper.accept({ ...invitation, [part]: second[part] }, secret, cast.directory), part).toBeNull();
    // The server swaps the audience's key: what comes out does not match it.
    const other = await cast.reader('Amira').keeper.newEpoch('adv-07', 4, []);
    const swapped = {
      ...cast.directory,
      audiences: cast.directory.audiences.map((audience) => ({ ...audience, epochs: audience.epochs.map((epoch) => ({ ...epoch, pub: other.pub })) })),
    };
    expect(await eve.keeper.accept(invitation, secret, swapped)).toBeNull();
    expect(await amira.invite(PART, 'Eve', LATER)).toBeNull();
  });

  it('a reader’s next device gets what the first one holds, and nothing it does not', async () => {
    const amira = cast.reader('Amira').keeper;
    const next = await newcomer('Amira', 'adv-07');
    const kept = sure(await amira.sealKeyTo(ADV, { d: next.device.d, dk: next.device.dkPub }));
    expect(await next.keeper.takeKeys(next.device, [kept], cast.directory)).toEqual({ held: [ADV], wrong: [] });
    expect(await amira.sealKeyTo(PART, { d: next.device.d, dk: next.device.dkPub })).toBeNull();
  });

  it('locking drops every key', async () => {
    const keeper = readerHere();
    await keeper.takeKeys(cast.reader('Ben').device, cast.reader('Ben').keys, cast.directory);
    expect(keeper.isOpen()).toBe(true);
    const view = await sealTo('x', 'adv-07');
    keeper.lock();
    expect(keeper.isOpen()).toBe(false);
    expect(await keeper.open(view, ADV, null, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
  });
});
