// @vitest-environment node
import { deflateRawSync } from 'node:zlib';
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import { handOver } from '../../src/store/quiet/hand-over.ts';
import { openKeptShelf } from '../../src/store/quiet/kept-shelf.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import type { Letter } from '../../src/store/quiet/shelf.ts';
import { makeHandClock } from '../support/device.ts';
import { actLetter, chunkLetters, memberWith, newSecret, pretendBox, pretendThread, viewLetter } from '../support/quiet-letters.ts';
import { eventually, everythingIn, makeQuietDisk, openOn } from '../support/quiet-phone.ts';

const CANARY = 'heronsleepsinthequietreeds';
const NOW = '2026-11-20T10:00:00.000Z';
const names = async (disk: ReturnType<typeof makeQuietDisk>) => (await disk.indexedDB.databases()).map(({ name }) => name);
const draft = (id = 'd1') => ({ id, at: NOW, content: { iv: new Uint8Array(12), sealed: new Uint8Array(40).fill(7) } });

const SHELVES: [string, () => Promise<{ shelf: Backshelf; clock: ReturnType<typeof makeHandClock> }>][] = [
  [
    'a phone that keeps things',
    async () => {
      const clock = makeHandClock();
      return { shelf: await openOn(makeQuietDisk(), clock), clock };
    },
  ],
  [
    'a phone that keeps nothing',
    async () => {
      const clock = makeHandClock();
      return { shelf: openMemoryShelf({ clock: clock.read }), clock };
    },
  ],
];

