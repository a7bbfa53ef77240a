import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Office } from '../support/server.ts';
import { databases, openOffice } from '../support/server.ts';
import { ServerProcess } from '../support/server-process.ts';
import type { Answer, Fact } from '../support/stranger/stranger.ts';
import { Stranger } from '../support/stranger/stranger.ts';
import { canonical, digest, freshId, freshNonce, hashOf, SYNC } from '../support/stranger/wire.ts';

const state = (answer: Answer | undefined) => answer?.receipt?.state ?? `${answer?.refusal?.kind ?? answer?.later?.kind}/${answer?.refusal?.where ?? ''}`;
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const pictureOf = (bytes: number) => Buffer.concat([PNG, randomBytes(bytes - PNG.length)]);

describe.each(databases())('a client written from the description of the wire alone, on $name', (database) => {
  let office: Office;
  let port: number;
  let home: string;
  let carer: Stranger;
  let senior: Stranger;
  let manager: Stranger;
  const all: Stranger[] = [];

  async function signIn(personId: string): Promise<Stranger> {
    const secret = freshNonce();
    office.secrets.set(secret, personId);
    const stranger = await new Stranger(port).signIn(secret);
    all.push(stranger);
    return stranger;
  }

  beforeEach(async () => {
    office = await openOffice(database);
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    port = (office.app.server.address() as AddressInfo).port;
    home = await office.openHome();
    carer = await signIn(await office.add('Asha Example', 'carer', home));
    senior = await signIn(await office.add('Sam Example', 'senior', home));
    manager = await signIn(await office.add('Mo Example', 'manager', home));
  });
  afterEach(async () => {
    for (const stranger of all.splice(0)) stranger.end();
    await office.close();
  });

  it('I1 I8 I12 F2: what is sent again is answered the same, and other bytes never take its id', async () => {
    expect(digest(canonical({ b: 1, a: [true, null, 'é\n'] }))).toBe('iDlLPYca3q1oGH5iO0x4njxU30Gy8RUpJPuT_nS_oFk');
    const fact = carer.started();
    const first = await carer.answerTo(fact);
    const other: Fact = { ...fact, body: { ...fact.body, moduleId: 'T1-M2' } };
    other.hash = hashOf(other);
    expect(state(await carer.answerTo(other))).toBe('idReuse/factId');
    const again = await carer.answerTo({ ...fact, seq: 99, at: '1999-01-01T00:00:00Z', deps: [{ fact: freshId() }] });
    expect([state(first), first.repeat, again]).toEqual(['recorded', false, { ...first, repeat: true }]);
    await carer.sync();
    expect([...carer.shown.keys()].filter((id) => id === fact.factId)).toHaveLength(1);
  });

  it('I9: nobody brings, hears of or answers for what belongs to somebody else', async () => {
    const fact = carer.started();
    expect(state(await senior.answerTo(fact))).toBe('notAllowed/owner');
    for (const broken of [{ seq: 'one' }, { owner: 7 }, { owner: null }]) expect(state(await senior.answerTo({ ...fact, ...broken }))).toBe('notAllowed/owner');
    expect(state(await carer.answerTo(fact))).toBe('recorded');
    expect(state(await senior.answerTo({ ...fact, owner: senior.personId }))).toBe('notAllowed/fact');
    expect((await senior.askReceipts([fact.factId])).down.unknown).toEqual([fact.factId]);
    for (const [who, whom] of [
      [manager, manager],
      [senior, senior],
      [carer, senior],
    ] as const)
      expect(state(await who.answerTo(who.signed(whom.personId)))).toBe('notAllowed/fact');
    expect(state(await manager.answerTo(manager.signed(freshId())))).toBe('notAllowed/fact');
    const onlyPost = await carer.post('/sync/pull', { proto: 2, deviceId: carer.deviceId, cursor: null, limit: 5 }, ['__Host-post']);
    expect([onlyPost.status, onlyPost.isTrusted]).toEqual([401, true]);
    expect((await carer.post('/sync/push', { proto: 2, deviceId: carer.deviceId, facts: [fact] }, ['__Host-post'])).status).toBe(200);
  });

  it('I7 F24: whatever a fact holds, it is answered alone and its neighbours are recorded', async () => {
    const odd: [Record<string, unknown>, string][] = [
      [{ about: 'a\ud800' }, 'notValid/about'],
      [{ about: 'a\0b' }, 'notValid/about'],
      [{ about: 'x'.repeat(65) }, 'notValid/about'],
      [{ body: null }, 'notValid/body'],
      [{ body: { attemptId: 5 } }, 'notValid/body.attemptId'],
      [{ body: { x: '\0' } }, 'notValid/body'],
      [{ body: { x: 'y'.repeat(66_000) } }, 'tooBig/body'],
      [{ body: { x: JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) } }, 'notValid/body'],
      [{ hash: digest('another') }, 'notValid/hash'],
      [{ owner: 'x'.repeat(40) }, 'notAllowed/owner'],
      [{ deviceId: 'a\u0007' }, 'notValid/deviceId'],
      [{ deps: [{ nothing: 1 }] }, 'notValid/deps'],
      [{ at: 'yesterday' }, 'notValid/at'],
      [{ off: 1e13 }, 'notValid/off'],
      [{ v: 2 }, 'serverTooOld/'],
    ];
    for (const [change, wanted] of odd) {
      const [before, after] = [carer.started(), carer.started()];
      const { down } = await carer.push([before, carer.started(change), after]);
      expect(down.answers.map(state)).toEqual(['recorded', wanted, 'recorded']);
    }
    // Numbers that only hand-written JSON can hold.
    const unwritable = carer.started();
    const text = JSON.stringify([carer.started(), { ...unwritable, body: { ...unwritable.body, x: 'HERE' } }, carer.started()]).replace('"HERE"', '1e400');
    const nonce = freshNonce();
    const reply = await carer.raw<{ answers: Answer[] }>('POST', '/sync/push', { nonce, body: `{"proto":2,"deviceId":"${carer.deviceId}","nonce":"${nonce}","facts":${text}}` });
    expect([reply.status, reply.down.answers?.map(state)]).toEqual([200, ['recorded', 'notValid/body', 'recorded']]);
    const kept = carer.started({ body: { ...carer.started().body, __proto__: undefined, x: ['e\u0301', '\ud800', 0.1, 1e21, -0, '\u2028'], '😀': 1, Ａ: 2 } });
    carer.write(kept);
    await carer.sync();
    expect(carer.shown.get(kept.factId)?.fact?.hash).toBe(kept.hash);
  });

  it('F24: a request that cannot be read is turned away as the description says, never with a fault', async () => {
    const envelope = { proto: 2, deviceId: carer.deviceId, facts: [] };
    const spoilt = [
      { facts: {} },
      { facts: [null] },
      { facts: [carer.started({ factId: 'none' })] },
      { proto: 1.5 },
      { deviceId: '' },
      { deviceId: 'a\0' },
      { deviceId: 'x'.repeat(37) },
    ];
    for (const change of spoilt) {
      const { status, isTrusted, down } = await carer.post<{ error: string }>('/sync/push', { ...envelope, ...change });
      expect([change, status, isTrusted, down.error]).toEqual([change, 422, true, 'notValid']);
    }
    for (const change of [{ deviceId: 'a\0' }, { limit: 0 }, { limit: 501 }, { cursor: 5 }]) {
      const { status, isTrusted } = await carer.post('/sync/pull', { proto: 2, deviceId: carer.deviceId, cursor: null, limit: 5, ...change });
      expect([change, status, isTrusted]).toEqual([change, 422, true]);
    }
    expect((await carer.askReceipts(['', '\0', '\ud800', 'x'.repeat(5000)])).down.unknown).toHaveLength(4);
    const many = Array.from({ length: 1001 }, () => carer.started());
    expect([(await carer.push(many)).status, (await carer.askReceipts(many.map((fact) => fact.factId))).status]).toEqual([413, 413]);
    const body = JSON.stringify({ ...envelope, nonce: freshNonce() });
    const sent: [string | Buffer, Record<string, string>, number][] = [
      ['{"facts":', {}, 422],
      ['', {}, 422],
      [body, { 'content-encoding': 'gzip' }, 422],
      [body, { 'content-encoding': 'br' }, 422],
      [gzipSync(body), { 'content-encoding': 'GZIP' }, 200],
      [gzipSync(Buffer.alloc(64 << 20, 32)), { 'content-encoding': 'gzip' }, 413],
      [Buffer.alloc(5 << 20, 32), {}, 413],
      [body, { 'content-type': 'application/json' }, 422],
      [body, { 'x-app': '' }, 403],
      [body, { origin: 'https://elsewhere.example' }, 403],
      [body, { cookie: '' }, 401],
    ];
    for (const [bytes, headers, wanted] of sent) {
      const reply = await carer.raw('POST', '/sync/push', { body: bytes, headers });
      expect([headers, reply.status, reply.headers['content-type']?.startsWith(SYNC)]).toEqual([headers, wanted, true]);
    }
  });

  it('I6 F5: what arrives backwards takes effect in its order, and the final answers come by pull', async () => {
    const attemptId = freshId();
    const facts = [carer.started({}, attemptId)];
    for (const questionId of ['T1-Q1', 'T1-Q2'])
      facts.push(carer.fact('training.attempt.answered', attemptId, { attemptId, questionId, tryNumber: 1, answer: { type: 'single', option: 'good' } }));
    for (const fact of facts.slice(1).reverse()) {
      const answer = await carer.answerTo(fact);
      expect([state(answer), answer.receipt?.heldFor]).toEqual(['held', 'prev']);
      carer.write(fact);
    }
    carer.write(...facts);
    await carer.sync();
    expect(facts.map((fact) => carer.receipts.get(fact.factId)?.state)).toEqual(['recorded', 'recorded', 'recorded']);
    const pulled = [...carer.shown.values()].filter(({ fact }) => fact?.about === attemptId);
    expect(pulled.map(({ fact }) => fact?.factId)).toEqual(facts.map((fact) => fact.factId));
    expect(pulled.map(({ serverSeq }) => serverSeq)).toEqual(facts.map((fact) => carer.receipts.get(fact.factId)?.serverSeq));
  });

  it('I1 I10 F26: ten connections push the same facts while five read small pages, and nothing is missing or twice', async () => {
    const pool = Array.from({ length: 400 }, () => carer.started());
    const pushers = [carer, ...(await Promise.all(Array.from({ length: 9 }, () => signIn(carer.personId))))];
    const readers = await Promise.all(Array.from({ length: 5 }, () => signIn(carer.personId)));
    let isOver = false;
    const reading = readers.map(async (reader) => {
      const seen: number[] = [];
      for (let cursor: string | null = null; ; ) {
        const wasOver: boolean = isOver;
        const { down } = await reader.pull(cursor, 7);
        seen.push(...down.changes.map(({ serverSeq }) => serverSeq));
        reader.lay(down);
        cursor = down.cursor;
        if (!down.more && wasOver) return seen;
        if (!down.more) await pause(20);
      }
    });
    const fresh = new Map<string, number>();
    const receipts = new Map<string, Set<string>>();
    const statuses = await Promise.all(
      pushers.map(async (pusher, index) => {
        const said: number[] = [];
        for (const from of [0, 100, 200, 300].map((start) => start + index * 6)) {
          const { status, down } = await pusher.push(pool.slice(from, from + 46));
          said.push(status);
          for (const { factId, receipt, repeat } of down.answers ?? []) {
            if (!repeat) fresh.set(factId, (fresh.get(factId) ?? 0) + 1);
            receipts.set(factId, (receipts.get(factId) ?? new Set()).add(canonical(receipt)));
          }
        }
        return said;
      }),
    );
    isOver = true;
    const ids = pool.map((fact) => fact.factId).sort();
    expect(new Set(statuses.flat())).toEqual(new Set([200]));
    expect([...receipts].filter(([, said]) => said.size !== 1)).toEqual([]);
    expect([...fresh].filter(([, times]) => times !== 1)).toEqual([]);
    expect([...fresh.keys()].sort()).toEqual(ids);
    for (const [index, seen] of (await Promise.all(reading)).entries()) {
      expect(seen).toEqual([...new Set(seen)].sort((one, other) => one - other));
      expect([...(readers[index]?.shown.keys() ?? [])].filter((id) => ids.includes(id))).toHaveLength(pool.length);
    }
  });

  it('I10: a forged cursor and somebody else’s begin anew, and show nothing that is not theirs', async () => {
    senior.write(senior.started());
    await senior.sync();
    await carer.sync(1);
    const whole = [...carer.shown.keys()];
    for (const cursor of [senior.cursor, `${carer.cursor?.slice(0, -3)}AAA`, 'x', '']) {
      const { status, down } = await carer.pull(cursor);
      expect([status, down.changes.filter(({ fact }) => fact).map(({ fact }) => fact?.factId)]).toEqual([200, whole]);
      expect(down.changes.every(({ scope }) => scope === `self:${carer.personId}` || scope === `staff:${home}`)).toBe(true);
    }
  });

  it('I1 I12 F11: after the records were put back, everything delivered is there again and its author has a receipt', async () => {
    carer.write(...Array.from({ length: 5 }, () => carer.started()));
    await carer.sync();
    const kept = [...carer.delivered.keys()];
    const lost = kept.slice(2);
    await office.records.db.deleteFrom('change').where('fact_id', 'in', lost).execute();
    await office.records.db.deleteFrom('fact_log').where('fact_id', 'in', lost).execute();
    await office.records.db.deleteFrom('attempt').execute();
    await office.records.db.updateTable('mark').set({ value: freshNonce() }).where('name', '=', 'epoch').execute();
    await carer.sync();
    expect(kept.map((id) => [carer.receipts.get(id)?.state, carer.receipts.get(id)?.serverSeq === carer.shown.get(id)?.serverSeq])).toEqual(kept.map(() => ['recorded', true]));
  });

  it('I16 F25: a picture is received when its bytes are proven, and is nobody else’s to see or to go on with', async () => {
    const picture = pictureOf(300_000);
    const sha256 = digest(picture);
    manager.write(manager.signed(carer.personId, { deps: [{ attachment: sha256 }] }, [{ sha256, bytes: picture.length, type: 'image/png' }]));
    await manager.sync();
    const part = picture.subarray(0, 200_000);
    expect((await manager.part(sha256, part, 0)).status).toBe(404);
    expect((await manager.announce(picture)).down.offset).toBe(0);
    expect([(await manager.part(sha256, part, 5)).status, (await manager.part(sha256, part, 0)).status]).toEqual([409, 200]);
    // Parts go as they are: a packed one would be kept as if it were the picture.
    expect((await manager.part(sha256, gzipSync(picture.subarray(200_000)), 200_000, { 'content-encoding': 'gzip' })).status).toBe(422);
    for (const other of [carer, senior]) {
      expect((await other.part(sha256, picture.subarray(200_000), 200_000)).status).toBe(404);
      for (const method of ['HEAD', 'GET']) expect((await other.raw(method, `/attachments/${sha256}`, { headers: { 'x-nonce': freshNonce() } })).status).toBe(404);
    }
    const wrong = Buffer.from(picture.subarray(200_000)).fill(1);
    expect((await manager.part(sha256, wrong, 200_000)).down.error).toBe('broken');
    const { status, down, isTrusted } = await manager.bring(picture);
    expect([status, isTrusted, down.receipt?.sha256, down.receipt?.bytes]).toEqual([200, true, sha256, picture.length]);
    const seen = await Promise.all([carer, manager, senior].map(async (who) => await who.raw('GET', `/attachments/${sha256}`)));
    expect(seen.map((reply) => (reply.status === 200 ? digest(reply.bytes) : reply.status))).toEqual([sha256, sha256, 404]);
    await carer.sync();
    expect([...carer.shown.values()].filter(({ fact }) => fact?.kind === 'training.practice.signed').map(({ fact }) => fact?.missing)).toEqual([undefined]);
  });
});

