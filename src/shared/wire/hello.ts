import * as z from 'zod/mini';

/** `GET /sync/hello?nonce=…` → what this server speaks, and its clock. */
export const helloSchema = z.object({
  nonce: z.string(),
  proto: z.object({ min: z.number(), max: z.number() }),
  kinds: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
  epoch: z.string(),
  now: z.string(),
  limits: z.object({ facts: z.number(), bytes: z.number(), bodyBytes: z.number() }),
  accepts: z.array(z.string()),
});
export type Hello = z.infer<typeof helloSchema>;
