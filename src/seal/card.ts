import type { Bytes } from './bytes.ts';
import { b64, chance, hkdf, own, sha256, sureBytes, utf8 } from './bytes.ts';
import type { Pair } from './hpke.ts';
import { pairFrom } from './hpke.ts';

const CARD_WORDS = 6;
const TURNS = 600_000;
const NO_SALT = new Uint8Array(0);

/** Six words of the EFF's long list: 77.5 bits of chance. */
export async function freshWords(): Promise<string[]> {
  const { WORDS } = await import('./word-list.ts');
  // The largest multiple of the list's length below 2^16: above it a draw would favour the first words.
  const ceiling = 65_536 - (65_536 % WORDS.length);
  const words: string[] = [];
  while (words.length < CARD_WORDS) {
    const [high = 0, low = 0] = chance(2);
    const draw = high * 256 + low;
    if (draw < ceiling) words.push(WORDS[draw % WORDS.length] ?? '');
  }
  return words;
}

/** As they were drawn, whatever the capitals and spaces they are typed with. Null when they are not six words of the list. */
export async function readWords(given: readonly string[]): Promise<string[] | null> {
  const { WORDS } = await import('./word-list.ts');
  const words = given.flatMap((word) => word.trim().toLowerCase().split(/\s+/)).filter((word) => word !== '');
  return words.length === CARD_WORDS && words.every((word) => WORDS.includes(word)) ? words : null;
}

/** 32 bytes that the six words stand for. Takes long on purpose. */
export async function rootOf(words: readonly string[]): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', utf8(words.join(' ')), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: utf8('hearth/v1/card'), iterations: TURNS }, key, 256));
}

/** The pair that answers are sealed to. */
export const threadPair = async (root: Uint8Array): Promise<Pair> => pairFrom(await hkdf(root, NO_SALT, 'hearth/v1/thread', 32));

/** The mailbox of one view: who shows the secret may read what came for the id, and withdraw. */
export async function mailboxOf(root: Uint8Array, index: number): Promise<{ secret: string; mbox: string }> {
  const secret = await hkdf(root, NO_SALT, `hearth/v1/mailbox|${index}`, 32);
  return { secret: b64(secret), mbox: b64((await sha256(utf8('voice/v1/mailbox'), secret)).subarray(0, 16)) };
}

/** Words that stand for some bytes, for two people who compare what is on their screens. */
async function wordsFor(label: string, count: number, ...parts: Uint8Array[]): Promise<string[]> {
  const { WORDS } = await import('./word-list.ts');
  let rest = 0n;
  for (const byte of await sha256(utf8(label), ...parts)) rest = (rest << 8n) | BigInt(byte);
  const length = BigInt(WORDS.length);
  return Array.from({ length: count }, () => {
    const word = WORDS[Number(rest % length)] ?? '';
    rest /= length;
    return word;
  });
}

/** Eight words for a reader's device, compared before it is listed. */
export const deviceWords = (dk: string, dsk: string) => wordsFor('hearth/v1/device-words', 8, sureBytes(dk), sureBytes(dsk));
/** Eight words for an officer’s signing key, compared before the root names it. */
export const officerWords = (pub: string) => wordsFor('hearth/v1/officer-words', 8, sureBytes(pub));
/** Four words for a root, compared with the worker's screen when a code was typed instead of a picture scanned. */
export const rootWords = (fingerprint: string) => wordsFor('hearth/v1/root-words', 4, own(sureBytes(fingerprint)));
