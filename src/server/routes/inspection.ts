import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import { lookAt, sheetOf } from '../../shared/home/inspection-numbers.ts';
import type { Looked } from '../../shared/home/inspection-sheet.ts';
import { NUMBER_IDS } from '../../shared/home/inspection-sheet.ts';
import type { OpenedLook } from '../../shared/home/inspector-wire.ts';
import { openLookSchema } from '../../shared/home/inspector-wire.ts';
import type { Office } from '../app.ts';
import { cookieOptions, LOOK_COOKIE } from '../cookies.ts';
import { readHome } from '../records/home-look.ts';
import type { Look } from '../records/inspectors.ts';
import { endLook, findLook, tryPin } from '../records/inspectors.ts';
import { recordAsSystem } from '../records/record-as-system.ts';
import { makePace } from '../records/voice/pace.ts';
import { turnAway } from '../turn-away.ts';
import { parse } from './sync.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Tries at links and PINs from one address in an hour, and views of one admission in a minute. */
const TRIES_AN_HOUR = 20;
const VIEWS_A_MINUTE = 120;
/** The regulations themselves are no older. */
const FIRST_DAY = '2015-04-01';

/**
 * What an inspector's device asks for: one home, read only. The sign-in made here is known to no other
 * route. Nothing is answered before its line stands in the home's log.
 */
export function addInspectionRoutes(app: FastifyInstance, { db, library, now, guard }: Office): void {
  const tries = makePace(TRIES_AN_HOUR, HOUR_MS, now);
  const views = makePace(VIEWS_A_MINUTE, MINUTE_MS, now);

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  const log = ({ grantId, homeId, madeBy }: Look, what: string, asAt: string | null) =>
    recordAsSystem(db, madeBy, [{ kind: 'home.inspector.viewed', about: grantId, body: { grantId, homeId, what, asAt } }], now(), library);

  app.post('/inspection/session', { onRequest: guard.slow }, async (request, reply): Promise<OpenedLook> => {
    const { secret, pin } = parse(openLookSchema, request.body);
    // Counted before it is tried, so that many at once are no more than one after the other.
    const wait = tries.count(request.ip);
    if (wait > 0) throw turnAway('tooMany', wait);
    const moment = now().toISOString();
    const tried = await tryPin(db.db, secret, pin, moment);
    if (!tried.ok) {
      if (tried.wrong) await log(tried.wrong, 'wrongPin', null);
      throw turnAway('notFound');
    }
    tries.undo(request.ip);
    await log(tried.look, 'opened', null);
    const home = await db.db.selectFrom('place').select('name').where('place_id', '=', tried.look.homeId).executeTakeFirst();
    reply.setCookie(LOOK_COOKIE, tried.cookie, cookieOptions(Date.parse(tried.look.endsAt) - now().getTime()));
    return { homeName: home?.name ?? '', endsAt: tried.look.endsAt };
  });

  app.post('/inspection/end', { onRequest: guard.paced }, async (request, reply) => {
    const cookie = request.cookies[LOOK_COOKIE];
    if (cookie) await endLook(db.db, cookie);
    reply.setCookie(LOOK_COOKIE, '', cookieOptions(0));
    return {};
  });

  /** Who looks, on which day, asked anew each time. */
  async function lookOf(request: FastifyRequest): Promise<{ look: Look; asAt: string; today: string }> {
    const cookie = request.cookies[LOOK_COOKIE];
    const look = cookie ? await findLook(db.db, cookie, now().toISOString()) : null;
    if (!look) throw turnAway('signIn');
    const wait = views.count(look.grantId);
    if (wait > 0) throw turnAway('tooMany', wait);
    const today = londonDay(now().toISOString());
    const { asAt = today } = request.query as { asAt?: unknown };
    if (typeof asAt !== 'string' || !isDay(asAt) || asAt > today || asAt < FIRST_DAY) throw turnAway('notValid');
    return { look, asAt, today };
  }

  /** Without what is the manager's own to weigh: what to look at, and what the rules say of it. */
  const sheetFor = async (homeId: string, asAt: string) => {
    const { sheet, evidence } = sheetOf(lookAt(await readHome(db.db, homeId, library.catalogue), asAt));
    const numbers = sheet.numbers.map((number) => ({ ...number, tone: 'plain' as const }));
    return { sheet: { ...sheet, numbers, forecast: [] }, evidence };
  };

  app.get('/inspection/home', { onRequest: guard.paced }, async (request: FastifyRequest, reply: FastifyReply) => {
    const { look, asAt, today } = await lookOf(request);
    const isWhole = (request.query as { whole?: unknown }).whole === '1';
    const { sheet, evidence } = await sheetFor(look.homeId, asAt);
    await log(look, isWhole ? 'print' : 'page', asAt);
    const looked: Looked = {
      sheet,
      knownAt: now().toISOString(),
      endsAt: look.endsAt,
      today,
      ...(isWhole ? { evidence: Object.fromEntries([...evidence].map(([id, rows]) => [id, rows.map(withoutLead)])) } : {}),
    };
    return reply.send(looked);
  });

  app.get('/inspection/home/:number', { onRequest: guard.paced }, async (request: FastifyRequest, reply: FastifyReply) => {
    const { look, asAt } = await lookOf(request);
    const { number } = request.params as { number: string };
    if (!NUMBER_IDS.some((id) => id === number)) throw turnAway('notFound');
    const { evidence } = await sheetFor(look.homeId, asAt);
    await log(look, number, asAt);
    return reply.send({ rows: (evidence.get(number) ?? []).map(withoutLead) });
  });
}

/** Addresses of the manager's own pages, and ids of people, are of no use to whoever only looks. */
function withoutLead<Row extends { id: string; lead: unknown }>(row: Row, index: number): Row {
  return { ...row, id: String(index), lead: null };
}
