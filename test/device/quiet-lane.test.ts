// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import { makeSealedLane } from '../../src/sync/quiet/quiet-lane.ts';
import { idOf, joinedPhone } from '../support/joined-phone.ts';
import { makeHandClock } from '../support/device.ts';
import type { makePretendQuietServer } from '../support/pretend-quiet-server.ts';
import { chunkLetters, newId, newSecret, viewLetter } from '../support/quiet-letters.ts';
import { eventually, openOn, quietTab } from '../support/quiet-phone.ts';

const MINUTE = 60_000;

const paths = (server: ReturnType<typeof makePretendQuietServer>) => server.seen.map(({ method, path }) => `${method} ${path.split('/').slice(0, 3).join('/')}`);
const waiting = async (shelf: Backshelf) => (await shelf.letters()).length;

describe('the sealed lane', () => {
  it('delivers by itself: words first, then the recording, with no cookie at all', async () => {
    const { server, shelf, tab, lane } = await joinedPhone();
    tab.session.personId = 'ann';
    const [one, other] = [viewLetter(), viewLetter({ madeAt: '2026-11-20T09:01:00.000Z' })];
    await shelf.send([one, ...chunkLetters(2)]);
    await shelf.send([other]);
    await lane().drain();
    expect(paths(server)).toEqual(['POST /sealed', 'POST /sealed', 'PUT /sealed/attachments', 'PUT /sealed/attachments']);
    expect(server.effects).toEqual([idOf(one), idOf(other)]);
    expect(server.seen.every(({ hasCookie }) => !hasCookie)).toBe(true);
    expect(await waiting(shelf)).toBe(0);
  });

  it('G3 sends the envelope and a capability, and nothing that says whose phone it is', async () => {
    const { shelf, tab, member, lane } = await joinedPhone();
    const asked: { path: string; init: RequestInit }[] = [];
    tab.weather.now = (path, send, init) => {
      asked.push({ path, init });
      return send();
    };
    await shelf.send([viewLetter()]);
    await lane().drain();
    const init = asked[0]?.init ?? {};
    expect(Object.keys(JSON.parse(init.body as string)).sort()).toEqual(['capability', 'envelope']);
    expect(init.headers).toEqual({ 'x-app': '1', 'content-type': 'application/json' });
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
    expect(JSON.stringify(asked)).not.toContain(member.membership);
  });

  it('waits for its moment of chance, and a flagged view does not', async () => {
    const { clock, server, shelf, lane } = await joinedPhone();
    const quiet = viewLetter({ notBefore: '2026-11-20T10:12:00.000Z' });
    const flagged = viewLetter({ notBefore: '2026-11-20T10:00:00.000Z' }, { safety: 1 });
    await shelf.send([quiet]);
    await shelf.send([flagged]);
    const sender = lane();
    await sender.drain();
    expect(server.effects).toEqual([idOf(flagged)]);
    clock.pass(11 * MINUTE);
    await sender.drain();
    expect(server.effects).toHaveLength(1);
    clock.pass(MINUTE);
    await eventually(() => server.effects.length === 2, 'the quiet one went by itself');
    expect(server.effects[1]).toBe(idOf(quiet));
  });

  it('makes no request while there is no network, and goes when the browser says so', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone();
    tab.isOnline.now = false;
    await shelf.send([viewLetter()]);
    const sender = lane();
    await sender.drain();
    clock.pass(60 * MINUTE);
    await sender.drain();
    expect(server.seen).toEqual([]);
    tab.isOnline.now = true;
    await sender.drain();
    expect(server.effects).toHaveLength(1);
  });

  it('takes another capability where one is spent or unknown, for the same envelope', async () => {
    const { server, shelf, lane } = await joinedPhone();
    const letter = viewLetter();
    await shelf.send([letter, ...chunkLetters(1)]);
    const [spent] = (await shelf.letters()).map(({ content }) => ('capability' in content ? content.capability : null));
    server.capabilities.set(spent ?? '', newId());
    await lane().drain();
    expect(server.seen.map(({ status }) => status)).toEqual([403, 200, 200]);
    expect(server.effects).toEqual([idOf(letter)]);
    expect(await waiting(shelf)).toBe(0);
  });

  it('fetches more capabilities when few are left, and never beside a letter', async () => {
    const { server, shelf, member, lane } = await joinedPhone(3);
    await shelf.send([viewLetter()]);
    await lane().drain();
    expect(paths(server)).toEqual(['POST /sealed', 'POST /voice/capabilities']);
    const kept = await shelf.read('member');
    expect(kept?.capabilities).toHaveLength(22);
    expect(kept?.membership).toBe(member.membership);
  });

  it('sends after a month with every capability gone', async () => {
    const { server, shelf, lane } = await joinedPhone(0);
    await shelf.send([viewLetter(), ...chunkLetters(1)]);
    await lane().drain();
    expect(paths(server)).toEqual(['POST /voice/capabilities', 'POST /sealed', 'PUT /sealed/attachments']);
    expect(await waiting(shelf)).toBe(0);
  });

  it('does the work for whoever has no membership, or one that gives no more', async () => {
    const { server, shelf, member, lane } = await joinedPhone(0);
    server.memberships.delete(member.membership);
    await shelf.send([viewLetter({}, { safety: 1 }), ...chunkLetters(1)]);
    await lane().drain();
    expect(paths(server)).toEqual(['POST /voice/capabilities', 'GET /sealed/work', 'POST /sealed', 'PUT /sealed/attachments']);
    expect(await waiting(shelf)).toBe(0);
    expect(server.effects).toHaveLength(1);
    const memory = openMemoryShelf();
    await memory.send([viewLetter()]);
    const tab = quietTab(makeHandClock('2026-11-20T10:00:00.000Z'), server);
    await makeSealedLane(tab.world as never, memory).drain();
    expect(server.effects).toHaveLength(2);
  });

  it('waits for tomorrow’s capabilities rather than be refused for want of a membership', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone(0);
    let isSpent = true;
    tab.weather.now = (path, send) =>
      path === '/voice/capabilities' && isSpent ? new Response('{"capabilities":[]}', { headers: { 'content-type': 'application/json' } }) : send();
    await shelf.send([viewLetter()]);
    const sender = lane();
    await sender.drain();
    expect([paths(server), server.effects]).toEqual([['GET /sealed/work'], []]);
    expect((await shelf.letters())[0]?.refused).toBeUndefined();
    isSpent = false;
    await eventually(() => {
      clock.pass(MINUTE);
      return server.effects.length === 1;
    }, 'it went');
    sender.stop();
  });

  it('B1 a reply that was lost is asked for again: the same receipt, no second effect', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone();
    let isLost = true;
    tab.weather.now = (_path, send) => {
      const reply = send();
      if (!isLost) return reply;
      isLost = false;
      throw new TypeError('the line broke');
    };
    await shelf.send([viewLetter()]);
    lane().wake();
    await eventually(async () => server.seen.length === 1 && clock.due().length > 0, 'the reply was lost');
    expect(await waiting(shelf)).toBe(1);
    clock.pass(5 * MINUTE);
    await eventually(async () => (await waiting(shelf)) === 0, 'it was delivered');
    expect(server.effects).toHaveLength(1);
    expect(server.seen.filter(({ path }) => path === '/sealed')).toHaveLength(2);
  });

  it('B2 the same id with other bytes is refused, kept and said', async () => {
    const { server, shelf, lane } = await joinedPhone();
    const letter = viewLetter();
    server.envelopes.set(idOf(letter), 'other bytes');
    await shelf.send([letter]);
    await lane().drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual(['notValid']);
    expect(await shelf.nextDue(['young'])).toBeNull();
  });

  it('C7 a receipt that is not of what was sent is no delivery, and whoever runs it is told', async () => {
    const { shelf, tab, lane } = await joinedPhone();
    const asked: string[] = [];
    tab.weather.now = (path, send) => {
      asked.push(path);
      return path === '/sealed' ? new Response(JSON.stringify({ receipt: newSecret(), at: 'now' }), { headers: { 'content-type': 'application/json' } }) : send();
    };
    await shelf.send([viewLetter(), ...chunkLetters(1)]);
    await lane().drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual(['receipt', undefined]);
    expect(asked.filter((path) => path === '/voice/reports')).toHaveLength(1);
  });

  it.each<[string, () => Response]>([
    ['a login page', () => new Response('<html>Sign in to this Wi-Fi</html>', { headers: { 'content-type': 'text/html' } })],
    ['a page that claims to be JSON', () => new Response('{"ok":true}', { headers: { 'content-type': 'application/json' } })],
    ['an error page of a proxy', () => new Response('Blocked', { status: 422, headers: { 'content-type': 'text/plain' } })],
    ['a proxy that forbids', () => new Response('<html>Forbidden</html>', { status: 403 })],
    ['nothing', () => new Response(null, { status: 204 })],
  ])('takes %s for no network, and the letter waits', async (_what, page) => {
    const { shelf, tab, lane } = await joinedPhone();
    tab.weather.now = page;
    await shelf.send([viewLetter()]);
    const sender = lane();
    await sender.drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual([undefined]);
    expect(sender.isHeldUp()).toBe(true);
    sender.stop();
  });

  it('tries again without end, after waits of chance that grow to five minutes', async () => {
    const { clock, shelf, tab, lane } = await joinedPhone();
    const tries: number[] = [];
    tab.weather.now = () => {
      tries.push(clock.read());
      throw new TypeError('no network');
    };
    await shelf.send([viewLetter()]);
    const sender = lane(['young'], { random: () => 0.999 });
    await sender.drain();
    for (let count = 1; count < 15; count += 1) {
      await eventually(() => clock.due().length > 0, 'it waits');
      clock.pass(clock.due()[0] ?? 0);
      await eventually(() => tries.length === count + 1, 'it tried again');
    }
    const waits = tries.slice(1).map((at, n) => at - (tries[n] ?? 0));
    for (const [n, wait] of waits.entries()) expect(wait).toBeLessThanOrEqual(Math.min(300_000, 1000 * 2 ** (n + 1)));
    expect(waits.at(-1)).toBeGreaterThan(299_000);
    expect(await waiting(shelf)).toBe(1);
    sender.stop();
  });

  it('keeps to what the server asked for, except where someone could get hurt', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone();
    let isBusy = true;
    tab.weather.now = (_path, send) => (isBusy ? server.refuse(503, 'busy', { 'retry-after': '120' }) : send());
    await shelf.send([viewLetter()]);
    const sender = lane();
    await sender.drain();
    isBusy = false;
    await sender.drain();
    expect(server.effects).toEqual([]);
    await shelf.send([viewLetter({}, { safety: 1 })]);
    await sender.drain();
    expect(server.effects).toHaveLength(1);
    clock.pass(2 * MINUTE);
    await eventually(() => server.effects.length === 2, 'the other went when it might');
  });

  it('one letter the server stumbles over keeps no other from going', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone();
    const [ill, well] = [viewLetter(), viewLetter({ madeAt: '2026-11-20T09:01:00.000Z' })];
    tab.weather.now = (_path, send, init) => (String(init.body).includes((ill.content as { envelope: { header: string } }).envelope.header) ? server.refuse(500, 'fault') : send());
    await shelf.send([ill]);
    await shelf.send([well]);
    const sender = lane();
    await sender.drain();
    expect(server.effects).toEqual([idOf(well)]);
    expect(await shelf.letters()).toMatchObject([{ tries: 1 }]);
    tab.weather.now = (_path, send) => send();
    clock.pass(MINUTE);
    await eventually(() => server.effects.length === 2, 'it was tried again');
  });

  it('B9 two tabs are one sender', async () => {
    const { clock, server, disk, shelf, tab } = await joinedPhone();
    const other = quietTab(clock, server, disk);
    const there = await openOn(disk, clock);
    for (let count = 0; count < 4; count += 1) await shelf.send([viewLetter()]);
    let inFlight = 0;
    let most = 0;
    const slow = async (_path: string, send: () => Response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
      inFlight -= 1;
      return send();
    };
    tab.weather.now = slow;
    other.weather.now = slow;
    const lanes = [makeSealedLane(tab.world as never, shelf), makeSealedLane(other.world as never, there)];
    await Promise.all(lanes.map((lane) => lane.drain()));
    clock.pass(5000);
    await Promise.all(lanes.map((lane) => lane.drain()));
    expect(most).toBe(1);
    expect(new Set(server.effects).size).toBe(4);
    expect(server.effects).toHaveLength(4);
  });

  it('a frozen tab does not keep letters here for ever', async () => {
    const { clock, server, disk, shelf, lane } = await joinedPhone();
    const frozen = disk.locksOf({});
    void frozen.request('hearth-quiet', {}, () => new Promise(() => undefined)).catch(() => undefined);
    await shelf.send([viewLetter()]);
    const sender = lane();
    await sender.drain();
    expect(server.effects).toEqual([]);
    await eventually(() => {
      clock.pass(2000);
      return server.effects.length === 1;
    }, 'the lock was taken from it');
    sender.stop();
  });

  it('takes a view back: the withdrawal goes with the mailbox secret alone', async () => {
    const { server, shelf, lane } = await joinedPhone();
    const view = newId();
    await shelf.send([
      {
        id: newId(),
        owner: 'young',
        madeAt: '2026-11-20T09:00:00.000Z',
        tries: 0,
        notBefore: '2026-11-20T09:00:00.000Z',
        content: { kind: 'withdraw', secret: newSecret(), view },
      },
    ]);
    await lane().drain();
    expect(server.withdrawn).toEqual([view]);
    expect(server.seen[0]?.hasCookie).toBe(false);
  });

  it('R19 after thirty days in vain the person is asked, and a phone that was off so long still sends', async () => {
    const { clock, server, shelf, tab, lane } = await joinedPhone();
    await shelf.send([viewLetter()]);
    clock.pass(31 * 24 * 60 * MINUTE);
    tab.isOnline.now = false;
    await lane().drain();
    expect((await shelf.letters())[0]?.refused).toBeUndefined();
    tab.isOnline.now = true;
    tab.weather.now = () => {
      throw new TypeError('no network');
    };
    await lane().drain();
    expect((await shelf.letters())[0]?.refused).toBe('tooOld');
    tab.weather.now = (_path, send) => send();
    const old = viewLetter();
    await shelf.send([old]);
    await lane().drain();
    expect(server.effects).toEqual([idOf(old)]);
  });

  it('a letter taken back before it went is never sent', async () => {
    const { server, shelf, lane } = await joinedPhone();
    const letter = viewLetter();
    await shelf.send([letter, ...chunkLetters(2)]);
    await shelf.dropLetter(letter.id);
    await lane().drain();
    expect(server.seen).toEqual([]);
  });

  it('writes nothing to the console, whatever goes wrong', async () => {
    const { shelf, tab, lane, disk } = await joinedPhone();
    const said: unknown[] = [];
    const kept = { ...console };
    for (const way of ['log', 'warn', 'error', 'info', 'debug'] as const) console[way] = (...words: unknown[]) => said.push(words);
    try {
      tab.weather.now = () => {
        throw new TypeError('no network');
      };
      await shelf.send([viewLetter()]);
      const sender = lane();
      await sender.drain();
      sender.stop();
      await shelf.send([{ text: 'words' } as never]).catch(() => undefined);
      const other = await openOn(disk, makeHandClock());
      await other.read('member');
      await shelf.leave('all');
    } finally {
      Object.assign(console, kept);
    }
    expect(said).toEqual([]);
  });
});
