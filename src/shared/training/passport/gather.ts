import type { Day } from '../../basics/day.ts';
import { addMonths } from '../../basics/day.ts';
import type { Placement } from '../../people/person.ts';
import type { Diploma } from '../../people/qualification.ts';
import { CARE_ROLES } from '../../people/role.ts';
import type { CourseCard } from '../catalogue.ts';
import { countedDay, countedMoment } from '../claimed-time.ts';
import type { PersonRecord } from '../person-record.ts';
import { standingFor, toldOf } from '../person-record.ts';
import { coversShift } from '../standing.ts';
import { COURSE_CODES } from './course-codes.ts';
import type { Certificate, DiplomaClock, Passport } from './passport.ts';
import { CERTIFICATES_LIMIT, homeCodeOf } from './passport.ts';

/** 2 years in a care role (SI 2015/541, regulation 32(5)), 3 years as a manager (regulation 28(3)). */
const MONTHS: Record<Diploma, number> = { level3: 24, level5: 36 };

/** Every day on which something was done or told, so that a standing can only change on one of them. */
function daysOf(record: PersonRecord): Day[] {
  const told = (record.told ?? []).flatMap((fact) => [countedDay(fact), ...('on' in fact.body && typeof fact.body.on === 'string' ? [fact.body.on] : [])]);
  const observed = toldOf(record, 'training.practice.agreed').map(({ body }) => body.observation.on);
  return [...new Set([...record.completions.map(countedDay), ...record.signOffs.map(countedDay), ...told, ...observed])].sort();
}

function homeOn(placements: readonly Placement[], day: Day): number | null {
  const there = placements.filter((placement) => !placement.endsOn || placement.endsOn >= day).sort((one, other) => (one.startsOn < other.startsOn ? 1 : -1));
  const home = there.find((placement) => placement.startsOn <= day) ?? there.at(-1);
  return home ? homeCodeOf(home.placeId) : null;
}

/** The day on an old certificate, or on another passport, where nothing done here began to count on this day. */
function broughtIn(record: PersonRecord, courseId: string, day: Day): Day | null {
  const isDone = [...record.completions, ...record.signOffs].some((entry) => entry.courseId === courseId && countedDay(entry) === day);
  if (isDone) return null;
  const imported = toldOf(record, 'training.record.imported').filter(({ body }) => body.courseId === courseId);
  const accepted = toldOf(record, 'training.passport.accepted').flatMap(({ body }) => body.courses.filter((entry) => entry.courseId === courseId));
  const days = [...imported.map(({ body }) => body.on), ...accepted.map(({ on }) => on)].filter((on) => on <= day);
  return days.sort().at(-1) ?? null;
}

/**
 * What counts today and nothing else: the same standing as everywhere, by the region's own intervals.
 * Each with the day from which it has counted as it does, and its last day.
 */
export function certificatesOf(record: PersonRecord, cards: readonly CourseCard[], today: Day): Certificate[] {
  const days = daysOf(record).filter((day) => day <= today);
  return cards
    .flatMap((card): Certificate[] => {
      const code = COURSE_CODES[card.id];
      const { word, expiresOn } = standingFor(record, card, null, today);
      if (code === undefined || !coversShift(word)) return [];
      // What was published since may end it sooner; it has counted from the same day.
      const { history: _history, ...plain } = card;
      const ownEnd = standingFor(record, plain, null, today).expiresOn;
      const on = days.find((day) => {
        const then = standingFor(record, plain, null, day);
        return coversShift(then.word) && then.expiresOn === ownEnd;
      });
      if (on === undefined) return [];
      const brought = broughtIn(record, card.id, on);
      return [{ code, on: brought ?? on, expiresOn, home: brought === null ? homeOn(record.placements, on) : null }];
    })
    .slice(0, CERTIFICATES_LIMIT);
}

/** The later date of a deferral that still goes on (regulations 28(4) and 32(6)). */
function deferredTo(record: PersonRecord, diploma: Diploma, today: Day): Day | null {
  const ended = new Set(toldOf(record, 'people.deferral.reviewed').flatMap(({ body }) => (body.goesOn ? [] : [body.deferralId])));
  const going = toldOf(record, 'people.clock.deferred').filter(({ body }) => body.diploma === diploma && body.until >= today && !ended.has(body.deferralId));
  return (
    going
      .map(({ body }) => body.until)
      .sort()
      .at(-1) ?? null
  );
}

function clockOf(record: PersonRecord, diploma: Diploma, from: Day | null, today: Day): DiplomaClock {
  const told = toldOf(record, 'people.qualification.recorded').filter(({ body }) => body.diploma === diploma && body.on <= today);
  const last = told.sort((one, other) => `${one.body.on} ${countedMoment(one)}`.localeCompare(`${other.body.on} ${countedMoment(other)}`)).at(-1);
  const legal = from === null ? null : addMonths(from, MONTHS[diploma]);
  const deferred = deferredTo(record, diploma, today);
  const by = legal !== null && deferred !== null && deferred > legal ? deferred : legal;
  return { state: last?.body.state ?? 'unknown', on: last?.body.on ?? null, by };
}

type Clocks = Pick<Passport, 'care' | 'level3' | 'level5'>;

/** The clocks run on when somebody leaves a home, so placements that ended count too. */
export function clocksToCarry(record: PersonRecord, today: Day): Clocks {
  const care = record.placements.filter((placement) => CARE_ROLES.includes(placement.role));
  const from = care.map((placement) => placement.careRoleStartedOn ?? placement.startsOn).sort()[0] ?? null;
  const managing = record.placements.filter((placement) => placement.role === 'manager').map((placement) => placement.startsOn);
  return {
    care: { from, isFirst: care.some((placement) => placement.careRoleStartedOn === from && from !== null) },
    level3: clockOf(record, 'level3', from, today),
    level5: clockOf(record, 'level5', managing.sort()[0] ?? null, today),
  };
}
