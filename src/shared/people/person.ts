import * as z from 'zod/mini';
import { roleSchema } from './role.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(36));
const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

export const placementSchema = z.object({
  placementId: idSchema,
  placeId: idSchema,
  role: roleSchema,
  /** The first day in this place. */
  startsOn: daySchema,
  /**
   * The first day ever in a care role in any children's home, where known. The Level 3
   * date runs from it and moving employer does not obviously restart it
   * (SI 2015/541, regulation 32(5); training reference, section 1).
   */
  careRoleStartedOn: z.nullable(daySchema),
});
export type Placement = z.infer<typeof placementSchema> & { endsOn?: string | null };

/** A person joins: who they are, and their first placement. No e-mail, no birth date. */
export const personAddedSchema = z.object({
  personId: idSchema,
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  placement: placementSchema,
});

export const placementStartedSchema = z.object({ personId: idSchema, placement: placementSchema });

export const placementEndedSchema = z.object({ personId: idSchema, placementId: idSchema, endsOn: daySchema });

/**
 * An invitation travels as a fact so that it can be made without signal. Only the SHA-256
 * of its secret travels here; the secret itself is in the link's fragment and reaches the
 * server once, when the invited person uses it (security reference, 14.1).
 */
export const invitationMadeSchema = z.object({
  invitationId: idSchema,
  personId: idSchema,
  secretHash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});

/** 72 hours, counted from the server's receipt (security reference, 8.2 and 14.1). */
export const INVITATION_LASTS_MS = 72 * 60 * 60 * 1000;
