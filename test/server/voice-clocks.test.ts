import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBreak } from '../../src/server/records/voice/audit.ts';
import { runClocks } from '../../src/server/records/voice/escalate.ts';
import { letGo } from '../../src/server/records/voice/retention.ts';
import { databases, OWN_HEADERS } from '../support/server.ts';
import { chance, makeMessage } from '../support/voice-envelopes.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.each(databases())('clocks, retention and the audit, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  const tick = () => runClocks(scene.office.records, scene.office.now.toISOString());
  const sweep = () => letGo(scene.office.records, scene.office.now.toISOString());

  it('D15: a worry that nobody opens reminds its audience after a staffed hour and reaches the leads after four, on metadata alone', async () => {
    const sent = await scene.say([scene.to.part], { cat: 'worry' });
    const [reader] = scene.readers.participation;
    const [lead] = scene.readers.lead;
    await scene.pass(HOUR - 1);
    expect(await tick()).toBe(0);
    await scene.pass(1);
    expect([await tick(), await tick()]).toEqual([1, 0]);
    const page = await scene.inbox(reader);
    expect(page.threads[0]?.remindedAt).toBe('2026-11-20T10:00:00.000Z');
    expect(page.escalations).toMatchObject([{ step: 'reminder', what: 'open', audience: 'part', to: 'part' }]);
    expect((await scene.inbox(lead)).escalations).toEqual([]);
    await scene.pass(3 * HOUR);
    expect(await tick()).toBe(1);
    const told = await scene.inbox(lead);
    expect(told.escalations).toEqual([{ view: sent.header.id, audience: 'part', to: 'safe', step: 'escalation', what: 'open', since: '2026-11-20T13:00:00.000Z' }]);
    expect(told.threads).toEqual([]);
    for (const other of [scene.readers.advocate[0], scene.readers.manager[0]]) expect((await scene.inbox(other)).escalations).toEqual([]);
    await scene.does(reader, 'read', sent, scene.to.part);
    expect((await scene.inbox(lead)).escalations).toEqual([]);
    expect((await scene.inbox(reader)).threads[0]).not.toHaveProperty('remindedAt');
  });

  it('a flagged view sent on a Friday evening reaches the leads four hours later, at night', async () => {
    await scene.pass(10 * HOUR);
    await scene.say([scene.to.homeA], { safety: 1 });
    await scene.pass(4 * HOUR);
    expect(await tick()).toBe(1);
    expect((await scene.inbox(scene.readers.lead[0])).escalations).toMatchObject([{ audience: 'home-a', step: 'escalation' }]);
  });

  it('a reply that is not given, a duty that is not met and an outcome that does not come are noticed', async () => {
    const [reader] = scene.readers.participation;
    const late = await scene.say([scene.to.part]);
    await scene.does(reader, 'read', late, scene.to.part);
    const duty = await scene.say([scene.to.part]);
    await scene.does(reader, 'concern', duty, scene.to.part, { duty: true });
    await scene.does(reader, 'reply', duty, scene.to.part);
    await scene.pass(11 * DAY);
    await tick();
    const seen = (await scene.inbox(scene.readers.lead[0])).escalations?.map(({ what, view }) => [what, view]);
    expect(seen).toContainEqual(['lado', duty.header.id]);
    expect(seen).toContainEqual(['reply', late.header.id]);
    expect((await scene.box(late.mailbox))?.sent[0]?.state).toMatchObject([{ overdue: true }]);
    await scene.does(reader, 'reply', late, scene.to.part);
    await scene.act(reader, { act: 'dutyMet', view: duty.header.id, audience: 'part' });
    expect((await scene.inbox(scene.readers.lead[0])).escalations).toEqual([]);
    await scene.pass(30 * DAY);
    await tick();
    expect((await scene.inbox(reader)).escalations?.map(({ what }) => what)).toEqual(['outcome', 'outcome']);
  });

  it('R19: a closed thread goes twelve months after it was closed, with its answers and chunks; a flagged one stays until it is taken over', async () => {
    const [reader] = scene.readers.participation;
    const sent = await scene.say([scene.to.part, scene.to.adv]);
    const flagged = await scene.say([scene.to.part], { safety: 1 });
    await scene.does(reader, 'close', sent, scene.to.part);
    await scene.does(reader, 'close', flagged, scene.to.part);
    await scene.pass(366 * DAY);
    expect((await sweep()).threads).toBe(0);
    const row = { ...sent, reply: sent.reply };
    await scene.publish((directory) => ({
      ...directory,
      expiresAt: '2030-01-01T00:00:00.000Z',
      devices: directory.devices.map((device) => ({ ...device, until: '2030-01-01T00:00:00.000Z' })),
    }));
    await scene.office.records.db
      .updateTable('view_audience')
      .set({ state: 'closed', closed_at: '2026-11-20T09:00:00.000Z', waiting_since: null })
      .where('a', '=', 'adv')
      .execute();
    expect((await sweep()).threads).toBe(1);
    expect((await sweep()).threads).toBe(0);
    const rows = await scene.office.records.db.selectFrom('sealed_letter').select(['id', 'gone', 'wire']).execute();
    expect(rows.find(({ id }) => id === sent.header.id)?.gone).toBe('expired');
    expect(rows.find(({ id }) => id === flagged.header.id)?.gone).toBeNull();
    expect(JSON.stringify(rows)).not.toContain(sent.envelope.body);
    expect(await scene.office.records.db.selectFrom('sealed_message').select('id').where('mbox', '=', sent.mailbox.mbox).execute()).toEqual([]);
    expect((await scene.office.post('/sealed', { envelope: row.envelope })).json()).toEqual(sent.reply.json());
  });

  it('chunks whose letter never came go after thirty days; codes, work and invitations when they end', async () => {
    await scene.more();
    const put = await scene.office.app.inject({
      method: 'PUT',
      url: `/sealed/attachments/${chance(16)}/0`,
      payload: Buffer.alloc(100, 7),
      headers: { ...OWN_HEADERS, 'content-type': 'application/octet-stream', 'x-capability': scene.capabilities[0] ?? '' },
    });
    expect(put.statusCode).toBe(200);
    await scene.office.post('/voice/codes', {}, scene.readers.manager[0].cookie);
    await scene.get('/sealed/work');
    await scene.pass(30 * DAY);
    expect((await sweep()).chunks).toBe(0);
    await scene.pass(DAY);
    expect((await sweep()).chunks).toBe(1);
    const { db } = scene.office.records;
    expect([await db.selectFrom('join_code').selectAll().execute(), await db.selectFrom('work_challenge').selectAll().execute()]).toEqual([[], []]);
    expect(await db.selectFrom('capability').select('hash').execute()).toHaveLength(20);
    await scene.pass(560 * DAY);
    await sweep();
    expect(await db.selectFrom('capability').select('hash').execute()).toEqual([]);
  });

  describe('the audit', () => {
    beforeEach(async () => {
      const sent = await scene.say([scene.to.part, scene.to.adv]);
      for (const act of ['read', 'reply', 'theme', 'close'] as const) await scene.does(scene.readers.participation[0], act, sent, scene.to.part);
      await scene.does(scene.readers.advocate[0], 'read', sent, scene.to.adv);
      const message = await makeMessage(scene.readers.advocate[0].device, sent.header, [{ a: 'tk', e: 0 }, scene.to.adv]);
      await scene.act(scene.readers.manager[0], { act: 'read', view: sent.header.id, audience: 'adv', message });
    });

    it('has one line for each act, in the chain of the audience that acted, with the hour and never with content', async () => {
      const rows = await scene.office.records.db
        .selectFrom('voice_audit')
        .select(['scope', 'no', 'at', 'act', 'outcome'])
        .where('scope', 'in', ['part', 'adv', '~denied'])
        .orderBy('scope')
        .orderBy('no')
        .execute();
      expect(rows.map(({ scope, no, act, outcome }) => `${scope} ${no} ${act} ${outcome}`).sort()).toEqual(
        ['adv 1 read done', 'part 1 read done', 'part 2 reply done', 'part 3 theme done', 'part 4 close done', '~denied 1 read refused'].sort(),
      );
      expect(new Set(rows.map(({ at }) => at))).toEqual(new Set(['2026-11-20T09:00:00.000Z']));
      expect(await findBreak(scene.office.records.db)).toBeNull();
    });

    it('E23: a line is not changed or deleted, even by somebody who holds the database', async () => {
      const { db } = scene.office.records;
      await expect(db.updateTable('voice_audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('never changed');
      await expect(db.deleteFrom('voice_audit').where('scope', '=', 'part').execute()).rejects.toThrow('never changed');
    });

    it('G10: a line altered, taken out, moved or cut off the end is found', async () => {
      const { db, kind } = scene.office.records;
      const off =
        kind === 'postgres' ? ['alter table voice_audit disable trigger voice_audit_stays'] : ['drop trigger voice_audit_no_update', 'drop trigger voice_audit_no_delete'];
      for (const statement of off) await sql.raw(statement).execute(db);
      const where = "scope = 'part'";
      const [first, last] = ['no = 1', 'no = 4'];
      const harms = [
        `update voice_audit set actor = 'nobody' where ${where} and no = 2`,
        `update voice_audit set outcome = 'refused' where ${where} and ${first}`,
        `delete from voice_audit where ${where} and no = 3`,
        `delete from voice_audit where ${where} and ${first}`,
        `delete from voice_audit where ${where} and ${last}`,
        `update voice_audit set no = case no when 2 then 3 when 3 then 20 else no end where ${where} and no = 3`,
        `delete from voice_audit where ${where}`,
      ];
      for (const harm of harms) {
        const found = await db
          .transaction()
          .execute(async (trx) => {
            await sql.raw(harm).execute(trx);
            throw Object.assign(new Error('undo'), { found: await findBreak(trx) });
          })
          .catch((fault: { found: unknown }) => fault.found);
        expect(found, harm).toMatchObject({ scope: 'part' });
      }
      expect(await findBreak(db)).toBeNull();
    });
  });
});
