import * as z from 'zod/mini';

const text = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit));
const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/));

/** Where a fact stands: a source from `content/sources`, and the place in it. */
export const citeSchema = z.object({ source: text(20), at: text(80) });

/** What a named competent person must see done before knowledge counts as practice. */
export const practicalSchema = z.object({
  id: idSchema,
  title: text(120),
  /** How many times, on different days. */
  times: z.number(),
  steps: z.array(text(200)).check(z.minLength(1)),
  facts: z.array(idSchema),
  unconfirmed: z.optional(text(300)),
});
