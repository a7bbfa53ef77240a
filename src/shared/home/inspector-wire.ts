import * as z from 'zod/mini';

/** 48 hours of the server's time, from the receipt of the admission. */
export const INSPECTOR_LASTS_MS = 48 * 60 * 60 * 1000;
/** Wrong PINs in the whole life of an admission; after them it is dead. */
export const PIN_TRIES = 5;
/** PBKDF2-HMAC-SHA256 (security reference, section 16). */
export const PIN_ROUNDS = 600_000;

export const pinSchema = z.string().check(z.regex(/^\d{6}$/));
export const admissionSecretSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,43}$/));

/** `POST /inspection/session`: both come in the body, never in an address. */
export const openLookSchema = z.object({ secret: admissionSecretSchema, pin: pinSchema });
/** What the right PIN opens, and until when. */
export const openedLookSchema = z.object({ homeName: z.string(), endsAt: z.string() });
export type OpenedLook = z.infer<typeof openedLookSchema>;
