import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Records, Where } from '../../src/server/records/database.ts';
import { openRecords } from '../../src/server/records/database.ts';
import { AUTHORITIES, prepareFirstStart } from '../../src/server/records/first-start.ts';
import { findInvitation } from '../../src/server/records/invitations.ts';
import { readSettings } from '../../src/server/settings.ts';
import { attemptFacts, databases, openOffice } from '../support/server.ts';
import { root } from '../support/sources.ts';

const library = { course: () => undefined };

describe.each(databases())('the first start, on $name', (database) => {
  let records: Records;
  const now = new Date('2026-11-20T09:00:00.000Z');

  beforeEach(async () => {
    records = await openRecords(await database.where());
  });
  afterEach(() => records.close());

  it('makes the region, its 18 authorities and one person who can invite all others', async () => {
    const secret = await prepareFirstStart(records, now, library);
    const places = await records.db.selectFrom('place').selectAll().execute();
    expect(places.filter((place) => place.kind === 'authority').map((place) => place.name)).toEqual([...AUTHORITIES]);
    expect(AUTHORITIES.length).toBe(18);
    const invitation = await findInvitation(records.db, secret ?? '', now.toISOString());
    expect(invitation).toMatchObject({ ok: true, says: { role: 'regionAdmin', placeName: 'South East' } });
  });

  it('a second start makes nothing twice, and gives a fresh link while nobody can sign in', async () => {
    const first = await prepareFirstStart(records, now, library);
    const second = await prepareFirstStart(records, now, library);
    expect(second).not.toBe(first);
    expect((await records.db.selectFrom('person').selectAll().execute()).length).toBe(1);
    expect((await records.db.selectFrom('place').selectAll().execute()).length).toBe(19);
  });

  it('once somebody has a passkey no link is given any more', async () => {
    await prepareFirstStart(records, now, library);
    const { person_id } = await records.db.selectFrom('person').select('person_id').executeTakeFirstOrThrow();
    await records.db
      .insertInto('passkey')
      .values({ credential_id: 'c', person_id, public_key: 'k', counter: 0, transports: '[]', made_at: now.toISOString(), used_at: null })
      .execute();
    expect(await prepareFirstStart(records, now, library)).toBeNull();
  });
});

describe.each(databases())('a restart, on $name', (database) => {
  it('keeps everything: records, receipts, cursors and sign-ins', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hearth-records-'));
    const where: Where = database.name === 'SQLite' ? { folder } : await database.where();
    const before = await openOffice(database, { where });
    const carer = await before.phone(await before.add('Asha Example', 'carer', await before.openHome()));
    const facts = attemptFacts(carer);
    const pushed = await carer.push(facts);
    const page = await carer.pullAll();
    await before.close();

    const records = await openRecords(where);
    const after = await openOffice(database, { where });
    const body = { proto: 1, deviceId: carer.deviceId, nonce: 'A'.repeat(22) };
    const again = (await after.sync('/sync/push', { ...body, facts }, carer.cookie)).json() as typeof pushed;
    expect(again.answers.map((answer) => answer.receipt)).toEqual(pushed.answers.map((answer) => answer.receipt));
    const pulled = (await after.sync('/sync/pull', { ...body, cursor: page.cursor, limit: 500 }, carer.cookie)).json() as typeof page;
    expect([pulled.changes, pulled.reset, pulled.epoch]).toEqual([[], undefined, page.epoch]);
    await records.close();
    await after.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('settings', () => {
  it('are honoured, and empty ones count as not set', () => {
    expect(readSettings({ PORT: '', HOST: undefined })).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: null,
      publicOrigin: null,
      mail: null,
      pushOrigins: [],
    });
    expect(readSettings({ PORT: '9000', HOST: '0.0.0.0', DATA_DIR: '/srv/x', DATABASE_URL: 'postgres://h/d', PUBLIC_ORIGIN: 'https://hearth.example/' })).toEqual({
      port: 9000,
      host: '0.0.0.0',
      dataDir: '/srv/x',
      databaseUrl: 'postgres://h/d',
      publicOrigin: 'https://hearth.example',
      mail: null,
      pushOrigins: [],
    });
  });

  it('that cannot be read are named and never quoted', () => {
    expect(() => readSettings({ PORT: 'secret-port', PUBLIC_ORIGIN: 'hearth.example/path' })).toThrow('These settings cannot be read: PORT, PUBLIC_ORIGIN');
  });
});

describe('the program itself', () => {
  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('prints a set-up link, answers, and ends cleanly on a signal', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hearth-start-'));
    const port = await freePort();
    const child: ChildProcess = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const isOpen = new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (/join#[A-Za-z0-9_-]{22}/.test(said)) resolve();
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    await isOpen;
    expect(said).toContain(`http://localhost:${port}/join#`);
    const reply = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([reply.status, await reply.json()]).toEqual([200, { ready: true, takesWork: true }]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  });
});