describe.each(SHELVES)('the shelf of %s', (_name, open) => {
  it('keeps single notes, and forgets them when told', async () => {
    const { shelf } = await open();
    expect(await shelf.read('looks')).toBeNull();
    await shelf.write('looks', { wordsHidden: true });
    expect(await shelf.read('looks')).toEqual({ wordsHidden: true });
    await shelf.write('looks', null);
    expect(await shelf.read('looks')).toBeNull();
  });

  it('takes one capability for a view and its recording, and drops the draft, all at once', async () => {
    const { shelf } = await open();
    const [first, second, third] = [newSecret(), newSecret(), newSecret()];
    await shelf.write('member', memberWith([first, second, third]));
    await shelf.keepDraft(draft());
    const [one, other] = [viewLetter(), viewLetter()];
    await shelf.send([one, ...chunkLetters(2), other], 'd1');
    const capabilities = (await shelf.letters()).map(({ content }) => ('capability' in content ? content.capability : null));
    expect(capabilities).toEqual([first, first, first, second]);
    expect((await shelf.read('member'))?.capabilities).toEqual([third]);
    expect(await shelf.drafts()).toEqual([]);
  });

  it('seals are sent without a capability too: the postman finds one', async () => {
    const { shelf } = await open();
    await shelf.send([viewLetter()]);
    expect((await shelf.letters())[0]?.content).toMatchObject({ capability: null });
  });

  it('gives the flagged first, words before recordings, and a recording only after its view', async () => {
    const { shelf } = await open();
    const view = viewLetter();
    const chunks = chunkLetters(2);
    const later = viewLetter({ madeAt: '2026-11-20T09:10:00.000Z' });
    const flagged = viewLetter({ madeAt: '2026-11-20T09:20:00.000Z' }, { safety: 1 });
    await shelf.send([view, ...chunks]);
    await shelf.send([later]);
    await shelf.send([flagged]);
    expect((await shelf.dueLetters(NOW, 10)).map(({ id }) => id)).toEqual([flagged.id, view.id, later.id]);
    await shelf.settleLetter(view.id, { is: 'taken' });
    expect((await shelf.dueLetters(NOW, 10)).map(({ id }) => id)).toEqual([flagged.id, later.id, ...chunks.map(({ id }) => id)]);
  });

  it('holds a letter back until its moment, and says when that is', async () => {
    const { shelf } = await open();
    const notBefore = '2026-11-20T10:15:00.000Z';
    await shelf.send([viewLetter({ notBefore })]);
    expect(await shelf.nextLetter(['young'], NOW)).toBeNull();
    expect(await shelf.nextDue(['young'])).toBe(notBefore);
    expect(await shelf.nextDue(['ann'])).toBeNull();
    expect(await shelf.nextLetter(['young'], notBefore)).not.toBeNull();
  });

  it('keeps a refused letter and its recording until the person decides', async () => {
    const { shelf } = await open();
    const view = viewLetter();
    await shelf.send([view, ...chunkLetters(1)]);
    await shelf.settleLetter(view.id, { is: 'refused', why: 'receipt' });
    expect(await shelf.nextDue(['young'])).toBeNull();
    expect((await shelf.letters())[0]).toMatchObject({ id: view.id, refused: 'receipt' });
    await shelf.settleLetter(view.id, { is: 'later', notBefore: NOW });
    expect((await shelf.nextLetter(['young'], NOW))?.id).toBe(view.id);
    expect((await shelf.letters())[0]).not.toHaveProperty('refused', 'receipt');
    await shelf.dropLetter(view.id);
    expect(await shelf.letters()).toEqual([]);
  });

  it('a second try of the same act adds nothing and takes no second capability', async () => {
    const { shelf } = await open();
    await shelf.write('member', memberWith([newSecret(), newSecret()]));
    const letter = viewLetter();
    await shelf.send([letter]);
    await shelf.send([letter]);
    expect(await shelf.letters()).toHaveLength(1);
    expect((await shelf.read('member'))?.capabilities).toHaveLength(1);
  });

  it('keeps what came for seven days', async () => {
    const { shelf, clock } = await open();
    await shelf.keepPost([pretendBox('A'.repeat(22))], new Date(clock.read()).toISOString());
    expect(await shelf.post()).toHaveLength(1);
    clock.pass(8 * 24 * 60 * 60 * 1000);
    expect(await shelf.post()).toEqual([]);
  });

  it('keeps threads by reader and audience, and lets go of an audience that is no longer theirs', async () => {
    const { shelf } = await open();
    const note = (audiences: string[]) => ({ personId: 'ann', cursor: '1', audiences, seenAt: NOW });
    const [one, other] = [pretendThread('adv-07'), pretendThread('home-1')];
    await shelf.keepThreads('ann', [one, other], note(['adv-07', 'home-1']));
    await shelf.keepThreads('ann', [{ ...one, state: 'read' }], note(['adv-07', 'home-1']));
    expect((await shelf.threads('ann')).map(({ state }) => state).sort()).toEqual(['new', 'read']);
    expect(await shelf.threads('ben')).toEqual([]);
    await shelf.keepThreads('ann', [], note(['adv-07']));
    expect((await shelf.threads('ann')).map(({ audience }) => audience)).toEqual(['adv-07']);
  });

  it('of a view that was taken back nothing is left to open', async () => {
    const { shelf } = await open();
    const note = { personId: 'ann', cursor: '1', audiences: ['adv-07'], seenAt: NOW };
    const thread = pretendThread();
    await shelf.keepThreads('ann', [thread], note);
    await shelf.keepThreads('ann', [{ ...thread, view: { ...thread.view, body: 'AA', slots: {} }, isGone: true }], note);
    expect(await shelf.threads('ann')).toMatchObject([{ isGone: true, view: { body: 'AA', slots: {} } }]);
  });

  it('tells at once and after every change', async () => {
    const { shelf } = await open();
    let told = 0;
    const unwatch = shelf.watch(() => {
      told += 1;
    });
    await eventually(() => told === 1, 'it was told at once');
    await shelf.send([viewLetter()]);
    await eventually(() => told === 2, 'it was told of the letter');
    unwatch();
    await shelf.leave('all');
    expect(told).toBe(2);
  });

  it('the same post again is no news', async () => {
    const { shelf, clock } = await open();
    const box = pretendBox('A'.repeat(22));
    const now = () => new Date(clock.read()).toISOString();
    await shelf.keepPost([box], now());
    let told = 0;
    shelf.watch(() => {
      told += 1;
    });
    await eventually(() => told === 1, 'it was told at once');
    await shelf.keepPost([box], now());
    expect(told).toBe(1);
    for (let day = 0; day < 10; day += 1) {
      clock.pass(24 * 60 * 60 * 1000);
      await shelf.keepPost([box], now());
    }
    expect(await shelf.post()).toHaveLength(1);
    await shelf.keepPost([{ ...box, withdrawn: true }], now());
    expect((await shelf.post())[0]?.box.withdrawn).toBe(true);
  });

  it('what was on its way for somebody who left is not kept', async () => {
    const { shelf } = await open();
    await shelf.write('member', memberWith([newSecret()]));
    const letter = viewLetter();
    await shelf.send([letter]);
    await shelf.leave('keepLetters');
    await shelf.keepPost([pretendBox('A'.repeat(22))], NOW);
    await shelf.keepThreads('ann', [pretendThread()], { personId: 'ann', cursor: '1', audiences: ['adv-07'], seenAt: NOW });
    expect([await shelf.post(), await shelf.threads('ann')]).toEqual([[], []]);
    await shelf.leave('all');
    await shelf.settleLetter(letter.id, { is: 'taken' });
    await shelf.addCapabilities('m', [newSecret()]);
    expect(await shelf.read('member')).toBeNull();
  });

  it('leaving keeps nothing but what still waits, and leaving for good keeps nothing', async () => {
    const { shelf } = await open();
    await shelf.write('member', memberWith([newSecret()]));
    await shelf.keepDraft(draft());
    await shelf.keepPost([pretendBox('A'.repeat(22))], NOW);
    await shelf.send([viewLetter()]);
    await shelf.leave('keepLetters');
    expect([await shelf.read('member'), await shelf.drafts(), await shelf.post()]).toEqual([null, [], []]);
    expect(await shelf.letters()).toHaveLength(1);
    await shelf.leave('all');
    expect(await shelf.letters()).toEqual([]);
  });

  const view = viewLetter();
  const [chunk] = chunkLetters(1);
  const act = actLetter('ann');
  const open8 = (text: string) => new TextEncoder().encode(text);
  const UNSEALED: [string, unknown][] = [
    ['plain words', { ...view, content: { kind: 'view', text: CANARY, capability: null } }],
    ['words beside the envelope', { ...view, content: { ...view.content, text: CANARY } }],
    ['words beside the letter', { ...view, note: `${CANARY} and more` }],
    ['an envelope with a field too many', { ...view, content: { ...view.content, envelope: { ...(view.content as { envelope: object }).envelope, text: CANARY } } }],
    [
      'a header that is not canonical',
      {
        ...view,
        content: { ...view.content, envelope: { ...(view.content as { envelope: object }).envelope, header: Buffer.from(`{"v":1, "text":"${CANARY}"}`).toString('base64url') } },
      },
    ],
    [
      'a body of an odd size',
      { ...view, content: { ...view.content, envelope: { ...(view.content as { envelope: object }).envelope, body: Buffer.from(CANARY).toString('base64url') } } },
    ],
    ['an open recording', { ...chunk, content: { ...chunk?.content, bytes: open8('OggS and what was said') } }],
    ['a chunk too large', { ...chunk, content: { ...chunk?.content, bytes: new Uint8Array(65_553) } }],
    ['an act with words beside it', { ...act, content: { ...act.content, act: { ...(act.content as { act: object }).act, text: CANARY } } }],
    ['a reason with words in it', { ...view, refused: 'because they said so' }],
  ];
  it.each(UNSEALED)('refuses a letter with %s', async (_what, letter) => {
    const { shelf } = await open();
    await expect(shelf.send([letter as Letter])).rejects.toMatchObject({ name: expect.stringMatching(/NotSealed/) });
    expect(await shelf.letters()).toEqual([]);
  });

  it('refuses words in a draft, in a note and in what came', async () => {
    const { shelf } = await open();
    const NOT_SEALED = { name: expect.stringMatching(/NotSealed/) };
    await expect(shelf.keepDraft({ id: 'd1', at: NOW, content: { text: CANARY } as never })).rejects.toMatchObject(NOT_SEALED);
    await expect(shelf.write('member', { ...memberWith([]), root: 'Sam from Rowan House' })).rejects.toMatchObject(NOT_SEALED);
    await expect(shelf.keepPost([{ ...pretendBox('A'.repeat(22)), text: 'what they wrote' } as never], NOW)).rejects.toMatchObject(NOT_SEALED);
  });

  it('the error that refuses says where, and never what', async () => {
    const { shelf } = await open();
    const fault = await shelf.send([{ ...view, content: { ...view.content, text: CANARY } } as never]).then(
      () => '',
      (error: Error) => `${error.message} ${error.stack}`,
    );
    expect(fault).toContain('not a sealed letter');
    expect(fault).not.toContain(CANARY);
  });
});

