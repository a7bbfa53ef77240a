import { cover, outsideCourses } from '../../../content/rota-courses.ts';
import type { Day } from '../../../shared/basics/day.ts';
import { addDays, addMonths, epochDay } from '../../../shared/basics/day.ts';
import type { Member, Team } from '../../../shared/home/rota-team.ts';
import { COVERS, covers, teamOf } from '../../../shared/home/rota-team.ts';
import { mondayOf } from '../../../shared/home/rota-time.ts';
import type { RotaShift } from '../../../shared/home/rota.ts';
import type { Catalogue, CourseCard } from '../../../shared/training/catalogue.ts';
import type { Course } from '../../../shared/training/course.ts';
import { applyFacts, emptyRecord, subjectOf } from '../../../shared/training/person-record.ts';
import type { Requirement } from '../../../shared/training/requirement.ts';
import type { Fact, KnownFact } from '../../../shared/wire/fact.ts';
import type { Delivery } from './history.ts';
import type { DemoHome, DemoPerson } from './region.ts';
import { CARER_NAME } from './region.ts';

const WEEKS = 4;
/** The one whose first aid ends in the middle of the rota: their nights have no first aider from then on. */
const ENDS_AFTER_DAYS = 13;
const TIMES = [
  { name: 'Early', start: 420, end: 870 },
  { name: 'Late', start: 840, end: 1320 },
  { name: 'Night', start: 1290, end: 450 },
] as const;

/** As much of a catalogue as tells who covers what. */
function catalogueFrom(courses: ReadonlyMap<string, Course>, requirements: readonly Requirement[]): Catalogue {
  const cards = [...courses.values()].map(({ id, version, kind, title, summary, minutes, passMark, renewal, practical }): CourseCard => {
    const card = { id, version, kind, title, summary, minutes, passMark, renewalMonths: renewal.months, modules: [], address: '', bytes: 0, media: [], mediaBytes: 0 };
    return practical ? { ...card, practical } : card;
  });
  return { version: '', sources: [], pathways: [], requirements: [...requirements], courses: cards, outside: outsideCourses, cover };
}

/** First aid certificates and inductions, as the manager wrote them down. Some of the night staff hold no first aid. */
function papers(home: DemoHome, nights: readonly DemoPerson[], today: Day, at: Date): Fact[] {
  const { phone } = home.manager;
  return home.staff.flatMap((person, index): Fact[] => {
    const { personId } = person;
    const on = person === nights[0] ? addMonths(addDays(mondayOf(today), ENDS_AFTER_DAYS), -36) : addDays(today, -200 - index * 40);
    const recordId = phone.newId(at);
    const record = {
      recordId,
      personId,
      courseId: 'first-aid',
      on,
      expiresOn: null,
      number: `FA-${1000 + index}`,
      provider: 'Estuary First Aid (made up)',
      importId: recordId,
      row: 0,
    };
    const isNight = nights.indexOf(person);
    const hasAid = person.name !== CARER_NAME && person.role !== 'agency' && (isNight < 0 ? index % 5 !== 4 : isNight % 2 === 0);
    const aid = [
      phone.write('training.record.imported', recordId, record, at),
      phone.write('training.record.verified', recordId, { recordId, personId, holds: true, seen: 'original', note: '' }, at),
    ];
    const milestone = { personId, homeId: home.homeId, what: 'induction', outcome: 'met', on: addDays(today, -30), until: null, note: '' } as const;
    const isInducted = person.startsOn < addDays(today, -180) && person.role !== 'agency';
    return [...(hasAid ? aid : []), ...(isInducted ? [phone.write('people.milestone.recorded', personId, milestone, at)] : [])];
  });
}

type Turn = { from: number; to: number };

/** Fills shifts one after the other: those who rested, with the fewest turns first, and what a shift needs before the rest. */
class Roster {
  readonly turns = new Map<string, Turn[]>();
  readonly team: Team;
  constructor(team: Team) {
    this.team = team;
  }

  isFree(member: Member, turn: Turn): boolean {
    const theirs = this.turns.get(member.key) ?? [];
    const week = theirs.filter((entry) => Math.floor((entry.from - turn.from) / 10_080) === 0 || Math.abs(entry.from - turn.from) < 6 * 1440);
    return week.length < 5 && theirs.every((entry) => entry.to + 660 <= turn.from || entry.from >= turn.to + 660);
  }

  take(member: Member, turn: Turn): Member {
    this.turns.set(member.key, [...(this.turns.get(member.key) ?? []), turn]);
    return member;
  }

