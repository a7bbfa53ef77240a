import * as core from '@hpke/core';
import * as hpke from 'hpke';

/** Runs the published vectors through both libraries. Bundled for a browser as it stands: nothing of Node in here. */
type VectorSet = {
  source: string;
  aead: number;
  ikmR?: string;
  skEm: string;
  skRm: string;
  pkRm: string;
  enc: string;
  sealed: Record<string, string>;
  exports: Record<string, string>;
};
export type Vectors = { info: string; open: string; sets: VectorSet[] };
export type Tally = { source: string; right: number; of: number };

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (given: Uint8Array | ArrayBuffer) => Array.from(new Uint8Array(given), (byte) => byte.toString(16).padStart(2, '0')).join('');

export async function runVectors(vectors: Vectors): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const set of vectors.sets) tallies.push(await runSet(vectors, set));
  return tallies;
}

async function runSet({ info, open }: Vectors, set: VectorSet): Promise<Tally> {
  let right = 0;
  let of = 0;
  const count = (isRight: boolean) => {
    of += 1;
    if (isRight) right += 1;
  };
  const suite = new hpke.CipherSuite(hpke.KEM_DHKEM_P256_HKDF_SHA256, hpke.KDF_HKDF_SHA256, set.aead === 1 ? hpke.AEAD_AES_128_GCM : hpke.AEAD_AES_256_GCM);
  const other = new core.CipherSuite({ kem: new core.DhkemP256HkdfSha256(), kdf: new core.HkdfSha256(), aead: set.aead === 1 ? new core.Aes128Gcm() : new core.Aes256Gcm() });

  if (set.ikmR) count(hex(await suite.SerializePrivateKey((await suite.DeriveKeyPair(bytes(set.ikmR), true)).privateKey)) === set.skRm);
  const pair = { privateKey: await suite.DeserializePrivateKey(bytes(set.skRm), false), publicKey: await suite.DeserializePublicKey(bytes(set.pkRm)) };
  const recipient = await suite.SetupRecipient(pair, bytes(set.enc), { info: bytes(info) });
  const otherRecipient = await other.createRecipientContext({
    recipientKey: { privateKey: await other.kem.deserializePrivateKey(bytes(set.skRm).buffer), publicKey: await other.kem.deserializePublicKey(bytes(set.pkRm).buffer) },
    enc: bytes(set.enc).buffer,
    info: bytes(info).buffer,
  });
  const sender = await other.createSenderContext({
    recipientPublicKey: await other.kem.deserializePublicKey(bytes(set.pkRm).buffer),
    info: bytes(info).buffer,
    ekm: { privateKey: await other.kem.deserializePrivateKey(bytes(set.skEm).buffer), publicKey: await other.kem.deserializePublicKey(bytes(set.enc).buffer) },
  });

  const last = Math.max(...Object.keys(set.sealed).map(Number));
  for (let n = 0; n <= last; n += 1) {
    const aad = new TextEncoder().encode(`Count-${n}`);
    const sealed = new Uint8Array(await sender.seal(bytes(open).buffer, aad.buffer));
    const expected = set.sealed[String(n)];
    if (expected !== undefined) count(hex(sealed) === expected);
    const given = expected === undefined ? sealed : bytes(expected);
    const opened = hex(await recipient.Open(given, aad)) === open && hex(await otherRecipient.open(given.buffer, aad.buffer)) === open;
    if (expected !== undefined) count(opened);
  }
  for (const [context, value] of Object.entries(set.exports)) {
    count(hex(await recipient.Export(bytes(context), 32)) === value);
    count(hex(await otherRecipient.export(bytes(context).buffer, 32)) === value);
  }
  count(await isRefused(() => suite.Open(pair, bytes(set.enc), flipped(bytes(set.sealed[0] ?? '')), { info: bytes(info), aad: new TextEncoder().encode('Count-0') })));
  count(await isRefused(() => suite.Open(pair, flipped(bytes(set.enc)), bytes(set.sealed[0] ?? ''), { info: bytes(info), aad: new TextEncoder().encode('Count-0') })));
  return { source: set.source, right, of };
}

function flipped(given: Uint8Array): Uint8Array {
  const altered = given.slice();
  altered[altered.length - 1] = (altered[altered.length - 1] ?? 0) ^ 1;
  return altered;
}

async function isRefused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch {
    return true;
  }
}
