import { subjectOf } from '../../shared/training/person-record.ts';
import { scopesOfFact } from '../../shared/people/access.ts';
import type { Refusal, RefusalKind } from '../../shared/wire/refusal.ts';
import { isOfAcademy } from './academy.ts';
import { knownOf } from './person-records.ts';
import { proposalKey } from './publishing-rules.ts';
import { isCarried } from './moving.ts';
import type { Effects } from './plan-effects.ts';
import { layEffect, noEffects } from './plan-effects.ts';
import type { Known } from './known.ts';
import { accountKey, attemptKey } from './known.ts';
import type { Circumstances, Decision, HoldDecision } from './plan-rules.ts';
import { actorOf, decide, ERASED } from './plan-rules.ts';
import type { BadFact, OldFact, ReadFact } from './read-facts.ts';
import { attemptIdOf } from './read-facts.ts';
import { formKey } from './rule-book.ts';
import type { ChangeRow, FactRow } from './schema.ts';
import { depsText } from './stored-fact.ts';

/** What a push will write. Numbers count from 1 here; the real ones follow once the counter is taken. */
export type Plan = {
  added: Map<string, FactRow>;
  /** Rows that were held and are now settled. */
  settled: Map<string, FactRow>;
  /** Still held, now for another thing. */
  waits: Map<string, HoldDecision>;
  changes: ChangeRow[];
  effects: Effects;
  seqs: number;
};

const REASONS: Partial<Record<RefusalKind, string>> = {
  notAllowed: 'This cannot be recorded by the person who is signed in.',
  notValid: 'A part of this does not follow the rules.',
  tooBig: 'This is larger than one fact may be.',
  idReuse: 'This id is already taken by something else.',
  prevRefused: 'Something this rests on was refused.',
};

export function refusalOf(kind: RefusalKind, where: string): Refusal {
  return { kind, where, reason: REASONS[kind] ?? 'This cannot be recorded.' };
}

export type Planner = {
  plan: Plan;
  /** Decides one fact that the log does not hold yet. */
  take(read: ReadFact): void;
  /** Keeps a fact in a form that is read no more, until a release reads it again. */
  keep(old: OldFact): void;
  /** Logs a fact that its own bytes refuse. */
  turnDown(bad: BadFact, owner: string, deviceId: string): void;
  /** Decides again a fact that was held. */
  retry(factId: string, forced: boolean): void;
  /** Settles as refused a held fact that turned out to break the rules of its form. */
  giveUp(row: FactRow): void;
};

/**
 * Plans a whole push in memory: pure, given what is known, so that a thousand facts cost a
 * handful of queries. Facts set free by a fact of the batch are settled in the same plan.
 */
