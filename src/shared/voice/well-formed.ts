import { canonicalJson } from '../basics/canonical.ts';
import type { Directory } from './directory.ts';
import type { Envelope, Header, SignedEnvelope } from './envelope.ts';
import { bucketOf, envelopeSchema, headerSchema, signedEnvelopeSchema, TAG_BYTES, THREAD_SLOT } from './envelope.ts';

/** An envelope is still taken for an epoch that was retired this long ago: phones deliver late. */
export const RETIRED_TAKEN_MONTHS = 18;

/** An uncompressed point begins with 4, which base64url writes as B, then A to P. */
const POINT = /^B[A-P]/;

function sextetOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  return code === 45 ? 62 : code === 95 ? 63 : -1;
}

/** How many bytes the text stands for. Null unless it is the one way to write them: other texts would pass for other envelopes. */
export function bytesIn(text: string): number | null {
  const left = text.length % 4;
  if (left === 1) return null;
  const last = sextetOf(text.charCodeAt(text.length - 1));
  if ((left === 2 && (last & 15) !== 0) || (left === 3 && (last & 3) !== 0)) return null;
  return Math.floor((text.length * 3) / 4);
}

/** Plain ASCII out of base64url; null for anything else. What is signed or sealed as JSON here needs no more. */
export function asciiOf(text: string): string | null {
  if (bytesIn(text) === null) return null;
  let plain = '';
  let held = 0;
  let bits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const sextet = sextetOf(text.charCodeAt(index));
    if (sextet < 0) return null;
    held = ((held << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (byte > 0x7e || byte < 0x20) return null;
    plain += String.fromCharCode(byte);
  }
  return plain;
}

/** What canonical JSON says, or undefined where it is anything else or written in another way. */
export function canonicalOf(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return canonicalJson(read as Parameters<typeof canonicalJson>[0]) === text ? read : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether bytes look like chance, as everything encrypted does: half of them begin with a one. Words, zeros and the
 * files of recorders do not. Sealed bytes of the smallest size fail it once in 10^18.
 */
function looksSealed(text: string): boolean {
  let ones = 0;
  let of = 0;
  for (let index = 0; index + 3 < text.length; index += 4) {
    ones += (sextetOf(text.charCodeAt(index)) >> 5) & 1;
    ones += (sextetOf(text.charCodeAt(index + 1)) >> 3) & 1;
    ones += (sextetOf(text.charCodeAt(index + 2)) >> 1) & 1;
    of += 3;
  }
  return ones > of * 0.3 && ones < of * 0.7;
}

function headerOf(envelope: Envelope): Header | null {
  const text = asciiOf(envelope.header);
  const header = text === null ? null : headerSchema.safeParse(canonicalOf(text));
  if (!header?.success) return null;
  const named = header.data.aud.map(({ a }) => a);
  const slots = Object.keys(envelope.slots);
  if (new Set(named).size !== named.length || slots.length !== named.length || !slots.every((a) => named.includes(a))) return null;
  const body = bytesIn(envelope.body);
  if (body === null || bucketOf(body - TAG_BYTES) !== body - TAG_BYTES || !looksSealed(envelope.body)) return null;
  if (Object.values(envelope.slots).some((slot) => !POINT.test(slot) || bytesIn(slot.slice(0, 87)) === null)) return null;
  return header.data;
}

/**
 * The only shape in which anything a young person says may come in (security reference, section 2).
 * Whether its parts open is not for the server to know.
 */
export function wellFormed(given: unknown): { envelope: Envelope; header: Header } | null {
  const envelope = envelopeSchema.safeParse(given);
  if (!envelope.success) return null;
  const header = headerOf(envelope.data);
  // Their own thread is what others answer to; they themselves send to audiences.
  return header && !header.aud.some(({ a }) => a === THREAD_SLOT) ? { envelope: envelope.data, header } : null;
}

/** The same of what a reader sends, whose signature is checked apart. */
export function wellFormedSigned(given: unknown): { message: SignedEnvelope; header: Header } | null {
  const message = signedEnvelopeSchema.safeParse(given);
  const header = message.success ? headerOf(message.data) : null;
  return message.success && header ? { message: message.data, header } : null;
}

/**
 * Every addressee stands in the directory with that epoch, retired no longer ago than `takenSince`.
 * @param units the places whose audiences may be written to.
 */
export function isAddressable(header: Header, directory: Directory, units: readonly string[], takenSince: string): boolean {
  return header.aud.every(({ a, e }) => {
    const audience = directory.audiences.find((entry) => entry.a === a);
    const epoch = audience?.epochs.find((entry) => entry.e === e);
    // The LADO is only ever passed on to.
    return audience !== undefined && audience.kind !== 'lado' && units.includes(audience.unit) && epoch !== undefined && !(epoch.until !== undefined && epoch.until < takenSince);
  });
}
