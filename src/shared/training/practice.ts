import * as z from 'zod/mini';
import { daySchema, idSchema, publicKeySchema, signatureSchema, whole, words } from '../basics/fields.ts';
import { ATTACHMENTS_LIMIT, attachmentSchema } from '../wire/attachment.ts';

/** One observation of practice, as both people saw it. Its canonical JSON is what both sign. */
export const observationSchema = z.object({
  observationId: idSchema,
  personId: idSchema,
  assessorId: idSchema,
  courseId: idSchema,
  courseVersion: whole(1, 1_000_000),
  practicalId: idSchema,
  on: daySchema,
  /** One for each step of the checklist, in its order. */
  steps: z.array(z.enum(['met', 'notYet'])).check(z.maxLength(40)),
  met: z.boolean(),
  note: words(1000),
  /** Pictures of the practice. Never of a child. */
  evidence: z.array(attachmentSchema).check(z.maxLength(ATTACHMENTS_LIMIT)),
  /** The day of the list on which the assessor's right was checked; null when the phone had none. */
  authorityOn: z.nullable(daySchema),
});
export type Observation = z.infer<typeof observationSchema>;

const signedBySchema = z.object({ keyId: idSchema, publicKey: publicKeySchema, signature: signatureSchema });

/** The assessor's half, recorded at once, so that nothing of it is lost while the carer's word is waited for. Its owner brings the pictures. */
export const practiceObservedSchema = z.object({ observation: observationSchema, assessor: signedBySchema });

/** The same bytes on both phones: whichever comes first delivers it, and the other changes nothing. */
export const practiceAgreedSchema = z.object({
  observation: observationSchema,
  assessor: signedBySchema,
  /** The carer signs too, in agreement or not; a disagreement is kept with its words. */
  carer: z.object({ keyId: idSchema, publicKey: publicKeySchema, signature: signatureSchema, agrees: z.boolean(), comment: words(1000) }),
});

/** May sign practice of these courses in this home, until a day; empty means every course. */
export const assessorNamedSchema = z.object({ personId: idSchema, homeId: idSchema, courses: z.array(idSchema).check(z.maxLength(60)), until: daySchema });
export const assessorEndedSchema = z.object({ personId: idSchema, homeId: idSchema, endsOn: daySchema });
