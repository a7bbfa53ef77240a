import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deviceAskedSchema, epochOfferSchema, keepKeysSchema, keyInvitationSchema, proposalSchema, redeemSchema } from '../../shared/wire/sealed.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { currentDirectory, postDirectory } from '../records/voice/directory.ts';
import { askDevice, keepInvitation, keepKeys, readMine, readProposal, redeem } from '../records/voice/keys.ts';
import { dropSettledOffers, keepOffer, readColleagues, readOffers } from '../records/voice/offers.ts';
import { placesOf } from '../records/voice/places.ts';
import type { Standing } from '../records/voice/readers.ts';
import { isAdmin, isOfficer, mayRead, standingOf } from '../records/voice/readers.ts';
import { turnAway } from '../turn-away.ts';
import { parse } from './sync.ts';

/** A directory of the whole region, as JSON. */
const DIRECTORY_BYTES = 6 * 1024 * 1024;

/** Devices, sealed keys on their way, and the directory that two people sign. No private key comes here in the open. */
export function addKeyRoutes(app: FastifyInstance, { db, now, guard }: Office): void {
  const signedIn = { onRequest: guard.look, preHandler: guard.require };
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const whoIs = (request: FastifyRequest) => standingOf(db.db, sessionOf(request).personId, now().toISOString());

  async function reader(request: FastifyRequest): Promise<Standing> {
    const who = await whoIs(request);
    if (!mayRead(who)) throw turnAway('notAllowed');
    return who;
  }

  /** Directory officers; before the first directory, the region's administrator too, who gives officers their place. */
  async function officer(request: FastifyRequest): Promise<Standing> {
    const who = await whoIs(request);
    if (isOfficer(who) || (isAdmin(who) && (await currentDirectory(db.db)) === null)) return who;
    throw turnAway('notAllowed');
  }

  app.post('/keys/devices', signedIn, async (request) => {
    const device = parse(deviceAskedSchema, request.body);
    const who = await reader(request);
    const asked = await db.db.transaction().execute((trx) => askDevice(trx, device, who.personId, now().toISOString()));
    if (asked === 'notAllowed') throw turnAway('notAllowed');
    return {};
  });

  app.get('/keys/mine', signedIn, async (request) => {
    const who = await whoIs(request);
    // A leaver's phone gets no key again (G12).
    if (!mayRead(who)) return { devices: [], keys: [] };
    const moment = now().toISOString();
    const current = await currentDirectory(db.db);
    return { ...(await readMine(db.db, current, who.personId, moment)), colleagues: await readColleagues(db.db, current, who, moment) };
  });

  app.post('/keys/kept', signedIn, async (request) => {
    const { keys } = parse(keepKeysSchema, request.body);
    const who = await reader(request);
    const current = await currentDirectory(db.db);
    if (!(await db.db.transaction().execute((trx) => keepKeys(trx, current, who, keys, now().toISOString())))) throw turnAway('notAllowed');
    return {};
  });

  app.post('/keys/epochs', signedIn, async (request) => {
    const offer = parse(epochOfferSchema, request.body);
    const who = await reader(request);
    const current = await currentDirectory(db.db);
    if (!(await db.db.transaction().execute((trx) => keepOffer(trx, current, who, offer, now().toISOString())))) throw turnAway('notAllowed');
    return {};
  });

  app.post('/keys/invitations', signedIn, async (request) => {
    const invitation = parse(keyInvitationSchema, request.body);
    const who = await reader(request);
    const current = await currentDirectory(db.db);
    if (!current || !(await db.db.transaction().execute((trx) => keepInvitation(trx, current, who, invitation, now().toISOString())))) throw turnAway('notAllowed');
    return {};
  });

  app.post('/keys/invitations/redeem', signedIn, async (request) => {
    const { id } = parse(redeemSchema, request.body);
    const { personId } = sessionOf(request);
    const invitation = await db.db.transaction().execute((trx) => redeem(trx, id, personId, now().toISOString()));
    if (!invitation) throw turnAway('notFound');
    return invitation;
  });

  app.get('/keys/proposal', signedIn, async (request) => {
    await officer(request);
    const current = await currentDirectory(db.db);
    return { current: current?.signed ?? null, ...(await readProposal(db.db, current)), offered: await readOffers(db.db, current), places: await placesOf(db.db) };
  });

  app.post('/keys/directory', { ...signedIn, bodyLimit: DIRECTORY_BYTES }, async (request) => {
    const { personId } = await officer(request);
    const signed = parse(proposalSchema, request.body);
    const posted = await db.db.transaction().execute((trx) => postDirectory(trx, signed, personId, now().toISOString()));
    if (posted.is === 'notValid' || posted.is === 'notAllowed') throw turnAway(posted.is);
    if (posted.is === 'published') await dropSettledOffers(db.db, await currentDirectory(db.db));
    return { isPublished: posted.is === 'published' };
  });
}
