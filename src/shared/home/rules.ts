import * as z from 'zod/mini';
import { daySchema, idSchema, whole } from '../basics/fields.ts';
import { roleSchema } from '../people/role.ts';

/**
 * What the children living in a home need of its staff, taken together. A closed list, so that no
 * child can be named in it (regulation 13(2)(c); Guide 7.12; training reference, section 4).
 */
export const needSchema = z.enum([
  'autism',
  'learningDisability',
  'adhd',
  'epilepsy',
  'diabetes',
  'asthma',
  'anaphylaxis',
  'movingAndHandling',
  'communication',
  'selfHarm',
  'harmfulSexualBehaviour',
  'substances',
  'exploitation',
  'missing',
]);
export type Need = z.infer<typeof needSchema>;

/** All needs of the home from a day on; the latest word stands. */
export const needsSetSchema = z.object({ homeId: idSchema, needs: z.array(needSchema).check(z.maxLength(20)), from: daySchema });

/** The home's own renewal interval for a course from a day on; null goes back to the academy's. Never longer than the regional maximum. */
export const intervalSetSchema = z.object({ homeId: idSchema, courseId: idSchema, months: z.nullable(whole(1, 120)), from: daySchema });

/** A course the home itself asks of these roles, always or while a need is there (Guide 10.8). */
export const requirementAddedSchema = z.object({
  requirementId: idSchema,
  homeId: idSchema,
  courseId: idSchema,
  roles: z.array(roleSchema).check(z.minLength(1), z.maxLength(10)),
  need: z.nullable(needSchema),
  /** Days after the later of the first day in the home and `from`. */
  dueDays: whole(0, 1100),
  from: daySchema,
});

/** Asked of nobody after `endsOn`. */
export const requirementEndedSchema = z.object({ requirementId: idSchema, homeId: idSchema, endsOn: daySchema });
