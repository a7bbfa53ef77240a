import type { Day } from '../basics/day.ts';
import type { KnownFact } from '../wire/fact.ts';
import type { FactKind } from '../wire/kinds.ts';
import { countsAsSeen } from './agreed.ts';
import { countedDay, countedMoment } from './claimed-time.ts';
import type { Passed } from './standing.ts';

type Told<Kind extends FactKind> = Extract<KnownFact, { kind: Kind }>;
/** As much of a person's record as is read here. */
type Record = { personId: string; told?: readonly KnownFact[] };

/** A waiver with the day it really ends: an early end counts. */
export type Waiver = { fact: Told<'training.waiver.given'>; endsOn: Day };

const sorted = new WeakMap<readonly KnownFact[], Map<string, KnownFact[]>>();

/** The courses a fact is about; for a later word on a record or a waiver, the id of that. */
function keysOf(fact: KnownFact): string[] {
  const { body } = fact;
  if (fact.kind === 'training.passport.accepted') return fact.body.courses.map((entry) => entry.courseId);
  if (fact.kind === 'training.practice.agreed') return [fact.body.observation.courseId];
  if ('courseId' in body) return [body.courseId];
  if ('recordId' in body) return [body.recordId];
  return 'waiverId' in body ? [body.waiverId] : [];
}

/** Sorted once for each record, so that a matrix of thousands reads each fact once. */
function toldAbout<Kind extends FactKind>({ told }: Record, key: string, kind: Kind): Told<Kind>[] {
  // Most people have only learnt: nothing is sorted for them.
  if (!told || told.length === 0) return [];
  let byKey = sorted.get(told);
  if (!byKey) {
    byKey = new Map();
    for (const fact of told) for (const id of new Set(keysOf(fact))) byKey.set(id, [...(byKey.get(id) ?? []), fact]);
    sorted.set(told, byKey);
  }
  return (byKey.get(key) ?? []).filter((fact): fact is Told<Kind> => fact.kind === kind);
}

/** Every waiver given for a course. */
export function waiversFor(record: Record, courseId: string): Waiver[] {
  return toldAbout(record, courseId, 'training.waiver.given').map((fact) => {
    const ends = toldAbout(record, fact.body.waiverId, 'training.waiver.ended').map((end) => end.body.endsOn);
    return { fact, endsOn: [fact.body.endsOn, ...ends].sort()[0] ?? '' };
  });
}

/** The waiver in force on a day, the longest of several; null when none is. */
export function waiverOn(record: Record, courseId: string, today: Day): Waiver | null {
  const order = ({ fact, endsOn }: Waiver) => `${endsOn} ${fact.factId}`;
  return waiversFor(record, courseId)
    .filter(({ fact, endsOn }) => fact.body.from <= today && today <= endsOn)
    .reduce<Waiver | null>((longest, waiver) => (longest && order(longest) > order(waiver) ? longest : waiver), null);
}

/** What somebody else last said of a certificate brought in, as far as it was said by a day: it holds, it does not, or nothing yet. */
export function verdictOn(record: Record, recordId: string, today: Day): Told<'training.record.verified'> | null {
  const said = toldAbout(record, recordId, 'training.record.verified').filter((fact) => fact.owner !== record.personId && countedDay(fact) <= today);
  const order = (fact: KnownFact) => `${countedMoment(fact)} ${fact.factId}`;
  return said.sort((one, other) => (order(one) < order(other) ? -1 : 1)).at(-1) ?? null;
}

/** What was told of these courses by a day, besides learning and sign-offs in Hearth itself. */
export function toldOfCourses(record: Record, courseIds: readonly string[], today: Day) {
  const of = <Kind extends FactKind>(kind: Kind) => courseIds.flatMap((courseId) => toldAbout(record, courseId, kind));
  const revoked = new Set(of('training.completion.revoked').flatMap((fact) => (countedDay(fact) <= today ? fact.body.completionId : [])));
  const passed: Passed[] = [];
  let hasUnverified = false;
  // Another course that counts has versions of its own: what is published of this one is not asked of it.
  const versionOf = (courseId: string) => (courseId === courseIds[0] ? undefined : Number.POSITIVE_INFINITY);
  for (const fact of of('training.record.imported')) {
    const { courseId, recordId, on, expiresOn } = fact.body;
    const verdict = verdictOn(record, recordId, today);
    if (revoked.has(recordId) || countedDay(fact) > today) continue;
    if (verdict === null) hasUnverified = true;
    else if (verdict.body.holds) passed.push({ on, until: expiresOn, isWhole: false, version: versionOf(courseId) });
  }
  for (const fact of new Set(of('training.passport.accepted'))) {
    if (countedDay(fact) > today || revoked.has(fact.body.acceptanceId)) continue;
    for (const { courseId, on, expiresOn } of fact.body.courses)
      if (courseIds.includes(courseId)) passed.push({ on, until: expiresOn, isWhole: true, version: versionOf(courseId) });
  }
  const seen = new Map<string, Day>();
  let hasDisagreement = false;
  for (const fact of of('training.practice.agreed')) {
    const { observationId, on, assessorId } = fact.body.observation;
    // Both phones deliver the same observation, and no day is counted later than its receipt.
    const day = [on, countedDay(fact), seen.get(observationId) ?? on].sort()[0] ?? on;
    if (day > today || assessorId === record.personId) continue;
    if (!fact.body.carer.agrees) hasDisagreement = true;
    if (countsAsSeen(fact)) seen.set(observationId, day);
  }
  return { revoked, passed, hasUnverified, signedOn: [...seen.values()], hasDisagreement };
}
