import * as z from 'zod/mini';
import { audienceIdSchema, epochSchema, hash256Schema, id128Schema, pointSchema } from './envelope.ts';
import { aboutSchema, feelingSchema, pictureSchema, sizeSchema } from './say.ts';

/** What stands inside an envelope, packed as CBOR and checked by these schemas once it is open. The server never sees it. */

const momentSchema = z.string().check(z.maxLength(40));
const wordsSchema = z.string().check(z.maxLength(4000));

/** A voice note or drawing: sealed in chunks of 64 KiB under a key derived from the content key and this id. */
export const attachmentSchema = z.strictObject({
  id: id128Schema,
  kind: z.enum(['voice', 'drawing']),
  type: z.string().check(z.maxLength(60)),
  bytes: z.int().check(z.gte(1), z.lte(5 * 1024 * 1024)),
  /** Of the open bytes. */
  sha256: hash256Schema,
  seconds: z.optional(z.int().check(z.gte(0), z.lte(120))),
});
export type SealedAttachment = z.infer<typeof attachmentSchema>;
const attachmentsSchema = z.optional(z.array(attachmentSchema).check(z.maxLength(4)));

/** What a young person says first in a thread. */
export const viewBodySchema = z.strictObject({
  t: z.literal('view'),
  kind: z.enum(['feeling', 'worry', 'idea']),
  feelings: z.optional(z.array(z.strictObject({ f: feelingSchema, size: sizeSchema })).check(z.maxLength(3))),
  about: z.optional(z.array(aboutSchema).check(z.maxLength(4))),
  pictures: z.optional(z.array(pictureSchema).check(z.maxLength(10))),
  text: z.optional(wordsSchema),
  /** A name or nickname; absent when they chose none. */
  name: z.optional(z.string().check(z.maxLength(40))),
  /** May the words be used? Only to answer, or also in a report without a name. */
  use: z.enum(['answer', 'report']),
  aboutStaff: z.optional(z.boolean()),
  danger: z.optional(z.enum(['yes', 'no', 'notSure'])),
  /** Somebody helped to write it. */
  helped: z.optional(z.boolean()),
  tk: pointSchema,
  at: momentSchema,
  attachments: attachmentsSchema,
});
export type ViewBody = z.infer<typeof viewBodySchema>;

/** What a young person adds later in the same thread. */
export const answerBodySchema = z.strictObject({
  t: z.literal('answer'),
  re: id128Schema,
  /** `yes`, `bit`, `no`, `advocate`: did this answer you? `more`: something to add. `harm`, `safe`, `notSure`: the check-back. `mayUse`, `mayNotUse`: a wording for a theme. */
  says: z.enum(['yes', 'bit', 'no', 'advocate', 'more', 'harm', 'safe', 'notSure', 'mayUse', 'mayNotUse']),
  text: z.optional(wordsSchema),
  tk: pointSchema,
  at: momentSchema,
  attachments: attachmentsSchema,
});
export type AnswerBody = z.infer<typeof answerBodySchema>;

export const levelSchema = z.enum(['none', 'worried', 'harmNow']);
export const toldSchema = z.enum(['mash', 'police', 'lado', 'dutyTeam', 'lead']);
export const outcomeSchema = z.enum(['doing', 'done', 'part', 'cannot']);
export const whySharedSchema = z.enum(['safety', 'law', 'betterPlaced', 'asked']);

const fromReader = { re: id128Schema, a: audienceIdSchema, at: momentSchema };

/** What a reader sends, sealed to the young person and to the reader's own audience; `concern` to the audience alone. */
export const readerBodySchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('read'), ...fromReader }),
  z.strictObject({ t: z.literal('reply'), ...fromReader, text: wordsSchema, attachments: attachmentsSchema }),
  z.strictObject({ t: z.literal('ask'), ...fromReader, text: wordsSchema }),
  z.strictObject({ t: z.literal('shared'), ...fromReader, to: audienceIdSchema, e: epochSchema, why: whySharedSchema, text: wordsSchema, toldFirst: z.boolean() }),
  z.strictObject({ t: z.literal('theme'), ...fromReader, text: wordsSchema }),
  z.strictObject({ t: z.literal('outcome'), ...fromReader, outcome: outcomeSchema, text: wordsSchema }),
  z.strictObject({
    t: z.literal('concern'),
    ...fromReader,
    level: levelSchema,
    toldFirst: z.boolean(),
    whyNot: z.optional(wordsSchema),
    told: z.array(z.strictObject({ who: toldSchema, at: momentSchema, name: z.optional(z.string().check(z.maxLength(80))) })).check(z.maxLength(5)),
    text: wordsSchema,
  }),
]);
export type ReaderBody = z.infer<typeof readerBodySchema>;

export const sealedBodySchema = z.union([viewBodySchema, answerBodySchema, readerBodySchema]);
export type SealedBody = z.infer<typeof sealedBodySchema>;
