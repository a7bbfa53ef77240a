import * as z from 'zod/mini';
import type { Envelope, Header } from '../shared/voice/envelope.ts';
import { envelopeSchema, headerSchema, signedEnvelopeSchema } from '../shared/voice/envelope.ts';
import type { SealedBody } from '../shared/voice/sealed-body.ts';
import { sealedBodySchema } from '../shared/voice/sealed-body.ts';
import type { Bytes } from './bytes.ts';
import { bytesOf, textOf } from './bytes.ts';

const anyEnvelopeSchema = z.union([envelopeSchema, signedEnvelopeSchema]);

/** Loaded when something is opened, not before: sealing does without it. The received header bytes are kept, never written anew. */
export function readEnvelope(given: unknown): { envelope: Envelope; header: Header; headerBytes: Bytes } | null {
  const envelope = anyEnvelopeSchema.safeParse(given);
  if (!envelope.success) return null;
  const headerBytes = bytesOf(envelope.data.header);
  const header = headerBytes && headerSchema.safeParse(jsonOf(headerBytes));
  if (!headerBytes || !header?.success) return null;
  const named = new Set(header.data.aud.map(({ a }) => a));
  if (named.size !== header.data.aud.length || Object.keys(envelope.data.slots).some((a) => !named.has(a))) return null;
  return { envelope: envelope.data, header: header.data, headerBytes };
}

export function readBody(body: unknown): SealedBody | null {
  const read = sealedBodySchema.safeParse(body);
  return read.success ? read.data : null;
}

/** Undefined when the bytes are not JSON in UTF-8. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}
