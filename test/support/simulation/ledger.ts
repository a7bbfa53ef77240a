import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import type { Draft } from '../../../src/store/cabinet.ts';
import type { Picture } from './pictures.ts';

/** What a person did and was told of: the memory against which phones and server are held. */
export type Saved = {
  factId: string;
  phone: number;
  author: string;
  /** What they typed, as canonical text, and what it was about. */
  kind: string;
  about: string;
  body: string;
  replaces: string | null;
  /** Whether the server should take it: a bad one is made so on purpose. */
  isGood: boolean;
};

export type Ledger = {
  /** Everything a phone called saved. */
  saved: Map<string, Saved>;
  /** Ids made twice on purpose, with other bytes. */
  forged: Set<string>;
  /** Refusals that the person put away themselves. */
  letGo: Set<string>;
  /** Undelivered when the browser threw the phone's storage away: the one loss there is. */
  evicted: Set<string>;
  /** With the server when the operator erased what they are about: nobody is owed their words any more. */
  erased: Set<string>;
  /** What was attached to what a phone called saved, by owner and hash. */
  pictures: Map<string, Picture>;
  /** Those for whose last byte the server's receipt came back over the line. */
  pictureReceipts: Set<string>;
  /** What a phone was ever given a receipt for, a held one included: it settles the refusal it puts right. */
  receipted: Set<string>;
  /** The first final answer heard for an id, within one life of the server's records. */
  answers: Map<string, string>;
  /** The bytes first seen for an id, by hash. */
  hashes: Map<string, string>;
  /** Round trips in which a good fact came back without an answer of its own. */
  delays: Map<string, number>;
  /** When the server was first seen to hold a fact as recorded, in true milliseconds. */
  recordedAt: Map<string, number>;
  /** What people have begun, so that they can go on with it. */
  open: Map<string, { attemptId: string; moduleId: string; answered: number }[]>;
  passed: Map<string, { attemptId: string; moduleId: string; factId: string }[]>;
  attempts: number;
  broken: Set<string>;
  counts: Record<string, number>;
};

export function makeLedger(): Ledger {
  return {
    ...{
      saved: new Map(),
      forged: new Set(),
      letGo: new Set(),
      evicted: new Set(),
      erased: new Set(),
      pictures: new Map(),
      pictureReceipts: new Set(),
      receipted: new Set(),
      answers: new Map(),
      hashes: new Map(),
    },
    ...{ delays: new Map(), recordedAt: new Map(), open: new Map(), passed: new Map(), attempts: 0, broken: new Set(), counts: {} },
  };
}

export function count(ledger: Ledger, what: string, by = 1): void {
  ledger.counts[what] = (ledger.counts[what] ?? 0) + by;
}

/** A promise was broken. The id of the promise comes first (sync reference, section 17). */
export function breaks(ledger: Ledger, promise: string): void {
  ledger.broken.add(promise);
}

/** What somebody does in one go, draft by draft. */
export type Act = { draft: Draft; isGood: boolean }[];

/** The part of an answer that may not change. */
export function finalOf(answer: AnswerFor): string | null {
  if (answer.refusal) return `refused ${answer.refusal.kind} ${answer.refusal.where}`;
  if (answer.receipt?.state === 'recorded') return `recorded ${answer.receipt.hash} ${answer.receipt.serverSeq} ${answer.receipt.recordedAt}`;
  return null;
}

/** An id has one body, wherever it is seen (I8). */
export function noteBytes(ledger: Ledger, fact: Pick<Fact, 'factId' | 'hash'>): void {
  if (ledger.forged.has(fact.factId)) return;
  const known = ledger.hashes.get(fact.factId);
  if (known === undefined) ledger.hashes.set(fact.factId, fact.hash);
  else if (known !== fact.hash) breaks(ledger, 'I8 one id has two bodies');
}
