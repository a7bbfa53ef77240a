import * as z from 'zod/mini';
import { answerForSchema } from './answer.ts';
import { factSchema } from './fact.ts';
import { nonceSchema } from './nonce.ts';

/** At most this many facts in one push (sync reference, section 7). */
export const PUSH_FACTS_LIMIT = 1000;

/** `POST /sync/push`. Facts are parsed one by one, so that one bad fact never spoils a batch. */
export const pushUpSchema = z.object({
  proto: z.int(),
  deviceId: z.string().check(z.minLength(1), z.maxLength(36)),
  nonce: nonceSchema,
  facts: z.array(z.unknown()).check(z.maxLength(PUSH_FACTS_LIMIT)),
});

/** What each of `facts` must be. Named apart for the fingerprint. */
export const pushedFactSchema = factSchema;

export const pushDownSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  now: z.string(),
  answers: z.array(answerForSchema),
  durableThrough: z.nullable(z.number()),
});
export type PushDown = z.infer<typeof pushDownSchema>;
