import * as z from 'zod/mini';
import { londonDay } from '../../basics/day.ts';
import { publicKeySchema } from '../../basics/fields.ts';
import type { Moment } from '../../basics/moment.ts';
import { addMs } from '../../basics/moment.ts';
import { SKEW_FLAGGED_MS } from '../claimed-time.ts';
import type { Passport } from './passport.ts';
import { fromBase64url } from './from-base64url.ts';
import { bytesOfText, bytesToSign, readBody, SIGNATURE_BYTES } from './passport.ts';

const momentSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,16}Z$/));

/** A public key of the issuer. Two may count at once, so that a new one can take over in its own time. */
const issuerKeySchema = z.object({
  keyId: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
  publicKey: publicKeySchema,
  notBefore: momentSchema,
  notAfter: momentSchema,
  isRevoked: z.optional(z.boolean()),
});
export type IssuerKey = z.infer<typeof issuerKeySchema>;

/**
 * All that a phone needs to check passports by itself. `withdrawn`: one bit for each number from `from` on,
 * the lowest bit first, base64url; what has a lower number has ended anyway. `on`: the day of the list.
 */
export const passportListSchema = z.object({
  keys: z.array(issuerKeySchema).check(z.maxLength(50)),
  withdrawn: z.object({ from: z.int(), bits: z.string().check(z.regex(/^[A-Za-z0-9_-]*$/)) }),
  on: momentSchema,
});
export type PassportList = z.infer<typeof passportListSchema>;

/** Older than this, a list is called old: certificates may have been withdrawn since. A setting of ours, not law. */
export const LIST_OLD_DAYS = 30;

/** Nobody can tell a forged passport from an altered one: both lack the issuer's signature over what they say. */
export type Fault = 'unreadable' | 'tooNew' | 'wrongIssuer' | 'forged' | 'issuerRevoked' | 'issuerEnded' | 'notYetValid' | 'expired' | 'withdrawn';

/** `passport` is null unless the issuer's signature holds: nothing else in it may be shown as said by anybody. */
export type Checked = { fault: null; passport: Passport } | { fault: Fault; passport: Passport | null };

/** What a signature has to be checked over, and with which key. */
export type Opened = { key: IssuerKey; publicKey: Uint8Array; signature: Uint8Array; signed: Uint8Array; passport: Passport };

export function openPassport(scanned: string | Uint8Array, list: PassportList): Opened | { fault: Fault } {
  const bytes = typeof scanned === 'string' ? bytesOfText(scanned) : scanned;
  if (typeof bytes === 'string') return { fault: bytes };
  if (bytes.length <= SIGNATURE_BYTES || bytes.length > 1500) return { fault: 'unreadable' };
  const body = bytes.subarray(SIGNATURE_BYTES);
  const passport = readBody(body);
  if (typeof passport === 'string') return { fault: passport };
  const key = list.keys.find((entry) => entry.keyId === passport.keyId);
  const publicKey = key ? fromBase64url(key.publicKey) : null;
  if (!key || !publicKey) return { fault: 'wrongIssuer' };
  return { key, publicKey, signature: bytes.subarray(0, SIGNATURE_BYTES), signed: bytesToSign(body), passport };
}

export function isWithdrawn({ withdrawn }: PassportList, serial: number): boolean {
  const at = serial - withdrawn.from;
  const byte = at < 0 ? undefined : fromBase64url(withdrawn.bits)?.[at >> 3];
  return byte !== undefined && ((byte >> (at & 7)) & 1) === 1;
}

/** @param isSigned what the check of the signature said. */
export function judgePassport({ key, passport }: Opened, isSigned: boolean, list: PassportList, now: Moment): Checked {
  if (!isSigned) return { fault: 'forged', passport: null };
  const refuse = (fault: Fault): Checked => ({ fault, passport });
  // A key that was stolen signs whatever the thief likes, so nothing in it is believed.
  if (key.isRevoked) return { fault: 'issuerRevoked', passport: null };
  const { issuedAt } = passport;
  if (now > key.notAfter || issuedAt > key.notAfter || issuedAt < addMs(key.notBefore, -SKEW_FLAGGED_MS)) return refuse('issuerEnded');
  if (issuedAt > addMs(now, SKEW_FLAGGED_MS)) return refuse('notYetValid');
  if (londonDay(now) > passport.expiresOn) return refuse('expired');
  return isWithdrawn(list, passport.serial) ? refuse('withdrawn') : { fault: null, passport };
}

/** @param verify Ed25519 (RFC 8032): public key, signature, signed bytes. */
export async function checkPassport(
  scanned: string | Uint8Array,
  list: PassportList,
  now: Moment,
  verify: (publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array) => Promise<boolean>,
): Promise<Checked> {
  const opened = openPassport(scanned, list);
  if ('fault' in opened) return { fault: opened.fault, passport: null };
  return judgePassport(opened, await verify(opened.publicKey, opened.signature, opened.signed), list, now);
}
