import * as z from 'zod/mini';
import { daySchema, idSchema, publicKeySchema, whole, words } from '../basics/fields.ts';
import { canonicalJson } from '../basics/canonical.ts';
import { readShortCode, shortCode } from './short-code.ts';

/** 20 bits: enough to tell the tries of one person, course and day apart, and few enough to be read out. */
export const NONCE_LIMIT = 2 ** 20;
const HASH_BITS_OF_CODE = 35;

/** What the carer asks to be watched at. The key is the carer's own, of the phone that shows it. */
export const taskSchema = z.object({
  personId: idSchema,
  name: words(80),
  courseId: idSchema,
  courseVersion: whole(1, 1_000_000),
  practicalId: idSchema,
  on: daySchema,
  nonce: whole(0, NONCE_LIMIT - 1),
  keyId: idSchema,
  publicKey: publicKeySchema,
});
export type Task = z.infer<typeof taskSchema>;
/** What both phones know of it even where only the short code passes between them. */
export type TaskCore = Pick<Task, 'personId' | 'courseId' | 'practicalId' | 'on' | 'nonce'>;

/** The text whose SHA-256 names the observation. */
export function taskText({ personId, courseId, practicalId, on, nonce }: TaskCore): string {
  return `hearth practice task 1\n${canonicalJson({ personId, courseId, practicalId, on, nonce })}`;
}

/**
 * The names that follow from a task, the same on both phones: the observation's id, a UUID of version
 * 8 from the first half of the hash, and the twelve letters to read out, with 20 bits of nonce and 35
 * of the hash's second half. The letters are no secret and prove nobody: they show that both phones mean the same.
 * @param hash SHA-256 of `taskText`.
 */
export function namesOfTask(nonce: number, hash: Uint8Array): { observationId: string; code: string } {
  const id = hash.slice(0, 16);
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { observationId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`, code: shortCode(codeBytes(nonce, hash)) };
}

function codeBytes(nonce: number, hash: Uint8Array): Uint8Array {
  let bits = BigInt(nonce);
  for (let bit = 0; bit < HASH_BITS_OF_CODE; bit += 1) bits = (bits << 1n) | BigInt(((hash[16 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1);
  bits <<= 1n;
  return Uint8Array.from({ length: 7 }, (_, index) => Number((bits >> BigInt(8 * (6 - index))) & 0xffn));
}

/** The nonce in a code that was typed; null where a letter is wrong. Whether it is this task's, `namesOfTask` tells. */
export function nonceOfCode(typed: string): number | null {
  const bytes = readShortCode(typed);
  return bytes && ((bytes[0] ?? 0) << 12) + ((bytes[1] ?? 0) << 4) + ((bytes[2] ?? 0) >> 4);
}

/** Twelve letters that stand for a whole record: both phones show the same only for the same. @param hash SHA-256 of `observedText`. */
export function codeOfObserved(hash: Uint8Array): string {
  return shortCode(hash);
}

/** Typed by different hands, letter by letter the same? */
export function isSameCode(one: string, other: string): boolean {
  const [first, second] = [readShortCode(one), readShortCode(other)];
  return first !== null && second !== null && first.join() === second.join();
}
