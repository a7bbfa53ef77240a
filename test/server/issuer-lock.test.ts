import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/server/records/database.ts';
import { currentSigner, ensureIssuerKey, isSigned, listIssuerKeys, lockIssuerKeys, revokeIssuerKey, rotateIssuerKey } from '../../src/server/records/issuer.ts';
import { isLocked, keyLockFrom } from '../../src/server/records/key-lock.ts';
import { issuePassport } from '../../src/server/records/passports.ts';
import { readSettings } from '../../src/server/settings.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Office } from '../support/server.ts';
import { databases, openOffice } from '../support/server.ts';
import { root } from '../support/sources.ts';

const SECRET = 'a secret of this test, long enough to count';
const OTHER = 'another secret of this test, as long as that';
const DAY_MS = 24 * 60 * 60 * 1000;
const lock = keyLockFrom(SECRET);
const other = keyLockFrom(OTHER);

describe('a lock for the keys that sign passports', () => {
  const key = Buffer.from('the private half');

  it('opens with its own secret, for its own key, unaltered, and not otherwise', () => {
    const text = lock.lock('k1', key);
    expect(keyLockFrom(SECRET).open('k1', text)).toEqual(key);
    expect(() => other.open('k1', text)).toThrow();
    expect(() => lock.open('k2', text)).toThrow();
    for (const at of [4, 30, 50, text.length - 2]) expect(() => lock.open('k1', `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`), String(at)).toThrow();
    for (const bad of ['', 's1', 's1...', 's2.a.b.c']) expect(() => lock.open('k1', bad)).toThrow();
  });

  it('never makes the same text twice, holds nothing of the key in it, and fits its column', () => {
    const texts = [lock.lock('k1', key), lock.lock('k1', key)];
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).not.toContain(key.toString('base64url'));
    expect(lock.lock('k1', Buffer.alloc(48)).length).toBeLessThanOrEqual(200);
  });

  it('a secret that is too short is named and never quoted', () => {
    expect(() => readSettings({ ISSUER_KEY_SECRET: 'short' })).toThrow('These settings cannot be read: ISSUER_KEY_SECRET');
    expect(readSettings({ ISSUER_KEY_SECRET: SECRET }).issuerSecret).toEqual({ now: SECRET, before: null });
    expect(readSettings({ ISSUER_KEY_SECRET: '' }).issuerSecret).toBeUndefined();
  });
});

