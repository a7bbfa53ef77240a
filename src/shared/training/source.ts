import * as z from 'zod/mini';

/** A law, a guide or a practice document that facts cite. */
export const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The short form shown under a fact: "Children's Homes Regulations 2015, regulation". */
  short: z.string(),
  edition: z.string(),
  url: z.nullable(z.string()),
  licence: z.string(),
  unconfirmed: z.optional(z.string()),
});
export type Source = z.infer<typeof sourceSchema>;
