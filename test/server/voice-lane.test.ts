import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxSchema, mailboxesSchema } from '../../src/shared/wire/sealed.ts';
import { databases } from '../support/server.ts';
import { makeMessage, makeShare } from '../support/voice-envelopes.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

describe.each(databases())('a view from the phone to its readers and back, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  it('a worker makes a code, a phone joins with it and gets its home and all it stands under', async () => {
    const { units } = await scene.join();
    expect(units[0]).toBe(scene.home);
    expect(units.at(-1)).toBe(scene.office.region.regionId);
    expect(units).toHaveLength(3);
  });

  it('what is sent is read, answered, passed on and closed, and its young person sees each step', async () => {
    const [reader] = scene.readers.participation;
    const sent = await scene.say([scene.to.part]);
    expect(sent.reply.json()).toMatchObject({ receipt: expect.stringMatching(/^[\w-]{43}$/), at: '2026-11-20T09:00:00.000Z' });
    const page = await scene.inbox(reader);
    inboxSchema.parse(page);
    expect(page.threads).toMatchObject([{ view: sent.envelope, audience: 'part', state: 'new', due: { what: 'open' }, duty: 'none', share: null, isGone: false }]);

    expect((await scene.does(reader, 'read', sent, scene.to.part)).statusCode).toBe(200);
    expect((await scene.box(sent.mailbox))?.sent[0]?.state).toEqual([{ a: 'part', state: 'read', overdue: false }]);
    expect((await scene.does(reader, 'reply', sent, scene.to.part)).statusCode).toBe(200);

    const share = await makeShare(reader.device, { msg: sent.header.id, from: scene.to.part, to: scene.to.safe });
    const told = await makeMessage(reader.device, sent.header, [{ a: 'tk', e: 0 }, scene.to.part, scene.to.safe]);
    expect((await scene.act(reader, { act: 'share', view: sent.header.id, audience: 'part', share, message: told })).statusCode).toBe(200);
    const [lead] = scene.readers.lead;
    expect((await scene.inbox(lead)).threads).toMatchObject([{ view: sent.envelope, share, messages: [told], state: 'new' }]);

    expect((await scene.does(reader, 'close', sent, scene.to.part)).statusCode).toBe(200);
    const box = await scene.box(sent.mailbox);
    expect(box?.sent[0]?.state).toEqual([
      { a: 'part', state: 'closed', overdue: false },
      { a: 'safe', state: 'new', overdue: false },
    ]);
    expect(box?.messages).toHaveLength(4);
    expect(box?.shares).toEqual([share]);
    const after = await scene.inbox(reader, page.cursor);
    expect(after.threads).toMatchObject([{ state: 'closed', due: null }]);
    expect((await scene.inbox(reader, after.cursor)).threads).toEqual([]);
  });

  it('what is added later comes to the same audiences under the same view', async () => {
    const [reader] = scene.readers.participation;
    const sent = await scene.say([scene.to.part]);
    await scene.does(reader, 'close', sent, scene.to.part);
    await scene.pass(3_600_000);
    const more = await scene.say([scene.to.part, scene.to.adv], {}, sent.mailbox);
    const [thread] = (await scene.inbox(reader)).threads;
    expect(thread).toMatchObject({ view: sent.envelope, answers: [{ envelope: more.envelope }], due: { what: 'open' } });
    expect((await scene.inbox(scene.readers.advocate[0])).threads).toMatchObject([{ view: more.envelope, answers: [] }]);
    await scene.does(reader, 'read', sent, scene.to.part);
    expect((await scene.inbox(reader)).threads[0]).toMatchObject({ state: 'closed', due: null });
  });

  it('D4: the reply about mailboxes has the same length with and without post, and nobody learns of another’s', async () => {
    const sent = await scene.say([scene.to.part]);
    const full = await scene.office.post('/voice/mailboxes', { secrets: [sent.mailbox.secret] });
    const empty = await scene.office.post('/voice/mailboxes', { secrets: ['A'.repeat(43)] });
    expect(Buffer.byteLength(full.body)).toBe(16_384);
    expect(Buffer.byteLength(empty.body)).toBe(16_384);
    expect(mailboxesSchema.parse(empty.json()).boxes).toEqual([]);
    expect(mailboxesSchema.parse(full.json()).boxes).toHaveLength(1);
  });
});
