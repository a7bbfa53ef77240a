import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parse, safeParse } from 'zod/mini';
import { londonDay } from '../../src/shared/basics/day.ts';
import type { Actor } from '../../src/shared/people/access.ts';
import { mayRecord, scopesOfFact, visibleScopes } from '../../src/shared/people/access.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { applyFact, emptyRecord, subjectOf } from '../../src/shared/training/person-record.ts';
import type { AnswerFor } from '../../src/shared/wire/answer.ts';
import { attachmentUpSchema } from '../../src/shared/wire/attachment.ts';
import type { Fact, KnownFact } from '../../src/shared/wire/fact.ts';
import { BODY_BYTES_LIMIT, factSchema, factText } from '../../src/shared/wire/fact.ts';
import { isFactKind, parseBody } from '../../src/shared/wire/kinds.ts';
import type { Change, PullDown } from '../../src/shared/wire/pull.ts';
import { pullUpSchema } from '../../src/shared/wire/pull.ts';
import { pushUpSchema } from '../../src/shared/wire/push.ts';
import { receiptsUpSchema } from '../../src/shared/wire/receipts.ts';
import type { RefusalKind } from '../../src/shared/wire/refusal.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';

type Entry = { fact: Fact; answer: AnswerFor; serverSeq: number; recordedAt: string };

/** All that the pretend server holds; copied to stand for a backup. */
type Upload = { owner: string; sha256: string; bytes: number; type: string; content: Uint8Array; recordedAt: string | null };
type Shelves = { epoch: string; log: Map<string, Entry>; changes: Change[]; people: Map<string, PersonRecord>; seq: number; uploads: Map<string, Upload> };

export type PretendServer = {
  shelves: Shelves;
  /** Facts that had their effect, in order: the same id twice here would be a duplicate. */
  effects: string[];
  clock: () => number;
  catalogue: { version: string };
  content: Map<string, unknown>;
  /** Whether replies say whose session it was. */
  tellsPerson: boolean;
  /** Answers a fact as the test says, instead of by the rules. */
  answerAs: Map<string, AnswerFor>;
  /** Requests seen: path, status, and how many facts a push held. */
  seen: { path: string; status: number; facts: number; owner: string | null; bytes: number }[];
  /** Acts as a request from a browser whose session belongs to this person, or to nobody. */
  handle(path: string, init: RequestInit, personId: string | null): Response;
  /** Records facts as the server's own beginning, without asking who may. */
  seed(facts: Fact[]): void;
  backup(): Shelves;
  restore(shelves: Shelves): void;
  refuse(status: number, error: string, headers?: Record<string, string>): Response;
};

const copy = (shelves: Shelves): Shelves => structuredClone(shelves);

function hashOf(fact: Pick<Fact, 'factId' | 'kind' | 'v' | 'about' | 'body'>): string {
  return createHash('sha256').update(factText(fact)).digest('base64url');
}

/** What a phone sent, unpacked. */
export function messageOf(init: RequestInit): unknown {
  const raw = init.body as Uint8Array;
  const headers = init.headers as Record<string, string>;
  return JSON.parse(headers['content-encoding'] === 'gzip' ? gunzipSync(raw).toString() : Buffer.from(raw).toString());
}

