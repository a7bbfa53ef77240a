import * as z from 'zod/mini';
import { directoryFaultSchema, signedDirectorySchema } from '../voice/directory.ts';
import { audienceIdSchema, bytes64Schema, envelopeSchema, epochSchema, hash256Schema, id128Schema, pointSchema, signatureSchema, signedEnvelopeSchema } from '../voice/envelope.ts';
import { shareSchema } from '../voice/share.ts';

/**
 * Messages of the sealed lane. They never travel with training, carry no session of a young person,
 * and hold no plain text of anybody's. `src/shared/voice/README.md` describes the routes.
 */
const momentSchema = z.string().check(z.maxLength(40));
const placeIdSchema = z.string().check(z.maxLength(36));
const secretSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** Made by a worker: three characters to find it, eight to prove it (Crockford base32). */
export const joinCodeSchema = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{11}$/));
/** `POST /voice/codes`, a worker's session. */
export const codeMadeSchema = z.strictObject({ code: joinCodeSchema, expiresAt: momentSchema, root: z.nullable(hash256Schema) });
/** `POST /voice/join`. */
export const joinSchema = z.strictObject({ code: joinCodeSchema });
/** `units` are the home, and what it stands under up to the region; `lives` how many young people the home has places for, where known. */
export const joinedSchema = z.strictObject({ membership: secretSchema, units: z.array(placeIdSchema).check(z.minLength(1), z.maxLength(6)) });
export type Joined = z.infer<typeof joinedSchema>;

/** `POST /voice/capabilities`, the membership in the body. Each lets one envelope in; none is tied to the membership afterwards. */
export const askCapabilitiesSchema = z.strictObject({ membership: secretSchema });
export const capabilitiesSchema = z.strictObject({ capabilities: z.array(secretSchema).check(z.maxLength(20)) });

/** `GET /sealed/work`: for one envelope without any membership. The answer is a number whose SHA-256 with the challenge begins with `bits` zero bits. */
export const workSchema = z.strictObject({ challenge: secretSchema, bits: z.int(), units: z.array(placeIdSchema).check(z.maxLength(6)) });
const workDoneSchema = z.strictObject({ challenge: secretSchema, answer: z.int().check(z.gte(0)) });

/** `POST /sealed`. */
export const sendSchema = z.strictObject({ envelope: envelopeSchema, capability: z.optional(secretSchema), work: z.optional(workDoneSchema) });
/** SHA-256 of the canonical JSON of the envelope, which the sender compares; `at` is cut to the hour unless flagged. */
export const takenSchema = z.strictObject({ receipt: hash256Schema, at: momentSchema });
export type Taken = z.infer<typeof takenSchema>;

/** `PUT /sealed/attachments/:id/:n`: sealed bytes, at most 64 KiB and a tag, with `x-capability` or a reader's session. */
export const CHUNK_BYTES = 65_536;

/** `POST /voice/mailboxes`: SHA-256 of `voice/v1/mailbox` and the secret, cut to 16 bytes, is the mailbox's id. */
export const askMailboxesSchema = z.strictObject({ secrets: z.array(secretSchema).check(z.minLength(1), z.maxLength(24)) });
export const viewStateSchema = z.enum(['new', 'read', 'replied', 'closed']);

export const mailboxSchema = z.strictObject({
  mbox: id128Schema,
  /** What was sent: no words, only who has it and how far it is. */
  sent: z.array(z.strictObject({ id: id128Schema, at: momentSchema, state: z.array(z.strictObject({ a: audienceIdSchema, state: viewStateSchema, overdue: z.boolean() })) })),
  messages: z.array(signedEnvelopeSchema),
  shares: z.array(shareSchema),
  /** When the check-backs after a worry about staff are due; the phone asks them. */
  withdrawn: z.boolean(),
});
export type Mailbox = z.infer<typeof mailboxSchema>;
/** Padded with `pad` to a multiple of 16 KiB, so that a quiet day looks like any other. Unknown mailboxes are simply absent. */
export const mailboxesSchema = z.strictObject({ directoryVersion: z.int(), boxes: z.array(mailboxSchema), pad: z.string() });

/** `POST /voice/withdraw`. */
export const withdrawSchema = z.strictObject({ secret: secretSchema, id: id128Schema });

/** `GET /voice/directory`. */
export const directoryAnswerSchema = z.strictObject({ signed: z.nullable(signedDirectorySchema) });
/** `POST /voice/reports`: a phone refused a directory or a message. Nothing says whose phone. */
export const reportSchema = z.strictObject({ kind: z.union([directoryFaultSchema, z.enum(['forgedReply', 'foreignReceipt', 'unreadable'])]) });

/** What a reader does with a view. `message` is sealed; what stands beside it is all that the server learns. */
export const actSchema = z.strictObject({
  act: z.enum(['read', 'reply', 'ask', 'share', 'concern', 'theme', 'close', 'dutyMet']),
  view: id128Schema,
  audience: audienceIdSchema,
  message: z.optional(signedEnvelopeSchema),
  share: z.optional(shareSchema),
  /** With `concern`: it is about staff, so the LADO's working day runs and nothing closes before `dutyMet`. */
  duty: z.optional(z.boolean()),
});
export type Act = z.infer<typeof actSchema>;

