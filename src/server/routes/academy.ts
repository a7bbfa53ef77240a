import type { FastifyInstance } from 'fastify';
import { londonDay } from '../../shared/basics/day.ts';
import { figuresUpSchema } from '../../shared/training/figures.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import { SYNC_TYPE } from '../../shared/wire/version.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { readFigures } from '../records/figures.ts';
import { readActor } from '../records/known.ts';
import { turnAway } from '../turn-away.ts';
import { parse, sayPerson } from './sync.ts';

/** For those who lead the academy: counts of whom a course is for, and how its questions were answered. */
export function addAcademyRoute(app: FastifyInstance, { db, library, now, guard }: Office): void {
  app.post('/academy/figures', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    const { placements } = await readActor(db.db, personId);
    const today = londonDay(now().toISOString());
    const leads = placements.some(({ role, ...placement }) => (role === 'academyLead' || role === 'regionAdmin') && isPlacementOpen({ role, ...placement }, today));
    // Before anything is read of the message: whoever may not ask gets the answer of a stranger.
    if (!leads) throw turnAway('signIn');
    sayPerson(reply, personId);
    const { nonce, courseId } = parse(figuresUpSchema, request.body);
    if (!library.catalogue.courses.some((card) => card.id === courseId)) throw turnAway('notFound');
    return reply.type(SYNC_TYPE).send(JSON.stringify({ nonce, ...(await readFigures(db.db, courseId, library, now())) }));
  });
}
