import * as z from 'zod/mini';
import { daySchema, idSchema, words, wordsNeeded } from '../basics/fields.ts';

/** Where a plan of the home lies and when it was last looked at (Guide 10.8, 10.18; regulation 16). */
export const documentDatedSchema = z.object({
  homeId: idSchema,
  what: z.enum(['workforcePlan', 'contingencyPlan', 'statementOfPurpose', 'loneWorking']),
  where: wordsNeeded(300),
  reviewedOn: daySchema,
});

/** The manager's own words beside one number of the inspection page; empty takes them away. */
export const noteWrittenSchema = z.object({ homeId: idSchema, about: wordsNeeded(40), text: words(2000) });

/** An inspector may look at one home, and at nothing else, until the server's time of receipt + 48 hours. */
export const inspectorAdmittedSchema = z.object({
  grantId: idSchema,
  homeId: idSchema,
  /** SHA-256 of the link's secret, base64url; the secret itself is in the fragment only. */
  secretHash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** PBKDF2-HMAC-SHA256 of the PIN with the link's secret as salt, base64url. */
  pinHash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});

export const inspectorEndedSchema = z.object({ grantId: idSchema, homeId: idSchema });

/**
 * Written by the server each time an inspector looks: `opened`, `wrongPin`, `page`, `print`, or the
 * number that was opened; `asAt` is the day they looked at, where there is one.
 */
export const inspectorViewedSchema = z.object({ grantId: idSchema, homeId: idSchema, what: wordsNeeded(80), asAt: z.nullable(daySchema) });