export const threadSchema = z.strictObject({
  view: envelopeSchema,
  audience: audienceIdSchema,
  epoch: epochSchema,
  receivedAt: momentSchema,
  state: viewStateSchema,
  /** When the next thing must have happened, and which. Null when nothing runs. */
  due: z.nullable(z.strictObject({ what: z.enum(['open', 'reply', 'lado', 'outcome']), at: momentSchema })),
  duty: z.enum(['none', 'open', 'met']),
  /** The share that brought it here; null when the young person chose this audience. */
  share: z.nullable(shareSchema),
  /** Shares from here or from others, for the ledger. */
  shares: z.array(shareSchema),
  /** Later envelopes of the young person in the same mailbox for this audience. */
  answers: z.array(z.strictObject({ envelope: envelopeSchema, receivedAt: momentSchema })),
  messages: z.array(signedEnvelopeSchema),
  /** The young person took it back, or its time was over: nothing is left to open. */
  isGone: z.boolean(),
  /** It was not opened, or not answered, in time: since then every reader of this audience is reminded. */
  remindedAt: z.optional(momentSchema),
});
export type Thread = z.infer<typeof threadSchema>;

/**
 * A clock ran out. `to` is told of it by this row alone: whose clock and since when, never what was said. A reminder goes to the
 * audience itself, for its second reader; an escalation to the audience it names, which may not hold the view.
 */
export const escalationSchema = z.strictObject({
  view: id128Schema,
  audience: audienceIdSchema,
  to: audienceIdSchema,
  step: z.enum(['reminder', 'escalation']),
  what: z.enum(['open', 'reply', 'lado', 'outcome']),
  since: momentSchema,
});
export type Escalation = z.infer<typeof escalationSchema>;

/** `GET /inbox?since=…`: what changed for the audiences this person reads, and for no others. */
export const inboxSchema = z.strictObject({
  directoryVersion: z.int(),
  audiences: z.array(audienceIdSchema),
  threads: z.array(threadSchema),
  /** All that stand open now, on every page. */
  escalations: z.optional(z.array(escalationSchema)),
  cursor: z.string().check(z.maxLength(2000)),
  hasMore: z.boolean(),
});
export type InboxPage = z.infer<typeof inboxSchema>;

/** `POST /keys/devices`: this reader's device asks to be listed. Officers compare eight words with the reader before they sign. */
export const deviceAskedSchema = z.strictObject({ d: id128Schema, dk: pointSchema, dsk: pointSchema });
/** An audience's private key sealed to one device (security reference, 8.2). */
export const keptKeySchema = z.strictObject({ a: audienceIdSchema, e: epochSchema, d: id128Schema, sealed: bytes64Schema(400) });
export type KeptKey = z.infer<typeof keptKeySchema>;
/** `GET /keys/mine`. `colleagues` are whom an audience's key may be handed on to. */
export const myKeysSchema = z.strictObject({
  devices: z.array(z.strictObject({ d: id128Schema, dk: pointSchema, dsk: pointSchema, isListed: z.boolean() })),
  keys: z.array(keptKeySchema),
  colleagues: z.optional(z.array(z.strictObject({ personId: placeIdSchema, name: z.string().check(z.maxLength(200)) }))),
});
export type MyKeys = z.infer<typeof myKeysSchema>;
/**
 * `POST /keys/epochs`: a reader's device made an audience's key and vouches for its public half, so that officers can tell it from
 * one that the server made up. The signature is over `hearth/v1/epoch|` and canonical JSON `{a,d,e,pub}`.
 */
export const epochOfferSchema = z.strictObject({ a: audienceIdSchema, e: epochSchema, pub: pointSchema, d: id128Schema, sig: signatureSchema });
export type EpochOffer = z.infer<typeof epochOfferSchema>;
/** `POST /keys/kept`: after an invitation, or for every remaining device after a new epoch. */
export const keepKeysSchema = z.strictObject({ keys: z.array(keptKeySchema).check(z.minLength(1), z.maxLength(64)) });

/** `POST /keys/invitations`. `meta` is canonical JSON `{v,id,a,e,invitee,exp,by}`; the secret stays in the link's fragment. */
export const keyInvitationSchema = z.strictObject({ id: id128Schema, meta: bytes64Schema(2000), iv: bytes64Schema(16), wrapped: bytes64Schema(200) });
export type KeyInvitation = z.infer<typeof keyInvitationSchema>;
/** `POST /keys/invitations/redeem`: once, for the invitee, within 72 hours. */
export const redeemSchema = z.strictObject({ id: id128Schema });

/** `POST /keys/directory`: the next version, or one more signature under a version that waits for it. `GET /keys/proposal` shows it to officers. */
export const proposalSchema = signedDirectorySchema;
/** `GET /keys/proposal`: what stands, what waits for more signatures, and devices that asked to be listed. */
export const keyProposalSchema = z.strictObject({
  current: z.nullable(signedDirectorySchema),
  proposed: z.nullable(signedDirectorySchema),
  asked: z.array(z.strictObject({ d: id128Schema, dk: pointSchema, dsk: pointSchema, personId: placeIdSchema, name: z.string().check(z.maxLength(200)), at: momentSchema })),
  /** Keys of audiences that a reader's device made and no directory lists yet. */
  offered: z.optional(z.array(z.strictObject({ ...epochOfferSchema.shape, at: momentSchema }))),
  /** What an audience may hear. */
  places: z.optional(
    z.array(z.strictObject({ placeId: placeIdSchema, kind: z.string().check(z.maxLength(20)), parentId: z.nullable(placeIdSchema), name: z.string().check(z.maxLength(200)) })),
  ),
});
export type KeyProposal = z.infer<typeof keyProposalSchema>;
/** `POST /keys/directory`: whether enough have signed, so that it stands now. */
export const publishedSchema = z.strictObject({ isPublished: z.boolean() });
