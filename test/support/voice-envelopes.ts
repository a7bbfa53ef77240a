import { createHash, randomBytes, webcrypto } from 'node:crypto';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Directory, RootStatement, SignedDirectory } from '../../src/shared/voice/directory.ts';
import type { Addressee, Envelope, Header, SignedEnvelope } from '../../src/shared/voice/envelope.ts';
import { SUITE } from '../../src/shared/voice/envelope.ts';
import type { Share, ShareStatement } from '../../src/shared/voice/share.ts';
import { messageBytes, purposes } from '../../src/server/records/voice/signatures.ts';

/** Well-formed sealed things full of chance: to the server they look as what the lockbox makes. Nobody can open them. */

export const chance = (bytes: number): string => randomBytes(bytes).toString('base64url');
const json64 = (value: unknown): string => Buffer.from(canonicalJson(value as Json)).toString('base64url');
export const hash = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('base64url');

export type Mailbox = { secret: string; mbox: string };
export function newMailbox(): Mailbox {
  const secret = chance(32);
  const mbox = createHash('sha256').update('voice/v1/mailbox').update(Buffer.from(secret, 'base64url')).digest().subarray(0, 16).toString('base64url');
  return { secret, mbox };
}

const point = (): string => Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url');
const slot = (): string => `${point()}.${chance(48)}`;

export function makeEnvelope(over: Partial<Header> & { aud: Addressee[]; unit: string }, bodyBytes = 512): { envelope: Envelope; header: Header } {
  const header: Header = { v: 1, suite: SUITE, id: chance(16), mbox: newMailbox().mbox, safety: 0, commit: chance(32), ...over };
  const slots = Object.fromEntries(header.aud.map(({ a }) => [a, slot()]));
  return { envelope: { header: json64(header), iv: chance(12), body: chance(bodyBytes + 16), slots }, header };
}

export type SigningKey = { pub: string; sign(bytes: Uint8Array): Promise<string> };
export async function makeSigningKey(): Promise<SigningKey> {
  const pair = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const raw = await webcrypto.subtle.exportKey('raw', pair.publicKey);
  return {
    pub: Buffer.from(raw).toString('base64url'),
    async sign(bytes) {
      return Buffer.from(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)).toString('base64url');
    },
  };
}

export type TestDevice = { d: string; personId: string; key: SigningKey; dk: string };
export async function makeDevice(personId: string): Promise<TestDevice> {
  return { d: chance(16), personId, key: await makeSigningKey(), dk: point() };
}

export async function makeMessage(device: TestDevice, view: Header, to: Addressee[], over: Partial<Header> = {}): Promise<SignedEnvelope> {
  const { envelope } = makeEnvelope({ aud: to, unit: view.unit, mbox: view.mbox, safety: view.safety, ...over });
  return { ...envelope, cert: device.d, sig: await device.key.sign(messageBytes(envelope)) };
}

const forPurpose = (purpose: keyof typeof purposes, text64: string) => Buffer.concat([Buffer.from(purposes[purpose]), Buffer.from(text64, 'base64url')]);

export async function makeShare(device: TestDevice, over: Partial<ShareStatement> & Pick<ShareStatement, 'msg' | 'from' | 'to'>): Promise<Share> {
  const added = slot();
  const statement = json64({ v: 1, why: 'safety', at: '2026-11-20T09:00:00.000Z', toldFirst: true, withheld: false, slot: hash(added), ...over });
  return { statement, slot: added, cert: device.d, sig: await device.key.sign(forPurpose('share', statement)) };
}

export type Officers = { root: SigningKey; keys: { k: string; key: SigningKey }[]; statement: RootStatement };
export async function makeOfficers(need = 2, count = 2): Promise<Officers> {
  const keys = await Promise.all(Array.from({ length: count }, async () => ({ k: chance(16), key: await makeSigningKey() })));
  return {
    root: await makeSigningKey(),
    keys,
    statement: {
      v: 1,
      number: 1,
      issuedAt: '2026-11-01T00:00:00.000Z',
      keys: keys.map(({ k, key }) => ({ k, pub: key.pub, until: '2027-11-01T00:00:00.000Z' })),
      need,
      demonstration: true,
    },
  };
}

export async function signDirectory(officers: Officers, directory: Directory, signers: readonly number[] = [0, 1]): Promise<SignedDirectory> {
  const statement = json64(officers.statement);
  const text = json64(directory);
  const sigs = await Promise.all(
    signers.map(async (index) => {
      const officer = officers.keys[index];
      if (!officer) throw new RangeError('no such officer');
      return { k: officer.k, sig: await officer.key.sign(forPurpose('directory', text)) };
    }),
  );
  return { root: { pub: officers.root.pub, statement, sig: await officers.root.sign(forPurpose('root', statement)) }, directory: text, sigs };
}

export { point as madeUpPoint };
