import * as z from 'zod/mini';
import { daySchema, idSchema, whole, words } from '../basics/fields.ts';

/** The two diplomas with a legal date (SI 2015/541, regulations 28 and 32). */
export const diplomaSchema = z.enum(['level3', 'level5']);
export type Diploma = z.infer<typeof diplomaSchema>;

/**
 * Where somebody stands with a diploma from a day on; the latest word stands. `equivalent` is the
 * registered person's own judgement: `rationale` keeps what was considered (Guide 10.13, Annex A).
 */
export const qualificationRecordedSchema = z.object({
  personId: idSchema,
  diploma: diplomaSchema,
  state: z.enum(['notEnrolled', 'enrolled', 'held', 'equivalent']),
  title: words(160),
  on: daySchema,
  /** While enrolled: how much of it is done, and by when it should be. */
  percent: z.optional(whole(0, 100)),
  expectedOn: z.optional(daySchema),
  rationale: words(1000),
});

/** The two legal reasons, and no other (regulations 28(4) and 32(6)). */
export const deferralReasonSchema = z.enum(['prolongedAbsence', 'partTime']);

/** A later relevant date, with who decided (the owner), why, and when it is looked at again: at most 90 days on. */
export const clockDeferredSchema = z.object({
  deferralId: idSchema,
  personId: idSchema,
  diploma: diplomaSchema,
  reason: deferralReasonSchema,
  rationale: words(1000),
  until: daySchema,
  reviewOn: daySchema,
});

/** The registered person looked at a deferral again: it goes on until the next review, or it ends. */
export const deferralReviewedSchema = z.object({ deferralId: idSchema, personId: idSchema, goesOn: z.boolean(), reviewOn: z.nullable(daySchema), rationale: words(1000) });

/** Induction and probation in one home (regulation 33(1); Guide 10.21). */
export const milestoneRecordedSchema = z.object({
  personId: idSchema,
  homeId: idSchema,
  what: z.enum(['induction', 'probationReview', 'probation', 'preEmploymentChecks']),
  outcome: z.enum(['met', 'extended', 'notMet']),
  on: daySchema,
  /** The new day, when extended. */
  until: z.nullable(daySchema),
  note: words(1000),
});