  fill(pool: readonly Member[], day: number, turn: Turn, count: number): Member[] {
    const load = (member: Member) => this.turns.get(member.key)?.length ?? 0;
    const free = () => pool.filter((member) => !on.includes(member) && this.isFree(member, turn)).sort((one, other) => load(one) - load(other));
    const on: Member[] = [];
    for (const wanted of [(member: Member) => covers(member, 'firstAid', day), (member: Member) => covers(member, 'medication', day), (member: Member) => member.isInducted(day)]) {
      if (on.some(wanted) || on.length >= count) continue;
      const next = free().find(wanted);
      if (next) on.push(this.take(next, turn));
    }
    while (on.length < count) {
      const next = free()[0];
      if (!next) break;
      on.push(this.take(next, turn));
    }
    return on;
  }
}

/** Four weeks of a rota for one home, from this Monday on, with two things in it that a manager would want to know. */
export function rotaOf(
  home: DemoHome,
  courses: ReadonlyMap<string, Course>,
  requirements: readonly Requirement[],
  earlier: readonly Delivery[],
  today: Day,
  end: Date,
): Delivery[] {
  const at = new Date(end.getTime() - 3_600_000);
  const { phone } = home.manager;
  const isGrown = (person: DemoPerson) => person.startsOn < addDays(today, -90) && person.role === 'carer';
  const nights = home.staff.filter(isGrown).slice(0, 4);
  if (nights.length < 4) return [];
  const facts = papers(home, nights, today, at);
  const everything = [...earlier.flatMap((delivery) => delivery.facts), ...facts].map((fact) => ({ ...fact, recordedAt: fact.at }) as unknown as KnownFact);
  const people = [home.manager, ...home.staff].map(({ personId, name }) =>
    applyFacts(
      { ...emptyRecord(personId), name },
      everything.filter((fact) => subjectOf(fact, fact.owner) === personId),
    ),
  );
  const monday = mondayOf(today);
  const team = teamOf(home.homeId, people, catalogueFrom(courses, requirements), monday, addDays(monday, WEEKS * 7));
  const roster = new Roster(team);
  const memberOf = (person: DemoPerson) => team.byId.get(person.personId);
  const nightMembers = nights.flatMap((person) => memberOf(person) ?? []);
  const amara = team.members.find((member) => member.name === CARER_NAME);
  const days = home.staff.flatMap((person) => (nights.includes(person) || person.role === 'agency' || person.name === CARER_NAME ? [] : (memberOf(person) ?? [])));
  const agency = home.staff.filter((person) => person.role === 'agency').flatMap((person) => memberOf(person) ?? []);

  const weeks = Array.from({ length: WEEKS }, (_, week) => {
    const weekOf = addDays(monday, week * 7);
    const named: { personId: string | null; name: string; isAgency: boolean }[] = [];
    const place = (entry: { personId: string | null; name: string; isAgency: boolean }) => {
      const known = named.findIndex((other) => other.personId === entry.personId && other.name === entry.name);
      return known < 0 ? named.push(entry) - 1 : known;
    };
    const placed = (member: Member) => place({ personId: member.personId, name: member.name, isAgency: member.isAgency });
    const shifts = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      TIMES.map(({ name, start, end: until }): RotaShift => {
        const date = epochDay(weekOf) + day;
        const turn = { from: date * 1440 + start, to: date * 1440 + (until > start ? until : until + 1440) };
        // Two nights on, two nights off.
        const pair = Math.floor((week * 7 + day) / 2) % 2 === 0 ? nightMembers.slice(0, 2) : nightMembers.slice(2, 4);
        const isShort = name === 'Late' && week === 1 && day === 5;
        const whole = name === 'Night' ? pair : roster.fill(days, date, turn, 3);
        // Two rang in sick: whoever can do most is left, with agency staff.
        const most = [...whole, ...days.filter((member) => roster.isFree(member, turn))].find(
          (member) => member.isInducted(date) && COVERS.every((what) => covers(member, what, date)),
        );
        const crew = isShort && most ? [most] : whole;
        const leader = crew.find((member) => member.isInducted(date)) ?? null;
        const helpers = isShort ? [...agency.map(placed), place({ personId: null, name: 'Kit Sample', isAgency: true })] : [];
        const shadow = amara && name === 'Early' && day % 3 === 0 && week < 2 ? [placed(amara)] : [];
        return { day, name, start, end: until, on: [...crew.map(placed), ...helpers], shadow, leader: leader && placed(leader) };
      }),
    );
    const body = { homeId: home.homeId, weekOf, people: named, shifts, loneAssessedOn: addDays(today, -120), roundTheClock: true };
    return phone.write('home.rota.set', `${home.homeId}.${weekOf}`, body, at);
  });
  return [{ at, person: home.manager, facts: [...facts, ...weeks] }];
}
