// @vitest-environment node
import { webcrypto } from 'node:crypto';
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { Authority } from '../../src/shared/practice/authority.ts';
import { makeDatabase } from '../../src/store/database.ts';
import { saveAuthority } from '../../src/store/signing.ts';
import { makeHandClock, openTab, signIn } from '../support/device.ts';
import { isSigned } from '../support/practice.ts';

const LIST: Authority = { on: '2026-11-20', assessors: [], people: [] };

async function newPhone() {
  const clock = makeHandClock();
  const tab = await openTab(clock, null);
  await signIn(tab, 'ann');
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const told = async () => (await db.outbox.toArray()).flatMap(({ fact }) => (fact.kind === 'people.device.keyed' ? [fact] : []));
  return { clock, tab, db, told, signing: await tab.cabinet.signing() };
}

describe('a person’s signing key on a phone', () => {
  it('is made on first use, told once by a fact, and signs what others can check', async () => {
    const { signing, told } = await newPhone();
    expect(await told()).toEqual([]);
    const signed = await signing.sign('Calm and exact.');
    if (!signed) throw new Error('this phone cannot sign');
    expect(isSigned(signed.publicKey, 'Calm and exact.', signed.signature)).toBe(true);
    expect(await signing.verify(signed.publicKey, 'Calm and exact.', signed.signature)).toBe(true);
    expect(await signing.verify(signed.publicKey, 'Calm and exact!', signed.signature)).toBe(false);
    expect(await signing.verify('no key', 'Calm and exact.', signed.signature)).toBe(false);
    await signing.sign('Again');
    const { keyId, publicKey } = signed;
    expect((await told()).map(({ owner, about, body }) => ({ owner, about, body }))).toEqual([{ owner: 'ann', about: keyId, body: { keyId, publicKey } }]);
  });

  it('stays when the app is opened again, is the person’s own, and cannot be taken out', async () => {
    const { clock, tab, db, signing } = await newPhone();
    const key = await signing.key();
    const again = await openTab(clock, null, tab.disk);
    expect(await (await again.cabinet.signing()).key()).toEqual(key);
    const kept = await db.marks.get('signing:ann');
    const { privateKey } = (kept ?? { value: null }).value as { privateKey: CryptoKey };
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
    await signIn(tab, 'bea');
    expect((await signing.key())?.keyId).not.toBe(key?.keyId);
    await signIn(tab, 'ann');
    expect(await signing.key()).toEqual(key);
  });

  it('two tabs that need it at once agree on one', async () => {
    const { clock, tab, signing } = await newPhone();
    const other = await (await openTab(clock, null, tab.disk)).cabinet.signing();
    const [one, two] = await Promise.all([signing.key(), other.key()]);
    expect(one).toEqual(two);
  });

  it('a browser that cannot sign says so and keeps nothing', async () => {
    const { signing, db } = await newPhone();
    vi.spyOn(webcrypto.subtle, 'generateKey').mockRejectedValue(new DOMException('Unrecognized name.', 'NotSupportedError'));
    expect([await signing.key(), await signing.sign('x')]).toEqual([null, null]);
    expect(await db.marks.get('signing:ann')).toBeUndefined();
    vi.restoreAllMocks();
  });

  it('the list of who may sign is kept for its person, and gone when somebody else signs in', async () => {
    const { tab, signing } = await newPhone();
    await saveAuthority(tab.cabinet.desk, 'bea', LIST);
    expect(await signing.authority()).toBeNull();
    await saveAuthority(tab.cabinet.desk, 'ann', LIST);
    expect(await signing.authority()).toEqual(LIST);
    await signIn(tab, 'bea');
    await signIn(tab, 'ann');
    expect(await signing.authority()).toBeNull();
  });
});
