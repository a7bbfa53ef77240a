import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { id128Schema, TAG_BYTES } from '../../shared/voice/envelope.ts';
import { wellFormed } from '../../shared/voice/well-formed.ts';
import { CHUNK_BYTES, sendSchema } from '../../shared/wire/sealed.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { giveWork } from '../records/voice/capabilities.ts';
import type { Bringer } from '../records/voice/chunks.ts';
import { keepChunk, readChunk } from '../records/voice/chunks.ts';
import { currentDirectory } from '../records/voice/directory.ts';
import { takeLetter } from '../records/voice/letters.ts';
import { makePace } from '../records/voice/pace.ts';
import { audiencesOf, standingOf } from '../records/voice/readers.ts';
import { hourOf } from '../records/voice/secrets.ts';
import { turnAway } from '../turn-away.ts';
import { parse } from './sync.ts';

const BYTES_TYPE = 'application/octet-stream';
const MINUTE_MS = 60_000;
/** Letters from one address in a minute, a home's whole evening in one go among them. The flagged are never counted. */
const LETTERS_A_MINUTE = 120;
/** About a second on an old phone; more while many ask, so that a flood is dear. */
const WORK_BITS = { quiet: 14, busy: 18 };
const WORKS_AN_HOUR = 200;
/** 5 MiB is 80 chunks. */
const CHUNKS = 80;

const secretSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const chunkSchema = z.object({ id: id128Schema, n: z.string().check(z.regex(/^\d{1,2}$/)) });

/** Where sealed things come in, and their chunks go out. Nothing else has a way in here (C4). */
export function addSealedRoutes(app: FastifyInstance, { db, now, guard }: Office): void {
  const letters = makePace(LETTERS_A_MINUTE, MINUTE_MS, now);
  const works = makePace(WORKS_AN_HOUR, 60 * MINUTE_MS, now);

  app.addContentTypeParser(BYTES_TYPE, { parseAs: 'buffer', bodyLimit: CHUNK_BYTES + TAG_BYTES }, (_request: FastifyRequest, body: Buffer, done) => done(null, body));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get('/sealed/work', { onRequest: guard.paced }, async () => {
    const work = await giveWork(db, works.count('all') > 0 ? WORK_BITS.busy : WORK_BITS.quiet, now().toISOString());
    if (!work) throw turnAway('notFound');
    return work;
  });

  // Not paced before it is read: a flagged envelope must get through whatever else comes from its address.
  app.post('/sealed', async (request) => {
    const { envelope, capability, work } = parse(sendSchema, request.body);
    const letter = wellFormed(envelope);
    if (!letter) throw turnAway('notValid');
    const wait = letter.header.safety === 1 ? 0 : letters.count(request.ip);
    if (wait > 0) throw turnAway('tooMany', wait);
    const taken = await takeLetter(db, letter, { capability, work }, now().toISOString());
    switch (taken.is) {
      case 'taken':
        return { receipt: taken.receipt, at: taken.at };
      case 'otherBytes':
        throw turnAway('idReuse');
      case 'notAllowed':
        throw turnAway('notAllowed');
      case 'notValid':
        throw turnAway('notValid');
    }
  });

  async function readerOf(request: FastifyRequest, moment: string) {
    const who = await standingOf(db.db, sessionOf(request).personId, moment);
    const directory = (await currentDirectory(db.db))?.directory ?? null;
    const audiences = audiencesOf(directory, who, moment);
    const colleagues = directory?.devices.filter((device) => device.audiences.some((a) => audiences.includes(a))).map(({ personId }) => personId) ?? [];
    return { who, audiences, colleagues: [...new Set(colleagues)] };
  }

  async function bringerOf(request: FastifyRequest, moment: string): Promise<Bringer> {
    const capability = z.safeParse(secretSchema, request.headers['x-capability']);
    if (capability.success) return { capability: capability.data };
    const { who, audiences } = await readerOf(request, moment);
    if (audiences.length === 0) throw turnAway('notAllowed');
    const view = z.safeParse(id128Schema, request.headers['x-view']);
    if (!view.success) return { personId: who.personId, view: null };
    const held = await db.db.selectFrom('view_audience').select('letter').where('letter', '=', view.data).where('a', 'in', audiences).executeTakeFirst();
    if (!held) throw turnAway('notFound');
    return { personId: who.personId, view: view.data };
  }

  app.put('/sealed/attachments/:id/:n', { onRequest: [guard.paced, guard.look] }, async (request) => {
    const { id, n } = parse(chunkSchema, request.params);
    if (!Buffer.isBuffer(request.body) || request.body.length <= TAG_BYTES || Number(n) >= CHUNKS) throw turnAway('notValid');
    const moment = now().toISOString();
    const kept = await keepChunk(db, id, Number(n), request.body, await bringerOf(request, moment), moment.slice(0, 10));
    if (kept.is === 'otherBytes') throw turnAway('idReuse');
    if (kept.is === 'notAllowed') throw turnAway('notAllowed');
    if (kept.is === 'tooMany') throw turnAway('tooBig');
    return { receipt: kept.receipt, at: hourOf(moment) };
  });

  app.get('/sealed/attachments/:id/:n', { onRequest: [guard.paced, guard.look] }, async (request, reply) => {
    const { id, n } = parse(chunkSchema, request.params);
    const secret = z.safeParse(secretSchema, request.headers['x-mailbox']);
    const asker = secret.success ? { secret: secret.data } : await readerOf(request, now().toISOString());
    const content = await readChunk(db.db, id, Number(n), asker);
    if (!content) throw turnAway('notFound');
    return reply.type(BYTES_TYPE).send(content);
  });
}
