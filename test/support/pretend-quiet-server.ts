import { createHash, randomBytes } from 'node:crypto';
import { safeParse } from 'zod/mini';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import { wellFormed, wellFormedSigned } from '../../src/shared/voice/well-formed.ts';
import { beginsWithZeros, workText } from '../../src/shared/voice/work.ts';
import type { Mailbox, Thread } from '../../src/shared/wire/sealed.ts';
import { actSchema, askCapabilitiesSchema, askMailboxesSchema, joinSchema, sendSchema, withdrawSchema } from '../../src/shared/wire/sealed.ts';
import { mailboxOf } from './quiet-letters.ts';

type Seen = { path: string; method: string; status: number; hasCookie: boolean; bytes: number };

/** The server of the sealed lane in memory: what a phone may expect of the real one. */
export type PretendQuietServer = {
  seen: Seen[];
  /** Envelopes by id, as canonical JSON; and how often each had its effect. */
  envelopes: Map<string, string>;
  effects: string[];
  chunks: Map<string, Uint8Array>;
  acts: string[];
  /** Only this person may act; null for anybody. */
  actsOf: string | null;
  withdrawn: string[];
  reports: string[];
  boxes: Map<string, Mailbox>;
  memberships: Set<string>;
  /** What was given out, and the envelope that spent it. */
  capabilities: Map<string, string | null>;
  codes: Map<string, string>;
  inbox: { threads: Thread[]; audiences: string[]; pageSize: number };
  directoryVersion: number;
  /** Puts a capability into the world. */
  give(): string;
  handle(path: string, init: RequestInit, personId: string | null): Response;
  refuse(status: number, error: string, headers?: Record<string, string>): Response;
};

const sha = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();
const receipt = (content: string | Uint8Array) => ({ receipt: sha(content).toString('base64url'), at: '2026-11-20T09:00:00.000Z' });
const BITS = 8;

