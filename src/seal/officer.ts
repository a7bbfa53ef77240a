import type { Bytes } from './bytes.ts';
import { b64, bytesOf, chance, isSame, sha256, sureBytes } from './bytes.ts';
import { fingerprintOf } from './directory.ts';
import { pointOfScalar } from './hpke.ts';
import { freshSigningPair, signingPairOf, signingPoint } from './signed.ts';

/** What a directory officer signs with: made on their own device, and not to be taken out of it. */
export async function makeOfficerKey(): Promise<{ k: string; pair: CryptoKeyPair; pub: string }> {
  const pair = await freshSigningPair();
  return { k: b64(chance(16)), pair, pub: await signingPoint(pair) };
}

const OFFICER = /^hearth-officer\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{87})$/;
/** One line that an officer hands to whoever makes the root. It holds no secret. */
export const officerText = ({ k, pub }: { k: string; pub: string }): string => `hearth-officer.${k}.${pub}`;
export function readOfficerText(text: string): { k: string; pub: string } | null {
  const [, k, pub] = OFFICER.exec(text.replace(/\s+/g, '')) ?? [];
  return k && pub && bytesOf(pub)?.[0] === 4 ? { k, pub } : null;
}

/** The regional root while it is in memory: a few minutes once in five years. */
export type Root = { privateKey: CryptoKey; pub: string; fingerprint: string };

const CHECK_BYTES = 2;
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const inGroups = (text: string) => text.match(/.{4}/g) ?? [];
/** A fingerprint as people compare it on paper: 16 groups of four. */
export const fingerprintGroups = (fingerprint: string): string[] => inGroups(hex(sureBytes(fingerprint)));

async function rootOf(scalar: Bytes): Promise<Root | null> {
  const pub = await pointOfScalar(scalar);
  if (pub === null) return null;
  const { privateKey } = await signingPairOf(scalar, pub);
  return { privateKey, pub, fingerprint: await fingerprintOf(pub) };
}

/**
 * A fresh root, and its private key as 17 groups of four characters to be written down: 32 bytes and two that
 * tell a slip of the pen. The groups are the only copy there will ever be.
 */
export async function makeRoot(): Promise<{ root: Root; groups: string[] }> {
  for (;;) {
    const scalar = chance(32);
    // A draw above the order of the curve is no key; it happens once in four thousand million times.
    const root = await rootOf(scalar);
    if (!root) continue;
    const groups = inGroups(hex(scalar) + hex((await sha256(scalar)).subarray(0, CHECK_BYTES)));
    scalar.fill(0);
    return { root, groups };
  }
}

/** The root from what was written down, whatever the capitals and spaces. Null when a character is wrong. */
export async function readRoot(text: string): Promise<Root | null> {
  const plain = text.toLowerCase().replace(/[\s-]+/g, '');
  if (!/^[0-9a-f]{68}$/.test(plain)) return null;
  const bytes = Uint8Array.from(plain.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const scalar = bytes.slice(0, 32);
  const isRight = isSame((await sha256(scalar)).subarray(0, CHECK_BYTES), bytes.subarray(32));
  const root = isRight ? await rootOf(scalar) : null;
  scalar.fill(0);
  return root;
}
