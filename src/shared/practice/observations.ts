import type { Day } from '../basics/day.ts';
import { countsAsSeen, isProvisional } from '../training/agreed.ts';
import { countedDay } from '../training/claimed-time.ts';
import type { Observation } from '../training/practice.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import type { KnownFact } from '../wire/fact.ts';

export type ObservedFact = Extract<KnownFact, { kind: 'training.practice.observed' }>;
export type AgreedFact = Extract<KnownFact, { kind: 'training.practice.agreed' }>;

/** One observation, from however many facts and phones: what was seen, and what both said of it. */
export type Seen = {
  observationId: string;
  observation: Observation;
  half: ObservedFact | null;
  whole: AgreedFact | null;
  /** Counts towards the sign-offs of the course. */
  counts: boolean;
  provisional: boolean;
  /** Pictures that the server does not hold yet. */
  missing: readonly string[];
};

/** The server's word before this phone's own. */
function better<Fact extends KnownFact>(one: Fact | null, other: Fact): Fact {
  if (!one || (one.recordedAt === null && other.recordedAt !== null)) return other;
  return one.recordedAt !== null && other.recordedAt !== null && (other.unconfirmed ?? []).length > (one.unconfirmed ?? []).length ? other : one;
}

/** Newest first, each once, whichever phones delivered it. */
export function observationsOf(record: Pick<PersonRecord, 'told'>, courseId?: string): Seen[] {
  const byId = new Map<string, Pick<Seen, 'half' | 'whole'>>();
  const entryOf = (id: string) => byId.get(id) ?? { half: null, whole: null };
  for (const fact of toldOf(record, 'training.practice.observed')) byId.set(fact.about, { ...entryOf(fact.about), half: better(entryOf(fact.about).half, fact) });
  for (const fact of toldOf(record, 'training.practice.agreed')) byId.set(fact.about, { ...entryOf(fact.about), whole: better(entryOf(fact.about).whole, fact) });
  const all = [...byId].flatMap(([observationId, { half, whole }]): Seen[] => {
    const observation = (whole ?? half)?.body.observation;
    if (!observation || (courseId !== undefined && observation.courseId !== courseId)) return [];
    const provisional = whole ? isProvisional(whole) : false;
    return [{ observationId, observation, half, whole, counts: whole !== null && countsAsSeen(whole), provisional, missing: half?.missing ?? [] }];
  });
  return all.sort((one, other) => other.observation.on.localeCompare(one.observation.on) || (one.observationId < other.observationId ? 1 : -1));
}

/** The days that count, or will once the other person has said yes and the server has looked. */
export function daysSeen(record: Pick<PersonRecord, 'told' | 'signOffs'>, courseId: string, only: 'counting' | 'likely'): Day[] {
  const observed = observationsOf(record, courseId).filter((seen) => (only === 'counting' ? seen.counts : seen.observation.met && seen.whole?.body.carer.agrees !== false));
  const signed = record.signOffs.filter((entry) => entry.courseId === courseId && entry.met).map(countedDay);
  return [...new Set([...observed.map((seen) => seen.observation.on), ...signed])].sort();
}
