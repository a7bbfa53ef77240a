import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import * as z from 'zod/mini';
import type { Passkey, Purpose } from './records/passkeys.ts';
import { findPasskey, notePasskeyUse, spendChallenge } from './records/passkeys.ts';
import type { Queries } from './records/rows.ts';

export type Home = { origin: string; rpId: string };

/** EdDSA, ES256 and RS256: what phones and desktops make today (COSE numbers). */
export const ALGORITHMS = [-8, -7, -257];

/** What names a passkey. Anything else names none, and PostgreSQL could not even be asked for a NUL. */
const PASSKEY_ID = /^[A-Za-z0-9_-]+$/;

const transportsSchema = z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10));

/**
 * Runs a check of the library with a challenge that answers once. The library throws on every
 * kind of wrong reply; to the caller they are all the same "no".
 */
async function check<Verified extends { verified: boolean }>(verify: () => Promise<Verified>): Promise<Verified | null> {
  try {
    const verified = await verify();
    return verified.verified ? verified : null;
  } catch {
    return null;
  }
}

function challengeCheck(db: Queries, purpose: Purpose, personId: string | null, now: string): (challenge: string) => Promise<boolean> {
  return (challenge) => spendChallenge(db, challenge, purpose, personId, now);
}

/** The person whose passkey signed, or null for any reason at all. */
export async function verifySignIn(db: Queries, home: Home | null, response: unknown, now: string): Promise<string | null> {
  const reply = response as AuthenticationResponseJSON;
  const passkey = home === null || !PASSKEY_ID.test(reply.id) ? null : await findPasskey(db, reply.id);
  if (home === null || !passkey) return null;
  const verified = await check(() =>
    verifyAuthenticationResponse({
      response: reply,
      expectedChallenge: challengeCheck(db, 'signIn', null, now),
      expectedOrigin: home.origin,
      expectedRPID: home.rpId,
      requireUserVerification: true,
      credential: { id: passkey.credential_id, publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')), counter: passkey.counter },
    }),
  );
  if (!verified) return null;
  await notePasskeyUse(db, passkey.credential_id, verified.authenticationInfo.newCounter, now);
  return passkey.person_id;
}

/** The passkey just made for a person who holds an invitation, or null for any reason at all. */
export async function verifyJoin(db: Queries, home: Home | null, response: unknown, personId: string, now: string): Promise<Passkey | null> {
  if (home === null) return null;
  const reply = response as RegistrationResponseJSON;
  const verified = await check(() =>
    verifyRegistrationResponse({
      response: reply,
      expectedChallenge: challengeCheck(db, 'join', personId, now),
      expectedOrigin: home.origin,
      expectedRPID: home.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified?.registrationInfo) return null;
  const { credential } = verified.registrationInfo;
  if (await findPasskey(db, credential.id)) return null;
  const transports = z.safeParse(transportsSchema, reply.response.transports);
  return {
    credential_id: credential.id,
    person_id: personId,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(transports.success ? transports.data : []),
    made_at: now,
    used_at: null,
  };
}
