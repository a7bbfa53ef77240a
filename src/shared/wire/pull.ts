import * as z from 'zod/mini';
import { scoreSchema } from '../training/attempt.ts';
import { answerForSchema } from './answer.ts';
import { nonceSchema } from './nonce.ts';

/** Changes in one page (start value, sync reference, section 4). */
export const PULL_LIMIT = 500;

export const pullUpSchema = z.object({
  proto: z.int(),
  deviceId: z.string().check(z.minLength(1), z.maxLength(36)),
  nonce: nonceSchema,
  /** As the server gave it; null for the first pull. */
  cursor: z.nullable(z.string().check(z.maxLength(32_000))),
  limit: z.int().check(z.minimum(1), z.maximum(PULL_LIMIT)),
});

/** A fact as it comes back: the phone's claim and the server's record side by side. */
export const pulledFactSchema = z.object({
  factId: z.string(),
  hash: z.string(),
  kind: z.string(),
  v: z.number(),
  about: z.string(),
  body: z.unknown(),
  owner: z.string(),
  at: z.string(),
  off: z.nullable(z.number()),
  recordedAt: z.string(),
  serverScore: z.optional(z.nullable(scoreSchema)),
  /** Attachments it names that the server does not hold yet. It is sent again when the last one is there. */
  missing: z.optional(z.array(z.string())),
});
export type PulledFact = z.infer<typeof pulledFactSchema>;

/** Exactly one of fact, gone and answer is there. */
export const changeSchema = z.object({
  serverSeq: z.number(),
  scope: z.string(),
  fact: z.optional(pulledFactSchema),
  gone: z.optional(z.object({ kind: z.string(), about: z.string() })),
  answer: z.optional(answerForSchema),
});
export type Change = z.infer<typeof changeSchema>;

export const pullDownSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  now: z.string(),
  changes: z.array(changeSchema),
  /** Scopes this person has lost: rows of these scopes are forgotten. */
  forget: z.array(z.string()),
  cursor: z.string(),
  more: z.boolean(),
  reset: z.optional(z.enum(['epoch', 'historyPruned'])),
  durableThrough: z.nullable(z.number()),
  /** How many counters of this person on this device never arrived below the highest that did (section 9). */
  holes: z.optional(z.number()),
});
export type PullDown = z.infer<typeof pullDownSchema>;
