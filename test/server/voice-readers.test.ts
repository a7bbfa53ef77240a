import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL } from '../../src/shared/wire/version.ts';
import type { Act } from '../../src/shared/wire/sealed.ts';
import { databases } from '../support/server.ts';
import { chance, makeDevice, makeEnvelope, makeMessage, makeShare } from '../support/voice-envelopes.ts';
import type { Sent, VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const NOT_FOUND = [404, '{"error":"notFound"}'];
const THREAD = { a: 'tk', e: 0 };

describe.each(databases())('who reads and who does not, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  const person = async (role: 'regionAdmin' | 'academyLead' | 'reader' | 'manager' | 'carer', placeId: string) =>
    scene.cookieOf(await scene.office.add(`${role} Example`, role, placeId));

  it('A4 A10: nobody reads by standing higher in the tree, nor by the role alone', async () => {
    const sent = await scene.say([scene.to.part, scene.to.homeA]);
    const { regionId } = scene.office.region;
    for (const cookie of [
      await person('regionAdmin', regionId),
      await person('academyLead', regionId),
      await person('reader', regionId),
      await person('manager', scene.home),
      await person('carer', scene.home),
    ]) {
      const page = await scene.get('/inbox', cookie);
      expect(page.json()).toEqual({ directoryVersion: 1, audiences: [], threads: [], escalations: [], cursor: '', hasMore: false });
      const message = await makeMessage(await makeDevice('x'), sent.header, [THREAD, scene.to.part]);
      const reply = await scene.office.post('/inbox/acts', { act: 'read', view: sent.header.id, audience: 'part', message }, cookie);
      expect([reply.statusCode, reply.body]).toEqual(NOT_FOUND);
    }
    expect((await scene.get('/inbox')).statusCode).toBe(401);
  });

  it('A8: a manager cannot make themself an advocate: not by a device, a kept key, an invitation, an act or a role they give', async () => {
    const [manager] = scene.readers.manager;
    const { office } = scene;
    const device = await makeDevice(manager.personId);
    expect((await office.post('/keys/devices', { d: device.d, dk: device.dk, dsk: device.key.pub }, manager.cookie)).statusCode).toBe(200);
    const forOther = { a: 'adv', e: 1, d: scene.readers.advocate[0].device.d, sealed: chance(80) };
    expect((await office.post('/keys/kept', { keys: [forOther] }, manager.cookie)).statusCode).toBe(403);
    const meta = Buffer.from(
      JSON.stringify({ a: 'adv', by: device.d, e: 1, exp: new Date(office.now.getTime() + 3_600_000).toISOString(), id: 'A'.repeat(22), invitee: manager.personId, v: 1 }),
    );
    expect((await office.post('/keys/invitations', { id: 'A'.repeat(22), meta: meta.toString('base64url'), iv: chance(12), wrapped: chance(48) }, manager.cookie)).statusCode).toBe(
      403,
    );
    expect((await scene.get('/keys/proposal', manager.cookie)).statusCode).toBe(403);
    const phone = await office.phone(manager.personId);
    for (const role of ['reader', 'directoryOfficer'] as const) {
      const placement = { placementId: crypto.randomUUID(), placeId: scene.home, role, startsOn: '2026-11-01', careRoleStartedOn: null };
      expect((await phone.send(phone.fact('people.placement.started', manager.personId, { personId: manager.personId, placement }))).refusal?.kind).toBe('notAllowed');
    }
    await scene.say([scene.to.adv]);
    expect((await scene.inbox(manager)).audiences).toEqual(['home-a']);
    expect((await scene.inbox(manager)).threads).toEqual([]);
  });

  it('A12: ids that are not there and ids that are another’s are answered alike, and both are noted as denied', async () => {
    const sent = await scene.say([scene.to.adv]);
    const [reader] = scene.readers.participation;
    const message = await makeMessage(reader.device, sent.header, [THREAD, scene.to.part]);
    const replies = [];
    for (const view of [sent.header.id, chance(16)])
      for (const audience of ['part', 'adv', 'ghost']) replies.push(await scene.act(reader, { act: 'read', view, audience, message }));
    expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`))).toEqual(new Set(['404 {"error":"notFound"}']));
    const denied = await scene.office.records.db.selectFrom('voice_audit').select(['actor', 'act']).where('scope', '=', '~denied').execute();
    expect(denied).toEqual(Array.from({ length: 6 }, () => ({ actor: reader.personId, act: 'read' })));
  });

  /** Every route that a manager of a home may ask, as bytes. */
  async function everythingFor(cookie: string, deviceId: string): Promise<string[]> {
    const { office } = scene;
    const nonce = 'N'.repeat(22);
    const replies = [
      await scene.get('/inbox', cookie),
      await scene.get('/inbox?since=', cookie),
      await scene.get('/keys/mine', cookie),
      await scene.get('/keys/proposal', cookie),
      await scene.get('/voice/directory', cookie),
      await scene.get('/session', cookie),
      await scene.get(`/sealed/attachments/${'A'.repeat(22)}/0`, cookie),
      await office.post('/voice/mailboxes', { secrets: ['A'.repeat(43)] }, cookie),
      await office.post('/voice/withdraw', { secret: 'A'.repeat(43), id: 'A'.repeat(22) }, cookie),
      await office.sync('/sync/pull', { nonce, proto: PROTOCOL, deviceId, cursor: null, limit: 500 }, cookie),
      await office.sync('/sync/receipts', { nonce, factIds: [] }, cookie),
      await scene.get(`/sync/hello?nonce=${nonce}`, cookie),
      await scene.get('/content/catalogue.json', cookie),
      await scene.get('/healthz', cookie),
    ];
    // Chance fills the mailboxes' reply up; its length is what could tell.
    // The date is the machine's own clock.
    return replies.map((reply) => JSON.stringify([reply.statusCode, { ...reply.headers, date: '' }, reply.body.replace(/"pad":"[\w-]*"/, '"pad":""')]));
  }

  it('D1 G6: a home’s manager who was not chosen receives the same bytes on every route whether a view exists or not', async () => {
    const [manager] = scene.readers.manager;
    await scene.more();
    await everythingFor(manager.cookie, 'device');
    const before = await everythingFor(manager.cookie, 'device');
    const audits = () => scene.office.records.db.selectFrom('voice_audit').selectAll().where('scope', '=', 'home-a').execute();
    const auditBefore = await audits();

    const sent = await scene.say([scene.to.adv, scene.to.safe], { safety: 1, cat: 'worry' });
    expect(sent.reply.statusCode).toBe(200);
    await scene.say([scene.to.adv], {}, sent.mailbox);
    await scene.does(scene.readers.advocate[0], 'read', sent, scene.to.adv);
    await scene.does(scene.readers.advocate[0], 'reply', sent, scene.to.adv);
    const share = await makeShare(scene.readers.advocate[0].device, { msg: sent.header.id, from: scene.to.adv, to: scene.to.part });
    expect((await scene.act(scene.readers.advocate[0], { act: 'share', view: sent.header.id, audience: 'adv', share })).statusCode).toBe(200);
    expect(await everythingFor(manager.cookie, 'device')).toEqual(before);
    expect(await audits()).toEqual(auditBefore);

    // Chosen for another view, they see that one and no gap before it.
    const forHome = await scene.say([scene.to.homeA]);
    const page = await scene.inbox(manager);
    expect(page.threads).toMatchObject([{ view: forHome.envelope }]);
    expect(page.cursor).toMatch(/~1$/);
    expect(JSON.stringify(page)).not.toContain(sent.header.id);
  });

  it('D6 D7: the region is told nothing of views: no row, no count, no empty row, and the same bytes after many as before the first', async () => {
    const { office } = scene;
    const lead = await office.add('Lea Example', 'academyLead', office.region.regionId);
    const region = await Promise.all([office.region.adminId, lead].map(async (personId) => (await office.phone(personId)).cookie));
    await scene.more();
    const look = () => Promise.all(region.map((cookie) => everythingFor(cookie, 'device')));
    await look();
    const before = await look();
    for (const [safety, cat] of [[1, 'worry'] as const, [0, undefined] as const, [1, 'worry'] as const])
      await scene.say([scene.to.adv, scene.to.safe], { safety, ...(cat ? { cat } : {}) });
    expect(await look()).toEqual(before);
  });

  it('G12: a leaver is out at once, before the next directory is signed', async () => {
    const [leaver, stays] = scene.readers.advocate;
    const sent = await scene.say([scene.to.adv]);
    await scene.office.post('/keys/kept', { keys: [{ a: 'adv', e: 1, d: leaver.device.d, sealed: chance(80) }] }, leaver.cookie);
    expect((await scene.inbox(leaver)).threads).toHaveLength(1);
    const admin = await scene.office.phone(scene.office.region.adminId);
    const row = await scene.office.records.db.selectFrom('placement').select('placement_id').where('person_id', '=', leaver.personId).executeTakeFirstOrThrow();
    await admin.send(admin.fact('people.placement.ended', row.placement_id, { personId: leaver.personId, placementId: row.placement_id, endsOn: '2026-11-19' }));
    expect((await scene.inbox(leaver)).audiences).toEqual([]);
    expect((await scene.get('/keys/mine', leaver.cookie)).json()).toEqual({ devices: [], keys: [] });
    expect((await scene.does(leaver, 'read', sent, scene.to.adv)).statusCode).toBe(404);
    expect((await scene.inbox(stays)).threads).toHaveLength(1);
  });

  it('G12 C9: a device that was revoked reads no more and signs no more', async () => {
    const [leaver] = scene.readers.advocate;
    const sent = await scene.say([scene.to.adv]);
    const late = await makeMessage(leaver.device, sent.header, [THREAD, scene.to.adv]);
    await scene.publish((directory) => ({
      ...directory,
      devices: directory.devices.map((device) => (device.d === leaver.device.d ? { ...device, revokedAt: scene.office.now.toISOString() } : device)),
    }));
    expect((await scene.inbox(leaver)).threads).toEqual([]);
    expect((await scene.act(leaver, { act: 'read', view: sent.header.id, audience: 'adv', message: late })).statusCode).toBe(404);
  });

  describe('an act', () => {
    let sent: Sent;
    const tried = async (over: Partial<Act>, reader = scene.readers.participation[0]) =>
      (await scene.act(reader, { act: 'reply', view: sent.header.id, audience: 'part', message: await makeMessage(reader.device, sent.header, [THREAD, scene.to.part]), ...over }))
        .statusCode;
    beforeEach(async () => {
      sent = await scene.say([scene.to.part, scene.to.adv]);
    });

    it('C7 C11: is refused with another’s name, another’s mailbox, a changed byte, a further addressee or no signature of a listed device', async () => {
      const [reader, colleague] = scene.readers.participation;
      const to = [THREAD, scene.to.part];
      const good = await makeMessage(reader.device, sent.header, to);
      const elsewhere = await scene.say([scene.to.part]);
      const stranger = await makeDevice(reader.personId);
      const flipped = good.sig[0] === 'A' ? 'B' : 'A';
      const wrong = [
        await makeMessage(colleague.device, sent.header, to),
        await makeMessage(stranger, sent.header, to),
        await makeMessage(reader.device, elsewhere.header, to),
        await makeMessage(reader.device, sent.header, to, { unit: scene.office.region.regionId }),
        await makeMessage(reader.device, sent.header, [...to, scene.to.adv]),
        await makeMessage(reader.device, sent.header, [THREAD, { a: 'part', e: 9 }]),
        await makeMessage(reader.device, sent.header, [{ a: 'tk', e: 1 }, scene.to.part]),
        { ...good, sig: `${flipped}${good.sig.slice(1)}` },
        { ...good, iv: chance(12) },
        { ...good, slots: { ...good.slots, part: makeEnvelope({ aud: [scene.to.part], unit: 'x' }).envelope.slots.part ?? '' } },
        { ...good, cert: colleague.device.d },
      ];
      for (const message of wrong) expect(await tried({ message })).toBe(422);
      expect(await tried({ message: undefined })).toBe(422);
      expect(await tried({ message: good })).toBe(200);
      expect((await scene.box(sent.mailbox))?.messages).toEqual([good]);
    });

    it('B1 B2: the same message again changes nothing; the same id with other bytes is refused', async () => {
      const [reader] = scene.readers.participation;
      const message = await makeMessage(reader.device, sent.header, [THREAD, scene.to.part]);
      expect([await tried({ message }), await tried({ message })]).toEqual([200, 200]);
      const { id } = JSON.parse(Buffer.from(message.header, 'base64url').toString()) as { id: string };
      expect(await tried({ message: await makeMessage(reader.device, sent.header, [THREAD, scene.to.part], { id }) })).toBe(409);
      expect((await scene.box(sent.mailbox))?.messages).toEqual([message]);
    });

    it('C10: only a reader who holds the view passes it on, to an audience and epoch that stand, about this view and this slot', async () => {
      const [reader] = scene.readers.participation;
      const named = { msg: sent.header.id, from: scene.to.part, to: scene.to.safe };
      const share = async (over: Partial<Parameters<typeof makeShare>[1]>, device = reader.device) =>
        tried({ act: 'share', message: undefined, share: await makeShare(device, { ...named, ...over }) });
      expect(await share({ msg: chance(16) })).toBe(422);
      expect(await share({ from: scene.to.adv })).toBe(422);
      expect(await share({ to: { a: 'safe', e: 2 } })).toBe(422);
      expect(await share({ to: { a: 'ghost', e: 1 } })).toBe(422);
      expect(await share({ slot: chance(32) })).toBe(422);
      expect(await share({ withheld: true })).toBe(422);
      expect(await share({}, scene.readers.lead[0].device)).toBe(422);
      expect(
        await tried(
          { act: 'share', message: undefined, share: await makeShare(scene.readers.lead[0].device, { ...named, from: scene.to.safe, to: scene.to.part }), audience: 'safe' },
          scene.readers.lead[0],
        ),
      ).toBe(404);
      expect((await scene.inbox(scene.readers.lead[0])).threads).toEqual([]);
      expect(await share({})).toBe(200);
      expect((await scene.inbox(scene.readers.lead[0])).threads).toHaveLength(1);
      // The ledger shows it to the others who hold the view.
      expect((await scene.inbox(scene.readers.advocate[0])).threads[0]?.shares).toHaveLength(1);
    });

    it('a safeguarding lead may withhold a passing on from the young person; then only the two it joins know of it', async () => {
      const [lead] = scene.readers.lead;
      const flagged = await scene.say([scene.to.safe, scene.to.adv], { safety: 1 });
      const share = await makeShare(lead.device, { msg: flagged.header.id, from: scene.to.safe, to: { a: 'lado', e: 1 }, withheld: true });
      const telling = await makeMessage(lead.device, flagged.header, [THREAD, scene.to.safe]);
      expect((await scene.act(lead, { act: 'share', view: flagged.header.id, audience: 'safe', share, message: telling })).statusCode).toBe(422);
      expect((await scene.act(lead, { act: 'share', view: flagged.header.id, audience: 'safe', share })).statusCode).toBe(200);
      const box = await scene.box(flagged.mailbox);
      expect(box?.shares).toEqual([]);
      expect(box?.sent[0]?.state.map(({ a }) => a)).toEqual(['adv', 'safe']);
      expect((await scene.inbox(lead)).threads[0]?.shares).toEqual([share]);
      const advocates = (await scene.inbox(scene.readers.advocate[0])).threads.find(({ view }) => view.header === flagged.envelope.header);
      expect(advocates?.shares).toEqual([]);
      const audit = await scene.office.records.db.selectFrom('voice_audit').select(['act']).where('scope', '=', 'safe').execute();
      expect(audit).toEqual([{ act: 'share.withheld' }]);
    });

    it('a duty to tell the LADO runs for one working day, and nothing closes before it is met', async () => {
      const [reader] = scene.readers.participation;
      expect((await scene.does(reader, 'concern', sent, scene.to.part, { duty: true })).statusCode).toBe(200);
      const [open] = (await scene.inbox(reader)).threads;
      expect(open).toMatchObject({ duty: 'open', due: { what: 'lado', at: '2026-11-23T09:00:00.000Z' } });
      const refused = await scene.does(reader, 'close', sent, scene.to.part);
      expect([refused.statusCode, refused.json()]).toEqual([409, { error: 'changedMeanwhile' }]);
      expect((await scene.act(reader, { act: 'dutyMet', view: sent.header.id, audience: 'part' })).statusCode).toBe(200);
      expect((await scene.does(reader, 'close', sent, scene.to.part)).statusCode).toBe(200);
      expect((await scene.inbox(reader)).threads).toMatchObject([{ state: 'closed', duty: 'met' }]);
      // A concern is sealed to the audience alone: it never comes to the mailbox.
      expect((await scene.box(sent.mailbox))?.messages).toHaveLength(1);
      const toThread = await makeMessage(reader.device, sent.header, [THREAD, scene.to.part]);
      expect(await tried({ act: 'concern', message: toThread })).toBe(422);
    });

    it('states never go back', async () => {
      const [reader] = scene.readers.participation;
      const states = [];
      for (const act of ['reply', 'read', 'close', 'reply', 'read'] as const) {
        await scene.does(reader, act, sent, scene.to.part);
        states.push((await scene.box(sent.mailbox))?.sent[0]?.state.find(({ a }) => a === 'part')?.state);
      }
      expect(states).toEqual(['replied', 'replied', 'closed', 'closed', 'closed']);
    });
  });

  it('an inbox of many views comes in pages, each view once', async () => {
    const [reader] = scene.readers.participation;
    const ids = new Set<string>();
    for (let count = 0; count < 45; count += 1) ids.add((await scene.say([scene.to.part])).header.id);
    const seen: string[] = [];
    let since: string | undefined;
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await scene.inbox(reader, since);
      for (const { view } of page.threads) seen.push((JSON.parse(Buffer.from(view.header, 'base64url').toString()) as { id: string }).id);
      since = page.cursor;
      if (!page.hasMore) break;
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen)).toEqual(ids);
  });
});
