import * as z from 'zod/mini';
import { daySchema, idSchema, wordsNeeded } from '../basics/fields.ts';

/** A waiver is looked at again within this time. Our own rule; no law sets one. */
export const WAIVER_REVIEW_MONTHS = 12;

/** Excused from a course, with a reason and a name (the owner); shown as a waiver and never as held. */
export const waiverGivenSchema = z.object({
  waiverId: idSchema,
  personId: idSchema,
  courseId: idSchema,
  reason: z.enum(['doesNotApply', 'longAbsence', 'heldElsewhere', 'adjustment', 'other']),
  /** In the author's words. Never a child's name, no medical detail. */
  rationale: wordsNeeded(1000),
  from: daySchema,
  endsOn: daySchema,
  reviewOn: daySchema,
});

/** Not excused after `endsOn`. */
export const waiverEndedSchema = z.object({ waiverId: idSchema, personId: idSchema, endsOn: daySchema, rationale: wordsNeeded(1000) });

/** A period of a certificate counts for nothing any more; back to not started (training reference, section 7). */
export const completionRevokedSchema = z.object({ personId: idSchema, courseId: idSchema, completionId: idSchema, rationale: wordsNeeded(1000) });
