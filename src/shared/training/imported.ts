import * as z from 'zod/mini';
import { daySchema, idSchema, whole, words, wordsNeeded } from '../basics/fields.ts';

/** An old certificate brought in from a file or typed: unverified until somebody has seen the evidence, and no cover till then. */
export const recordImportedSchema = z.object({
  recordId: idSchema,
  personId: idSchema,
  courseId: idSchema,
  on: daySchema,
  /** What the certificate itself says, where it does. */
  expiresOn: z.nullable(daySchema),
  number: words(60),
  provider: words(120),
  /** The import it came with, and its row there. */
  importId: idSchema,
  row: whole(0, 1_000_000),
});

/** Somebody other than the person has seen the evidence, or found that it does not hold or cannot be shown (`nothing`). The latest word stands. */
export const recordVerifiedSchema = z.object({
  recordId: idSchema,
  personId: idSchema,
  holds: z.boolean(),
  seen: z.enum(['original', 'copy', 'issuerAsked', 'nothing']),
  note: words(1000),
});

/** What a new home took over from a training passport it had checked. */
export const passportAcceptedSchema = z.object({
  acceptanceId: idSchema,
  personId: idSchema,
  homeId: idSchema,
  /** The signed bytes as they were shown, base64url. */
  passport: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,2000}$/)),
  courses: z.array(z.object({ courseId: idSchema, on: daySchema, expiresOn: z.nullable(daySchema) })).check(z.maxLength(60)),
});

/** Every passport made for this person until now counts no more, for anybody whose list is newer. They can make another. */
export const passportWithdrawnSchema = z.object({ personId: idSchema, rationale: wordsNeeded(300) });
