import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, nonce, openOffice, OWN_HEADERS } from '../support/server.ts';

describe.each(databases())('what a push leaves behind, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;

  beforeEach(async () => {
    office = await openOffice(database);
    home = await office.openHome();
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
  });
  afterEach(() => office.close());

  const countLog = async () => (await office.records.db.selectFrom('fact_log').select('fact_id').where('owner', '=', carer.personId).execute()).length;
  const countChanges = async () => (await office.records.db.selectFrom('change').select('fact_id').execute()).length;

  it('I1 F2: the same push sent again after a lost reply changes nothing and gets the same receipts', async () => {
    const facts = attemptFacts(carer);
    const first = await carer.push(facts);
    const changes = await countChanges();
    office.pass(60_000);
    const second = await carer.push(facts);
    expect(first.answers.every((answer) => answer.receipt?.state === 'recorded' && answer.repeat === false)).toBe(true);
    expect(second.answers.map((answer) => answer.receipt)).toEqual(first.answers.map((answer) => answer.receipt));
    expect(second.answers.every((answer) => answer.repeat)).toBe(true);
    expect(await countLog()).toBe(facts.length);
    expect(await countChanges()).toBe(changes);
  });

  it('I1: one fact twice in a single batch has one effect', async () => {
    const [started] = attemptFacts(carer);
    const { answers } = await carer.push([started, started]);
    expect(answers.map((answer) => answer.repeat)).toEqual([false, true]);
    expect(answers[1]?.receipt).toEqual(answers[0]?.receipt);
    expect(await countLog()).toBe(1);
  });

  it('F4: the same push arriving twice at once is recorded once', async () => {
    const facts = attemptFacts(carer);
    const [left, right] = await Promise.all([carer.push(facts), carer.push(facts)]);
    expect(left.answers.map((answer) => answer.receipt)).toEqual(right.answers.map((answer) => answer.receipt));
    expect(await countLog()).toBe(facts.length);
  });

  it('F26: two phones carrying the same facts at once record them once', async () => {
    const facts = attemptFacts(carer);
    const other = await office.phone(carer.personId);
    const [left, right] = await Promise.all([carer.push(facts), other.push(facts)]);
    expect(left.answers.map((answer) => answer.receipt)).toEqual(right.answers.map((answer) => answer.receipt));
    expect(await countLog()).toBe(facts.length);
  });

  it('I8: a known id with other bytes is refused, and the first bytes stay', async () => {
    const [started] = attemptFacts(carer) as [Fact];
    await carer.send(started);
    const other = carer.fact(
      'training.attempt.started',
      started.about,
      { attemptId: started.about, courseId: 'T1', courseVersion: 1, moduleId: 'T1-M1' },
      { factId: started.factId },
    );
    expect((await carer.send(other)).refusal?.kind).toBe('idReuse');
    const row = await office.records.db.selectFrom('fact_log').select(['hash', 'state']).where('fact_id', '=', started.factId).executeTakeFirstOrThrow();
    expect(row).toEqual({ hash: started.hash, state: 'recorded' });
  });

  it('I7 F24: one bad fact at the start, in the middle or at the end never spoils the batch', async () => {
    for (const position of [0, 2, 4]) {
      const facts: unknown[] = attemptFacts(carer).slice(0, 4);
      const bad = { ...carer.fact('training.attempt.started', 'x', { attemptId: 'x', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' }), seq: 'three' };
      facts.splice(position, 0, bad);
      const { answers } = await carer.push(facts);
      expect(answers.map((answer) => (answer.receipt ? 'recorded' : answer.refusal?.where))).toEqual(facts.map((fact) => (fact === bad ? 'seq' : 'recorded')));
    }
  });

  it('a refused fact is logged, so that it is answered the same and leaves no hole', async () => {
    const bad = { ...carer.fact('training.attempt.started', 'x', { attemptId: 'x', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' }), at: 'yesterday' };
    const first = await carer.send(bad);
    const second = await carer.send(bad);
    expect(first.refusal).toMatchObject({ kind: 'notValid', where: 'at' });
    expect(second.refusal).toEqual(first.refusal);
    expect(await countLog()).toBe(1);
    const device = await office.records.db.selectFrom('device').select('last_seq').where('device_id', '=', carer.deviceId).executeTakeFirstOrThrow();
    expect(device.last_seq).toBe(1);
  });

  it('names the field that broke a rule and records nothing', async () => {
    const named = { attemptId: 'a', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' };
    const cases: [unknown, string, string][] = [
      [carer.fact('training.attempt.started', 'a', named, { hash: 'A'.repeat(43) }), 'notValid', 'hash'],
      [carer.fact('training.attempt.started', 'a', { ...named, moduleId: 7 } as never), 'notValid', 'body.moduleId'],
      [carer.fact('training.attempt.started', 'a', { ...named, courseVersion: 1.5 }), 'notValid', 'body.courseVersion'],
      [carer.fact('training.attempt.started', 'a', named, { at: '2026-99-99T00:00:00Z' }), 'notValid', 'at'],
      [carer.fact('training.attempt.started', 'a', named, { at: '2026-02-31T10:00:00.000Z' }), 'notValid', 'at'],
      [carer.fact('training.attempt.started', 'a', named, { at: '2026-02-28T24:00:00Z' }), 'notValid', 'at'],
      [carer.fact('training.attempt.started', 'a', named, { off: 2e12 }), 'notValid', 'off'],
      [{ ...carer.fact('training.attempt.started', 'a', named), deviceId: 'a\u0000b' }, 'notValid', 'deviceId'],
      [carer.fact('training.attempt.started', 'a', { ...named, note: 'a\u0000b' } as never), 'notValid', 'body'],
      [carer.fact('training.attempt.started', 'a', { ...named, note: 'x'.repeat(65 * 1024) } as never), 'tooBig', 'body'],
    ];
    const { answers } = await carer.push(cases.map(([fact]) => fact));
    expect(answers.map((answer) => [answer.refusal?.kind, answer.refusal?.where])).toEqual(cases.map(([, kind, where]) => [kind, where]));
    expect(await office.records.db.selectFrom('attempt').selectAll().execute()).toEqual([]);
  });

  it('a body that nests without end is refused and breaks nothing', async () => {
    const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as never;
    const fact = { ...carer.fact('training.attempt.started', 'a', { attemptId: 'a', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' }), body: deep };
    expect((await carer.send(fact)).refusal).toMatchObject({ kind: 'notValid', where: 'body' });
  });

  it('F21: a kind or a version this server does not know yet waits and is not refused', async () => {
    const unknown = carer.fact('training.dream.told' as never, 'a', {} as never);
    const newer = carer.fact('training.attempt.started', 'a', { attemptId: 'a', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' }, { v: 2 });
    const { answers } = await carer.push([unknown, newer]);
    expect(answers.map((answer) => answer.later?.kind)).toEqual(['serverTooOld', 'serverTooOld']);
    expect(await countLog()).toBe(0);
  });

  it('I9: facts of somebody else are turned away, and their owner can still bring them', async () => {
    const other = await office.phone(await office.add('Bo Example', 'carer', home));
    const fact = other.fact('training.attempt.started', 'a', { attemptId: 'a', courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' });
    expect((await carer.send(fact)).refusal?.kind).toBe('notAllowed');
    expect((await other.send(fact)).receipt?.state).toBe('recorded');
  });

  it('a stranger who carries a known fact hears no more than that it is not theirs', async () => {
    const other = await office.phone(await office.add('Bo Example', 'carer', home));
    const [started] = attemptFacts(carer) as [Fact];
    await carer.send(started);
    expect((await other.send({ ...started, owner: other.personId })).refusal?.kind).toBe('notAllowed');
    expect(await other.receipts([started.factId, newId()])).toMatchObject({ answers: [], unknown: [started.factId, expect.any(String)] });
    expect((await carer.receipts([started.factId])).answers[0]?.receipt?.state).toBe('recorded');
  });

  it('a whole push is turned away only when a fact has no readable id', async () => {
    const reply = await office.sync('/sync/push', { proto: 1, deviceId: 'd', nonce: nonce(), facts: [{ factId: 7 }] }, carer.cookie);
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({ error: 'notValid' });
  });

  it('takes packed requests and stops unpacking at four megabytes', async () => {
    const send = (bytes: Buffer) =>
      office.app.inject({
        method: 'POST',
        url: '/sync/push',
        payload: bytes,
        headers: { ...OWN_HEADERS, cookie: carer.cookie, 'content-type': SYNC_TYPE, 'content-encoding': 'gzip' },
      });
    const good = await send(gzipSync(JSON.stringify({ proto: 1, deviceId: 'd', nonce: nonce(), facts: attemptFacts(carer) })));
    expect(good.statusCode).toBe(200);
    expect((await send(gzipSync(Buffer.alloc(5 * 1024 * 1024, 32)))).statusCode).toBe(413);
    expect((await send(Buffer.from('not packed'))).statusCode).toBe(422);
  });

  it('more facts than one push may hold is an answer the phone can halve on', async () => {
    const reply = await office.sync('/sync/push', { proto: 1, deviceId: 'd', nonce: nonce(), facts: Array.from({ length: 1001 }, () => ({})) }, carer.cookie);
    expect(reply.statusCode).toBe(413);
  });

  it('echoes the nonce with every sync reply, refusals of the whole request included', async () => {
    const mine = nonce();
    const turnedAway = await office.sync('/sync/pull', { proto: 1, deviceId: 'd', nonce: mine, cursor: null, limit: 10 });
    expect(turnedAway.statusCode).toBe(401);
    expect(turnedAway.headers['content-type']).toContain(SYNC_TYPE);
    expect(turnedAway.headers['x-catalogue']).toBe(office.library.catalogue.version);
    expect(turnedAway.json()).toEqual({ error: 'signIn', nonce: mine });
  });
});
