import * as z from 'zod/mini';
import { SUITE } from './sizes.ts';

export { bucketOf, SUITE, TAG_BYTES, THREAD_SLOT } from './sizes.ts';

/** base64url without padding; 16 bytes are 22 characters, 32 bytes are 43, an uncompressed P-256 point is 87. */
const text64 = (least: number, most: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.minLength(least), z.maxLength(most));
export const id128Schema = text64(22, 22);
export const hash256Schema = text64(43, 43);
export const pointSchema = text64(87, 87);
/** ECDSA P-256, r and s one after the other (IEEE P1363): 64 bytes. */
export const signatureSchema = text64(86, 86);
export const bytes64Schema = (most: number) => text64(1, most);

export const audienceIdSchema = z.string().check(z.regex(/^[a-z][a-zA-Z0-9-]{1,63}$/));
export const epochSchema = z.int().check(z.gte(0), z.lte(65_535));
const addresseeSchema = z.strictObject({ a: audienceIdSchema, e: epochSchema });
export type Addressee = z.infer<typeof addresseeSchema>;

/** Metadata the server may read, and all that it may read (security reference, sections 5 and 9). */
export const headerSchema = z.strictObject({
  v: z.literal(1),
  suite: z.literal(SUITE),
  id: id128Schema,
  mbox: id128Schema,
  aud: z.array(addresseeSchema).check(z.minLength(1), z.maxLength(8)),
  unit: z.string().check(z.minLength(1), z.maxLength(36)),
  safety: z.union([z.literal(0), z.literal(1)]),
  cat: z.optional(z.literal('worry')),
  commit: hash256Schema,
});
export type Header = z.infer<typeof headerSchema>;

/** One slot: the encapsulated key and the sealed content key, 65 and 48 bytes. */
export const slotSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{87}\.[A-Za-z0-9_-]{64}$/));

/** A sealed view or answer of a young person, as it travels and as it is kept. */
export const envelopeSchema = z.strictObject({
  header: bytes64Schema(4096),
  iv: text64(16, 16),
  body: bytes64Schema(90_000),
  slots: z.record(audienceIdSchema, slotSchema),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** What a reader sends back: an envelope signed by a device that the directory vouches for. */
export const signedEnvelopeSchema = z.extend(envelopeSchema, { cert: id128Schema, sig: signatureSchema });
export type SignedEnvelope = z.infer<typeof signedEnvelopeSchema>;

declare const sealed: unique symbol;
/** Only `seal` makes one: what is not sealed cannot be put into a letter by mistake. */
export type Sealed<Kind = Envelope> = Kind & { readonly [sealed]: true };
