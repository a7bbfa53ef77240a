// @vitest-environment node
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { beginsWithZeros, workText } from '../../src/shared/voice/work.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import { startQuiet } from '../../src/sync/quiet/start-quiet.ts';
import { doWork } from '../../src/sync/quiet/work.ts';
import { makeHandClock } from '../support/device.ts';
import { makePretendQuietServer } from '../support/pretend-quiet-server.ts';
import { actLetter, chance, chunkLetters, mailboxOf, memberWith, newId, newSecret, pretendBox, pretendThread, viewLetter } from '../support/quiet-letters.ts';
import { eventually, makeQuietDisk, openOn, quietTab } from '../support/quiet-phone.ts';

const MINUTE = 60_000;

async function phoneOf(who: 'young' | { personId: string }) {
  const clock = makeHandClock('2026-11-20T10:00:00.000Z');
  const server = makePretendQuietServer();
  const disk = makeQuietDisk();
  const shelf = await openOn(disk, clock, who === 'young' ? undefined : who.personId);
  const tab = quietTab(clock, server, disk);
  tab.session.personId = who === 'young' ? null : who.personId;
  const quiet = startQuiet({ shelf, who, world: tab.world });
  await quiet.drain();
  return { clock, server, disk, shelf, tab, quiet };
}

async function youngPhone() {
  const phone = await phoneOf('young');
  if (!phone.quiet.young) throw new Error('no line');
  return { ...phone, line: phone.quiet.young };
}

async function readerPhone(personId = 'ann') {
  const phone = await phoneOf({ personId });
  if (!phone.quiet.reader) throw new Error('no line');
  return { ...phone, line: phone.quiet.reader };
}

const looks = (server: ReturnType<typeof makePretendQuietServer>) => server.seen.filter(({ path }) => path === '/voice/mailboxes');

