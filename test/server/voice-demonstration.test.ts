import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDirectory } from '../../src/seal/directory.ts';
import { makeReaderEngine } from '../../src/seal/reader-engine.ts';
import { makeYoungEngine } from '../../src/seal/young-engine.ts';
import { contentLibrary } from '../../src/server/content-library.ts';
import { currentDirectory } from '../../src/server/records/voice/directory.ts';
import type { VoiceKept } from '../../src/server/tasks/demonstration/voice.ts';
import { fillVoiceLane } from '../../src/server/tasks/demonstration/voice.ts';
import type { SignedDirectory } from '../../src/shared/voice/directory.ts';
import type { InboxPage, KeptKey, Mailbox } from '../../src/shared/wire/sealed.ts';
import { sure } from '../support/seal/cast.ts';
import { databases, openOffice, OWN_HEADERS, type Office } from '../support/server.ts';
import { startSession } from '../../src/server/records/sessions.ts';

describe('the young people of the demonstration', () => {
  let office: Office;
  let kept: VoiceKept;
  let home: string;
  const people = { manager: '', deputy: '' };
  const get = async <Answer>(url: string, personId: string) => {
    const cookie = `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;
    return (await office.app.inject({ method: 'GET', url, headers: { ...OWN_HEADERS, cookie } })).json() as Answer;
  };

  beforeAll(async () => {
    office = await openOffice(sure(databases()[0]));
    home = await office.openHome();
    const other = await office.openHome();
    people.manager = await office.add('Ruth Example', 'manager', home);
    people.deputy = await office.add('Dee Example', 'deputy', home);
    const far = await office.add('Mo Example', 'manager', other);
    kept = await fillVoiceLane({
      records: office.records,
      library: await contentLibrary(),
      adminId: office.region.adminId,
      regionId: office.region.regionId,
      homes: [
        { placeId: home, managerId: people.manager },
        { placeId: other, managerId: far },
      ],
      deputyId: people.deputy,
      now: office.now,
      say: () => undefined,
    });
  });
  afterAll(() => office?.close());

  it('have forty views in every state, under a root that says it is a demonstration', async () => {
    expect(kept.views).toBe(40);
    expect(await office.records.db.selectFrom('sealed_letter').select('id').where('is_answer', '=', 0).execute()).toHaveLength(40);
    const signed = sure(await currentDirectory(office.records.db)).signed as SignedDirectory;
    expect(await checkDirectory(signed, kept.fingerprint, 0, office.now.toISOString())).toMatchObject({ ok: true, isDemonstration: true });
    const rows = await office.records.db.selectFrom('view_audience').select(['state', 'share', 'is_flagged', 'duty']).execute();
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['new', 'read', 'replied', 'closed']));
    expect(rows.filter(({ share }) => share !== null).length).toBeGreaterThan(2);
    expect(new Set(rows.map(({ duty }) => duty))).toEqual(new Set(['none', 'open', 'met']));
    const gone = await office.records.db.selectFrom('sealed_letter').select('gone').where('gone', '=', 'withdrawn').execute();
    expect(gone).toHaveLength(2);
    expect(await office.records.db.selectFrom('sealed_chunk').select('n').execute()).toHaveLength(4);
  });

  it('are read with nothing but what the links carry: every thread of the advocate opens', async () => {
    const signed = sure(await currentDirectory(office.records.db)).signed;
    const checked = await checkDirectory(signed, kept.fingerprint, 0, office.now.toISOString());
    if (!checked.ok) throw new Error(checked.fault);
    const reader = makeReaderEngine();
    const device = await reader.deviceOfSeed(sure(kept.devices[kept.people.advocate]));
    const mine = await get<{ keys: KeptKey[]; devices: { isListed: boolean }[] }>('/keys/mine', kept.people.advocate);
    expect(mine.devices).toMatchObject([{ isListed: true }]);
    expect((await reader.takeKeys(device, mine.keys, checked.directory)).wrong).toEqual([]);
    const page = await get<InboxPage>('/inbox', kept.people.advocate);
    expect(page.threads.length).toBeGreaterThan(10);
    for (const thread of page.threads.filter(({ isGone }) => !isGone)) {
      const as = { a: thread.audience, e: thread.epoch };
      expect(await reader.open(thread.view, as, thread.share, checked.directory)).toMatchObject({ ok: true });
      for (const message of thread.messages.filter(({ slots }) => thread.audience in slots))
        expect(await reader.open(message, as, null, checked.directory)).toMatchObject({ ok: true });
    }
    expect(page.threads.some(({ due }) => due !== null && due.at < office.now.toISOString())).toBe(true);
  });

  it('come back with six words and find their answers, verified', async () => {
    const signed = sure(await currentDirectory(office.records.db)).signed;
    const checked = await checkDirectory(signed, kept.fingerprint, 0, office.now.toISOString());
    if (!checked.ok) throw new Error(checked.fault);
    const young = makeYoungEngine();
    expect(await young.comeBack(kept.words)).toBe(true);
    const mailboxes = await young.mailboxes(6);
    const { boxes } = (await office.post('/voice/mailboxes', { secrets: mailboxes.map(({ secret }) => secret) })).json() as { boxes: Mailbox[] };
    expect(boxes).toHaveLength(3);
    const opened = await Promise.all(boxes.flatMap((box) => box.messages.map((message) => young.open(message, checked.directory, box.mbox))));
    expect(opened.length).toBeGreaterThan(5);
    expect(opened.every(({ ok }) => ok)).toBe(true);
  });
});
