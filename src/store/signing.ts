import { base64url } from '../shared/basics/base64url.ts';
import type { Authority } from '../shared/practice/authority.ts';
import { fromBase64url } from '../shared/training/passport/from-base64url.ts';
import type { DeviceKey, Signing } from './cabinet.ts';
import type { Database } from './database.ts';
import type { Desk } from './desk.ts';
import { ownerNow, readOwned, writeOwned } from './marks.ts';
import { recordDrafts } from './recorder.ts';
import { watch } from './watch.ts';

const ED25519 = 'Ed25519';

/** The person's key on this device. The private half cannot be taken out of the browser, by anybody. */
export type KeptKey = DeviceKey & { privateKey: CryptoKey; isTold: boolean };

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const rawOf = (text: string): Bytes => new Uint8Array(fromBase64url(text) ?? []);

/** After an upgrade that had to put copies back, the text of a key is all that is left of it. */
function isWhole(key: KeptKey | undefined): key is KeptKey {
  return key !== undefined && Object.prototype.toString.call(key.privateKey) === '[object CryptoKey]';
}

/** Null where this browser cannot sign in this way (Web Crypto, Ed25519). */
async function makeKey(desk: Desk): Promise<KeptKey | null> {
  try {
    const pair = (await desk.crypto.subtle.generateKey(ED25519, false, ['sign', 'verify'])) as CryptoKeyPair;
    const publicKey = base64url(new Uint8Array(await desk.crypto.subtle.exportKey('raw', pair.publicKey)));
    return { keyId: desk.newId(), publicKey, privateKey: pair.privateKey, isTold: false };
  } catch {
    return null;
  }
}

/** Two tabs may make one at once: the first that is written is the key. */
async function keepFirst(db: Database, owner: string, made: KeptKey): Promise<KeptKey> {
  return db.transaction('rw', [db.marks], async () => {
    const known = await readOwned(db, owner, 'signing');
    if (isWhole(known)) return known;
    await writeOwned(db, owner, 'signing', made);
    return made;
  });
}

/** The key of whoever is signed in, made on first use and told to the server by a fact. */
async function findKey(desk: Desk): Promise<KeptKey | null> {
  const { db, steady } = desk;
  const owner = await steady(() => ownerNow(db));
  if (owner === null) return null;
  let key = await steady(() => readOwned(db, owner, 'signing'));
  if (!isWhole(key)) {
    // Before any transaction, which waiting for a key would end.
    const made = await makeKey(desk);
    if (!made) return null;
    key = await steady(() => keepFirst(db, owner, made));
  }
  if (!key.isTold && (await ownerNow(db)) === owner) {
    const { keyId, publicKey } = key;
    const told = await recordDrafts(desk, [{ kind: 'people.device.keyed', about: keyId, body: { keyId, publicKey } }]);
    if (told.ok) await steady(() => writeOwned(db, owner, 'signing', { ...(key as KeptKey), isTold: true }));
  }
  return key;
}

async function verify(desk: Desk, publicKey: string, text: string, signature: string): Promise<boolean> {
  try {
    const key = await desk.crypto.subtle.importKey('raw', rawOf(publicKey), ED25519, false, ['verify']);
    return await desk.crypto.subtle.verify(ED25519, key, rawOf(signature), bytesOf(text));
  } catch {
    return false;
  }
}

async function findAuthority(db: Database): Promise<Authority | null> {
  const owner = await ownerNow(db);
  return owner === null ? null : ((await readOwned(db, owner, 'authority')) ?? null);
}

export function makeSigning(desk: Desk): Signing {
  const { db, steady } = desk;
  return {
    key: async () => {
      const key = await findKey(desk);
      return key && { keyId: key.keyId, publicKey: key.publicKey };
    },
    sign: async (text) => {
      const key = await findKey(desk);
      if (!key) return null;
      const signature = new Uint8Array(await desk.crypto.subtle.sign(ED25519, key.privateKey, bytesOf(text)));
      return { keyId: key.keyId, publicKey: key.publicKey, signature: base64url(signature) };
    },
    verify: (publicKey, text, signature) => verify(desk, publicKey, text, signature),
    hash: async (what) => new Uint8Array(await desk.crypto.subtle.digest('SHA-256', typeof what === 'string' ? bytesOf(what) : new Uint8Array(what))),
    dice: (limit) => {
      const [rolled = 0] = desk.crypto.getRandomValues(new Uint32Array(1));
      return rolled % limit;
    },
    authority: () => steady(() => findAuthority(db)),
    watchAuthority: (tell) => watch(desk, () => findAuthority(db), tell),
    freshen: () => desk.wake('authority'),
  };
}

/** As the server just said it. Not kept for somebody who has signed out meanwhile. */
export async function saveAuthority(desk: Desk, owner: string, authority: Authority): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.marks], async () => {
      if ((await ownerNow(db)) === owner) await writeOwned(db, owner, 'authority', authority);
    }),
  );
}
