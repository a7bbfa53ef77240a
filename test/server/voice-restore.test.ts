import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyRecords, recordsFile } from '../../src/server/records/backup.ts';
import { openRecords } from '../../src/server/records/database.ts';
import { restoreRecords } from '../../src/server/records/restore.ts';
import { findBreak } from '../../src/server/records/voice/audit.ts';
import { root } from '../support/sources.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');

describe('putting records back to an older day', () => {
  let base: string;
  let scene: VoiceScene;
  let isOpen: boolean;
  const live = () => path.join(base, 'live');
  beforeEach(async () => {
    base = mkdtempSync(path.join(tmpdir(), 'hearth-voice-'));
    scene = await openVoiceScene({ name: 'SQLite', where: async () => ({ folder: live() }) });
    isOpen = true;
  });
  afterEach(async () => {
    if (isOpen) await scene.close();
    rmSync(base, { recursive: true, force: true });
  });

  it('C2 C19: what was delivered since is still there, what was taken back is still gone, and the newer directory still stands', async () => {
    const before = await scene.say([scene.to.part]);
    const backup = copyRecords(live(), path.join(base, 'away'), NOW);
    const since = await scene.say([scene.to.adv]);
    await scene.does(scene.readers.advocate[0], 'read', since, scene.to.adv);
    await scene.office.post('/voice/withdraw', { secret: before.mailbox.secret, id: before.header.id });
    expect((await scene.publish((directory) => directory))[1]?.json()).toEqual({ isPublished: true });
    await scene.close();
    isOpen = false;
    await restoreRecords(live(), backup.file, NOW);
    expect(readFileSync(recordsFile(live())).includes(before.envelope.body)).toBe(false);
    const records = await openRecords({ folder: live() });
    const letters = await records.db.selectFrom('sealed_letter').select(['id', 'gone']).execute();
    expect(new Map(letters.map(({ id, gone }) => [id, gone]))).toEqual(
      new Map([
        [before.header.id, 'withdrawn'],
        [since.header.id, null],
      ]),
    );
    expect(await records.db.selectFrom('view_audience').select('state').where('a', '=', 'adv').execute()).toEqual([{ state: 'read' }]);
    expect(await records.db.selectFrom('key_directory').select('version').where('state', '=', 'current').execute()).toEqual([{ version: 2 }]);
    expect(await findBreak(records.db)).toBeNull();
    await records.close();
  });

  it('G10: the operator’s command walks the chains, and says where one was broken', async () => {
    const run = () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['src/server/tasks/chain.ts'], {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: live() },
        encoding: 'utf8',
        timeout: 60_000,
      });
      return { status, said: `${stdout}${stderr}` };
    };
    const sent = await scene.say([scene.to.part]);
    await scene.does(scene.readers.participation[0], 'read', sent, scene.to.part);
    expect(run()).toEqual({ status: 0, said: 'Every audit chain is whole.\n' });
    const { db } = scene.office.records;
    await sql.raw('drop trigger voice_audit_no_update').execute(db);
    await db.updateTable('voice_audit').set({ actor: 'nobody' }).where('scope', '=', 'part').execute();
    expect(run()).toEqual({ status: 1, said: expect.stringContaining('the chain of part is broken at line 1') });
  });

  it('where the old records are too damaged to be read, the copy’s own lane stands', async () => {
    const before = await scene.say([scene.to.part]);
    const backup = copyRecords(live(), path.join(base, 'away'), NOW);
    await scene.close();
    isOpen = false;
    writeFileSync(recordsFile(live()), 'nothing of a database');
    await restoreRecords(live(), backup.file, NOW);
    const records = await openRecords({ folder: live() });
    expect(await records.db.selectFrom('sealed_letter').select('id').execute()).toEqual([{ id: before.header.id }]);
    await records.close();
  });
});
