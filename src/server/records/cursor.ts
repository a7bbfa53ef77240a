import { createHmac, timingSafeEqual } from 'node:crypto';
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

export function writeCursor(cursor: Cursor, key: string): string {
  const text = Buffer.from(JSON.stringify(cursor)).toString('base64url');
  return `${text}.${signatureOf(text, key)}`;
}

/** Null when the cursor was not written by this server. */
export function readCursor(sealed: string, key: string): Cursor | null {
  const [text, signature, ...rest] = sealed.split('.');
  if (!text || !signature || rest.length > 0) return null;
  const wanted = Buffer.from(signatureOf(text, key));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
  const parsed = z.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString()));
  return parsed.success ? parsed.data : null;
}
