import { createHash, randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginsWithZeros, workText } from '../../src/shared/voice/work.ts';
import { databases, OWN_HEADERS } from '../support/server.ts';
import { chance, hash, makeEnvelope, newMailbox } from '../support/voice-envelopes.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const DAY = 86_400_000;

describe.each(databases())('sealed letters coming in, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
    await scene.more();
  });
  afterEach(() => scene.close());

  const post = (body: unknown) => scene.office.post('/sealed', body);
  async function everythingStored(): Promise<string> {
    const tables = await scene.office.records.db.introspection.getTables();
    const rows = await Promise.all(tables.map((table) => sql`select * from ${sql.table(table.name)}`.execute(scene.office.records.db)));
    return JSON.stringify(rows.map((result) => result.rows));
  }
  const countLetters = async () => (await scene.office.records.db.selectFrom('sealed_letter').select('id').execute()).length;
  async function workFor(): Promise<{ work: { challenge: string; answer: number }; units: string[] }> {
    const { challenge, bits, units } = (await scene.get('/sealed/work')).json() as { challenge: string; bits: number; units: string[] };
    let answer = 0;
    while (!beginsWithZeros(createHash('sha256').update(workText(challenge, answer)).digest(), bits)) answer += 1;
    return { work: { challenge, answer }, units };
  }

  it('C4 G3: plain words in 500 shapes are refused, not stored, not logged and not said back', async () => {
    const canary = `canary-${randomBytes(8).toString('hex')}`;
    const text64 = Buffer.from(canary.repeat(40)).toString('base64url');
    const { envelope } = makeEnvelope({ aud: [scene.to.part], unit: scene.home });
    const shapes: (() => unknown)[] = [
      () => canary,
      () => ({ text: canary }),
      () => ({ envelope: canary, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, text: canary }, capability: scene.capabilities[0] }),
      () => ({ envelope, words: canary, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, body: text64.slice(0, randomInt(1, text64.length)) }, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, body: Buffer.from(canary.padEnd(528, ' ')).toString('base64url') }, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, header: Buffer.from(JSON.stringify({ note: canary })).toString('base64url') }, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, slots: { part: canary } }, capability: scene.capabilities[0] }),
      () => ({ envelope: { ...envelope, slots: { [canary]: envelope.slots.part } }, capability: scene.capabilities[0] }),
    ];
    for (let run = 0; run < 500; run += 1) {
      const reply = await post((shapes[run % shapes.length] as () => unknown)());
      expect([reply.statusCode, reply.body]).toEqual([422, '{"error":"notValid"}']);
    }
    expect(await countLetters()).toBe(0);
    const stored = await everythingStored();
    for (const form of [canary, text64.slice(0, 24), Buffer.from(canary).toString('base64')]) expect(stored + scene.office.logs.join('')).not.toContain(form);
    expect((await post({ envelope, capability: scene.capabilities[0] })).statusCode).toBe(200);
  });

  it('B1: the same letter again gets the same receipt, and is there once', async () => {
    const sent = await scene.say([scene.to.part]);
    await scene.pass(3 * 3_600_000);
    for (const body of [{ envelope: sent.envelope }, { envelope: sent.envelope, capability: scene.capabilities[0] }]) expect((await post(body)).json()).toEqual(sent.reply.json());
    expect(await countLetters()).toBe(1);
    const all = await Promise.all(Array.from({ length: 4 }, () => post({ envelope: sent.envelope })));
    expect(new Set(all.map((reply) => reply.body)).size).toBe(1);
    const { envelope } = makeEnvelope({ aud: [scene.to.part], unit: scene.home });
    const capability = scene.capabilities.pop();
    const twins = await Promise.all([post({ envelope, capability }), post({ envelope, capability })]);
    expect(twins.map((reply) => reply.statusCode)).toEqual([200, 200]);
    const spent = await scene.office.records.db.selectFrom('capability').select('hash').where('spent_by', 'is not', null).execute();
    expect(spent).toHaveLength(2);
  });

  it('B2: the same id with other bytes is refused, and what was there stays', async () => {
    const sent = await scene.say([scene.to.part]);
    const other = makeEnvelope({ ...sent.header });
    const reply = await post({ envelope: other.envelope, capability: scene.capabilities[0] });
    expect([reply.statusCode, reply.json()]).toEqual([409, { error: 'idReuse' }]);
    expect((await scene.inbox(scene.readers.participation[0])).threads[0]?.view).toEqual(sent.envelope);
  });

  it('one capability lets one letter in, and an unknown one none', async () => {
    const capability = scene.capabilities[0];
    const one = () => makeEnvelope({ aud: [scene.to.part], unit: scene.home }).envelope;
    expect((await post({ envelope: one(), capability })).statusCode).toBe(200);
    for (const given of [{ capability }, { capability: chance(32) }, {}]) expect((await post({ envelope: one(), ...given })).statusCode).toBe(403);
  });

  it('a letter that is refused leaves its capability good', async () => {
    const capability = scene.capabilities[0];
    const to = (aud: { a: string; e: number }[], unit = scene.home) => post({ envelope: makeEnvelope({ aud, unit }).envelope, capability });
    const otherHome = await scene.office.openHome('Alder House');
    for (const reply of [await to([{ a: 'ghost', e: 1 }]), await to([{ a: 'part', e: 2 }]), await to([{ a: 'lado', e: 1 }]), await to([scene.to.part], otherHome)])
      expect(reply.statusCode).toBe(422);
    expect((await to([scene.to.part], scene.office.region.regionId)).statusCode).toBe(200);
  });

  it('a letter for an epoch that was retired is taken for eighteen months', async () => {
    const retired = new Date(scene.office.now.getTime() - DAY).toISOString();
    const published = await scene.publish((directory) => ({
      ...directory,
      expiresAt: '2030-01-01T00:00:00.000Z',
      audiences: directory.audiences.map((audience) =>
        audience.a === 'part'
          ? { ...audience, epochs: [{ e: 2, pub: audience.epochs[0]?.pub ?? '', from: retired }, ...audience.epochs.map((epoch) => ({ ...epoch, until: retired }))] }
          : audience,
      ),
    }));
    expect(published[1]?.json()).toEqual({ isPublished: true });
    const late = () => makeEnvelope({ aud: [scene.to.part], unit: scene.home }).envelope;
    await scene.pass(500 * DAY);
    await scene.more();
    expect((await post({ envelope: late(), capability: scene.capabilities.pop() })).statusCode).toBe(200);
    await scene.pass(60 * DAY);
    await scene.more();
    expect((await post({ envelope: late(), capability: scene.capabilities.pop() })).statusCode).toBe(422);
  });

  it('D13: a membership gets sixty capabilities a day and no more, and one address sends no flood', async () => {
    for (let time = 0; time < 4; time += 1) await scene.more();
    expect(scene.capabilities).toHaveLength(60);
    const replies = await Promise.all(
      Array.from({ length: 140 }, () => post({ envelope: makeEnvelope({ aud: [scene.to.part], unit: scene.home }).envelope, capability: chance(32) })),
    );
    expect(new Set(replies.slice(0, 100).map((reply) => reply.statusCode))).toEqual(new Set([403]));
    expect(replies.at(-1)?.statusCode).toBe(429);
    expect(replies.at(-1)?.headers['retry-after']).toMatch(/^\d+$/);
    await scene.pass(DAY);
    await scene.more();
    expect(scene.capabilities).toHaveLength(80);
  });

  it('D14: a flagged letter is never turned away for a limit, and is there once', async () => {
    const capability = scene.capabilities[0];
    const flagged = () => makeEnvelope({ aud: [scene.to.part, scene.to.safe], unit: scene.home, safety: 1 }).envelope;
    await Promise.all(Array.from({ length: 140 }, () => post({ envelope: makeEnvelope({ aud: [scene.to.part], unit: scene.home }).envelope, capability: chance(32) })));
    expect((await post({ envelope: makeEnvelope({ aud: [scene.to.part], unit: scene.home }).envelope, capability })).statusCode).toBe(429);
    const first = flagged();
    for (const envelope of [first, flagged(), flagged(), first]) expect((await post({ envelope, capability })).statusCode).toBe(200);
    expect(await countLetters()).toBe(3);
    const [thread] = (await scene.inbox(scene.readers.lead[0])).threads;
    expect(thread?.receivedAt).toBe(scene.office.now.toISOString());
  });

  it('without a membership, work lets one letter in for the region’s own audiences; a flagged one reaches the home’s too', async () => {
    const { work, units } = await workFor();
    const regionId = scene.office.region.regionId;
    expect(units).toEqual([regionId]);
    expect((await post({ envelope: makeEnvelope({ aud: [scene.to.homeA], unit: regionId }).envelope, work })).statusCode).toBe(422);
    const { envelope } = makeEnvelope({ aud: [scene.to.part], unit: regionId });
    expect((await post({ envelope, work: { ...work, answer: work.answer + 1 } })).statusCode).toBe(403);
    expect((await post({ envelope, work })).statusCode).toBe(200);
    expect((await post({ envelope: makeEnvelope({ aud: [scene.to.part], unit: regionId }).envelope, work })).statusCode).toBe(403);
    expect((await post({ envelope: makeEnvelope({ aud: [scene.to.homeA], unit: scene.home, safety: 1 }).envelope, work: (await workFor()).work })).statusCode).toBe(200);
  });

  it('no time nearer than the hour, no address and no agent is kept of a letter that is not flagged', async () => {
    await scene.pass(17 * 60_000 + 31_234);
    const mailbox = newMailbox();
    const { envelope } = makeEnvelope({ aud: [scene.to.part], unit: scene.home, mbox: mailbox.mbox });
    scene.office.logs.length = 0;
    const reply = await scene.office.post('/sealed', { envelope, capability: scene.capabilities.pop() }, undefined, { 'user-agent': 'Phone of Asha' });
    expect(reply.json()).toMatchObject({ at: '2026-11-20T09:00:00.000Z' });
    const stored = await everythingStored();
    expect(stored).not.toContain('Phone of Asha');
    expect(stored).not.toContain('127.0.0.1');
    const { sealed_letter, view_audience } = {
      sealed_letter: await scene.office.records.db.selectFrom('sealed_letter').selectAll().execute(),
      view_audience: await scene.office.records.db.selectFrom('view_audience').selectAll().execute(),
    };
    expect(JSON.stringify([sealed_letter, view_audience])).not.toContain('09:17');
    expect(scene.office.logs).toEqual([]);
  });

  describe('voice notes', () => {
    const url = (attachment: string, n = 0) => `/sealed/attachments/${attachment}/${n}`;
    const put = (attachment: string, content: Buffer, headers: Record<string, string>, n = 0) =>
      scene.office.app.inject({ method: 'PUT', url: url(attachment, n), payload: content, headers: { ...OWN_HEADERS, 'content-type': 'application/octet-stream', ...headers } });

    it('come before or after their letter, and go to its readers and its mailbox alone', async () => {
      const [capability, other] = [scene.capabilities.pop() ?? '', scene.capabilities.pop() ?? ''];
      const content = randomBytes(65_552);
      const [before, after] = [chance(16), chance(16)];
      expect((await put(before, content, { 'x-capability': capability })).json()).toMatchObject({ receipt: hash(content) });
      const mailbox = newMailbox();
      const { envelope } = makeEnvelope({ aud: [scene.to.part], unit: scene.home, mbox: mailbox.mbox });
      expect((await post({ envelope, capability })).statusCode).toBe(200);
      expect((await put(after, content, { 'x-capability': capability }, 1)).statusCode).toBe(200);
      const [reader] = scene.readers.participation;
      for (const place of [url(before), url(after, 1)]) {
        expect((await scene.get(place, reader.cookie)).rawPayload.equals(content)).toBe(true);
        expect((await scene.get(place, undefined, { 'x-mailbox': mailbox.secret })).rawPayload.equals(content)).toBe(true);
        for (const reply of [
          await scene.get(place, scene.readers.advocate[0].cookie),
          await scene.get(place, scene.readers.manager[0].cookie),
          await scene.get(place, undefined, { 'x-mailbox': newMailbox().secret }),
        ]) {
          expect([reply.statusCode, reply.body]).toEqual([404, '{"error":"notFound"}']);
        }
      }
      expect((await scene.get(url(chance(16)), scene.readers.manager[0].cookie)).body).toBe('{"error":"notFound"}');
      expect((await put(before, content, { 'x-capability': capability })).statusCode).toBe(200);
      expect((await put(before, randomBytes(65_552), { 'x-capability': capability })).json()).toEqual({ error: 'idReuse' });
      expect((await put(before, content, { 'x-capability': other }, 1)).statusCode).toBe(403);
      expect((await put(chance(16), content, { 'x-capability': chance(32) })).statusCode).toBe(403);
      expect((await put(chance(16), randomBytes(65_553), { 'x-capability': capability })).statusCode).toBe(413);
    });

    it('follow their letter when it had to go in by another capability than they began with', async () => {
      const [first, second] = [scene.capabilities.pop() ?? '', scene.capabilities.pop() ?? ''];
      const attachment = chance(16);
      const parts = [randomBytes(65_552), randomBytes(16_400)];
      expect((await put(attachment, parts[0] as Buffer, { 'x-capability': first })).statusCode).toBe(200);
      const mailbox = newMailbox();
      expect((await post({ envelope: makeEnvelope({ aud: [scene.to.part], unit: scene.home, mbox: mailbox.mbox }).envelope, capability: second })).statusCode).toBe(200);
      for (const [n, part] of parts.entries()) {
        expect((await put(attachment, part, { 'x-capability': second }, n)).statusCode).toBe(200);
        expect((await scene.get(url(attachment, n), undefined, { 'x-mailbox': mailbox.secret })).rawPayload.equals(part)).toBe(true);
      }
    });

    it('a reader’s spoken answer reaches the mailbox they wrote to and no other', async () => {
      const [reader] = scene.readers.participation;
      const [sent, another] = [await scene.say([scene.to.part]), await scene.say([scene.to.part])];
      const content = randomBytes(500);
      const [named, loose] = [chance(16), chance(16)];
      expect((await put(named, content, { cookie: reader.cookie, 'x-view': sent.header.id })).statusCode).toBe(200);
      expect((await put(loose, content, { cookie: reader.cookie })).statusCode).toBe(200);
      await scene.does(reader, 'reply', sent, scene.to.part);
      for (const attachment of [named, loose]) {
        expect((await scene.get(url(attachment), undefined, { 'x-mailbox': sent.mailbox.secret })).statusCode).toBe(200);
        expect((await scene.get(url(attachment), undefined, { 'x-mailbox': another.mailbox.secret })).statusCode).toBe(404);
        expect((await scene.get(url(attachment), scene.readers.participation[1].cookie)).statusCode).toBe(200);
        expect((await scene.get(url(attachment), scene.readers.advocate[0].cookie)).statusCode).toBe(404);
      }
      expect((await put(chance(16), content, { cookie: scene.readers.advocate[0].cookie, 'x-view': sent.header.id })).statusCode).toBe(404);
      expect((await put(chance(16), content, {})).statusCode).toBe(401);
    });
  });

  it('what is taken back is gone at once, and sending it again brings nothing back', async () => {
    const [reader] = scene.readers.participation;
    const sent = await scene.say([scene.to.part]);
    const more = await scene.say([scene.to.part], {}, sent.mailbox);
    const withdraw = (secret: string) => scene.office.post('/voice/withdraw', { secret, id: sent.header.id });
    expect((await withdraw(newMailbox().secret)).statusCode).toBe(404);
    expect([(await withdraw(sent.mailbox.secret)).statusCode, (await withdraw(sent.mailbox.secret)).statusCode]).toEqual([200, 200]);
    expect((await post({ envelope: sent.envelope })).json()).toEqual(sent.reply.json());
    const stored = await everythingStored();
    for (const gone of [sent.envelope.body, more.envelope.body, sent.envelope.slots.part ?? '']) expect(stored).not.toContain(gone);
    const page = await scene.inbox(reader);
    expect(page.threads).toMatchObject([{ isGone: true, answers: [], due: null, view: { header: sent.envelope.header } }]);
    expect(await scene.box(sent.mailbox)).toMatchObject({ withdrawn: true });
  });
});
