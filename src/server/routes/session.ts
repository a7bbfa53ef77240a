import { generateAuthenticationOptions } from '@simplewebauthn/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { demoSecretSchema } from '../../shared/wire/session.ts';
import type { Office } from '../app.ts';
import { signIn, signOut } from '../cookies.ts';
import { sessionOf } from '../guard.ts';
import { verifySignIn } from '../passkey.ts';
import { recordChallenge } from '../records/passkeys.ts';
import { findSignedIn } from '../records/people.ts';
import { passkeyHome } from '../same-origin.ts';
import { turnAway } from '../turn-away.ts';

/** The library that checks a passkey's reply reads the rest of it. */
const passkeySchema = z.object({ response: z.looseObject({ id: z.string().check(z.maxLength(1400)) }) });

export function addSessionRoutes(app: FastifyInstance, { db, settings, now, guard, demo }: Office): void {
  app.get('/session', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const who = await findSignedIn(db.db, sessionOf(request).personId, now().toISOString());
    if (!who) throw turnAway('signIn');
    return who;
  });

  app.post('/session/passkey/options', { onRequest: guard.slow }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const home = passkeyHome(request, settings);
    if (!home) throw turnAway('passkeyFailed');
    const options = await generateAuthenticationOptions({ rpID: home.rpId, userVerification: 'required' });
    await recordChallenge(db.db, options.challenge, 'signIn', null, now().toISOString());
    return options;
  });

  app.post('/session/passkey', { onRequest: guard.slow }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const parsed = z.safeParse(passkeySchema, request.body);
    if (!parsed.success) throw turnAway('notValid');
    const moment = now().toISOString();
    const personId = await verifySignIn(db.db, passkeyHome(request, settings), parsed.data.response, moment);
    const who = personId === null ? null : await findSignedIn(db.db, personId, moment);
    if (!who) throw turnAway('passkeyFailed');
    await signIn(db.db, request, reply, who);
    return who;
  });

  // Whoever asks is signed out; a stranger loses nothing by it.
  app.post('/session/end', { onRequest: guard.paced }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    await signOut(db.db, request, reply);
    return {};
  });

  if (demo === undefined) return;
  app.post('/session/demo', { onRequest: guard.paced }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const parsed = z.safeParse(demoSecretSchema, request.body);
    if (!parsed.success) throw turnAway('notValid');
    const personId = demo.secrets.get(parsed.data.secret);
    const moment = now().toISOString();
    const who = personId === undefined ? null : await findSignedIn(db.db, personId, moment);
    if (!who) throw turnAway('linkUnknown');
    await signIn(db.db, request, reply, who);
    return who;
  });
}