export function makePretendQuietServer(): PretendQuietServer {
  const challenges = new Set<string>();
  const json = (body: object, status = 200, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });

  function mayWrite(asked: { capability?: string; work?: { challenge: string; answer: number } }, id: string): boolean {
    const { capability, work } = asked;
    if (work) {
      if (!challenges.delete(work.challenge) || !beginsWithZeros(sha(workText(work.challenge, work.answer)), BITS)) return false;
      // From now on it stands for this letter, so that its voice note may follow.
      server.capabilities.set(work.challenge, id);
      return true;
    }
    const spentBy = capability === undefined ? undefined : server.capabilities.get(capability);
    if (capability === undefined || spentBy === undefined || (spentBy !== null && spentBy !== id)) return false;
    server.capabilities.set(capability, id);
    return true;
  }

  function takeEnvelope(body: unknown): Response {
    const asked = safeParse(sendSchema, body);
    const known = asked.success ? wellFormed(asked.data.envelope) : null;
    if (!asked.success || !known) return server.refuse(422, 'notValid');
    const { id } = known.header;
    const text = canonicalJson(known.envelope);
    const before = server.envelopes.get(id);
    if (before !== undefined && before !== text) return server.refuse(409, 'notValid');
    if (before === undefined && !mayWrite(asked.data, id)) return server.refuse(403, 'notAllowed');
    if (before === undefined) server.effects.push(id);
    server.envelopes.set(id, text);
    return json(receipt(text));
  }

  function takeAct(body: unknown): Response {
    const act = safeParse(actSchema, body);
    if (!act.success || (act.data.message && !wellFormedSigned(act.data.message))) return server.refuse(422, 'notValid');
    server.acts.push(act.data.view);
    return json(receipt(canonicalJson(act.data as Json)));
  }

  const young: Record<string, (body: unknown) => Response> = {
    '/voice/join': (body) => {
      const asked = safeParse(joinSchema, body);
      const membership = asked.success ? server.codes.get(asked.data.code) : undefined;
      return membership === undefined ? server.refuse(404, 'notFound') : json({ membership, units: ['home-1', 'region'] });
    },
    '/voice/capabilities': (body) => {
      const asked = safeParse(askCapabilitiesSchema, body);
      if (!asked.success || !server.memberships.has(asked.data.membership)) return server.refuse(403, 'notAllowed');
      return json({ capabilities: Array.from({ length: 20 }, () => server.give()) });
    },
    '/voice/mailboxes': (body) => {
      const asked = safeParse(askMailboxesSchema, body);
      if (!asked.success) return server.refuse(422, 'notValid');
      const boxes = asked.data.secrets.flatMap((secret) => server.boxes.get(mailboxOf(secret)) ?? []);
      return json({ directoryVersion: server.directoryVersion, boxes, pad: ' ' });
    },
    '/voice/reports': (body) => {
      server.reports.push((body as { kind: string }).kind);
      return json({});
    },
    '/voice/withdraw': (body) => {
      const asked = safeParse(withdrawSchema, body);
      if (!asked.success) return server.refuse(422, 'notValid');
      server.withdrawn.push(asked.data.id);
      return json({});
    },
    '/sealed': takeEnvelope,
    '/sealed/work': () => {
      const challenge = randomBytes(32).toString('base64url');
      challenges.add(challenge);
      return json({ challenge, bits: BITS, units: ['region'] });
    },
    '/voice/directory': () => json({ signed: null }),
  };

  function inbox(address: URL): Response {
    const { threads, audiences, pageSize } = server.inbox;
    const from = Number(address.searchParams.get('since') ?? 0);
    const to = Math.min(threads.length, from + pageSize);
    return json({ directoryVersion: server.directoryVersion, audiences, threads: threads.slice(from, to), cursor: String(to), hasMore: to < threads.length });
  }

  function putChunk(path: string, init: RequestInit, personId: string | null): Response {
    const { 'x-capability': capability } = init.headers as Record<string, string>;
    const isKnown = capability === undefined ? personId !== null : typeof server.capabilities.get(capability) === 'string';
    if (!isKnown) return server.refuse(403, 'notAllowed');
    const bytes = init.body as Uint8Array;
    server.chunks.set(path, bytes);
    return json(receipt(bytes));
  }

  function answer(path: string, init: RequestInit, personId: string | null): Response {
    const address = new URL(path, 'http://localhost');
    const { pathname } = address;
    if (pathname.startsWith('/sealed/attachments/')) {
      if (init.method === 'PUT') return putChunk(pathname, init, personId);
      const bytes = server.chunks.get(pathname);
      return bytes ? new Response(bytes as BodyInit, { headers: { 'content-type': 'application/octet-stream' } }) : server.refuse(404, 'notFound');
    }
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const open = young[pathname];
    if (open) return open(body);
    if (personId === null) return server.refuse(401, 'signIn');
    if (pathname === '/session') return json({ personId, name: 'A reader', roles: [], now: '2026-11-20T10:00:00.000Z' });
    if (server.actsOf !== null && server.actsOf !== personId) return server.refuse(404, 'notFound');
    if (pathname === '/inbox') return inbox(address);
    return pathname === '/inbox/acts' ? takeAct(body) : server.refuse(404, 'notFound');
  }

  const server: PretendQuietServer = {
    ...{ seen: [], envelopes: new Map(), effects: [], chunks: new Map(), acts: [], actsOf: null, withdrawn: [], reports: [], boxes: new Map() },
    ...{ memberships: new Set(), capabilities: new Map(), codes: new Map(), inbox: { threads: [], audiences: ['adv-07'], pageSize: 2 }, directoryVersion: 1 },
    give: () => {
      const capability = randomBytes(32).toString('base64url');
      server.capabilities.set(capability, null);
      return capability;
    },
    handle: (path, init, personId) => {
      const hasCookie = init.credentials !== 'omit';
      const response = answer(path, init, hasCookie ? personId : null);
      server.seen.push({ path, method: init.method ?? 'GET', status: response.status, hasCookie, bytes: (init.body as { length?: number } | null)?.length ?? 0 });
      return response;
    },
    refuse: (status, error, headers = {}) => json({ error }, status, headers),
  };
  return server;
}
