import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import Fastify, { LogController } from 'fastify';
import { openGuard } from './guard.ts';
import { addHeaders } from './headers.ts';
import type { Library } from './library.ts';
import type { Sender } from './nudges/send.ts';
import type { Records } from './records/database.ts';
import { addAcademyRoute } from './routes/academy.ts';
import { addAttachmentRoutes } from './routes/attachments.ts';
import { addAuthorityRoute } from './routes/authority.ts';
import { addContentRoutes } from './routes/content.ts';
import { addEventRoutes } from './routes/events.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addInboxRoutes } from './routes/inbox.ts';
import { addInspectionRoutes } from './routes/inspection.ts';
import { addInvitationRoutes } from './routes/invitations.ts';
import { addKeyRoutes } from './routes/keys.ts';
import { addNudgeRoutes } from './routes/nudges.ts';
import { addPageRoutes } from './routes/page.ts';
import { addPassportRoutes } from './routes/passport.ts';
import { addSealedRoutes } from './routes/sealed.ts';
import { addSessionRoutes } from './routes/session.ts';
import { addSyncRoutes } from './routes/sync.ts';
import { addVoiceRoutes } from './routes/voice.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { Settings } from './settings.ts';
import { answerFault } from './turn-away.ts';

export type AppOptions = {
  db: Records;
  settings: Settings;
  library: Library;
  now: () => Date;
  /** Only the demonstration has it: who each of its sign-in secrets stands for, and a join code that is never used up. */
  demo?: { secrets: Map<string, string>; join?: { code: string; unit: string } };
  /** The folder of the built page. */
  dist?: string;
  /** How people are told that something is due; nobody is told without it. */
  sender?: Sender;
  /** Where log lines go; none are written without it. */
  logs?: { write(line: string): void };
};

/** What every route is handed. */
export type Office = AppOptions & { guard: ReturnType<typeof openGuard> };

/** The routes of young people's phones. */
const SEALED_LANE = /^\/(sealed|voice)\b/;
const BODY_LIMIT = 256 * 1024;
/** Proxies that may say who asks: only those next to us, and only where one is expected. */
const NEAR_PROXIES = 'loopback, linklocal, uniquelocal';

/** Stands for an address that cannot be decoded, which otherwise passes by every hook and so by the headers. */
const UNREADABLE = '/unreadable.address';

function isReadable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}

/** A slash too many, typed or pasted, leads where one would. What follows the question mark is left alone. */
function withSingleSlashes(url: string): string {
  const [address = '', ...asked] = url.split('?');
  return [address.replaceAll(/\/{2,}/g, '/'), ...asked].join('?');
}

/** Builds the server without listening, so that tests can ring it. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logs ? { level: 'info', stream: options.logs, base: undefined } : false,
    // Its own lines would hold the whole address; the hook below writes the pattern.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.settings.publicOrigin === null ? false : NEAR_PROXIES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? withSingleSlashes(url) : UNREADABLE),
  });
  app.setErrorHandler(answerFault);
  await addHeaders(app, options.settings.publicOrigin);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  app.addHook('onRequest', async (request) => requireSameOrigin(request, options.settings));
  app.addHook('onResponse', async (request, reply) => {
    // When something of the sealed lane came is nobody's to know from a log.
    if (SEALED_LANE.test(request.routeOptions.url ?? '')) return;
    // The pattern and never the address: addresses carry ids.
    request.log.info({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  const office: Office = { ...options, guard: openGuard(app, options.db, options.now) };
  addHealthRoutes(app, office);
  await app.register(async (inside) => {
    addSyncRoutes(inside, office);
    // Inside, because an upload begins with a sync message and is answered by them.
    addAttachmentRoutes(inside, office);
    addAuthorityRoute(inside, office);
    addAcademyRoute(inside, office);
  });
  // Each in its own room, so that what one takes no other does.
  for (const add of [addVoiceRoutes, addSealedRoutes, addInboxRoutes, addKeyRoutes, addInspectionRoutes, addNudgeRoutes]) await app.register(async (inside) => add(inside, office));
  addEventRoutes(app, office);
  addContentRoutes(app, office);
  addPassportRoutes(app, office);
  addSessionRoutes(app, office);
  addInvitationRoutes(app, office);
  await addPageRoutes(app, office);
  await app.ready();
  return app;
}
