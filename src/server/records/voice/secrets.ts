import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '../../../shared/basics/canonical.ts';
import { canonicalJson } from '../../../shared/basics/canonical.ts';

/** SHA-256 as base64url, 43 characters. */
export function hash64(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** What a sender compares: the hash of the canonical JSON of what it sent. */
export function receiptOf(sent: unknown): string {
  return hash64(canonicalJson(sent as Json));
}

/** 32 bytes of chance, 43 characters. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The id of the mailbox that a secret opens: readers know the id, only its young person can show the secret. */
export function mailboxOf(secret: string): string {
  return createHash('sha256').update('voice/v1/mailbox').update(Buffer.from(secret, 'base64url')).digest().subarray(0, 16).toString('base64url');
}

/** The hour in which a moment lies: nearer, nobody needs to know it. */
export function hourOf(moment: string): string {
  return `${moment.slice(0, 13)}:00:00.000Z`;
}
