import * as z from 'zod/mini';
import { roleSchema } from '../people/role.ts';

/** Who is signed in. Kept on the device too, so that the app opens offline. */
export const signedInSchema = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(z.object({ placeId: z.string(), placeName: z.string(), role: roleSchema })),
  now: z.string(),
  /** The account is closed: what was made may still be delivered, and nothing else is open. */
  isClosed: z.optional(z.boolean()),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** `POST /invitations/look` and `/use`: the secret travels in the body, never in an address. */
export const invitationSecretSchema = z.object({ secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{22,43}$/)) });
/** What an invitation says to the person who opens it. */
export const invitationSchema = z.object({ name: z.string(), placeName: z.string(), role: roleSchema, expiresAt: z.string() });
export type Invitation = z.infer<typeof invitationSchema>;

export const demoSecretSchema = z.object({ secret: z.string().check(z.maxLength(64)) });