describe.each(databases())('keys that sign passports, under a lock, on $name', (database) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(database, { settings: { issuerSecret: { now: SECRET, before: null } } });
  });
  afterEach(() => office.close());

  const rows = () => office.records.db.selectFrom('issuer_key').selectAll().orderBy('not_before').orderBy('key_id').execute();
  const within = <T>(act: (db: Parameters<typeof lockIssuerKeys>[0]) => Promise<T>) => office.records.db.transaction().execute(act);
  const start = (now: typeof lock | null, before: typeof lock | null = null) => within((db) => lockIssuerKeys(db, office.now, now, before));

  it('a key that lay open is locked at the next start, stays the same key, and goes on signing', async () => {
    await within((db) => ensureIssuerKey(db, office.now, null));
    const [open] = await rows();
    expect(isLocked(open?.private_key ?? 's1.')).toBe(false);
    expect(await start(lock)).toBe(1);
    const [locked] = await rows();
    expect(locked).toEqual({ ...open, private_key: locked?.private_key });
    expect(locked?.private_key).not.toContain(open?.private_key.slice(20) ?? '');
    expect(await start(lock)).toBe(0);
    const signer = await within((db) => currentSigner(db, office.now, lock));
    const bytes = Buffer.from('a passport');
    expect(signer.keyId).toBe(open?.key_id);
    expect(isSigned(Buffer.from(open?.public_key ?? '', 'base64url'), signer.sign(bytes), bytes)).toBe(true);
  });

  it('keys made and rotated by the server with a secret are never written open', async () => {
    const home = await office.openHome();
    const carer = await office.phone(await office.add('Asha Example', 'carer', home));
    expect((await office.post('/passport', {}, carer.cookie)).statusCode).toBe(200);
    await within((db) => rotateIssuerKey(db, office.now, lock));
    expect((await rows()).map((row) => isLocked(row.private_key))).toEqual([true, true]);
    expect((await office.post('/passport', {}, carer.cookie)).statusCode).toBe(200);
    const reply = await office.app.inject({ method: 'GET', url: '/passport/keys' });
    expect(reply.body).not.toContain('s1.');
  });

  it('with the wrong secret, or none, nothing is signed and nothing is overwritten', async () => {
    await within((db) => ensureIssuerKey(db, office.now, null));
    await start(lock);
    const home = await office.openHome();
    const carer = await office.add('Asha Example', 'carer', home);
    await expect(within((db) => issuePassport(db, carer, office.now, office.library.catalogue, other))).rejects.toThrow('ISSUER_KEY_SECRET is not the secret');
    expect(await office.records.db.selectFrom('passport').selectAll().execute()).toEqual([]);
    office.pass(1000);
    // One more that lies open: it must not be locked while another cannot be opened.
    await within((db) => rotateIssuerKey(db, office.now, null));
    const before = await rows();
    await expect(start(other)).rejects.toThrow('ISSUER_KEY_SECRET is not the secret');
    await expect(start(null)).rejects.toThrow('Set ISSUER_KEY_SECRET');
    await expect(start(null, other)).rejects.toThrow('Set ISSUER_KEY_SECRET');
    expect(await rows()).toEqual(before);
  });

  it('a secret changes, and goes, at a start that knows the one before', async () => {
    await within((db) => ensureIssuerKey(db, office.now, lock));
    expect(await start(other, lock)).toBe(1);
    await expect(start(lock)).rejects.toThrow();
    expect(await start(other)).toBe(0);
    expect(await start(null, other)).toBe(1);
    expect((await rows()).map((row) => isLocked(row.private_key))).toEqual([false]);
    expect((await within((db) => currentSigner(db, office.now, null))).keyId).toBe((await rows())[0]?.key_id);
  });

  it('a lost secret is got over: what it locked is revoked, or has ended, and another key signs', async () => {
    await within((db) => ensureIssuerKey(db, office.now, lock));
    const [lost] = await rows();
    await within((db) => revokeIssuerKey(db, lost?.key_id ?? '', office.now));
    expect(await start(other)).toBe(0);
    await within((db) => ensureIssuerKey(db, office.now, other));
    expect((await within((db) => currentSigner(db, office.now, other))).keyId).not.toBe(lost?.key_id);
    office.pass(800 * DAY_MS);
    expect(await start(lock)).toBe(0);
    expect((await listIssuerKeys(office.records.db)).length).toBe(2);
  });
});

describe('npm run issuer, with a secret', () => {
  const folder = temporaryFolder();
  afterEach(() => folder.remove());

  async function run(args: string[], environment: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['src/server/tasks/issuer.ts', ...args], { cwd: root, env: { PATH: process.env.PATH, DATA_DIR: folder.path, ...environment } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }
  const kept = async () => {
    const records = await openRecords({ folder: folder.path });
    try {
      return await records.db.selectFrom('issuer_key').select(['key_id', 'private_key', 'revoked_at']).orderBy('not_before').execute();
    } finally {
      await records.close();
    }
  };

  it('locks, rotates, lists and revokes; without the secret it makes no key, with a wrong one it changes nothing', async () => {
    expect(await run([])).toMatchObject({ code: 0 });
    expect((await kept()).map((row) => isLocked(row.private_key))).toEqual([false]);
    expect(await run(['--rotate'], { ISSUER_KEY_SECRET: SECRET })).toMatchObject({ code: 0 });
    const locked = await kept();
    expect(locked.map((row) => isLocked(row.private_key))).toEqual([true, true]);
    const wrong = await run(['--rotate'], { ISSUER_KEY_SECRET: OTHER });
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('ISSUER_KEY_SECRET is not the secret');
    expect(wrong.said).not.toContain(OTHER);
    expect((await run(['--rotate'])).said).toContain('Set ISSUER_KEY_SECRET');
    expect(await kept()).toEqual(locked);
    const listed = await run([]);
    expect([listed.code, listed.said.match(/counts/g)?.length]).toEqual([0, 2]);
    for (const { key_id } of locked) expect(await run(['--revoke', key_id])).toMatchObject({ code: 0 });
    const revoked = await kept();
    expect(revoked.map((row) => row.revoked_at !== null)).toEqual([true, true]);
    expect(await run([], { ISSUER_KEY_SECRET: OTHER })).toMatchObject({ code: 0 });
    expect((await kept()).map((row) => isLocked(row.private_key))).toEqual([true, true, true]);
  });
});
