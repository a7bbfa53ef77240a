import * as z from 'zod/mini';
import { NUDGE } from '../nudges/text.ts';

/** A push in the shape that Safari shows without our worker (experience reference, 3.6); our worker shows the same elsewhere. */
export function nudgeText(navigate: string): string {
  const { title, ...rest } = NUDGE;
  return JSON.stringify({ web_push: 8030, notification: { title, ...rest, navigate } });
}

const timeSchema = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Quiet hours in London, and whether a digest comes on Mondays. */
export const nudgeChoiceSchema = z.object({ quietFrom: timeSchema, quietTo: timeSchema, hasDigest: z.boolean() });
export type NudgeChoice = z.infer<typeof nudgeChoiceSchema>;

/** What this server can do, and what the person chose. `pushKey` and `canMail` are null and false where it cannot. */
export const nudgesSchema = z.object({
  pushKey: z.nullable(z.string()),
  canMail: z.boolean(),
  isDemonstration: z.boolean(),
  choice: nudgeChoiceSchema,
  address: z.nullable(z.string()),
  isConfirmed: z.boolean(),
});
export type Nudges = z.infer<typeof nudgesSchema>;

export const pushAddressSchema = z.object({
  endpoint: z.string().check(z.maxLength(1000)),
  p256dh: z.string().check(z.regex(/^[A-Za-z0-9_-]{87,88}=?$/)),
  auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}={0,2}$/)),
});
export type PushAddress = z.infer<typeof pushAddressSchema>;

export const pushEndSchema = z.object({ endpoint: z.string().check(z.maxLength(1000)) });
/** One address and nothing that could begin another header or name a second reader. Empty takes it away. */
export const mailAddressSchema = z.object({
  address: z.string().check(z.maxLength(254), z.regex(/^$|^[^\s@<>,;:"()\\[\]\p{Cc}]+@[^\s@<>,;:"()\\[\]\p{Cc}]+\.[^\s@<>,;:"()\\[\]\p{Cc}]+$/u)),
});
export const mailConfirmSchema = z.object({ secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
