import { setTimeout as realPause } from 'node:timers/promises';
import { londonDay } from '../../shared/basics/day.ts';
import type { AnswerFor } from '../../shared/wire/answer.ts';
import type { RefusalKind } from '../../shared/wire/refusal.ts';
import { answerFrom, isCarrier } from './answers.ts';
import { isOfAcademy } from './academy.ts';
import { applyPlan } from './apply-plan.ts';
import type { Records } from './database.ts';
import type { Known } from './known.ts';
import { readKnown } from './known.ts';
import { getMarks, takeSeqs } from './marks.ts';
import { noteArrivals } from './devices.ts';
import type { Planner } from './plan-push.ts';
import { openPlan, refusalOf } from './plan-push.ts';
import type { BadFact, ReadFact, Reading } from './read-facts.ts';
import { readFact } from './read-facts.ts';
import type { Queries } from './rows.ts';
import type { RuleBook } from './rule-book.ts';
import { troubleOf } from './trouble.ts';

/** How long a phone should wait before it offers a kind of fact this server does not know yet. */
const SERVER_TOO_OLD_AFTER_S = 3600;
const TRIES = 4;
/** Times the number of tries so far. */
const PAUSE_MS = 40;

export type Push = {
  /** Who is signed in. Facts of anybody else are turned away. */
  owner: string;
  deviceId: string;
  facts: readonly unknown[];
  now: Date;
  library: RuleBook;
  /** How to wait before the next try. Given where time is not real. */
  pause?: (ms: number) => Promise<unknown>;
  /** The server's own first records: no rights are asked for. Never set by a route. */
  asSystem?: boolean;
};

export type Pushed = { ok: true; answers: AnswerFor[]; epoch: string; durableThrough: number | null } | { ok: false };

/**
 * Records facts: all of them, their effects and their answers in one commit, so that a push
 * repeated after a lost reply changes nothing and is answered the same (sync reference, section 5).
 * Not ok when a fact has no readable id, since no answer could name it.
 */
export async function pushFacts(records: Records, push: Push): Promise<Pushed> {
  const readings: Reading[] = [];
  for (const raw of push.facts) {
    const reading = readFact(raw, push.library.oldest);
    if (!reading) return { ok: false };
    readings.push(reading);
  }
  for (let tries = 1; ; tries += 1) {
    try {
      const done = await records.db.transaction().execute((db) => pushOnce(db, push, readings, tries > 1));
      records.trouble = null;
      records.news.announce(done.scopes);
      return { ok: true, answers: done.answers, epoch: done.epoch, durableThrough: done.durableThrough };
    } catch (fault) {
      // Two processes may carry the same fact at once; the second then finds it known.
      const trouble = troubleOf(fault);
      records.trouble = trouble;
      if (tries >= TRIES || trouble !== 'clash') throw fault;
      await (push.pause ?? realPause)(tries * PAUSE_MS);
    }
  }
}

type Done = { answers: AnswerFor[]; epoch: string; durableThrough: number | null; scopes: string[] };

/** @param isAlone after a clash: the counter is taken before anything is read, so that no other push can come in between again. */
async function pushOnce(db: Queries, push: Push, readings: readonly Reading[], isAlone: boolean): Promise<Done> {
  const now = push.now.toISOString();
  const batch = readings.flatMap((reading) => (reading.is === 'read' ? [reading.read] : []));
  const old = readings.flatMap((reading) => (reading.is === 'old' ? [reading.old.fact] : []));
  await lockDevices(db, push, batch, now);
  // Of two approvals at the same moment the second must see the first.
  if (isAlone || batch.some(({ known }) => isOfAcademy(known.kind))) await takeSeqs(db, 0);
  const badIds = [...readings.flatMap((reading) => (reading.is === 'bad' ? [reading.bad.factId] : [])), ...old.map((fact) => fact.factId)];
  const known = await readKnown(
    db,
    batch,
    badIds,
    old.flatMap((fact) => [fact.about, fact.owner]),
  );
  const planner = openPlan(
    known,
    { now, today: londonDay(now) },
    { findCourse: push.library.course, longestMonths: push.library.longestMonths, publishing: push.library.publishing, asSystem: push.asSystem === true },
  );
  // Answers are made after the counter is taken, because receipts carry its numbers.
  const pending = readings.map((reading) => planOne(reading, push, known, planner));
  const scopes = await applyPlan(db, planner.plan, known);
  await noteArrivals(db, [...planner.plan.added.values()], now);
  const { epoch, durableThrough } = await getMarks(db);
  return { answers: pending.map((answer) => answer()), epoch, durableThrough, scopes };
}

/**
 * Holds the device's row first, so that two requests of one device run one after the other. Facts of
 * other devices may be carried: their rows are held too and in one order, or two pushes wait for each other.
 */
async function lockDevices(db: Queries, push: Push, batch: readonly ReadFact[], now: string): Promise<void> {
  const made = batch.flatMap(({ fact }) => (fact.owner === push.owner ? [fact.deviceId] : []));
  for (const deviceId of [...new Set([push.deviceId, ...made])].sort())
    await db
      .insertInto('device')
      .values({ device_id: deviceId, person_id: push.owner, seen_at: now, last_seq: 0, received: 0 })
      .onConflict((conflict) => conflict.columns(['device_id', 'person_id']).doUpdateSet((row) => ({ seen_at: deviceId === push.deviceId ? now : row.ref('device.seen_at') })))
      .execute();
}

function planOne(reading: Reading, push: Push, known: Known, planner: Planner): () => AnswerFor {
  if (reading.is === 'later') return () => ({ factId: reading.factId, later: { kind: 'serverTooOld', afterS: SERVER_TOO_OLD_AFTER_S } });
  if (reading.is === 'bad') return planBad(reading.bad, push, known, planner);
  const { fact } = reading.is === 'old' ? reading.old : reading.read;
  // Not logged: it is not this person's fact, and its true owner must still be able to bring it.
  if (fact.owner !== push.owner) return refusing(fact.factId, 'notAllowed', 'owner');
  const line = known.log.get(fact.factId);
  if (!line) {
    if (reading.is === 'old') planner.keep(reading.old);
    else planner.take(reading.read);
    return answering(fact.factId, known, false);
  }
  if (line.hash === fact.hash && isCarrier(line, push.owner)) return answering(fact.factId, known, true);
  return line.owner === push.owner ? refusing(fact.factId, 'idReuse', 'factId') : refusing(fact.factId, 'notAllowed', 'fact');
}

function planBad(bad: BadFact, push: Push, known: Known, planner: Planner): () => AnswerFor {
  const line = known.log.get(bad.factId);
  if (!line) {
    if (bad.claimedOwner !== push.owner) return refusing(bad.factId, 'notAllowed', 'owner');
    planner.turnDown(bad, push.owner, push.deviceId);
    return answering(bad.factId, known, false);
  }
  // A claimed hash proves nothing here: only a refusal may be repeated on its word.
  if (line.owner !== push.owner) return refusing(bad.factId, bad.kind, bad.where);
  return line.state === 'refused' && line.hash === bad.claimedHash ? answering(bad.factId, known, true) : refusing(bad.factId, 'idReuse', 'factId');
}

function refusing(factId: string, kind: RefusalKind, where: string): () => AnswerFor {
  return () => ({ factId, refusal: refusalOf(kind, where) });
}

function answering(factId: string, known: Known, repeat: boolean): () => AnswerFor {
  return () => {
    const line = known.log.get(factId);
    if (!line) throw new Error('a planned fact has no line');
    return { ...answerFrom(line), repeat };
  };
}
