import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseAbout, pruneTombstones, TOMBSTONES_KEPT_MS } from '../../src/server/records/erase.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { PullDown } from '../../src/shared/wire/pull.ts';
import { openRealPhone } from '../support/real-phone.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openOffice } from '../support/server.ts';
import { begin, look, pictureOf, signedWith, upload } from '../support/uploads.ts';

const NAME = 'Asha Exemplar';
const NOTE = 'Rang the bell and stayed.';

describe.each(databases())('erasing, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;
  let facts: Fact[];
  let signed: Fact;

  beforeEach(async () => {
    office = await openOffice(database);
    home = await office.openHome();
    carer = await office.phone(await office.add(NAME, 'carer', home));
    manager = await office.phone(await office.add('Mo Example', 'manager', home));
    facts = attemptFacts(carer);
    await carer.push(facts);
    signed = signOff(carer.personId);
    await manager.send(signed);
  });
  afterEach(() => office.close());

  function signOff(personId: string): Fact {
    const signOffId = newId();
    return manager.fact('training.practice.signed', signOffId, { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: NOTE });
  }
  const erase = (erasing: Parameters<typeof eraseAbout>[1] = { personId: carer.personId }) => eraseAbout(office.records, erasing, office.now);
  const goneIn = (page: PullDown) => page.changes.flatMap((change) => (change.gone ? [change.gone.about] : []));
  const kindsOf = (page: PullDown) => page.changes.flatMap((change) => (change.fact ? [change.fact.kind] : []));
  const wholeDatabase = async () => {
    const { db } = office.records;
    const tables = ['fact_log', 'change', 'person', 'placement', 'attempt', 'invitation', 'passkey', 'session', 'device'] as const;
    return JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
  };

  it('I11 takes a person’s name, words, answers and sign-ins out of every table', async () => {
    expect(await erase()).toEqual({ ok: true, facts: facts.length + 2, records: 3, isSwept: true });
    const left = await wholeDatabase();
    for (const content of [NAME, NOTE, '"option":"good"', '\\"right\\"', 'T1-Q1']) expect(left).not.toContain(content);
    const { db } = office.records;
    for (const table of ['person', 'placement', 'attempt', 'session', 'device', 'passkey'] as const) {
      expect(await db.selectFrom(table).select('person_id').where('person_id', '=', carer.personId).execute()).toEqual([]);
    }
  });

  it('I12 every fact erased keeps its receipt: sent again it is recognised, and nothing comes back', async () => {
    const before = (await manager.receipts([signed.factId])).answers;
    await erase();
    const again = await manager.send(signed);
    expect([again.receipt, again.repeat]).toEqual([before[0]?.receipt, true]);
    expect((await manager.receipts([signed.factId])).answers).toEqual(before);
    expect(await wholeDatabase()).not.toContain(NOTE);
    expect(kindsOf(await manager.pullAll()).filter((kind) => kind.startsWith('training.'))).toEqual([]);
  });

  it('I11 what still comes about somebody erased is refused, and its words are not kept', async () => {
    await erase();
    const late = signOff(carer.personId);
    expect((await manager.send(late)).refusal).toMatchObject({ kind: 'notAllowed', where: 'erased' });
    const placement = { placementId: newId(), placeId: home, role: 'carer' as const, startsOn: '2026-11-20', careRoleStartedOn: null };
    const again = manager.fact('people.person.added', carer.personId, { personId: carer.personId, name: NAME, placement });
    expect((await manager.send(again)).refusal).toMatchObject({ kind: 'notAllowed', where: 'erased' });
    const left = await wholeDatabase();
    for (const content of [NAME, NOTE]) expect(left).not.toContain(content);
    expect((await manager.send(late)).refusal).toMatchObject({ kind: 'notAllowed', where: 'erased' });
  });

  it('I10 I11 everybody who could see it gets one tombstone for each record, with a number of its own', async () => {
    const before = await manager.pullAll();
    await erase();
    const page = await manager.pullAll(before.cursor);
    expect(goneIn(page).sort()).toEqual([carer.personId, facts[0]?.about, signed.about].sort());
    expect(new Set(page.changes.map((change) => change.serverSeq)).size).toBe(page.changes.length);
    expect(page.changes.every((change) => change.fact === undefined)).toBe(true);
    for (const limit of [1, 2]) expect((await manager.pullAll(before.cursor, limit)).changes).toEqual(page.changes);
    const stranger = await office.phone(await office.add('Bo Example', 'manager', await office.openHome('Alder House')));
    expect(goneIn(await stranger.pullAll())).toEqual([]);
  });

  it('I11 a manager’s own phone shows nothing of it afterwards', async () => {
    const { tab, sync } = await openRealPhone(
      () => office,
      manager.personId,
      () => manager.cookie,
    );
    await sync.drain();
    expect((await tab.cabinet.person(carer.personId))?.attempts).toHaveLength(1);
    await erase();
    await sync.drain();
    expect(await tab.cabinet.person(carer.personId)).toBeNull();
    for (const about of [carer.personId, facts[0]?.about ?? '', signed.about]) expect(await tab.cabinet.factsAbout(about)).toEqual([]);
    expect((await tab.cabinet.person(manager.personId))?.name).toBe('Mo Example');
    sync.stop();
  });

  it('one record alone can be erased, and the rest of the person stays', async () => {
    const { cursor } = await manager.pullAll();
    expect(await erase({ about: signed.about })).toMatchObject({ ok: true, facts: 1, records: 1 });
    const page = await manager.pullAll(cursor);
    expect(page.changes.map((change) => change.gone)).toEqual([{ kind: 'record', about: signed.about }]);
    expect(kindsOf(await manager.pullAll())).toContain('training.attempt.finished');
    const next = manager.fact('training.practice.signed', signed.about, signed.body as never);
    expect((await manager.send(next)).refusal).toMatchObject({ kind: 'notAllowed', where: 'erased' });
  });

  it('I11 I16 the pictures of a sign-off go with it, however far they had come', async () => {
    const pictures = [pictureOf(5000), pictureOf()];
    const evidence = signedWith(manager, carer.personId, pictures);
    await manager.send(evidence);
    for (const picture of pictures) await upload(office, manager.cookie, picture);
    const half = pictureOf();
    await begin(office, manager.cookie, half);
    await manager.send(signedWith(manager, carer.personId, [half]));
    const { db } = office.records;
    expect(await db.selectFrom('attachment_chunk').select('sha256').execute()).not.toEqual([]);
    await erase();
    for (const table of ['attachment', 'attachment_chunk', 'attachment_use'] as const) expect(await db.selectFrom(table).select('sha256').execute()).toEqual([]);
    expect((await look(office, manager.cookie, pictures[0]?.sha256 ?? '')).statusCode).toBe(404);
  });

  it('what was held about an erased record is refused, and its author hears of it', async () => {
    const waiting = manager.fact('training.practice.signed', newId(), signed.body as never, { deps: [{ fact: newId() }] });
    expect((await manager.send(waiting)).receipt?.state).toBe('held');
    const { cursor } = await manager.pullAll();
    await erase();
    const answers = (await manager.pullAll(cursor)).changes.flatMap((change) => (change.answer ? [change.answer] : []));
    expect(answers.map((answer) => [answer.factId, answer.refusal?.where])).toEqual([[waiting.factId, 'erased']]);
  });

  it('another person’s record under the same id stays, on the server and on phones', async () => {
    const other = await office.phone(await office.add('Bo Example', 'carer', home));
    const theirs = attemptFacts(other, { attemptId: facts[0]?.about ?? '' });
    await other.push(theirs);
    const { tab, sync } = await openRealPhone(
      () => office,
      manager.personId,
      () => manager.cookie,
    );
    await sync.drain();
    await erase();
    await sync.drain();
    expect((await tab.cabinet.person(other.personId))?.attempts).toHaveLength(1);
    expect((await other.send(other.fact('training.attempt.started', facts[0]?.about ?? '', theirs[0]?.body as never))).receipt?.state).toBe('recorded');
    sync.stop();
  });

  it('a place and the last region administrator cannot be erased', async () => {
    expect(await erase({ about: home })).toMatchObject({ ok: false, why: 'place' });
    expect(await erase({ personId: office.region.adminId })).toMatchObject({ ok: false, why: 'lastAdministrator' });
    expect(kindsOf(await manager.pullAll())).toContain('people.place.opened');
  });

  it('a sign-in that was open when its person was erased is over', async () => {
    await erase();
    const reply = await office.sync('/sync/push', { proto: 2, deviceId: 'd', nonce: 'A'.repeat(22), facts }, carer.cookie);
    expect(reply.statusCode).toBe(401);
  });

  it('F21 I11 tombstones are pruned after 400 days, and a cursor older than that starts afresh, once', async () => {
    const old = await manager.pullAll();
    await erase();
    const fresh = await (await office.phone(manager.personId)).pullAll();
    expect(await pruneTombstones(office.records.db, office.now)).toBe(0);
    office.pass(TOMBSTONES_KEPT_MS + 1000);
    expect(await pruneTombstones(office.records.db, office.now)).toBe(3);
    expect(await pruneTombstones(office.records.db, office.now)).toBe(0);
    const later = await office.phone(manager.personId);
    for (const limit of [1, 500]) {
      const page = await later.pullAll(old.cursor, limit);
      expect(page.reset).toBe('historyPruned');
      expect(page.changes).toEqual((await later.pullAll(null)).changes);
      expect(goneIn(page)).toEqual([]);
      expect((await later.pull(page.cursor)).reset).toBeUndefined();
    }
    // Pages from the middle of a fresh start are not sent back to it.
    let page = await later.pull(old.cursor, 1);
    for (let pages = 1; page.more; pages += 1) {
      page = await later.pull(page.cursor, 1);
      expect([page.reset, pages < 50]).toEqual([undefined, true]);
    }
    expect((await later.pull(fresh.cursor)).reset).toBeUndefined();
    expect((await (await office.phone(manager.personId)).send(signOff(carer.personId))).refusal?.where).toBe('erased');
  });

  it('F21 a phone that heard nothing new for long is not sent back to the start for that', async () => {
    const quiet = await office.phone(await office.add('Bo Example', 'carer', await office.openHome('Alder House')));
    const first = await quiet.pullAll();
    await erase();
    const second = await quiet.pullAll(first.cursor);
    office.pass(TOMBSTONES_KEPT_MS + 1000);
    await pruneTombstones(office.records.db, office.now);
    const page = await (await office.phone(quiet.personId)).pull(second.cursor);
    expect([page.reset, page.changes]).toEqual([undefined, []]);
  });
});

describe('erasing, on the disk', () => {
  it('I11 leaves nothing readable in the files of the database', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hearth-erase-'));
    const office = await openOffice({ name: 'SQLite', where: async () => ({ folder }) });
    const personId = await office.add(NAME, 'carer', await office.openHome());
    const inFiles = () => readdirSync(folder).some((file) => readFileSync(path.join(folder, file)).includes(NAME));
    expect(inFiles()).toBe(true);
    await eraseAbout(office.records, { personId }, office.now);
    expect(inFiles()).toBe(false);
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
