import * as z from 'zod/mini';
import { daySchema, idSchema } from '../basics/fields.ts';

/** Fewer people than these are said as "fewer than 5": a smaller number could be somebody. Setting of Hearth. */
export const FEWEST_COUNTED = 5;
/** Under so many first tries a question shows nothing: few tries say little, and might be somebody’s. Setting of Hearth. */
export const FEWEST_ASKED = 10;
/** Days after a version came into force on which its answers are looked at (curriculum, section 1). */
export const ANALYSIS_AFTER_DAYS = 14;
/** Fewer right at the first try than these in a hundred, and the question is looked at (curriculum, section 1). */
export const FEWEST_RIGHT_PERCENT = 40;

/** Null stands for fewer than five, none included. */
const countSchema = z.nullable(z.number());

/** How often one question was met for the first time, and how often it was right then. Each person once. */
const askedSchema = z.object({ questionId: z.string(), asked: z.number(), right: z.number() });
export type Asked = z.infer<typeof askedSchema>;

/**
 * What a change of a course would touch, and how its questions were answered. Counts, and nothing
 * that names a person, a home or a shift.
 */
const numbersSchema = z.object({
  courseId: idSchema,
  /** The London day the server counted on. */
  on: daySchema,
  reach: z.object({
    /** People for whom the course is required, now or from a day to come. */
    people: countSchema,
    homes: countSchema,
    /** Those of them who are on shift tonight, by rotas that were sent. */
    onShift: countSchema,
  }),
  /** Newest version first; a question asked of fewer than ten is left out. */
  versions: z.array(z.object({ version: z.number(), questions: z.array(askedSchema) })),
});
export type Figures = z.infer<typeof numbersSchema>;

export const figuresUpSchema = z.object({ nonce: z.string(), courseId: idSchema });
/** `POST /academy/figures` `{nonce, courseId}`: for an academy lead or a region administrator; nobody else learns that it exists. */
export const figuresSchema = z.extend(numbersSchema, { nonce: z.string() });

/** As it may leave the server: a small count is not said. */
export function sayCount(count: number): number | null {
  return count < FEWEST_COUNTED ? null : count;
}

/** Right at the first try, in whole percent. */
export function percentRight({ asked, right }: Pick<Asked, 'asked' | 'right'>): number {
  return asked === 0 ? 0 : Math.round((right * 100) / asked);
}

/** Hard enough that a person should look at it: it may be the question and not the carers. */
export function isHard(asked: Pick<Asked, 'asked' | 'right'>): boolean {
  return asked.asked >= FEWEST_ASKED && asked.right * 100 < asked.asked * FEWEST_RIGHT_PERCENT;
}