it('I1 I3 I12 F10: whatever a server killed in mid push had answered still stands, and the rest arrives once', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hearth-stranger-'));
  const server = new ServerProcess(folder);
  await server.start();
  const secretOf = (link: string | undefined) => link?.split('#demo=')[1] ?? '';
  const strangers = await Promise.all(['carer', 'senior', 'manager'].map(async (kind) => await new Stranger(server.port).signIn(secretOf(server.links[kind]))));
  try {
    for (const answered of [1, 100, 300]) {
      for (const stranger of strangers) stranger.write(...Array.from({ length: 200 }, () => stranger.started()));
      const before = strangers.reduce((sum, { receipts }) => sum + receipts.size, 0);
      const cut = Promise.allSettled(strangers.map((stranger) => stranger.sync()));
      while (strangers.reduce((sum, { receipts }) => sum + receipts.size, 0) < before + answered) await pause(1);
      await server.kill();
      await cut;
      const heard = strangers.map(({ receipts }) => new Map(receipts));
      await server.start();
      for (const [index, stranger] of strangers.entries()) {
        expect((await stranger.askReceipts([...(heard[index]?.keys() ?? [])].slice(0, 1000))).down.answers.map(({ factId, receipt }) => [factId, receipt])).toEqual([
          ...(heard[index] ?? []),
        ]);
        await stranger.sync(40);
        expect([stranger.lines.size, stranger.refusals.size]).toEqual([0, 0]);
        expect([...stranger.receipts].filter(([id, receipt]) => canonical(receipt) !== canonical(heard[index]?.get(id) ?? receipt))).toEqual([]);
        expect([...stranger.receipts].filter(([id, { serverSeq }]) => stranger.shown.get(id)?.serverSeq !== serverSeq)).toEqual([]);
      }
    }
  } finally {
    for (const stranger of strangers) stranger.end();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
