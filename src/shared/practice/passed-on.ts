import { decode, encode } from 'cborg';
import * as z from 'zod/mini';
import { idSchema, publicKeySchema, signatureSchema, words } from '../basics/fields.ts';
import { base64url } from '../basics/base64url.ts';
import { observationSchema } from '../training/practice.ts';
import { base45, fromBase45 } from '../training/passport/base45.ts';
import { fromBase64url } from '../training/passport/from-base64url.ts';
import { taskSchema } from './task.ts';

/**
 * What two phones show each other, as the text of a QR code: a name and a letter, then base45 of a
 * CBOR list. Ids, keys, signatures and hashes are bytes; pictures are named by their hash alone.
 */
const PREFIX = 'HEARTH1';
const LETTERS = { task: 'T', observed: 'O', answer: 'A' } as const;

const signedSchema = z.object({ keyId: idSchema, publicKey: publicKeySchema, signature: signatureSchema });
const observedSchema = z.object({ observation: observationSchema, assessor: signedSchema, assessorName: words(80) });
const answerSchema = z.object({ observationId: idSchema, carer: z.extend(signedSchema, { agrees: z.boolean(), comment: words(1000) }) });

export type PassedOn = ({ is: 'task' } & z.infer<typeof taskSchema>) | ({ is: 'observed' } & z.infer<typeof observedSchema>) | ({ is: 'answer' } & z.infer<typeof answerSchema>);

/** Longer notes would make squares too small for a tired camera. The rest of the 1,000 is for the way by sync. */
export const NOTE_LIMIT = 400;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function idOut(id: string): Uint8Array | string {
  if (!UUID.test(id)) return id;
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(id.replaceAll('-', '').slice(index * 2, index * 2 + 2), 16));
}

function idIn(id: unknown): unknown {
  if (!(id instanceof Uint8Array) || id.length !== 16) return id;
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Empty for what is no base64url, which the other side then refuses. */
const bytesOut = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();
const bytesIn = (bytes: unknown): unknown => (bytes instanceof Uint8Array ? base64url(bytes) : bytes);
const signedOut = ({ keyId, publicKey, signature }: z.infer<typeof signedSchema>) => [idOut(keyId), bytesOut(publicKey), bytesOut(signature)];
const signedIn = ([keyId, publicKey, signature]: unknown[]) => ({ keyId: idIn(keyId), publicKey: bytesIn(publicKey), signature: bytesIn(signature) });

function listOf(passed: PassedOn): unknown[] {
  if (passed.is === 'task') {
    const { personId, name, courseId, courseVersion, practicalId, on, nonce, keyId, publicKey } = passed;
    return [idOut(personId), name, idOut(courseId), courseVersion, idOut(practicalId), on, nonce, idOut(keyId), bytesOut(publicKey)];
  }
  if (passed.is === 'answer') return [idOut(passed.observationId), ...signedOut(passed.carer), passed.carer.agrees, passed.carer.comment];
  const { observationId, personId, assessorId, courseId, courseVersion, practicalId, on, steps, met, note, evidence, authorityOn } = passed.observation;
  const ids = [observationId, personId, assessorId, courseId, practicalId].map(idOut);
  const pictures = evidence.map(({ sha256, bytes, type }) => [bytesOut(sha256), bytes, type.slice('image/'.length)]);
  const marks = steps.map((step) => (step === 'met' ? '1' : '0')).join('');
  return [...ids, courseVersion, on, marks, met, note, pictures, authorityOn, ...signedOut(passed.assessor), passed.assessorName];
}

export function passOn(passed: PassedOn): string {
  return `${PREFIX}${LETTERS[passed.is]}:${base45(encode(listOf(passed)))}`;
}

type Fields = unknown[];

function taskFrom([personId, name, courseId, courseVersion, practicalId, on, nonce, keyId, publicKey]: Fields): PassedOn | null {
  const ids = { personId: idIn(personId), courseId: idIn(courseId), practicalId: idIn(practicalId), keyId: idIn(keyId) };
  const read = z.safeParse(taskSchema, { ...ids, name, courseVersion, on, nonce, publicKey: bytesIn(publicKey) });
  return read.success ? { is: 'task', ...read.data } : null;
}

function observedFrom(fields: Fields): PassedOn | null {
  const [observationId, personId, assessorId, courseId, practicalId] = fields.slice(0, 5).map(idIn);
  const [courseVersion, on, marks, met, note, pictures, authorityOn, keyId, publicKey, signature, assessorName] = fields.slice(5);
  const steps = typeof marks === 'string' ? Array.from(marks, (mark) => (mark === '1' ? 'met' : 'notYet')) : null;
  const evidence = Array.isArray(pictures)
    ? pictures.map((picture: unknown) => (Array.isArray(picture) ? { sha256: bytesIn(picture[0]), bytes: picture[1], type: `image/${String(picture[2])}` } : null))
    : null;
  const observation = { observationId, personId, assessorId, courseId, courseVersion, practicalId, on, steps, met, note, evidence, authorityOn };
  const read = z.safeParse(observedSchema, { observation, assessor: signedIn([keyId, publicKey, signature]), assessorName });
  return read.success ? { is: 'observed', ...read.data } : null;
}

function answerFrom([observationId, keyId, publicKey, signature, agrees, comment]: Fields): PassedOn | null {
  const read = z.safeParse(answerSchema, { observationId: idIn(observationId), carer: { ...signedIn([keyId, publicKey, signature]), agrees, comment } });
  return read.success ? { is: 'answer', ...read.data } : null;
}

const READERS: Record<string, (fields: Fields) => PassedOn | null> = { T: taskFrom, O: observedFrom, A: answerFrom };

/** Null for whatever no phone of ours shows. Signatures are for the reader to check. */
export function readPassedOn(text: string): PassedOn | null {
  const [, letter = '', rest = ''] = new RegExp(`^${PREFIX}([TOA]):(.+)$`, 's').exec(text.trim()) ?? [];
  const bytes = letter ? fromBase45(rest) : null;
  if (!bytes) return null;
  try {
    const fields: unknown = decode(bytes, { allowIndefinite: false, allowUndefined: false });
    return Array.isArray(fields) ? (READERS[letter]?.(fields) ?? null) : null;
  } catch {
    return null;
  }
}
