import type { FastifyInstance } from 'fastify';
import type { Nudges } from '../../shared/wire/nudge.ts';
import { mailAddressSchema, mailConfirmSchema, nudgeChoiceSchema, pushAddressSchema, pushEndSchema } from '../../shared/wire/nudge.ts';
import type { Office } from '../app.ts';
import { browserSignIn } from '../cookies.ts';
import { sessionOf } from '../guard.ts';
import { confirmMail } from '../nudges/mails.ts';
import { isPushService } from '../nudges/send.ts';
import { askForAddress, choiceOf, confirmAddress, dropAddress, dropPushAddress, keepPushAddress, setChoice } from '../records/nudges.ts';
import { getPushKey } from '../records/push-key.ts';
import { turnAway } from '../turn-away.ts';
import { parse } from './sync.ts';

/** Whether and where a person is told that something is due. In the demonstration nothing ever leaves. */
export function addNudgeRoutes(app: FastifyInstance, { db, now, guard, settings, sender, demo }: Office): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const own = { onRequest: guard.look, preHandler: guard.require };
  const canPush = sender?.push != null && demo === undefined;
  const mail = demo === undefined ? (sender?.mail ?? null) : null;
  const origin = settings.publicOrigin ?? `http://localhost:${settings.port}`;

  app.get('/nudges', own, async (request): Promise<Nudges> => {
    const row = await choiceOf(db.db, sessionOf(request).personId);
    return {
      pushKey: canPush ? (await getPushKey(db.db)).publicKey : null,
      canMail: mail !== null,
      isDemonstration: demo !== undefined,
      choice: { quietFrom: row.quiet_from, quietTo: row.quiet_to, hasDigest: row.has_digest === 1 },
      address: row.address,
      isConfirmed: row.confirmed_at !== null,
    };
  });

  app.post('/nudges/choice', own, async (request) => {
    await setChoice(db.db, sessionOf(request).personId, parse(nudgeChoiceSchema, request.body));
    return {};
  });

  app.post('/nudges/push', own, async (request) => {
    const address = parse(pushAddressSchema, request.body);
    const signIn = browserSignIn(request);
    if (!canPush || signIn === null || !isPushService(address.endpoint, settings.pushOrigins ?? [])) throw turnAway('notValid');
    await keepPushAddress(db.db, sessionOf(request).personId, signIn, address, now().toISOString());
    return {};
  });

  app.post('/nudges/push/end', own, async (request) => {
    await dropPushAddress(db.db, parse(pushEndSchema, request.body).endpoint, sessionOf(request).personId);
    return {};
  });

  app.post('/nudges/mail', { ...own, onRequest: [guard.look, guard.slow] }, async (request) => {
    const { address } = parse(mailAddressSchema, request.body);
    const { personId } = sessionOf(request);
    if (address === '') {
      await dropAddress(db.db, personId);
      return {};
    }
    if (mail === null) throw turnAway('notValid');
    const secret = await askForAddress(db.db, personId, address, now().toISOString());
    if (secret === null) throw turnAway('tooMany', 600);
    await mail(confirmMail(address, origin, secret));
    return {};
  });

  // The secret came by mail, perhaps to another device than the one that is signed in.
  app.post('/nudges/mail/confirm', { onRequest: guard.slow }, async (request) => {
    if (!(await confirmAddress(db.db, parse(mailConfirmSchema, request.body).secret, now().toISOString()))) throw turnAway('linkUnknown');
    return {};
  });
}
