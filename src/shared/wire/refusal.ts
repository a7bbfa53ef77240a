import * as z from 'zod/mini';

/** Why a fact cannot be recorded. Closed: one sentence each in words (sync reference, section 6). */
export const refusalKindSchema = z.enum([
  'notAllowed',
  'notValid',
  'tooBig',
  'idReuse',
  'prevRefused',
  'changedMeanwhile',
  'audienceClosed',
  'scopeLost',
  'attachmentMissing',
  'storageFull',
]);
export type RefusalKind = z.infer<typeof refusalKindSchema>;

export const refusalSchema = z.object({
  kind: refusalKindSchema,
  /** The field or part that broke the rule; never a value. */
  where: z.string().check(z.maxLength(120)),
  reason: z.string().check(z.maxLength(300)),
  current: z.optional(z.object({ version: z.number(), factId: z.string() })),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** Why a whole request is turned away. Unknown faults are `fault` and tell outsiders nothing. */
export const turnedAwaySchema = z.object({
  nonce: z.optional(z.string()),
  error: z.enum([
    'signIn',
    'notAllowed',
    'notFound',
    'notValid',
    'tooBig',
    'tooMany',
    'clientTooOld',
    'busy',
    'linkUnknown',
    'linkUsed',
    'linkExpired',
    'passkeyFailed',
    'wrongOffset',
    'idReuse',
    'changedMeanwhile',
    'broken',
    'fault',
  ]),
});
export type TurnedAway = z.infer<typeof turnedAwaySchema>;
export type TurnedAwayKind = TurnedAway['error'];
