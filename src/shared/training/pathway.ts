import * as z from 'zod/mini';
import { roleSchema } from '../people/role.ts';

const text = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit));

/** One step: a course here, or something arranged outside Hearth, which is said and not tracked. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('course'),
    course: text(40),
    /** Days after the first day in the home by which it is due; 0 is before the first duty. */
    dueDays: z.number(),
    /** Courses that satisfy this step too: the full course stands in for its short form. */
    or: z.optional(z.array(text(40))),
  }),
  z.object({ kind: z.literal('outside'), title: text(120), dueDays: z.number(), note: text(300) }),
]);
export type Step = z.infer<typeof stepSchema>;

export const pathwaySchema = z.object({
  id: text(40),
  title: text(80),
  summary: text(400),
  roles: z.array(roleSchema).check(z.minLength(1)),
  steps: z.array(stepSchema).check(z.minLength(1)),
  basis: text(300),
  unconfirmed: z.optional(text(300)),
});
export type Pathway = z.infer<typeof pathwaySchema>;
