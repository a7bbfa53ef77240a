import * as z from 'zod/mini';
import { ATTACHMENTS_LIMIT, attachmentSchema } from '../wire/attachment.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));

/** A named competent person saw the practice done, or not yet. Never for oneself. */
export const practiceSignedSchema = z.object({
  signOffId: idSchema,
  personId: idSchema,
  courseId: idSchema,
  practicalId: idSchema,
  met: z.boolean(),
  /** The assessor's own words. Never a child's name. */
  note: z.string().check(z.maxLength(1000)),
  /** Pictures of the practice, from version 2 on. Never of a child. */
  evidence: z.optional(z.array(attachmentSchema).check(z.maxLength(ATTACHMENTS_LIMIT))),
});
