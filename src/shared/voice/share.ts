import * as z from 'zod/mini';
import { audienceIdSchema, bytes64Schema, epochSchema, hash256Schema, id128Schema, signatureSchema, slotSchema } from './envelope.ts';
import { whySharedSchema } from './sealed-body.ts';

const partySchema = z.strictObject({ a: audienceIdSchema, e: epochSchema });

/** What a reader signs when they pass a view on. Canonical JSON; free words travel sealed, in a `shared` message. */
export const shareStatementSchema = z.strictObject({
  v: z.literal(1),
  msg: id128Schema,
  from: partySchema,
  to: partySchema,
  why: whySharedSchema,
  at: z.string().check(z.maxLength(40)),
  toldFirst: z.boolean(),
  /** Only a safeguarding lead may keep it from the young person, for their safety; that is logged. */
  withheld: z.boolean(),
  /** SHA-256 of the added slot, so that it belongs to this statement and no other. */
  slot: hash256Schema,
});
export type ShareStatement = z.infer<typeof shareStatementSchema>;

export const shareSchema = z.strictObject({ statement: bytes64Schema(4000), slot: slotSchema, cert: id128Schema, sig: signatureSchema });
export type Share = z.infer<typeof shareSchema>;
