import * as z from 'zod/mini';
import { daySchema, idSchema, whole, words } from '../basics/fields.ts';

/** Somebody on the rota: a person of the home, or somebody from an agency known here by name alone. */
export const rotaPersonSchema = z.object({ personId: z.nullable(idSchema), name: words(80), isAgency: z.boolean() });

/** Minutes after midnight, Europe/London; an `end` not after `start` is on the next day. */
export const rotaShiftSchema = z.object({
  day: whole(0, 6),
  name: words(20),
  start: whole(0, 1439),
  end: whole(0, 1439),
  /** Places in `people`. */
  on: z.array(whole(0, 199)).check(z.maxLength(60)),
  /** Here to learn and never counted (Ofsted, recruiting staff). */
  shadow: z.array(whole(0, 199)).check(z.maxLength(20)),
  leader: z.nullable(whole(0, 199)),
});

/** One week of a home's rota, Monday first; the latest word for a week stands. */
export const rotaSetSchema = z.object({
  homeId: idSchema,
  weekOf: daySchema,
  people: z.array(rotaPersonSchema).check(z.maxLength(200)),
  shifts: z.array(rotaShiftSchema).check(z.maxLength(70)),
  /** The day of the recorded lone working assessment; null when there is none (Guide 10.18). */
  loneAssessedOn: z.nullable(daySchema),
  /** Children live here at every hour, so an hour with nobody on duty is a fault; false for a home that closes between shifts. */
  roundTheClock: z.boolean(),
});
export type RotaWeek = z.infer<typeof rotaSetSchema>;
export type RotaShift = z.infer<typeof rotaShiftSchema>;
export type RotaPerson = z.infer<typeof rotaPersonSchema>;
