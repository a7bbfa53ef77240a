import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { BODY_BYTES_LIMIT } from '../../shared/wire/fact.ts';
import type { Hello } from '../../shared/wire/hello.ts';
import type { FactKind } from '../../shared/wire/kinds.ts';
import { kinds, OLDEST } from '../../shared/wire/kinds.ts';
import type { PullDown } from '../../shared/wire/pull.ts';
import { pullUpSchema } from '../../shared/wire/pull.ts';
import type { PushDown } from '../../shared/wire/push.ts';
import { nonceSchema } from '../../shared/wire/nonce.ts';
import { PUSH_FACTS_LIMIT, pushUpSchema } from '../../shared/wire/push.ts';
import type { ReceiptsDown } from '../../shared/wire/receipts.ts';
import { receiptsUpSchema } from '../../shared/wire/receipts.ts';
import { PROTOCOL, PROTOCOL_FLOOR, SYNC_TYPE } from '../../shared/wire/version.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { listAnswers } from '../records/answers.ts';
import { getEpoch } from '../records/marks.ts';
import { pullChanges } from '../records/pull.ts';
import { pushFacts } from '../records/push.ts';
import { DEVICE_ID } from '../records/read-facts.ts';
import { turnAway } from '../turn-away.ts';

/** A request may be this large, packed or unpacked (start value, sync reference, section 5). */
const REQUEST_BYTES = 4 * 1024 * 1024;
/** Smaller replies gain nothing from packing. */
const PACK_FROM_BYTES = 1400;

const unpack = promisify(gunzip);
const pack = promisify(gzip);
const helloUpSchema = z.object({ nonce: nonceSchema });

/** @throws what turns the request away when it is not what it should be. */
export function parse<Schema extends z.core.$ZodType>(schema: Schema, body: unknown): z.core.output<Schema> {
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return parsed.data;
  // Too many facts in one push: the phone halves its batch on this and loses nothing.
  const isLong = parsed.error.issues.some((issue) => issue.code === 'too_big' && issue.origin === 'array');
  throw turnAway(isLong ? 'tooBig' : 'notValid');
}

async function readBody(request: FastifyRequest, bytes: Buffer): Promise<unknown> {
  const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (coding !== 'identity' && coding !== 'gzip') throw turnAway('notValid');
  let text: string;
  try {
    text = (coding === 'gzip' ? await unpack(bytes, { maxOutputLength: REQUEST_BYTES }) : bytes).toString();
  } catch (fault) {
    throw turnAway((fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooBig' : 'notValid');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw turnAway('notValid');
  }
}

/** Whose session answered: a phone on which somebody else has since signed in throws the reply away (I9). */
export function sayPerson(reply: FastifyReply, personId: string): void {
  reply.header('x-person', personId);
}

/** The routes of the postman. Every reply carries its nonce, its type and the catalogue's version. */
export function addSyncRoutes(app: FastifyInstance, { db, library, now, guard }: Office): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(SYNC_TYPE, { parseAs: 'buffer', bodyLimit: REQUEST_BYTES }, (request: FastifyRequest, body: Buffer) => readBody(request, body));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-catalogue', library.catalogue.version);
  });
  app.addHook('onSend', async (request, reply, body) => {
    if (typeof body !== 'string' || body.length < PACK_FROM_BYTES || !/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return body;
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
    return pack(body);
  });
  const send = (reply: FastifyReply, message: Hello | PushDown | PullDown | ReceiptsDown) => reply.type(SYNC_TYPE).send(JSON.stringify(message));

  app.get('/sync/hello', { onRequest: guard.paced }, async (request, reply) => {
    const { nonce } = parse(helloUpSchema, request.query);
    const oldest = library.oldest ?? OLDEST;
    return send(reply, {
      nonce,
      proto: { min: PROTOCOL_FLOOR, max: PROTOCOL },
      kinds: Object.fromEntries(Object.entries(kinds).map(([kind, { v }]) => [kind, { min: oldest[kind as FactKind] ?? 1, max: v }])),
      epoch: await getEpoch(db.db),
      now: now().toISOString(),
      limits: { facts: PUSH_FACTS_LIMIT, bytes: REQUEST_BYTES, bodyBytes: BODY_BYTES_LIMIT },
      accepts: ['gzip'],
    });
  });

  // Never refused for age: an old phone's work is taken whatever protocol it speaks.
  app.post('/sync/push', { onRequest: guard.lookForDelivery, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { nonce, deviceId, facts } = parse(pushUpSchema, request.body);
    if (!DEVICE_ID.test(deviceId)) throw turnAway('notValid');
    const moment = now();
    const pushed = await pushFacts(db, { owner: personId, deviceId, facts, now: moment, library });
    if (!pushed.ok) throw turnAway('notValid');
    // What somebody approved is there when they hear that it was recorded.
    if (facts.some((fact) => (fact as { kind?: unknown } | null)?.kind === 'academy.version.approved')) await library.refresh?.();
    return send(reply, { nonce, epoch: pushed.epoch, now: moment.toISOString(), answers: pushed.answers, durableThrough: pushed.durableThrough });
  });

  app.post('/sync/receipts', { onRequest: guard.lookForDelivery, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { nonce, factIds } = parse(receiptsUpSchema, request.body);
    return send(reply, { nonce, epoch: await getEpoch(db.db), ...(await listAnswers(db.db, personId, factIds)) });
  });

  app.post('/sync/pull', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { nonce, proto, deviceId, cursor, limit } = parse(pullUpSchema, request.body);
    if (!DEVICE_ID.test(deviceId)) throw turnAway('notValid');
    if (proto < PROTOCOL_FLOOR) throw turnAway('clientTooOld');
    const moment = now();
    const { didForgetRestore, ...page } = await pullChanges(db, { personId, deviceId, cursor, limit, now: moment });
    if (didForgetRestore) request.log.error('a cursor is ahead of the records: they were put back to an older day');
    return send(reply, { nonce, now: moment.toISOString(), ...page });
  });
}
