import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { BACKUPS_KEPT, checkCopy, copyRecords, noteBackup, recordsFile } from '../../src/server/records/backup.ts';
import type { Where } from '../../src/server/records/database.ts';
import { openRecords } from '../../src/server/records/database.ts';
import { eraseAbout } from '../../src/server/records/erase.ts';
import { getMarks, lastSeq } from '../../src/server/records/marks.ts';
import { beginNewLife, restoreRecords } from '../../src/server/records/restore.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import { messageOf } from '../support/pretend-server.ts';
import { fetchFrom, openRealPhone } from '../support/real-phone.ts';
import type { Database, Office } from '../support/server.ts';
import { attemptFacts, databases, newId, openOffice } from '../support/server.ts';
import { root } from '../support/sources.ts';
import { startedDraft } from '../support/training-facts.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');

/** How this database is copied and put back by whoever looks after it. */
type Vault = { where: Where; backUp(office: Office): Promise<number>; putBack(): Promise<Where> };

async function onAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // The server's own connections may still be closing.
  for (let tries = 0; ; tries += 1) {
    try {
      await client.query(text);
      break;
    } catch (fault) {
      if (tries > 50) throw fault;
      await pause(100);
    }
  }
  await client.end();
}

async function openVault(database: Database, folder: string): Promise<Vault> {
  const admin = inject('postgresUrl');
  if (database.name === 'SQLite' || admin === null) {
    const [live, away] = [path.join(folder, 'live'), path.join(folder, 'away')];
    let file = '';
    return {
      where: { folder: live },
      backUp: async (office) => {
        const backup = copyRecords(live, away, NOW);
        file = backup.file;
        expect(await noteBackup(office.records.db, backup.lastSeq)).toBe(true);
        return backup.lastSeq;
      },
      putBack: async () => {
        await restoreRecords(live, file, NOW);
        return { folder: live };
      },
    };
  }
  const where = (await database.where()) as { databaseUrl: string };
  const name = /\/([^/?]+)\?/.exec(where.databaseUrl)?.[1] ?? '';
  return {
    where,
    backUp: async (office) => {
      const reached = await lastSeq(office.records.db);
      // A template must have no guests: pg_dump could have one, this stands for it.
      await office.close();
      await onAdmin(admin, `create database ${name}_copy template ${name}`);
      return reached;
    },
    putBack: async () => {
      const databaseUrl = admin.replace('/postgres?', `/${name}_copy?`);
      const records = await openRecords({ databaseUrl });
      await beginNewLife(records);
      await records.close();
      return { databaseUrl };
    },
  };
}