describe('the line of a young person', () => {
  it('joins by a code; every code that does not work is told alike', async () => {
    const { server, line, tab } = await youngPhone();
    const membership = newSecret();
    server.codes.set('ABC12345678', membership);
    expect(await line.join('ABC12345678')).toEqual({ ok: true, value: { membership, units: ['home-1', 'region'] } });
    for (const [status, error] of [
      [404, 'notFound'],
      [403, 'notAllowed'],
      [410, 'linkExpired'],
    ] as const) {
      tab.weather.now = () => server.refuse(status, error);
      expect(await line.join('ABC12345679')).toEqual({ ok: false, why: 'code' });
    }
    tab.weather.now = () => server.refuse(429, 'tooMany');
    expect(await line.join('ABC12345679')).toEqual({ ok: false, why: 'tooMany' });
    tab.isOnline.now = false;
    expect(await line.join('ABC12345678')).toEqual({ ok: false, why: 'noSignal' });
  });

  it('fetches the first capabilities as soon as the room has joined, while there is still signal', async () => {
    const { server, shelf } = await youngPhone();
    const member = memberWith([]);
    server.memberships.add(member.membership);
    await shelf.write('member', member);
    await eventually(async () => (await shelf.read('member'))?.capabilities.length === 20, 'the capabilities came');
  });

  it('D4 a look has one size and one answer, whatever is asked and whatever is there', async () => {
    const { server, line } = await youngPhone();
    await line.look([]);
    await line.look([newSecret()]);
    await line.look(Array.from({ length: 24 }, newSecret));
    expect(new Set(looks(server).map(({ bytes }) => bytes)).size).toBe(1);
    expect(looks(server).every(({ hasCookie }) => !hasCookie)).toBe(true);
  });

  it('D4 looks every minute while it is in view, with or without anybody’s mailboxes', async () => {
    const { clock, server, tab, line } = await youngPhone();
    for (let minute = 0; minute < 5; minute += 1) clock.pass(MINUTE);
    await eventually(() => looks(server).length === 5, 'five looks');
    await line.look([newSecret()]);
    clock.pass(MINUTE - 1);
    expect(looks(server)).toHaveLength(6);
    tab.page.isVisible = false;
    clock.pass(10 * MINUTE);
    tab.page.isVisible = true;
    tab.isOnline.now = false;
    clock.pass(10 * MINUTE);
    expect(looks(server)).toHaveLength(6);
  });

  it('puts what came on the shelf, and says which mailboxes the server knows', async () => {
    const { server, shelf, line } = await youngPhone();
    const secrets = Array.from({ length: 30 }, newSecret);
    const box = pretendBox(mailboxOf(secrets[28] ?? ''));
    server.boxes.set(box.mbox, box);
    server.directoryVersion = 7;
    expect(await line.look(secrets)).toEqual({ ok: true, value: { directoryVersion: 7, known: [box.mbox] } });
    expect((await shelf.post()).map(({ mbox }) => mbox)).toEqual([box.mbox]);
  });

  it('C7 a mailbox that was not asked for is left out and reported', async () => {
    const { server, shelf, tab, line } = await youngPhone();
    const foreign = pretendBox(newId());
    tab.weather.now = (path, send) =>
      path === '/voice/mailboxes' ? new Response(JSON.stringify({ directoryVersion: 1, boxes: [foreign], pad: '' }), { headers: { 'content-type': 'application/json' } }) : send();
    expect(await line.look([newSecret()])).toMatchObject({ ok: true, value: { known: [] } });
    expect(await shelf.post()).toEqual([]);
    await eventually(() => server.reports.length === 1, 'it was reported');
    expect(server.reports).toEqual(['foreignReceipt']);
  });

  it('an empty answer takes nothing away that came before', async () => {
    const { server, shelf, line } = await youngPhone();
    const secret = newSecret();
    const box = pretendBox(mailboxOf(secret));
    server.boxes.set(box.mbox, box);
    await line.look([secret]);
    server.boxes.clear();
    await line.look([secret]);
    expect(await shelf.post()).toHaveLength(1);
  });

  it('brings one chunk of an answer by the mailbox’s secret, and nothing larger than a chunk', async () => {
    const { server, tab, line } = await youngPhone();
    const [attachment, secret] = [newId(), newSecret()];
    server.chunks.set(`/sealed/attachments/${attachment}/0`, new Uint8Array([1, 2, 3]));
    const headers: unknown[] = [];
    tab.weather.now = (_path, send, init) => {
      headers.push(init.headers);
      return send();
    };
    expect(await line.chunk(attachment, 0, secret)).toEqual({ ok: true, value: new Uint8Array([1, 2, 3]) });
    expect(headers).toEqual([{ 'x-app': '1', 'x-mailbox': secret }]);
    expect(await line.chunk(attachment, 1, secret)).toEqual({ ok: false, why: 'refused' });
    server.chunks.set(`/sealed/attachments/${attachment}/0`, new Uint8Array(65_553));
    expect(await line.chunk(attachment, 0, secret)).toMatchObject({ ok: false });
  });

  it('does the work that one envelope costs, and stops when told', async () => {
    const { line } = await youngPhone();
    const done = await line.work(new AbortController().signal);
    if (!done.ok) throw new Error(done.why);
    const hash = new Uint8Array(await webcrypto.subtle.digest('SHA-256', new TextEncoder().encode(workText(done.value.challenge, done.value.answer))));
    expect(beginsWithZeros(hash, 8)).toBe(true);
    expect(done.value.units).toEqual(['region']);
    const stop = new AbortController();
    const endless = doWork(webcrypto.subtle as unknown as SubtleCrypto, chance(32), 200, stop.signal);
    stop.abort();
    expect(await endless).toBeNull();
  });

  it('leaves nothing in memory when the shelf of a phone that keeps nothing is left', async () => {
    const clock = makeHandClock('2026-11-20T10:00:00.000Z');
    const server = makePretendQuietServer();
    const shelf = openMemoryShelf({ clock: clock.read });
    const quiet = startQuiet({ shelf, who: 'young', world: quietTab(clock, server).world });
    await shelf.write('member', memberWith([server.give()]));
    await shelf.send([viewLetter()]);
    await quiet.drain();
    expect(server.effects).toHaveLength(1);
    await shelf.leave('all');
    quiet.stop();
    expect([await shelf.letters(), await shelf.drafts(), await shelf.post(), await shelf.read('member')]).toEqual([[], [], [], null]);
    expect(clock.due()).toEqual([]);
  });

  it('goes by itself when the browser says there is signal, or the page comes into view', async () => {
    const { server, shelf, tab, line } = await youngPhone();
    await shelf.write('member', memberWith([server.give(), server.give(), server.give(), server.give(), server.give(), server.give(), server.give()]));
    tab.isOnline.now = false;
    await shelf.send([viewLetter()]);
    line.wake();
    tab.isOnline.now = true;
    tab.page.tell('online');
    await eventually(() => server.effects.length === 1, 'it went on signal');
    await shelf.send([viewLetter()]);
    tab.page.tell('visible');
    await eventually(() => server.effects.length === 2, 'it went when seen');
  });
});

