import * as z from 'zod/mini';
import { nonceSchema } from './nonce.ts';

/** Evidence of practice: at most five pictures of 2 MB (sync reference, section 13). */
export const ATTACHMENT_BYTES_LIMIT = 2 * 1024 * 1024;
export const ATTACHMENTS_LIMIT = 5;
/** Bytes of one `PATCH` at most, and of one row of the phone's own table. */
export const CHUNK_BYTES = 256 * 1024;
/** The content type of a chunk. */
export const CHUNK_TYPE = 'application/offset+octet-stream';

export const sha256Schema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
/** What may be attached. Pictures are drawn anew on the phone, so that nothing but the picture is in them. */
export const attachmentTypeSchema = z.enum(['image/jpeg', 'image/webp', 'image/png']);

/** What a body says of an attachment. Its id is the SHA-256 of its bytes, base64url without padding. */
export const attachmentSchema = z.object({
  sha256: sha256Schema,
  bytes: z.int().check(z.minimum(1), z.maximum(ATTACHMENT_BYTES_LIMIT)),
  type: attachmentTypeSchema,
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** `POST /attachments`: begins an upload or asks how far it has come. Safe to repeat. */
export const attachmentUpSchema = z.extend(attachmentSchema, { nonce: nonceSchema });

/**
 * The answer to `POST` and to every `PATCH`. `offset` is how many bytes the server holds. `receipt`
 * is there once all are and their hash is right (I16); only then may the phone let go of its own.
 */
export const attachmentDownSchema = z.object({
  nonce: z.string(),
  offset: z.number(),
  receipt: z.optional(z.object({ sha256: z.string(), bytes: z.number(), recordedAt: z.string() })),
});
export type AttachmentDown = z.infer<typeof attachmentDownSchema>;
