import * as z from 'zod/mini';
import { audienceIdSchema, epochSchema, id128Schema } from '../shared/voice/envelope.ts';
import type { KeyInvitation } from '../shared/wire/sealed.ts';
import { keyInvitationSchema } from '../shared/wire/sealed.ts';
import { bytesOf } from './bytes.ts';
import { jsonOf } from './shapes.ts';

/** What stands beside a wrapped key and is bound to it (security reference, 8.2). `by` is the inviting device. */
const metaSchema = z.strictObject({ v: z.literal(1), id: id128Schema, a: audienceIdSchema, e: epochSchema, invitee: z.string(), exp: z.string(), by: id128Schema });

/** Null when it is not an invitation, or its note is about another one. */
export function readInvitation(given: KeyInvitation) {
  const invitation = keyInvitationSchema.safeParse(given);
  if (!invitation.success) return null;
  const metaBytes = bytesOf(invitation.data.meta);
  const meta = metaSchema.safeParse(metaBytes && jsonOf(metaBytes));
  const id = bytesOf(invitation.data.id);
  const iv = bytesOf(invitation.data.iv);
  const wrapped = bytesOf(invitation.data.wrapped);
  return meta.success && metaBytes && id && iv && wrapped && meta.data.id === invitation.data.id ? { meta: meta.data, metaBytes, id, iv, wrapped } : null;
}
