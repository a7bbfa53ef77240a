import type { FastifyInstance } from 'fastify';
import { askCapabilitiesSchema, askMailboxesSchema, joinSchema, reportSchema, withdrawSchema } from '../../shared/wire/sealed.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { giveCapabilities } from '../records/voice/capabilities.ts';
import { joinDemonstration, joinWith, makeCode } from '../records/voice/codes.ts';
import { currentDirectory, rootFingerprint } from '../records/voice/directory.ts';
import { readMailboxes, withdraw } from '../records/voice/mailboxes.ts';
import { makePace } from '../records/voice/pace.ts';
import type { Standing } from '../records/voice/readers.ts';
import { audiencesOf, standingOf } from '../records/voice/readers.ts';
import { countReport } from '../records/voice/reports.ts';
import { turnAway } from '../turn-away.ts';
import { parse } from './sync.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Wrong join codes in an hour: those of one address wait, those of all raise an alarm (security reference, 14.2). */
const WRONG_CODES = { address: 10, all: 100 };
const REPORTS_AN_HOUR = 60;
const CODES_AN_HOUR = 60;
/** Who hands a young person a code where they live. */
const HOME_ROLES: readonly string[] = ['manager', 'deputy', 'senior', 'carer'];

/**
 * What a young person's phone asks for. No session, no cookie, nothing of whose phone it is; the body of a
 * request is never repeated in a reply and never logged.
 */
export function addVoiceRoutes(app: FastifyInstance, { db, now, guard, demo }: Office): void {
  const wrongCodes = makePace(WRONG_CODES.address, HOUR_MS, now);
  const allWrongCodes = makePace(WRONG_CODES.all, HOUR_MS, now);
  const reports = makePace(REPORTS_AN_HOUR, HOUR_MS, now);
  const madeCodes = makePace(CODES_AN_HOUR, HOUR_MS, now);

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  /** The home they work in; for a reader, the place their audience hears. */
  async function unitOf(who: Standing, moment: string): Promise<string | null> {
    const home = who.roles.find(({ role }) => HOME_ROLES.includes(role));
    if (home) return home.placeId;
    const directory = (await currentDirectory(db.db))?.directory ?? null;
    const [first] = audiencesOf(directory, who, moment);
    return directory?.audiences.find(({ a }) => a === first)?.unit ?? null;
  }

  app.post('/voice/codes', { onRequest: guard.look, preHandler: guard.require }, async (request) => {
    const moment = now().toISOString();
    const who = await standingOf(db.db, sessionOf(request).personId, moment);
    const unit = await unitOf(who, moment);
    if (unit === null) throw turnAway('notAllowed');
    const wait = madeCodes.count(who.personId);
    if (wait > 0) throw turnAway('tooMany', wait);
    return { ...(await makeCode(db, unit, who.personId, moment)), root: await rootFingerprint(db.db) };
  });

  app.post('/voice/join', { onRequest: guard.paced }, async (request) => {
    const { code } = parse(joinSchema, request.body);
    if (demo?.join && code === demo.join.code) return joinDemonstration(db, demo.join.unit, now().toISOString());
    // Counted before it is tried, so that many at once are no more than one after the other.
    const wait = wrongCodes.count(request.ip);
    if (wait > 0) throw turnAway('tooMany', wait);
    const joined = await joinWith(db, code, now().toISOString());
    if (joined) {
      wrongCodes.undo(request.ip);
      return joined;
    }
    // An alarm and no lock: nobody shall be able to keep all young people out.
    if (allWrongCodes.count('all') > 0) request.log.warn('join codes are being guessed');
    throw turnAway('notFound');
  });

  app.post('/voice/capabilities', { onRequest: guard.paced }, async (request) => {
    const { membership } = parse(askCapabilitiesSchema, request.body);
    const capabilities = await giveCapabilities(db, membership, now().toISOString());
    if (capabilities === null) throw turnAway('notFound');
    return { capabilities };
  });

  app.get('/voice/directory', { onRequest: guard.paced }, async () => ({ signed: (await currentDirectory(db.db))?.signed ?? null }));

  app.post('/voice/reports', { onRequest: guard.paced }, async (request) => {
    const { kind } = parse(reportSchema, request.body);
    const wait = reports.count(request.ip);
    if (wait > 0) throw turnAway('tooMany', wait);
    await countReport(db.db, kind, now().toISOString());
    // An operator must see that phones refuse what this server serves them.
    request.log.warn({ kind }, 'a phone refused something');
    return {};
  });

  app.post('/voice/mailboxes', { onRequest: guard.paced }, async (request, reply) => {
    const { secrets } = parse(askMailboxesSchema, request.body);
    return reply.type('application/json; charset=utf-8').send(await readMailboxes(db, secrets, now().toISOString()));
  });

  app.post('/voice/withdraw', { onRequest: guard.paced }, async (request) => {
    const { secret, id } = parse(withdrawSchema, request.body);
    if (!(await withdraw(db, secret, id))) throw turnAway('notFound');
    return {};
  });
}
