import type { KnownFact, Fact } from '../shared/wire/fact.ts';
import { isFactKind, kinds, parseBody } from '../shared/wire/kinds.ts';
import { upcast } from '../shared/wire/upcast.ts';
import type { PulledFact } from '../shared/wire/pull.ts';
import { subjectOf } from '../shared/training/person-record.ts';
import type { FactRow } from './database.ts';

/** There is one academy. */
export const ACADEMY = 'academy:told';

/** Does a fact of this kind change a record? Answers and invitations do not. */
export function isLaid(kind: string): boolean {
  return kind !== 'training.attempt.answered' && kind !== 'people.invitation.made';
}

/** The record a fact is laid on, or null. */
function recordOf(fact: KnownFact): string | null {
  if (!isLaid(fact.kind)) return null;
  switch (fact.kind) {
    case 'people.place.opened':
      return `place:${fact.body.placeId}`;
    case 'home.slot.filled':
      return `slots:${fact.body.homeId}`;
    default: {
      if (fact.kind.startsWith('academy.')) return ACADEMY;
      if (fact.kind.startsWith('home.') && 'homeId' in fact.body) return `home:${fact.body.homeId}`;
      const subject = subjectOf(fact, fact.owner);
      return subject === null ? null : `person:${subject}`;
    }
  }
}

/** Parsed once, when the row was made; a kind or version newer than this build is kept unread. */
export function knownFact(row: FactRow): KnownFact | null {
  if (!row.isRead) return null;
  const { factId, kind, v, about, owner, at, off, recordedAt, serverScore, missing, unconfirmed } = row;
  const body = isFactKind(kind) ? upcast(kind, v, kinds[kind].v, row.body) : row.body;
  return { factId, kind, about, body, owner, at, off, recordedAt, serverScore, missing, ...(unconfirmed && { unconfirmed }) } as KnownFact;
}

/** Reads the body by its kind and says which record it belongs to. */
export function readRow(row: FactRow): FactRow {
  const isKnown = isFactKind(row.kind) && row.v <= kinds[row.kind].v && parseBody(row.kind, row.v, row.body).ok;
  const read = { ...row, isRead: isKnown };
  const fact = knownFact(read);
  return { ...read, record: fact ? recordOf(fact) : null };
}

const UNPULLED = { recordedAt: null, serverScore: null, serverSeq: null, scopes: [], record: null, isRead: false };

export function rowOfOwn(fact: Fact): FactRow {
  const { factId, hash, kind, v, about, body, owner, at, off, seq, deviceId } = fact;
  return readRow({ ...UNPULLED, factId, hash, kind, v, about, body, owner, at, off, seq, deviceId });
}

/** A pulled fact, with what this phone already knew of it. */
export function rowOfPulled(fact: PulledFact, serverSeq: number, scope: string, known: FactRow | undefined): FactRow {
  const { factId, hash, kind, v, about, body, owner, at, off, recordedAt, serverScore } = fact;
  return readRow({
    ...UNPULLED,
    ...{ factId, hash, kind, v, about, body, owner, at, off, recordedAt, serverSeq },
    serverScore: serverScore ?? null,
    missing: fact.missing ?? [],
    ...(fact.unconfirmed && { unconfirmed: fact.unconfirmed }),
    seq: known?.seq ?? null,
    deviceId: known?.deviceId ?? null,
    scopes: [...new Set([...(known?.scopes ?? []), scope])],
  });
}

/** The order in which facts were made: the server's where it has spoken, then this device's own. */
export function inOrderMade(one: FactRow, other: FactRow): number {
  return (one.serverSeq ?? Number.MAX_SAFE_INTEGER) - (other.serverSeq ?? Number.MAX_SAFE_INTEGER) || (one.seq ?? 0) - (other.seq ?? 0);
}

/** What this build can read, and what it lays beside it. When it changes, kept facts are read again. */
export const BUILT_WITH = [...Object.entries(kinds).map(([kind, { v }]) => `${kind}@${v}`), 'roll@1'].join(' ');