describe.each(databases())('the drill: records lost and put back, on $name', (database) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hearth-restore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('F11 I1 I2 what was delivered after the backup is sent again, all of it, once, and nothing else', async () => {
    const vault = await openVault(database, folder);
    let office = await openOffice(database, { where: vault.where });
    const personId = await office.add('Asha Example', 'carer', await office.openHome());
    let cookie = (await office.phone(personId)).cookie;
    const { tab, sync } = await openRealPhone(
      () => office,
      personId,
      () => cookie,
    );
    const record = async (from: number) => {
      for (let n = from; n < from + 50; n += 10) await tab.cabinet.record(Array.from({ length: 10 }, (_, index) => startedDraft(`a${n + index}`)));
      tab.cabinet.sendNow();
      await sync.drain();
      expect(await tab.cabinet.openLines(personId, 10)).toEqual([]);
    };
    await record(0);
    const before = await getMarks(office.records.db);
    const reached = await vault.backUp(office);
    if (database.name === 'PostgreSQL') office = await openOffice(database, { where: vault.where });
    await record(50);
    await office.close();

    const where = await vault.putBack();
    office = await openOffice(database, { where });
    const marks = await getMarks(office.records.db);
    expect(marks.epoch).not.toBe(before.epoch);
    const mine = () => office.records.db.selectFrom('fact_log').select(['fact_id', 'state', 'about']).where('owner', '=', personId).execute();
    expect(await mine()).toHaveLength(50);
    expect(reached).toBeGreaterThanOrEqual(50);

    cookie = `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;
    const resent: string[] = [];
    const bring = fetchFrom(
      () => office,
      () => cookie,
    );
    sync.stop();
    const next = tab.start({
      fetch: (async (address: string, init: RequestInit) => {
        if (address === '/sync/push') for (const fact of (messageOf(init) as { facts: { about: string }[] }).facts) resent.push(fact.about);
        return bring(address, init);
      }) as typeof fetch,
    });
    await next.drain();
    expect([...resent].sort()).toEqual(Array.from({ length: 50 }, (_, index) => `a${50 + index}`).sort());
    const rows = await mine();
    expect(rows.length).toBe(100);
    expect(new Set(rows.map((row) => row.about)).size).toBe(100);
    expect(rows.every((row) => row.state === 'recorded')).toBe(true);
    expect(await office.records.db.selectFrom('attempt').select('attempt_id').where('person_id', '=', personId).execute()).toHaveLength(100);
    expect((await tab.cabinet.person(personId))?.attempts).toHaveLength(100);
    expect(await tab.cabinet.openLines(personId, 10)).toEqual([]);
    expect(await tab.cabinet.deliveriesToCheck(personId, 10)).toBeNull();
    next.stop();
    await office.close();
  });

  it('a restore ends full sign-ins, keeps those that deliver, and forgets a backup mark it does not reach', async () => {
    const office = await openOffice(database);
    const { db } = office.records;
    const carer = await office.phone(await office.add('Asha Example', 'carer', await office.openHome()));
    await startSession(db, carer.personId, 'delivery', office.now.toISOString());
    await carer.push(attemptFacts(carer));
    const reached = await lastSeq(db);
    expect(await noteBackup(db, reached)).toBe(true);
    expect((await carer.pull()).durableThrough).toBe(reached);
    expect((await carer.push([])).durableThrough).toBe(reached);
    await db
      .updateTable('counter')
      .set({ value: reached - 1 })
      .execute();
    await beginNewLife(office.records);
    expect((await getMarks(db)).durableThrough).toBeNull();
    const kinds = await db.selectFrom('session').select('kind').execute();
    expect(kinds.map((row) => row.kind)).toEqual(['delivery']);
    await office.close();
  });

  it('I3 a backup is never said to hold what the records never reached', async () => {
    const office = await openOffice(database);
    const reached = await lastSeq(office.records.db);
    for (const wrong of [reached + 1, -1, 1.5, Number.NaN]) expect(await noteBackup(office.records.db, wrong)).toBe(false);
    expect((await getMarks(office.records.db)).durableThrough).toBeNull();
    await office.close();
  });
});

describe('copies of a SQLite database', () => {
  let folder: string;
  let away: string;
  let office: Office;
  const sqlite = (where: Where): Database => ({ name: 'SQLite', where: async () => where });
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hearth-copies-'));
    away = path.join(folder, 'away');
    office = await openOffice(sqlite({ folder }));
  });
  afterEach(async () => {
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('I3 are whole and of one moment, made while the server works', async () => {
    const carer = await office.phone(await office.add('Asha Example', 'carer', await office.openHome()));
    const [, backup] = await Promise.all([carer.push(attemptFacts(carer)), Promise.resolve().then(() => copyRecords(folder, away, NOW))]);
    expect(checkCopy(backup.file).lastSeq).toBe(backup.lastSeq);
    await carer.push(attemptFacts(carer));
    const later = copyRecords(folder, away, new Date(NOW.getTime() + 1000));
    expect(later.lastSeq).toBe(await lastSeq(office.records.db));
    expect(later.lastSeq).toBeGreaterThan(backup.lastSeq);
    expect(readdirSync(away).every((name) => name.endsWith('.sqlite'))).toBe(true);
  });

  it('keep the newest thirty, and never touch what is not theirs', () => {
    const first = copyRecords(folder, away, NOW);
    writeFileSync(path.join(away, 'notes.txt'), 'mine');
    for (let day = 1; day < BACKUPS_KEPT; day += 1) copyFileSync(first.file, path.join(away, `hearth-2026-10-${String(day).padStart(2, '0')}T030000Z.sqlite`));
    const last = copyRecords(folder, away, new Date(NOW.getTime() + 1000));
    expect(last.letGo).toBe(1);
    const left = readdirSync(away);
    expect(left).toHaveLength(BACKUPS_KEPT + 1);
    expect(left).toContain('notes.txt');
    expect(left).not.toContain('hearth-2026-10-01T030000Z.sqlite');
    expect(left).toContain(path.basename(last.file));
  });

  it('I2 a damaged copy is not put in place, and the records stay as they were', async () => {
    const { file } = copyRecords(folder, away, NOW);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 8192, 12288);
    writeFileSync(file, bytes);
    const { epoch } = await getMarks(office.records.db);
    await office.close();
    await expect(restoreRecords(folder, file, NOW)).rejects.toThrow();
    office = await openOffice(sqlite({ folder }));
    expect((await getMarks(office.records.db)).epoch).toBe(epoch);
  });

  it('I11 somebody erased after the copy was made is erased again, and stays away', async () => {
    const home = await office.openHome();
    const manager = await office.phone(await office.add('Mo Example', 'manager', home));
    const personId = await office.add('Asha Exemplar', 'carer', home);
    const { file } = copyRecords(folder, away, NOW);
    await eraseAbout(office.records, { personId }, office.now);
    await office.close();
    const restored = await restoreRecords(folder, file, NOW);
    expect(restored.erasedAgain).toBe(1);
    expect(readFileSync(recordsFile(folder)).includes('Asha Exemplar')).toBe(false);
    office = await openOffice(sqlite({ folder }));
    const again = await office.phone(manager.personId);
    const signOffId = newId();
    const late = again.fact('training.practice.signed', signOffId, { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' });
    expect((await again.send(late)).refusal?.where).toBe('erased');
  });

  it('the operator’s commands: a backup beside the running server, no restore under it, one after it', async () => {
    const run = (task: string, ...args: string[]) => {
      const env = { PATH: process.env.PATH, DATA_DIR: folder };
      const { status, stdout, stderr } = spawnSync(process.execPath, [`src/server/tasks/${task}.ts`, ...args], { cwd: root, env, encoding: 'utf8', timeout: 60_000 });
      return { status, said: `${stdout}${stderr}` };
    };
    const personId = await office.add('Asha Example', 'carer', await office.openHome());
    const backup = run('backup', '--to', away);
    expect(backup).toMatchObject({ status: 0, said: expect.stringContaining('same disk') });
    expect((await getMarks(office.records.db)).durableThrough).toBeNull();
    const reached = await lastSeq(office.records.db);
    expect(run('backup', '--confirm', String(reached)).status).toBe(0);
    expect((await getMarks(office.records.db)).durableThrough).toBe(reached);
    expect(run('backup', '--confirm', String(reached + 1)).status).toBe(1);

    const file = path.join(away, readdirSync(away)[0] ?? '');
    const { epoch } = await getMarks(office.records.db);
    const early = run('restore', '--from', file);
    expect(early).toMatchObject({ status: 1, said: expect.stringContaining('stop it first') });
    expect((await getMarks(office.records.db)).epoch).toBe(epoch);
    expect(run('held').said).toContain('Nothing is kept');
    expect(run('erase', '--person', personId)).toMatchObject({ status: 0, said: expect.stringContaining('Erased: 1 facts of 1 records') });
    expect(run('erase').status).toBe(1);

    await office.close();
    expect(run('restore', '--from', file)).toMatchObject({ status: 0, said: expect.stringContaining('Erased again') });
    expect(readdirSync(folder).some((name) => name.startsWith('hearth.sqlite.before-restore-'))).toBe(true);
    office = await openOffice(sqlite({ folder }));
    expect((await getMarks(office.records.db)).epoch).not.toBe(epoch);
  });
});
