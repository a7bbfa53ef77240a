import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Where } from '../../src/server/records/database.ts';
import { openRecords } from '../../src/server/records/database.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import type { AttachmentDown } from '../../src/shared/wire/attachment.ts';
import { CHUNK_BYTES, CHUNK_TYPE } from '../../src/shared/wire/attachment.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import { databases, newId, nonce } from '../support/server.ts';
import { checksumOf, chunksOf, idOf, pictureOf } from '../support/uploads.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe.each(databases())('a server killed while a picture comes in, on $name', (database) => {
  let folder: string;
  let where: Where;
  let origin: string;
  let cookie: string;
  let server: ChildProcess;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hearth-killed-'));
    const given = await database.where();
    where = 'databaseUrl' in given ? given : { folder };
    const records = await openRecords(where);
    const personId = newId();
    await records.db.insertInto('person').values({ person_id: personId, name: 'Mo Example' }).execute();
    cookie = `__Host-sid=${await startSession(records.db, personId, 'session', new Date().toISOString())}`;
    await records.close();
    await start();
  });
  afterEach(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The real program on these records, once it answers. */
  async function start(): Promise<void> {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const url = 'databaseUrl' in where ? { DATABASE_URL: where.databaseUrl } : {};
    server = spawn(process.execPath, ['src/server/main.ts'], { cwd: ROOT, env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: folder, ...url }, stdio: 'ignore' });
    for (let tries = 0; tries < 600; tries += 1) {
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
      const isOpen = await fetch(`${origin}/healthz`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (isOpen) return;
      await pause(50);
    }
    throw new Error('the server did not answer');
  }

  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  async function ask(method: string, url: string, body: string | Buffer, headers: Record<string, string>): Promise<AttachmentDown> {
    const sent = new Uint8Array(Buffer.from(body));
    const reply = await fetch(`${origin}${url}`, { method, body: sent, headers: { cookie, 'x-app': '1', ...headers } });
    expect([reply.status, reply.headers.get('content-type')?.startsWith(SYNC_TYPE)]).toEqual([200, true]);
    return (await reply.json()) as AttachmentDown;
  }

  it('I16 F10 F25: it is killed with every part on its way, and the picture is whole all the same', async () => {
    const picture = pictureOf(CHUNK_BYTES * 2 + 77);
    const { sha256, bytes, type } = picture;
    const begin = () => ask('POST', '/attachments', JSON.stringify({ nonce: nonce(), sha256, bytes, type }), { 'content-type': SYNC_TYPE });
    const bring = ({ offset, content }: { offset: number; content: Buffer }) =>
      ask('PATCH', `/attachments/${sha256}`, content, {
        'content-type': CHUNK_TYPE,
        'upload-offset': String(offset),
        'upload-checksum': checksumOf(content),
        'x-nonce': nonce(),
      });
    const parts = chunksOf(picture);
    let down = await begin();
    for (let round = 0; round < parts.length; round += 1) {
      const part = parts.find(({ offset }) => offset === down.offset);
      if (!part) break;
      const answer = bring(part).catch(() => null);
      // Sooner and later, so that some die before the commit and some after it.
      await pause(round * 12);
      await kill();
      const heard = await answer;
      await start();
      const before = down.offset;
      down = await begin();
      expect([before, before + part.content.length]).toContain(down.offset);
      if (heard) expect(down.offset).toBe(heard.offset);
    }
    for (const part of parts) if (part.offset >= down.offset) down = await bring(part);
    expect(down.receipt).toMatchObject({ sha256, bytes });
    expect((await begin()).receipt).toEqual(down.receipt);
    const shown = await fetch(`${origin}/attachments/${sha256}`, { headers: { cookie } });
    expect([shown.headers.get('content-type'), idOf(Buffer.from(await shown.arrayBuffer()))]).toEqual([type, sha256]);
  }, 180_000);
});