describe('the shelf on the disk', () => {
  it('G3 holds nothing readable of what was refused, in any table and any packing', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const shelf = await openOn(disk, clock);
    await shelf.write('member', memberWith([newSecret()]));
    await shelf.keepDraft(draft());
    await shelf.send([viewLetter(), ...chunkLetters(1)]);
    await shelf.send([{ ...viewLetter(), content: { kind: 'view', text: CANARY } } as never]).catch(() => undefined);
    await shelf.keepDraft({ id: 'd2', at: NOW, content: { text: CANARY } as never }).catch(() => undefined);
    shelf.close();
    const everything = await everythingIn(disk);
    expect(everything.length).toBeGreaterThan(2000);
    for (const way of [CANARY, Buffer.from(CANARY).toString('base64'), Buffer.from(CANARY, 'utf16le').toString('latin1'), deflateRawSync(CANARY).toString('latin1')]) {
      expect(everything).not.toContain(way);
    }
  });

  it('looking at an absent shelf leaves no trace on the phone', async () => {
    const disk = makeQuietDisk();
    const shelf = await openOn(disk, makeHandClock());
    expect([await shelf.read('member'), await shelf.letters(), await shelf.drafts(), await shelf.nextDue(['young'])]).toEqual([null, [], [], null]);
    await shelf.leave('all');
    expect(await names(disk)).toEqual([]);
  });

  it('leaving for good deletes the database by name, though another tab has it open', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const [here, there] = [await openOn(disk, clock), await openOn(disk, clock)];
    await here.write('member', memberWith([newSecret()]));
    expect(await there.read('member')).not.toBeNull();
    await here.leave('all');
    expect(await names(disk)).toEqual([]);
    // A reply that comes late makes nothing anew.
    await there.settleLetter('late', { is: 'taken' });
    await here.keepPost([pretendBox('A'.repeat(22))], NOW);
    expect(await names(disk)).toEqual([]);
    await here.write('looks', { wordsHidden: true });
    expect(await here.read('looks')).toEqual({ wordsHidden: true });
  });

  it('a young person who leaves takes nothing of a reader who uses the same phone, nor the other way round', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const [young, ann, ben] = [await openOn(disk, clock), await openOn(disk, clock, 'ann'), await openOn(disk, clock, 'ben')];
    await young.write('member', memberWith([newSecret()]));
    await young.send([viewLetter()]);
    for (const [shelf, personId] of [[ann, 'ann'] as const, [ben, 'ben'] as const]) {
      await shelf.keepThreads(personId, [pretendThread()], { personId, cursor: '1', audiences: ['adv-07'], seenAt: NOW });
      await shelf.send([actLetter(personId)]);
    }
    expect((await ann.read('inbox'))?.personId).toBe('ann');
    await young.leave('all');
    expect((await ann.letters()).map(({ owner }) => owner).sort()).toEqual(['ann', 'ben']);
    await ann.leave('all');
    expect([await ann.threads('ann'), (await ben.threads('ben')).length, (await ben.read('inbox'))?.personId]).toEqual([[], 1, 'ben']);
  });

  it('tells the other tab', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const open = () => openKeptShelf({ name: disk.name, indexedDB: disk.indexedDB, IDBKeyRange, clock: clock.read });
    const [here, there] = [await open(), await open()];
    let told = 0;
    there.watch(() => {
      told += 1;
    });
    await here.send([viewLetter()]);
    await eventually(() => told > 1, 'the other tab was told');
    expect(await there.letters()).toHaveLength(1);
    here.close();
    there.close();
  });

  it('a lost connection is opened again, and the letter is there once', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const connections: IDBDatabase[] = [];
    const openDatabase = disk.indexedDB.open.bind(disk.indexedDB);
    disk.indexedDB.open = (...asked) => {
      const request = openDatabase(...asked);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    };
    const shelf = await openOn(disk, clock);
    await shelf.write('member', memberWith([newSecret(), newSecret()]));
    // iOS ends the database process of a page in the background.
    for (const connection of connections) connection.close();
    await shelf.send([viewLetter()]);
    expect(await shelf.letters()).toHaveLength(1);
    expect((await shelf.read('member'))?.capabilities).toHaveLength(1);
    expect(connections.length).toBeGreaterThan(1);
  });

  it('letters of a phone that keeps nothing go over to the kept shelf when their person says so', async () => {
    const [disk, clock] = [makeQuietDisk(), makeHandClock()];
    const memory = openMemoryShelf({ clock: clock.read });
    const kept = await openOn(disk, clock);
    const capability = newSecret();
    await memory.write('member', memberWith([capability]));
    const view = viewLetter();
    const chunks = chunkLetters(2);
    await memory.send([view, ...chunks]);
    await handOver(memory, kept);
    expect(await memory.letters()).toEqual([]);
    expect((await kept.letters()).map(({ id, of }) => [id, of])).toEqual([[view.id, undefined], ...chunks.map(({ id }) => [id, view.id])]);
    expect((await kept.letters()).every(({ content }) => 'capability' in content && content.capability === capability)).toBe(true);
    expect(await kept.read('member')).toBeNull();
  });
});