export function openPlan(known: Known, moment: { now: string; today: string }, rules: Pick<Circumstances, 'findCourse' | 'longestMonths' | 'publishing' | 'asSystem'>): Planner {
  const plan: Plan = { added: new Map(), settled: new Map(), waits: new Map(), changes: [], effects: noEffects(), seqs: 0 };
  const waiting = new Map<string, Set<string>>();
  for (const [factId, { read }] of known.held) wait(keyOf(decide(read, circumstances(false))), factId);

  function circumstances(forced: boolean): Circumstances {
    return { known, today: moment.today, forced, ...rules };
  }

  function wait(key: string | null, factId: string): void {
    if (key !== null) waiting.set(key, (waiting.get(key) ?? new Set()).add(factId));
  }

  function write(read: ReadFact, decision: Decision, heldSince: string | null): void {
    const { fact, known: body, bodyText } = read;
    const subjectId = subjectOf(body, fact.owner);
    const attemptId = attemptIdOf(body);
    const seq = decision.is === 'refuse' && heldSince === null ? null : nextSeq();
    const row: FactRow = {
      fact_id: fact.factId,
      owner: fact.owner,
      device_id: fact.deviceId,
      seq: fact.seq,
      kind: fact.kind,
      v: fact.v,
      about: fact.about,
      hash: fact.hash,
      body: decision.is === 'refuse' && decision.where === ERASED ? '' : bodyText,
      prev: fact.prev,
      deps: depsText(fact.deps),
      at: fact.at,
      off: fact.off,
      state: decision.is === 'record' ? 'recorded' : decision.is === 'hold' ? 'held' : 'refused',
      held_for: decision.is === 'hold' ? decision.for : null,
      waits_for: decision.is === 'hold' ? decision.until : null,
      refusal: decision.is === 'refuse' ? JSON.stringify(refusalOf(decision.kind, decision.where)) : null,
      server_seq: seq,
      received_at: heldSince ?? moment.now,
      subject_id: attemptId === null ? subjectId : null,
      attempt_id: attemptId,
      server_score: null,
    };
    if (decision.is === 'record' && !decision.isRepeat) {
      const before = body.kind === 'people.placement.ended' ? scopesNow(read) : [];
      const { serverScore } = layEffect(read, known, plan.effects, rules.findCourse, row.received_at);
      if (serverScore) row.server_score = JSON.stringify(serverScore);
      const scopes = new Set([...before, ...scopesNow(read)]);
      for (const scope of scopes) plan.changes.push({ server_seq: seq as number, scope, fact_id: fact.factId, what: 'fact' });
      move(read, scopes);
      if (body.kind === 'people.device.keyed') confirm(body.body.keyId);
      const laid = knownOf(row);
      if (laid && isOfAcademy(row.kind)) known.academy.push(laid);
    }
    if (heldSince !== null && decision.is !== 'hold') plan.changes.push({ server_seq: seq as number, scope: `self:${fact.owner}`, fact_id: fact.factId, what: 'answer' });
    (plan.added.has(fact.factId) || heldSince === null ? plan.added : plan.settled).set(fact.factId, row);
    known.log.set(fact.factId, row);
    if (decision.is === 'hold') {
      known.held.set(fact.factId, { read, receivedAt: row.received_at });
      wait(decision.until, fact.factId);
      return;
    }
    known.held.delete(fact.factId);
    wake(`fact:${fact.factId}`);
    if (decision.is === 'record' && body.kind === 'academy.version.proposed') wake(proposalKey(body.body.proposalId));
    if (row.attempt_id) wake(attemptKey(fact.owner, row.attempt_id));
    if (decision.is === 'record' && body.kind === 'people.account.reopened') wake(accountKey(body.body.personId));
  }

  /** A phone has told its key: what was signed with it is shown again, and now counts. */
  function confirm(keyId: string): void {
    for (const { factId, scopes } of known.practice.waiting.get(keyId) ?? []) {
      const seq = nextSeq();
      for (const scope of scopes) plan.changes.push({ server_seq: seq, scope, fact_id: factId, what: 'fact' });
    }
  }

  function nextSeq(): number {
    plan.seqs += 1;
    return plan.seqs;
  }

  function scopesNow({ fact, known: body }: ReadFact): string[] {
    const subjectId = subjectOf(body, fact.owner);
    return scopesOfFact(body.kind, body.body, fact.owner, subjectId === null ? null : actorOf(known, subjectId), moment.today);
  }

  /** Somebody joins another home: what they carry with them is shown there under new numbers. */
  function move(read: ReadFact, scopes: Set<string>): void {
    const { fact, known: body } = read;
    const subjectId = subjectOf(body, fact.owner);
    const record = subjectId === null ? undefined : known.moving.get(subjectId);
    if (!record) return;
    if (body.kind === 'people.placement.started') {
      for (const carried of record) {
        const fresh = scopesNow(carried.read).filter((scope) => !carried.scopes.has(scope));
        if (fresh.length === 0) continue;
        const seq = nextSeq();
        for (const scope of fresh) plan.changes.push({ server_seq: seq, scope, fact_id: carried.factId, what: 'fact' });
        for (const scope of fresh) carried.scopes.add(scope);
      }
    }
    if (isCarried(body.kind)) record.push({ factId: fact.factId, read, scopes: new Set(scopes) });
  }

  function wake(key: string): void {
    const ids = waiting.get(key);
    if (!ids) return;
    waiting.delete(key);
    for (const id of ids) retry(id, false);
  }

  function retry(factId: string, forced: boolean): void {
    const held = known.held.get(factId);
    if (!held) return;
    const decision = decide(held.read, circumstances(forced));
    if (decision.is === 'hold') {
      const fresh = plan.added.get(factId);
      if (fresh) Object.assign(fresh, { held_for: decision.for, waits_for: decision.until });
      else plan.waits.set(factId, decision);
      wait(decision.until, factId);
    } else if (plan.added.has(factId)) settleFresh(held.read, decision);
    else write(held.read, decision, held.receivedAt);
  }

  function keep({ fact, bodyText }: OldFact): void {
    if (known.erased.has(fact.about) || known.erased.has(fact.owner)) {
      turnDown({ factId: fact.factId, fact, claimedOwner: fact.owner, claimedHash: fact.hash, seq: fact.seq, kind: 'notAllowed', where: ERASED }, fact.owner, fact.deviceId);
      return;
    }
    const row: FactRow = {
      ...blankRow(fact.factId, fact.owner, fact.deviceId, fact.seq, fact.hash, moment.now),
      kind: fact.kind,
      v: fact.v,
      about: fact.about,
      body: bodyText,
      prev: fact.prev,
      deps: depsText(fact.deps),
      at: fact.at,
      off: fact.off,
      state: 'held',
      held_for: 'formTooOld',
      waits_for: formKey(fact.kind, fact.v),
      server_seq: nextSeq(),
    };
    plan.added.set(fact.factId, row);
    known.log.set(fact.factId, row);
  }

  function turnDown(bad: BadFact, owner: string, deviceId: string): void {
    const refusal = JSON.stringify(refusalOf(bad.kind, bad.where));
    const row: FactRow = { ...blankRow(bad.factId, owner, deviceId, bad.seq, bad.claimedHash, moment.now), prev: bad.fact?.prev ?? null, refusal };
    plan.added.set(bad.factId, row);
    known.log.set(bad.factId, row);
    wake(`fact:${bad.factId}`);
  }

  /** Held and set free within one batch: to the phone it was never held. */
  function settleFresh(read: ReadFact, decision: Decision): void {
    plan.added.delete(read.fact.factId);
    write(read, decision, null);
  }

  return {
    plan,
    take: (read) => write(read, decide(read, circumstances(false)), null),
    keep,
    retry,
    turnDown,
    giveUp(row) {
      const refused: FactRow = { ...row, state: 'refused', held_for: null, waits_for: null, refusal: JSON.stringify(refusalOf('notValid', 'body')), server_seq: nextSeq() };
      plan.settled.set(row.fact_id, refused);
      plan.changes.push({ server_seq: refused.server_seq as number, scope: `self:${row.owner}`, fact_id: row.fact_id, what: 'answer' });
      known.log.set(row.fact_id, refused);
      wake(`fact:${row.fact_id}`);
    },
  };
}

/** A refused row without content. The order of its columns is that of every other row. */
function blankRow(factId: string, owner: string, deviceId: string, seq: number, hash: string, now: string): FactRow {
  return {
    fact_id: factId,
    owner,
    device_id: deviceId,
    seq,
    kind: '',
    v: 0,
    about: '',
    hash,
    body: '',
    prev: null,
    deps: '[]',
    at: now,
    off: null,
    state: 'refused',
    held_for: null,
    waits_for: null,
    refusal: null,
    server_seq: null,
    received_at: now,
    subject_id: null,
    attempt_id: null,
    server_score: null,
  };
}

function keyOf(decision: Decision): string | null {
  return decision.is === 'hold' ? decision.until : null;
}
