import { generateRegistrationOptions } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { invitationSecretSchema } from '../../shared/wire/session.ts';
import type { Office } from '../app.ts';
import { signIn } from '../cookies.ts';
import { ALGORITHMS, verifyJoin } from '../passkey.ts';
import { findInvitation, spendInvitation } from '../records/invitations.ts';
import { listPasskeys, recordChallenge, recordPasskey } from '../records/passkeys.ts';
import { findSignedIn } from '../records/people.ts';
import { passkeyHome } from '../same-origin.ts';
import { turnAway } from '../turn-away.ts';

const useSchema = z.extend(invitationSecretSchema, { response: z.looseObject({ id: z.string().check(z.maxLength(1400)) }) });

/**
 * An invitation ends in a passkey. The secret comes in the body, never in an address, and is
 * spent in the same transaction that keeps the passkey: a failed try leaves the link good.
 */
export function addInvitationRoutes(app: FastifyInstance, { db, settings, now, guard }: Office): void {
  const open = async (request: FastifyRequest) => {
    const parsed = z.safeParse(invitationSecretSchema, request.body);
    if (!parsed.success) throw turnAway('linkUnknown');
    const invitation = await findInvitation(db.db, parsed.data.secret, now().toISOString());
    if (!invitation.ok) throw turnAway(invitation.kind);
    return invitation;
  };

  app.post('/invitations/look', { onRequest: guard.slow }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return (await open(request)).says;
  });

  app.post('/invitations/options', { onRequest: guard.slow }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { personId, says } = await open(request);
    const home = passkeyHome(request, settings);
    if (!home) throw turnAway('passkeyFailed');
    const options = await generateRegistrationOptions({
      rpName: 'Hearth',
      rpID: home.rpId,
      userName: says.name,
      userDisplayName: says.name,
      userID: new Uint8Array(Buffer.from(personId)),
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: (await listPasskeys(db.db, personId)).map((passkey) => ({ id: passkey.credential_id, transports: JSON.parse(passkey.transports) as string[] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await recordChallenge(db.db, options.challenge, 'join', personId, now().toISOString());
    return options;
  });

  app.post('/invitations/use', { onRequest: guard.slow }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { personId, invitationId } = await open(request);
    const parsed = z.safeParse(useSchema, request.body);
    if (!parsed.success) throw turnAway('notValid');
    const moment = now().toISOString();
    const passkey = await verifyJoin(db.db, passkeyHome(request, settings), parsed.data.response, personId, moment);
    if (!passkey) throw turnAway('passkeyFailed');
    await db.db.transaction().execute(async (trx) => {
      if (!(await spendInvitation(trx, invitationId, moment))) throw turnAway('linkUsed');
      await recordPasskey(trx, passkey);
    });
    const who = await findSignedIn(db.db, personId, moment);
    if (!who) throw turnAway('linkUnknown');
    await signIn(db.db, request, reply, who);
    return who;
  });
}
