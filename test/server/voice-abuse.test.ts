import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/server.ts';
import { chance, makeDevice, makeEnvelope, makeMessage } from '../support/voice-envelopes.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const THREAD = { a: 'tk', e: 0 };

describe.each(databases())('whoever has no business with a view, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  it('A1 A3: the manager of another home, of the same provider too, acts on nothing by its id and fetches no recording', async () => {
    const sent = await scene.say([scene.to.homeA]);
    const sibling = await scene.office.openHome();
    const cookie = await scene.cookieOf(await scene.office.add('Sib Example', 'manager', sibling));
    const message = await makeMessage(await makeDevice('x'), sent.header, [THREAD, scene.to.homeA]);
    for (const act of ['read', 'reply', 'close'] as const) {
      const reply = await scene.office.post('/inbox/acts', { act, view: sent.header.id, audience: 'home-a', message }, cookie);
      expect([reply.statusCode, reply.body]).toEqual([404, '{"error":"notFound"}']);
    }
    const chunk = await scene.get(`/sealed/attachments/${chance(16)}/0`, cookie, { 'x-view': sent.header.id });
    expect(chunk.statusCode).toBe(404);
    expect((await scene.box(sent.mailbox))?.sent[0]?.state).toEqual([expect.objectContaining({ a: 'home-a', state: 'new' })]);
  });

  it('A2: no cursor of somebody else’s audience lists, counts or hints at what is in it', async () => {
    await scene.say([scene.to.homeA]);
    await scene.say([scene.to.adv]);
    const sibling = await scene.office.openHome();
    const cookie = await scene.cookieOf(await scene.office.add('Sib Example', 'manager', sibling));
    const plain = await scene.get('/inbox', cookie);
    for (const since of ['home-a:0', 'adv:0,home-a:0', `${encodeURIComponent('part:0')}`]) {
      const listed = await scene.get(`/inbox?since=${since}`, cookie);
      if (listed.statusCode === 200) expect(listed.json()).toMatchObject({ audiences: [], threads: [], hasMore: false });
      else expect([400, 422]).toContain(listed.statusCode);
    }
    expect(plain.json()).toMatchObject({ audiences: [], threads: [] });
  });

  it('A5: no field that was not asked for is taken along, in any message', async () => {
    if (scene.capabilities.length === 0) await scene.more();
    const made = makeEnvelope({ aud: [scene.to.adv], unit: scene.home });
    const more = { unit_id: 'elsewhere', role: 'regionAdmin', signed_by: 'me' };
    const [reader] = scene.readers.advocate;
    const capability = scene.capabilities.pop();
    const tries = [
      await scene.office.post('/sealed', { envelope: { ...made.envelope, ...more }, capability }),
      await scene.office.post('/sealed', { envelope: made.envelope, capability, ...more }),
      await scene.office.post('/voice/capabilities', { membership: scene.membership, ...more }),
      await scene.office.post('/keys/devices', { d: reader.device.d, dk: reader.device.dk, dsk: reader.device.key.pub, ...more }, reader.cookie),
      await scene.office.post('/inbox/acts', { act: 'dutyMet', view: made.header.id, audience: 'adv', ...more }, reader.cookie),
    ];
    expect(tries.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422, 422]);
    expect((await scene.inbox(reader)).threads).toEqual([]);
  });

  it('A7: who is taken off the directory reads nothing from then on, in the same sign-in', async () => {
    const sent = await scene.say([scene.to.adv]);
    const [leaver] = scene.readers.advocate;
    expect((await scene.inbox(leaver)).threads).toHaveLength(1);
    await scene.publish((directory) => ({
      ...directory,
      devices: directory.devices.map((device) => (device.personId === leaver.personId ? { ...device, revokedAt: scene.office.now.toISOString() } : device)),
    }));
    expect(await scene.inbox(leaver)).toMatchObject({ audiences: [], threads: [] });
    expect((await scene.does(leaver, 'read', sent, scene.to.adv)).statusCode).toBe(404);
  });

  it('D11: a membership that somebody made up opens no mailbox but its own', async () => {
    const sent = await scene.say([scene.to.adv]);
    const [reader] = scene.readers.advocate;
    expect((await scene.does(reader, 'read', sent, scene.to.adv)).statusCode).toBe(200);
    const fake = await scene.join();
    const guesses = [fake.membership, `${sent.header.mbox}${'A'.repeat(21)}`, chance(32)];
    const reply = await scene.office.post('/voice/mailboxes', { secrets: guesses });
    expect((reply.json() as { boxes: unknown[] }).boxes).toEqual([]);
    expect((await scene.office.post('/voice/withdraw', { secret: fake.membership, id: sent.header.id })).statusCode).toBe(404);
  });
});
