import { base64url } from '../shared/basics/base64url.ts';
import type { Draft } from '../store/cabinet.ts';

/** 128 bits: nobody guesses a link (security reference, 8.2). */
const SECRET_BYTES = 16;

export type MadeInvitation = { invitationId: string; secret: string; draft: Draft };

/**
 * A fresh invitation. The secret exists only in the link that is shown; what is recorded, and
 * so what any server or backup holds, is its SHA-256.
 */
export async function makeInvitation(personId: string, invitationId: string): Promise<MadeInvitation> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  const body = { invitationId, personId, secretHash: base64url(new Uint8Array(digest)) };
  return { invitationId, secret, draft: { kind: 'people.invitation.made', about: invitationId, body } };
}

/** The secret stands after `#`, so no server log ever sees it. */
export function invitationLink(origin: string, secret: string): string {
  return `${origin}/join#${secret}`;
}