describe('the line of a reader', () => {
  it('brings the inbox page by page onto the shelf, and then only what changed', async () => {
    const { server, shelf, line } = await readerPhone();
    server.inbox.threads = Array.from({ length: 5 }, () => pretendThread());
    expect(await line.look()).toEqual({ ok: true, value: { directoryVersion: 1 } });
    expect(await shelf.threads('ann')).toHaveLength(5);
    expect(await shelf.read('inbox')).toMatchObject({ personId: 'ann', cursor: '5', audiences: ['adv-07'] });
    server.inbox.threads.push(pretendThread());
    server.seen = [];
    await line.look();
    expect(server.seen.map(({ path }) => path)).toEqual(['/inbox?since=5']);
    expect(await shelf.threads('ann')).toHaveLength(6);
  });

  it('two looks at once are one', async () => {
    const { server, line } = await readerPhone();
    server.seen = [];
    await Promise.all([line.look(), line.look()]);
    expect(server.seen).toHaveLength(1);
  });

  it('a page lost on the way is asked for again from where the shelf stands', async () => {
    const { server, shelf, tab, line } = await readerPhone();
    server.inbox.threads = Array.from({ length: 4 }, () => pretendThread());
    tab.weather.now = (path, send) => {
      if (path === '/inbox?since=2') throw new TypeError('the line broke');
      return send();
    };
    expect(await line.look()).toEqual({ ok: false, why: 'noSignal' });
    expect(await shelf.threads('ann')).toHaveLength(2);
    tab.weather.now = (_path, send) => send();
    await line.look();
    expect(await shelf.threads('ann')).toHaveLength(4);
  });

  it('an inbox older than the phone may keep it is fetched anew', async () => {
    const { clock, server, shelf, line } = await readerPhone();
    server.inbox.threads = [pretendThread(), pretendThread()];
    await line.look();
    server.inbox.threads = [pretendThread()];
    clock.pass(8 * 24 * 60 * MINUTE);
    await line.look();
    expect(await shelf.threads('ann')).toHaveLength(1);
  });

  it('G12 who reads an audience no longer loses its threads at the next look', async () => {
    const { server, shelf, line } = await readerPhone();
    server.inbox.threads = [pretendThread('adv-07'), pretendThread('home-1')];
    server.inbox.audiences = ['adv-07', 'home-1'];
    await line.look();
    server.inbox.audiences = ['home-1'];
    await line.look();
    expect((await shelf.threads('ann')).map(({ audience }) => audience)).toEqual(['home-1']);
  });

  it('says when the sign-in is over, and keeps what is to be sent', async () => {
    const { shelf, tab, line, quiet } = await readerPhone();
    tab.session.personId = null;
    await shelf.send([actLetter('ann')]);
    expect(await line.look()).toEqual({ ok: false, why: 'signIn' });
    await quiet.drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual([undefined]);
  });

  it('sends an act with its session, and the recording of a reply after it', async () => {
    const { server, shelf, quiet } = await readerPhone();
    await shelf.send([actLetter('ann'), ...chunkLetters(1, { owner: 'ann' })]);
    await quiet.drain();
    expect(server.seen.filter(({ method }) => method !== 'GET').map(({ path, hasCookie }) => [path.split('/')[1], hasCookie])).toEqual([
      ['inbox', true],
      ['sealed', true],
    ]);
  });

  it('takes along what a young person left on this phone, under their own membership', async () => {
    const { clock, server, disk, shelf, quiet } = await readerPhone();
    const young = await openOn(disk, clock);
    const member = memberWith([]);
    server.memberships.add(member.membership);
    await young.write('member', member);
    await young.send([viewLetter()]);
    await quiet.drain();
    expect([server.effects.length, (await young.letters()).length]).toEqual([1, 0]);
    expect((await young.read('member'))?.capabilities.length).toBe(19);
    await shelf.leave('all');
    expect(await young.read('member')).not.toBeNull();
  });

  it('looks every minute while in view', async () => {
    const { clock, server, shelf } = await readerPhone();
    server.seen = [];
    for (const count of [1, 2]) {
      clock.pass(MINUTE);
      await eventually(async () => (await shelf.read('inbox'))?.seenAt === new Date(clock.read()).toISOString(), 'it looked');
      expect(server.seen).toHaveLength(count);
    }
    expect(server.seen.every(({ path }) => path.startsWith('/inbox'))).toBe(true);
  });

  it('keeps many keys in requests of a size the server takes', async () => {
    const { tab, line } = await readerPhone();
    const sizes: number[] = [];
    tab.weather.now = (_path, _send, init) => {
      sizes.push(JSON.parse(String(init.body)).keys.length);
      return new Response('{}', { headers: { 'content-type': 'application/json' } });
    };
    const key = { a: 'adv-07', e: 0, d: newId(), sealed: chance(113) };
    expect(await line.keepKeys(Array.from({ length: 130 }, () => key))).toEqual({ ok: true, value: null });
    expect(sizes).toEqual([64, 64, 2]);
  });
});
