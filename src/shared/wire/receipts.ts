import * as z from 'zod/mini';
import { answerForSchema } from './answer.ts';
import { nonceSchema } from './nonce.ts';

/** `POST /sync/receipts`: what the server answered for these ids. A stranger's id is unknown. */
export const receiptsUpSchema = z.object({ nonce: nonceSchema, factIds: z.array(z.string()).check(z.maxLength(1000)) });

export const receiptsDownSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  answers: z.array(answerForSchema),
  unknown: z.array(z.string()),
});
export type ReceiptsDown = z.infer<typeof receiptsDownSchema>;
