import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';

const cursorSchema = z.object({
  epoch: z.string(),
  scopes: z.record(z.string(), z.number()),
  /** Where history began when this reading began: no tombstone up to here can matter to it. */
  floor: z.optional(z.number()),
  /** The last change it was given, by which other records than these are recognised. */
  witness: z.optional(z.object({ scope: z.string(), seq: z.number(), factId: z.string() })),
});
/** How far a phone has read, per scope. It never says what the phone may read: that is asked anew each time. */
export type Cursor = z.infer<typeof cursorSchema>;

function signatureOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Who leads an authority reads hundreds of scopes, and sends this along with every pull. */
const PACKED_FROM = 2000;
/** No JSON object begins with this letter in base64url. */
const PACKED = 'z';

function plainOf(text: string): string {
  return (text.startsWith(PACKED) ? inflateRawSync(Buffer.from(text.slice(PACKED.length), 'base64url')) : Buffer.from(text, 'base64url')).toString();
}

export function writeCursor(cursor: Cursor, key: string): string {
  const plain = Buffer.from(JSON.stringify(cursor));
  const text = plain.length < PACKED_FROM ? plain.toString('base64url') : `${PACKED}${deflateRawSync(plain).toString('base64url')}`;
  return `${text}.${signatureOf(text, key)}`;
}

/** Null when the cursor was not written by this server. */
export function readCursor(sealed: string, key: string): Cursor | null {
  const [text, signature, ...rest] = sealed.split('.');
  if (!text || !signature || rest.length > 0) return null;
  const wanted = Buffer.from(signatureOf(text, key));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
  const parsed = z.safeParse(cursorSchema, JSON.parse(plainOf(text)));
  return parsed.success ? parsed.data : null;
}