/** Push, pull and receipts in memory, by the shared rules: what a phone may expect of a real server. */
export function makePretendServer(clock: () => number): PretendServer {
  const now = () => new Date(clock()).toISOString();
  const actorOf = (personId: string | null): Actor | null => {
    const person = personId === null ? undefined : server.shelves.people.get(personId);
    return person ? { personId: person.personId, placements: person.placements } : null;
  };

  function reply(status: number, body: object, headers: Record<string, string> = {}): Response {
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': SYNC_TYPE, 'x-catalogue': server.catalogue.version, ...headers } });
  }

  function store(fact: Fact, answer: (serverSeq: number, recordedAt: string) => AnswerFor): AnswerFor {
    const { shelves } = server;
    shelves.seq += 1;
    const entry = { fact, serverSeq: shelves.seq, recordedAt: now(), answer: answer(shelves.seq, now()) };
    shelves.log.set(fact.factId, entry);
    return entry.answer;
  }

  const uploadOf = (owner: string, sha256: string) => server.shelves.uploads.get(`${owner} ${sha256}`);
  const sha256Of = (content: Uint8Array) => createHash('sha256').update(content).digest('base64url');

  /** What a pulled fact says of attachments that are not here whole. */
  function missingOf(fact: Pick<Fact, 'owner' | 'body'>): { missing?: string[] } {
    const evidence = (fact.body as { evidence?: { sha256: string }[] }).evidence ?? [];
    const missing = evidence.map(({ sha256 }) => sha256).filter((sha256) => !uploadOf(fact.owner, sha256)?.recordedAt);
    return missing.length > 0 ? { missing } : {};
  }

  /** The last part came: facts that name it are issued again, no longer missing it. */
  function complete(upload: Upload): void {
    const { shelves } = server;
    upload.recordedAt = now();
    shelves.seq += 1;
    const named = shelves.changes.filter((change) => change.fact?.owner === upload.owner && change.fact.missing?.includes(upload.sha256));
    for (const change of named) {
      if (!change.fact) continue;
      const { missing: _missing, ...fact } = change.fact;
      change.serverSeq = shelves.seq;
      change.fact = { ...fact, ...missingOf(fact) };
    }
  }

  function attach(path: string, init: RequestInit, owner: string): Response {
    const { uploads } = server.shelves;
    const standing = (nonce: string, upload: Upload) => {
      const receipt = upload.recordedAt ? { receipt: { sha256: upload.sha256, bytes: upload.bytes, recordedAt: upload.recordedAt } } : {};
      return reply(200, { nonce, offset: upload.content.length, ...receipt });
    };
    if (init.method === 'POST') {
      const { nonce, sha256, bytes, type } = parse(attachmentUpSchema, messageOf(init));
      const upload = uploadOf(owner, sha256) ?? { owner, sha256, bytes, type, content: new Uint8Array(), recordedAt: null };
      if (upload.bytes !== bytes || upload.type !== type) return reply(422, { error: 'notValid', nonce });
      uploads.set(`${owner} ${sha256}`, upload);
      return standing(nonce, upload);
    }
    const headers = init.headers as Record<string, string>;
    const nonce = headers['x-nonce'] ?? '';
    const upload = uploadOf(owner, path.slice('/attachments/'.length));
    if (!upload) return reply(404, { error: 'notFound', nonce });
    if (Number(headers['upload-offset']) !== upload.content.length || upload.recordedAt) return reply(409, { error: 'wrongOffset', nonce });
    const part = init.body as Uint8Array;
    if (headers['upload-checksum'] !== `sha-256 ${createHash('sha256').update(part).digest('base64')}`) return reply(422, { error: 'broken', nonce });
    upload.content = new Uint8Array(Buffer.concat([upload.content, part]));
    if (upload.content.length < upload.bytes) return standing(nonce, upload);
    if (sha256Of(upload.content) !== upload.sha256) {
      upload.content = new Uint8Array();
      return reply(422, { error: 'broken', nonce });
    }
    complete(upload);
    return standing(nonce, upload);
  }

  /** The effect: the person's record and a change for every scope it shows in. */
  function apply(fact: Fact): AnswerFor {
    const { shelves } = server;
    return store(fact, (serverSeq, recordedAt) => {
      const { factId, hash, kind, v, about, body, owner, at, off } = fact;
      const known = { factId, kind, about, body, owner, at, off, recordedAt } as KnownFact;
      const subject = subjectOf(known, known.owner);
      if (subject !== null) shelves.people.set(subject, applyFact(shelves.people.get(subject) ?? emptyRecord(subject), known));
      for (const scope of scopesOfFact(known.kind, known.body, owner, actorOf(subject), londonDay(now())))
        shelves.changes.push({ serverSeq, scope, fact: { factId, hash, kind, v, about, body, owner, at, off, recordedAt, ...missingOf(fact) } });
      server.effects.push(factId);
      return { factId, receipt: { state: 'recorded', hash, serverSeq, recordedAt } };
    });
  }

  function answerFact(raw: unknown, personId: string): AnswerFor {
    const parsed = safeParse(factSchema, raw);
    const factId = String((raw as { factId?: unknown }).factId);
    const asked = server.answerAs.get(factId);
    if (asked) return asked;
    const refusal = (kind: RefusalKind, where: string): AnswerFor => ({ factId, refusal: { kind, where, reason: kind } });
    if (!parsed.success) return refusal('notValid', 'envelope');
    const fact = parsed.data;
    if (fact.owner !== personId) return refusal('notAllowed', 'owner');
    const known = server.shelves.log.get(factId);
    if (known) return known.fact.hash === fact.hash ? { ...known.answer, repeat: true } : refusal('idReuse', 'factId');
    const turnDown = (kind: RefusalKind, where: string) => store(fact, () => refusal(kind, where));
    if (!isFactKind(fact.kind)) return { factId, later: { kind: 'serverTooOld', afterS: 3600 } };
    if (JSON.stringify(fact.body).length > BODY_BYTES_LIMIT) return turnDown('tooBig', 'body');
    const body = parseBody(fact.kind, fact.v, fact.body);
    if (!body.ok) return turnDown('notValid', body.where);
    if (hashOf(fact) !== fact.hash) return turnDown('notValid', 'hash');
    const subjectId = subjectOf({ kind: body.kind, body: body.body } as KnownFact, fact.owner);
    const actor = actorOf(personId);
    if (!actor || !mayRecord(body.kind, body.body, { actor, subject: actorOf(subjectId), today: londonDay(now()) })) return turnDown('notAllowed', 'kind');
    return apply(fact);
  }

  function pull(up: { nonce: string; cursor: string | null; limit: number }, personId: string): PullDown {
    const { shelves } = server;
    const actor = actorOf(personId);
    const visible = actor ? visibleScopes(actor, londonDay(now())) : [`self:${personId}`];
    const known = up.cursor === null ? null : (JSON.parse(up.cursor) as { epoch: string; scopes: Record<string, number> });
    const isReset = known !== null && known.epoch !== shelves.epoch;
    const before = known === null || isReset ? {} : known.scopes;
    const scopes = Object.fromEntries(visible.map((scope) => [scope, before[scope] ?? 0]));
    const due = shelves.changes.filter((change) => change.serverSeq > (scopes[change.scope] ?? Number.MAX_SAFE_INTEGER)).sort((one, other) => one.serverSeq - other.serverSeq);
    const changes = due.slice(0, up.limit);
    const last = due.length > up.limit ? (changes.at(-1)?.serverSeq ?? 0) : shelves.seq;
    // A fact shown in two scopes may straddle the page: the cursor never passes the first left out.
    const safe = due.length > up.limit ? Math.min(last, (due[up.limit]?.serverSeq ?? 0) - 1) : last;
    for (const scope of visible) scopes[scope] = Math.max(scopes[scope] ?? 0, safe);
    return {
      ...{ nonce: up.nonce, epoch: shelves.epoch, now: now(), changes },
      forget: Object.keys(before).filter((scope) => !visible.includes(scope)),
      cursor: JSON.stringify({ epoch: shelves.epoch, scopes }),
      more: due.length > up.limit,
      durableThrough: null,
      ...(isReset ? { reset: 'epoch' as const } : {}),
    };
  }

  function route(path: string, message: unknown, personId: string): Response {
    const always = { epoch: server.shelves.epoch, now: now(), durableThrough: null };
    if (path === '/sync/push') {
      const up = parse(pushUpSchema, message);
      return reply(200, { ...always, nonce: up.nonce, answers: up.facts.map((fact) => answerFact(fact, personId)) });
    }
    if (path === '/sync/pull') return reply(200, pull(parse(pullUpSchema, message), personId));
    const up = parse(receiptsUpSchema, message);
    const mine = (factId: string) => {
      const entry = server.shelves.log.get(factId);
      return entry?.fact.owner === personId ? entry : undefined;
    };
    return reply(200, { ...always, nonce: up.nonce, answers: up.factIds.flatMap((id) => mine(id)?.answer ?? []), unknown: up.factIds.filter((id) => !mine(id)) });
  }

  const server: PretendServer = {
    shelves: { epoch: randomUUID(), log: new Map(), changes: [], people: new Map(), seq: 0, uploads: new Map() },
    effects: [],
    clock,
    catalogue: { version: 'none' },
    content: new Map(),
    tellsPerson: true,
    answerAs: new Map(),
    seen: [],
    handle: (path, init, personId) => {
      if (path.startsWith('/content/')) {
        const found = server.content.get(path);
        server.seen.push({ path, status: found ? 200 : 404, facts: 0, owner: personId, bytes: 0 });
        return found ? new Response(JSON.stringify(found), { headers: { 'content-type': 'application/json' } }) : new Response('', { status: 404 });
      }
      if (path.startsWith('/attachments')) {
        const answer = personId === null ? server.refuse(401, 'signIn') : attach(path, init, personId);
        if (personId !== null && server.tellsPerson) answer.headers.set('x-person', personId);
        server.seen.push({ path, status: answer.status, facts: 0, owner: personId, bytes: (init.body as Uint8Array).length });
        return answer;
      }
      const message = messageOf(init);
      const bytes = (init.body as Uint8Array).length;
      const response = personId === null ? server.refuse(401, 'signIn') : route(path, message, personId);
      if (personId !== null && server.tellsPerson) response.headers.set('x-person', personId);
      server.seen.push({ path, status: response.status, facts: (message as { facts?: unknown[] }).facts?.length ?? 0, owner: personId, bytes });
      return response;
    },
    seed: (facts) => {
      for (const fact of facts) apply(fact);
    },
    backup: () => copy(server.shelves),
    restore: (shelves) => {
      server.shelves = { ...copy(shelves), epoch: randomUUID() };
      const kept = new Set(server.shelves.log.keys());
      server.effects = server.effects.filter((factId) => kept.has(factId));
    },
    refuse: (status, error, headers = {}) => reply(status, { error }, headers),
  };
  return server;
}
