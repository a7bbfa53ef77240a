import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Json } from '../../shared/basics/canonical.ts';
import { isMoment } from '../../shared/basics/moment.ts';
import { canonicalJson } from '../../shared/basics/canonical.ts';
import type { Fact } from '../../shared/wire/fact.ts';
import { BODY_BYTES_LIMIT, factSchema, factText } from '../../shared/wire/fact.ts';
import type { ParsedBody } from '../../shared/wire/kinds.ts';
import { isFactKind, kinds, parseBody } from '../../shared/wire/kinds.ts';
import type { RefusalKind } from '../../shared/wire/refusal.ts';
import type { Oldest } from './rule-book.ts';
import { isTooOld } from './rule-book.ts';

export type KnownBody = Extract<ParsedBody, { ok: true }>;
/** A fact that can be judged: its envelope, its parsed body and the canonical text of the body. */
export type ReadFact = { fact: Fact; known: KnownBody; bodyText: string };
/** A fact refused by its bytes alone, whoever sent it. `fact` is null when the envelope is broken, `claimedOwner` when it names nobody. */
export type BadFact = { factId: string; fact: Fact | null; claimedOwner: string | null; claimedHash: string; seq: number; kind: RefusalKind; where: string };
/** A fact in a form this release reads no more: whole, and kept as it is. */
export type OldFact = { fact: Fact; bodyText: string };
export type Reading = { is: 'read'; read: ReadFact } | { is: 'old'; old: OldFact } | { is: 'bad'; bad: BadFact } | { is: 'later'; factId: string };

const idOnlySchema = z.object({ factId: factSchema.shape.factId });
/** How deep a body may nest. Deeper ones exist only to break a reader. */
const DEPTH_LIMIT = 64;
const OFFSET_LIMIT_MS = 1e12;
/** What names a device: no control character, which PostgreSQL could not keep. */
export const DEVICE_ID = /^[\x21-\x7e]+$/;
/** Neither database gives half a character back as it came, and PostgreSQL keeps no NUL in text. */
const UNKEEPABLE = /[\0\p{Surrogate}]/u;
/** As JSON writes it. An even number of backslashes before it means a real one. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/** Too deep to be read safely, or a number that JSON can hold (1e400) and canonical JSON cannot. */
function isUnwritable(value: unknown, left = DEPTH_LIMIT): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (value === null || typeof value !== 'object') return false;
  if (left === 0) return true;
  return Object.values(value).some((inner) => isUnwritable(inner, left - 1));
}

function bad(raw: unknown, factId: string, fact: Fact | null, kind: RefusalKind, where: string): Reading {
  const claimed = raw as { hash?: unknown; seq?: unknown; owner?: unknown };
  const claimedOwner = typeof claimed.owner === 'string' ? claimed.owner : null;
  const claimedHash = typeof claimed.hash === 'string' ? claimed.hash.replaceAll('\0', '').slice(0, 64) : '';
  const seq = Number.isSafeInteger(claimed.seq) ? Math.max(0, claimed.seq as number) : 0;
  return { is: 'bad', bad: { factId, fact, claimedOwner, claimedHash, seq, kind, where } };
}

/**
 * Reads one fact as it came. Whatever is wrong with it becomes an answer for this fact alone.
 * @returns null when even its id cannot be read, so that no answer could name it.
 */
export function readFact(raw: unknown, oldest?: Oldest): Reading | null {
  const parsed = z.safeParse(factSchema, raw);
  if (!parsed.success) {
    const named = z.safeParse(idOnlySchema, raw);
    if (!named.success) return null;
    return bad(raw, named.data.factId, null, 'notValid', String(parsed.error.issues[0]?.path[0] ?? 'fact'));
  }
  const fact = parsed.data;
  if (!DEVICE_ID.test(fact.deviceId)) return bad(raw, fact.factId, null, 'notValid', 'deviceId');
  if (!isMoment(fact.at)) return bad(raw, fact.factId, null, 'notValid', 'at');
  if (Math.abs(fact.off ?? 0) > OFFSET_LIMIT_MS) return bad(raw, fact.factId, null, 'notValid', 'off');
  if (UNKEEPABLE.test(fact.about)) return bad(raw, fact.factId, null, 'notValid', 'about');
  if (fact.body === undefined || isUnwritable(fact.body)) return bad(raw, fact.factId, null, 'notValid', 'body');
  const bodyText = canonicalJson(fact.body as Json);
  const text = factText(fact, bodyText);
  if (NUL.test(text)) return bad(raw, fact.factId, null, 'notValid', 'body');
  if (bodyText.length > BODY_BYTES_LIMIT || Buffer.byteLength(bodyText) > BODY_BYTES_LIMIT) return bad(raw, fact.factId, fact, 'tooBig', 'body');
  if (hash('sha256', text, 'base64url') !== fact.hash) return bad(raw, fact.factId, fact, 'notValid', 'hash');
  // A server put back to an older release meets newer phones: their work waits, it is not refused.
  if (!isFactKind(fact.kind) || fact.v > kinds[fact.kind].v) return { is: 'later', factId: fact.factId };
  if (isTooOld(fact.kind, fact.v, oldest)) return { is: 'old', old: { fact, bodyText } };
  const known = parseBody(fact.kind, fact.v, fact.body);
  if (!known.ok) return bad(raw, fact.factId, fact, 'notValid', known.where === 'body' ? 'body' : `body.${known.where}`.slice(0, 120));
  return { is: 'read', read: { fact, known, bodyText } };
}

export function attemptIdOf(known: KnownBody): string | null {
  switch (known.kind) {
    case 'training.attempt.started':
    case 'training.attempt.answered':
    case 'training.attempt.finished':
      return known.body.attemptId;
    default:
      return null;
  }
}
