// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { AnswerFor } from '../../src/shared/wire/answer.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import type { Delivery } from '../../src/store/cabinet.ts';
import type { Tab } from '../support/device.ts';
import { fair, makeHandClock, openTab, seen, signIn, until } from '../support/device.ts';
import { makePretendServer, messageOf } from '../support/pretend-server.ts';
import { added, answeredDraft, finishedDraft, startedDraft } from '../support/training-facts.ts';

async function phoneAndServer() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer'), added('ben', 'carer')]);
  server.effects = [];
  const tab = await openTab(clock, server);
  await signIn(tab, 'ann');
  return { clock, server, tab };
}

async function recorded(tab: Tab, ...ids: string[]): Promise<string[]> {
  const saved = await tab.cabinet.record(ids.map(startedDraft));
  if (!saved.ok) throw new Error(saved.kind);
  return saved.factIds;
}

const html = () => new Response('<html>Sign in to Wi-Fi</html>', { status: 200, headers: { 'content-type': 'text/html' } });
const pushes = (server: { seen: { path: string }[] }) => server.seen.filter((request) => request.path === '/sync/push').length;

describe('sending', () => {
  it('I1 what was saved is sent once, has one effect, and is then delivered', async () => {
    const { server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    const sync = tab.start();
    await sync.drain();
    expect(server.effects).toEqual([id]);
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toEqual({ state: 'delivered' });
  });

  it('F2 a reply lost after the server kept it is asked for again, and the effect stays one', async () => {
    const { clock, server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    let isLost = true;
    tab.weather.now = (path, send) => {
      const reply = send();
      if (path !== '/sync/push' || !isLost) return reply;
      isLost = false;
      throw new TypeError('connection reset');
    };
    const sync = tab.start();
    await sync.drain();
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toEqual({ state: 'waiting' });
    clock.pass(5000);
    await sync.drain();
    expect(server.effects).toEqual([id]);
    expect(pushes(server)).toBe(2);
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toEqual({ state: 'delivered' });
  });

  it('F14 killed between push and receipt: the same id goes again under the next start', async () => {
    const { clock, server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    tab.weather.now = (_path, send) => {
      send();
      tab.cabinet.close();
      throw new TypeError('the tab is gone');
    };
    const sync = tab.start();
    await sync.drain();
    sync.stop();
    const again = await openTab(clock, server, tab.disk);
    again.session.personId = 'ann';
    await again.start().drain();
    expect(server.effects).toEqual([id]);
    expect(await again.cabinet.openLines('ann', 10)).toEqual([]);
  });

  it('F7 a login page with status 200 is no network: nothing closes, nothing is called delivered', async () => {
    const { tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    const pages: (() => Response)[] = [
      html,
      () => new Response('{"nonce":"x","answers":[]}', { headers: { 'content-type': 'application/json' } }),
      () =>
        new Response(
          JSON.stringify({
            nonce: 'somebody-elses-nonce00',
            epoch: 'e',
            now: 'x',
            durableThrough: null,
            answers: [{ factId: id, receipt: { state: 'recorded', hash: 'h', serverSeq: 1, recordedAt: 'x' } }],
          }),
          { headers: { 'content-type': SYNC_TYPE } },
        ),
      () => new Response('{"error":"signIn"}', { status: 401, headers: { 'content-type': 'text/html' } }),
      () => new Response('{"nonce":"cut off', { headers: { 'content-type': SYNC_TYPE } }),
      () => new Response('', { status: 302 }),
    ];
    for (const page of pages) {
      tab.weather.now = page;
      const sync = tab.start();
      await sync.drain();
      sync.stop();
      expect(await tab.cabinet.openLines('ann', 10)).toHaveLength(1);
      expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toEqual({ state: 'waiting' });
      expect(await seen(tab.cabinet.watchSync)).toMatchObject({ signal: 'offline', needsSignIn: false, waiting: 1 });
    }
  });

  it('F24 one bad fact among many, wherever it stands, holds back none of the others', async () => {
    for (const bad of [0, 2, 4]) {
      const { server, tab } = await phoneAndServer();
      const ids = await recorded(tab, 't1', 't2', 't3', 't4', 't5');
      const badId = ids[bad] ?? '';
      server.answerAs.set(badId, { factId: badId, refusal: { kind: 'notValid', where: 'moduleId', reason: 'no such module' } });
      await tab.start().drain();
      expect(pushes(server)).toBe(1);
      expect(server.effects).toEqual(ids.filter((id) => id !== badId));
      expect(await seen((tell) => tab.cabinet.watchDelivery(badId, tell))).toEqual({ state: 'needsYou', refusal: 'notValid', where: 'moduleId' });
    }
  });

  it('I5 a refused fact is kept with its words and counted, and leaves the records it was laid on', async () => {
    const { server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    server.answerAs.set(id, { factId: id, refusal: { kind: 'notAllowed', where: 'kind', reason: 'not today' } });
    await tab.start().drain();
    const lines = await seen(tab.cabinet.watchWaiting);
    expect(lines).toMatchObject([{ factId: id, state: 'needsYou', body: { attemptId: 't1' }, refusal: { kind: 'notAllowed', reason: 'not today' } }]);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 1, refused: 1 });
    expect((await tab.cabinet.person('ann'))?.attempts).toEqual([]);
    expect(await tab.cabinet.exportWaiting()).toContain('t1');
  });

  it('I5 sent again it is a new fact; the refusal stays until the new one has its receipt, and pressing twice makes one', async () => {
    const { server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    server.answerAs.set(id, { factId: id, refusal: { kind: 'notAllowed', where: 'kind', reason: 'not today' } });
    const sync = tab.start();
    await sync.drain();
    tab.weather.now = html;
    const pressed = await Promise.all([tab.cabinet.sendAgain(id), tab.cabinet.sendAgain(id)]);
    expect(await tab.cabinet.openLines('ann', 10)).toHaveLength(1);
    expect(pressed[0]).toEqual(pressed[1]);
    expect(await seen(tab.cabinet.watchSync, (state) => state.waiting === 2)).toMatchObject({ refused: 1 });
    tab.weather.now = fair;
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 0, refused: 0 });
    expect(server.effects).toHaveLength(1);
    expect(server.effects).not.toContain(id);
  });

  it('I3 a receipt for other bytes is not a delivery', async () => {
    const { server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    server.answerAs.set(id, { factId: id, receipt: { state: 'recorded', hash: 'other', serverSeq: 9, recordedAt: '2026-11-20T09:00:00.000Z' } });
    await tab.start().drain();
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toMatchObject({ state: 'needsYou', refusal: 'idReuse' });
  });

  it('F21 "later" leaves the line open, delays no other line, and is not asked about at once', async () => {
    const { clock, server, tab } = await phoneAndServer();
    const ids = await recorded(tab, 't1', 't2');
    const [first = '', second = ''] = ids;
    const later: AnswerFor = { factId: first, later: { kind: 'serverTooOld', afterS: 600 } };
    server.answerAs.set(first, later);
    const sync = tab.start();
    await sync.drain();
    expect(server.effects).toEqual([second]);
    expect((await tab.cabinet.openLines('ann', 10)).map((fact) => fact.factId)).toEqual([first]);
    const before = pushes(server);
    await sync.drain();
    expect(pushes(server)).toBe(before);
    server.answerAs.clear();
    clock.pass(700_000);
    await sync.drain();
    expect(server.effects).toEqual([second, first]);
  });

  it('I4 a batch the server cannot read at all is halved until the one fact at fault is shown, and the rest arrive', async () => {
    const { server, tab } = await phoneAndServer();
    const ids = await recorded(tab, 't1', 't2', 't3', 't4', 't5', 't6', 't7');
    const badId = ids[4] ?? '';
    tab.weather.now = (path, send, init) => (path === '/sync/push' && JSON.stringify(messageOf(init)).includes(badId) ? server.refuse(400, 'notValid') : send());
    await tab.start().drain();
    expect(server.effects.toSorted()).toEqual(ids.filter((id) => id !== badId).toSorted());
    expect(await seen((tell) => tab.cabinet.watchDelivery(badId, tell))).toMatchObject({ state: 'needsYou', refusal: 'notValid' });
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 1, refused: 1 });
  });

  it('F8 a proxy that says 413 makes batches smaller but refuses nobody anything', async () => {
    const { clock, server, tab } = await phoneAndServer();
    const ids = await recorded(tab, 't1', 't2', 't3', 't4');
    tab.weather.now = (path, send, init) => (path === '/sync/push' && (init.body as Uint8Array).length > 900 ? new Response('too large', { status: 413 }) : send());
    const sync = tab.start();
    await sync.drain();
    clock.pass(10_000);
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ refused: 0 });
    expect(server.effects.length + (await tab.cabinet.openLines('ann', 10)).length).toBe(ids.length);
  });

  it('I14 batches grow while replies are quick, and large ones travel compressed', async () => {
    const { server, tab } = await phoneAndServer();
    const drafts = Array.from({ length: 450 }, (_, index) => answeredDraft('t1', (index % 90) + 1));
    await tab.cabinet.record(drafts);
    await tab.start().drain();
    const batches = server.seen.filter((request) => request.path === '/sync/push');
    expect(batches.map((batch) => batch.facts)).toEqual([100, 200, 150]);
    expect(batches.every((batch) => batch.bytes < 110 * batch.facts * 2)).toBe(true);
  });

  it('F9 busy with Retry-After: the next try is not sooner, then everything goes', async () => {
    const { clock, server, tab } = await phoneAndServer();
    await recorded(tab, 't1');
    let isBusy = true;
    tab.weather.now = (_path, send) => (isBusy ? server.refuse(503, 'busy', { 'retry-after': '40' }) : send());
    const sync = tab.start();
    await sync.drain();
    isBusy = false;
    clock.pass(30_000);
    expect(pushes(server)).toBe(0);
    clock.pass(11_000);
    await until(() => server.effects.length === 1, 'it was sent');
    sync.stop();
  });

  it('I14 nothing is asked while the browser is sure there is no network, and coming back sends', async () => {
    const { server, tab } = await phoneAndServer();
    const [id = ''] = await recorded(tab, 't1');
    tab.isOnline.now = false;
    const sync = tab.start();
    await sync.drain();
    expect(server.seen).toEqual([]);
    expect(
      await seen<Delivery>(
        (tell) => tab.cabinet.watchDelivery(id, tell),
        (delivery) => delivery.state === 'waiting',
      ),
    ).toEqual({ state: 'waiting' });
    tab.isOnline.now = true;
    tab.page.tell('online');
    await until(() => server.effects.length === 1, 'it was sent');
    sync.stop();
  });

  it('F6 a request that takes too long is given up, and the line stays', async () => {
    const { clock, tab } = await phoneAndServer();
    await recorded(tab, 't1');
    let isAsked = false;
    tab.weather.now = (path, _send, init) =>
      new Promise((_done, fail) => {
        isAsked ||= path === '/sync/push';
        init.signal?.addEventListener('abort', () => fail(new DOMException('gone', 'AbortError')));
      });
    const sync = tab.start();
    const drained = sync.drain();
    await until(() => isAsked, 'it was asked');
    clock.pass(17_000);
    await drained;
    expect(await tab.cabinet.openLines('ann', 10)).toHaveLength(1);
    sync.stop();
  });

  it('I4 a line added by the person is sent by itself, after a short pause that gathers others', async () => {
    const { clock, server, tab } = await phoneAndServer();
    const sync = tab.start();
    await sync.drain();
    await recorded(tab, 't1');
    await tab.cabinet.record([finishedDraft('t1')]);
    clock.pass(200);
    expect(pushes(server)).toBe(0);
    clock.pass(100);
    await until(() => server.effects.length === 2, 'both were sent');
    expect(pushes(server)).toBe(1);
    sync.stop();
  });
});
