import * as z from 'zod/mini';
import { refusalSchema } from './refusal.ts';

/** The server's word for a fact it holds. Once recorded it never changes (I12). */
export const receiptSchema = z.object({
  state: z.enum(['recorded', 'held']),
  heldFor: z.optional(z.enum(['prev', 'dep', 'accountClosed', 'formTooOld'])),
  hash: z.string(),
  serverSeq: z.number(),
  recordedAt: z.string(),
  version: z.optional(z.number()),
});
export type Receipt = z.infer<typeof receiptSchema>;

const laterSchema = z.object({ kind: z.enum(['serverTooOld', 'busy']), afterS: z.number() });

export const answerForSchema = z.object({
  factId: z.string(),
  /** True when the same bytes were already answered: the receipt is the same one. */
  repeat: z.optional(z.boolean()),
  receipt: z.optional(receiptSchema),
  refusal: z.optional(refusalSchema),
  later: z.optional(laterSchema),
});
/** Exactly one of receipt, refusal and later is there. */
export type AnswerFor = z.infer<typeof answerForSchema>;
