import { spanOf } from '../shared/training/span.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { FinishedAttempt } from '../shared/training/completion.ts';
import type { AttemptRecord, CompletionRecord, PersonRecord } from '../shared/training/person-record.ts';
import { toldOf } from '../shared/training/person-record.ts';

export type ModuleWord = 'notStarted' | 'inProgress' | 'passed' | 'notPassed';

/** The server's score is the record; the phone's stands until the server has one. */
export function hasPassed(attempt: AttemptRecord): boolean {
  return (attempt.finished?.serverScore ?? attempt.finished?.score)?.passed === true;
}

/** When an attempt ended, or began while it is open. */
export function momentOf(attempt: AttemptRecord): string {
  return countedMoment(attempt.finished ?? attempt.started);
}

export function lastCompletion(record: PersonRecord, courseId: string): CompletionRecord | null {
  const mine = record.completions.filter((entry) => entry.courseId === courseId);
  return mine.reduce<CompletionRecord | null>((latest, entry) => (!latest || countedMoment(entry) > countedMoment(latest) ? entry : latest), null);
}

/** The record with only the completions that still count. What was taken back keeps its attempts from counting again. */
export function withoutTakenBack(record: PersonRecord): PersonRecord {
  const taken = new Set(toldOf(record, 'training.completion.revoked').map((fact) => fact.body.completionId));
  return { ...record, completions: record.completions.filter((entry) => !taken.has(entry.completionId)) };
}

/** Attempts that no completion rests on yet: those of the period that runs now. Going through what changed is no part of it. */
export function attemptsThisTime(record: PersonRecord, courseId: string): AttemptRecord[] {
  const last = lastCompletion(record, courseId);
  const since = last === null ? '' : countedMoment(last);
  const used = new Set(record.completions.flatMap((entry) => entry.attempts));
  return record.attempts.filter((attempt) => attempt.courseId === courseId && spanOf(attempt.moduleId) === null && !used.has(attempt.attemptId) && momentOf(attempt) > since);
}

export function openAttempt(record: PersonRecord, courseId: string, moduleId: string): AttemptRecord | null {
  const open = record.attempts.filter((attempt) => attempt.finished === null && attempt.courseId === courseId && attempt.moduleId === moduleId);
  return open.reduce<AttemptRecord | null>((latest, attempt) => (!latest || momentOf(attempt) > momentOf(latest) ? attempt : latest), null);
}

/** A held course shows its parts as passed until a renewal is begun; then they start afresh. */
export function moduleWord(record: PersonRecord, courseId: string, moduleId: string): ModuleWord {
  if (openAttempt(record, courseId, moduleId)) return 'inProgress';
  const thisTime = attemptsThisTime(record, courseId);
  if (thisTime.length === 0) return lastCompletion(withoutTakenBack(record), courseId) ? 'passed' : 'notStarted';
  const ofModule = thisTime.filter((attempt) => attempt.moduleId === moduleId);
  if (ofModule.some(hasPassed)) return 'passed';
  return ofModule.length > 0 ? 'notPassed' : 'notStarted';
}

/** Finished attempts as the completion rule reads them, without those already used. */
export function finishedThisTime(record: PersonRecord, courseId: string): FinishedAttempt[] {
  return attemptsThisTime(record, courseId).flatMap((attempt) =>
    attempt.finished === null
      ? []
      : [{ attemptId: attempt.attemptId, courseId, courseVersion: attempt.courseVersion, moduleId: attempt.moduleId, passed: hasPassed(attempt), finishedAt: momentOf(attempt) }],
  );
}

/** The fact ids that a completion waits for. Attempts still to be recorded have none yet. */
export function finishedFactIds(record: PersonRecord, attemptIds: readonly string[]): string[] {
  return record.attempts.flatMap((attempt) => (attempt.finished && attemptIds.includes(attempt.attemptId) ? [attempt.finished.factId] : []));
}
