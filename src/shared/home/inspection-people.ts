import type { Day } from '../basics/day.ts';
import { addDays, addMonths } from '../basics/day.ts';
import type { Clock } from '../people/clocks.ts';
import { CARE_ROLES } from '../people/role.ts';
import { toldOf } from '../training/person-record.ts';
import type { InPost } from './inspection-look.ts';
import { inOrder, inPost, sourceFrom } from './inspection-look.ts';
import type { Look } from './inspection-numbers.ts';
import type { Cell, Column, Evidence, InspectionWord, NumberId, NumberWithEvidence } from './inspection-sheet.ts';

const day = (on: Day | null): Cell => ({ type: 'day', day: on });
const word = (said: InspectionWord): Cell => ({ type: 'word', word: said });

/** A row about somebody in post. */
export function personRow({ person, role }: InPost, cells: Cell[], counted: number, rest: Partial<Evidence> = {}): Evidence {
  return { id: person.personId, name: person.name, role, cells, counted, of: 1, source: null, lead: { to: 'person', personId: person.personId }, ...rest };
}

/** A number as the sum of its rows. */
export function sumOf(id: NumberId, columns: Column[], rows: Evidence[], rest: Partial<NumberWithEvidence> & { isShare: boolean }): NumberWithEvidence {
  const { isShare, ...other } = rest;
  const value = rows.reduce((sum, row) => sum + row.counted, 0);
  const of = rows.reduce((sum, row) => sum + row.of, 0);
  return { id, value, of: isShare ? of : null, tone: 'plain', aside: null, missing: null, columns, rows, ...other };
}

/** Staff in post (regulation 37, Schedule 4). */
export function staffNumber({ posts }: Look): NumberWithEvidence {
  const rows = posts.map((post) => {
    const since = post.person.placements.flatMap((placement) => placement.careRoleStartedOn ?? []).sort()[0] ?? null;
    return personRow(post, [day(post.startedOn), day(since)], 1);
  });
  const agency = posts.filter((post) => post.role === 'agency').length;
  return sumOf('staff', ['startedOn', 'careSince'], rows, {
    isShare: false,
    aside: agency > 0 ? { word: 'agency', count: agency } : null,
    missing: rows.length === 0 ? 'noStaff' : null,
    tone: rows.length === 0 ? 'warn' : 'plain',
  });
}

/** Who left in the twelve months before the day (Guide 10.19). The share is of the average of both ends. */
export function turnoverNumber({ look, asAt, posts }: Look): NumberWithEvidence {
  const from = addMonths(asAt, -12);
  const stays = new Set(posts.map(({ person }) => person.personId));
  const rows = look.people.flatMap((person): Evidence[] => {
    const ended = person.placements.filter((placement) => placement.placeId === look.homeId && placement.endsOn && placement.endsOn >= from && placement.endsOn < asAt);
    const last = ended.sort((one, other) => (one.endsOn ?? '').localeCompare(other.endsOn ?? '')).at(-1);
    if (!last || stays.has(person.personId)) return [];
    return [personRow({ person, role: last.role, startedOn: last.startsOn }, [day(last.startsOn), day(last.endsOn ?? null)], 1)];
  });
  const average = (posts.length + inPost(look, from).length) / 2;
  const share = average > 0 ? Math.round((100 * rows.length) / average) : 0;
  return sumOf('turnover', ['startedOn', 'leftOn'], rows, { isShare: false, aside: rows.length > 0 ? { word: 'share', count: share } : null });
}

export type Diploma = { post: InPost; clock: Clock };

/** Everybody in a care role with the day their Level 3 is due (regulation 32(4)–(5)). */
export function diplomasOf({ posts, clocksOf }: Look, what: 'level3' | 'level5'): Diploma[] {
  return posts.flatMap((post) => {
    if (what === 'level3' ? !CARE_ROLES.includes(post.role) : post.role !== 'manager') return [];
    const clock = clocksOf(post.person).find((entry) => entry.what === what);
    return clock ? [{ post, clock }] : [];
  });
}

/** Where somebody stands with a diploma: exactly one of these. */
export type DiplomaPlace = 'held' | 'deferred' | 'overdue' | 'onCourse' | 'notEnrolled';

export function placeOf({ state, qualification }: Clock): DiplomaPlace {
  if (state === 'met') return 'held';
  if (state === 'deferred') return 'deferred';
  if (state === 'overdue') return 'overdue';
  return qualification?.state === 'enrolled' ? 'onCourse' : 'notEnrolled';
}

function sourceOf({ look, asAt }: Look, { post, clock }: Diploma): Evidence['source'] {
  const said = toldOf(post.person, 'people.qualification.recorded').filter(({ body }) => body.diploma === clock.what && body.on <= asAt);
  return sourceFrom(look, inOrder(said).at(-1));
}

function paceWord({ qualification }: Clock): InspectionWord {
  if (qualification?.state !== 'enrolled') return 'notEnrolled';
  return qualification.pace ?? 'unknown';
}

function dates({ post, clock }: Diploma, cells: Cell[], counted: number, look: Look): Evidence {
  return personRow(post, cells, counted, { source: sourceOf(look, { post, clock }), lead: { to: 'dates', personId: post.person.personId } });
}

/** Level 3: held, on course, not enrolled, overdue, deferred. Everybody in a care role is in exactly one of the last four or has it. */
export function levelThreeNumbers(look: Look): NumberWithEvidence[] {
  const all = diplomasOf(look, 'level3');
  const at = (place: DiplomaPlace) => all.filter(({ clock }) => placeOf(clock) === place);
  const held = all.map((entry) => {
    const isHeld = placeOf(entry.clock) === 'held';
    const state = entry.clock.qualification?.state ?? 'notEnrolled';
    return dates(entry, [word(state), day(isHeld ? entry.clock.lastOn : null), day(isHeld ? null : entry.clock.byOn)], isHeld ? 1 : 0, look);
  });
  const onCourse = at('onCourse').map((entry) => {
    const { qualification } = entry.clock;
    const percent: Cell = qualification?.percent === null || qualification?.percent === undefined ? word('unknown') : { type: 'share', value: qualification.percent, of: 100 };
    return dates(entry, [word(paceWord(entry.clock)), percent, day(qualification?.expectedOn ?? null), day(entry.clock.byOn)], 1, look);
  });
  const waiting = at('notEnrolled').map((entry) => dates(entry, [day(entry.clock.startedOn), day(entry.clock.byOn)], 1, look));
  const late = at('overdue').map((entry) => dates(entry, [word(paceWord(entry.clock)), day(entry.clock.startedOn), day(entry.clock.byOn)], 1, look));
  const deferred = at('deferred').map((entry) => {
    const { deferral } = entry.clock;
    const source = deferral ? { factId: deferral.factId, by: look.look.people.find((person) => person.personId === deferral.author)?.name ?? '', on: deferral.decidedOn } : null;
    const cells = [word(deferral?.reason ?? 'other'), day(entry.clock.firstByOn), day(entry.clock.byOn), day(deferral?.reviewOn ?? null)];
    return { ...dates(entry, cells, 1, look), source };
  });
  const behind = at('onCourse').filter(({ clock }) => paceWord(clock) === 'behind').length;
  const soon = addDays(look.asAt, 182);
  const pressed = at('notEnrolled').filter(({ clock }) => clock.byOn <= soon).length;
  const reviews = at('deferred').filter(({ clock }) => clock.deferral?.isReviewDue).length;
  return [
    sumOf('level3Held', ['state', 'since', 'byOn'], held, { isShare: true, missing: all.length === 0 ? 'noStaff' : null }),
    sumOf('level3OnCourse', ['pace', 'percent', 'expectedOn', 'byOn'], onCourse, {
      isShare: false,
      aside: behind > 0 ? { word: 'behind', count: behind } : null,
      tone: behind > 0 ? 'warn' : 'plain',
    }),
    sumOf('level3NotEnrolled', ['careSince', 'byOn'], waiting, {
      isShare: false,
      aside: pressed > 0 ? { word: 'soon', count: pressed } : null,
      tone: pressed > 0 ? 'warn' : 'plain',
    }),
    sumOf('level3Overdue', ['pace', 'careSince', 'byOn'], late, { isShare: false, tone: late.length > 0 ? 'danger' : 'good' }),
    sumOf('level3Deferred', ['reason', 'firstByOn', 'byOn', 'reviewOn'], deferred, {
      isShare: false,
      aside: reviews > 0 ? { word: 'reviewDue', count: reviews } : null,
      tone: reviews > 0 ? 'warn' : 'plain',
    }),
  ];
}

/** The manager's own diploma (regulation 28(2)–(4)). */
export function levelFiveNumber(look: Look): NumberWithEvidence {
  const all = diplomasOf(look, 'level5');
  const rows = all.map((entry) => {
    const place = placeOf(entry.clock);
    const state = place === 'held' || place === 'onCourse' || place === 'notEnrolled' ? (entry.clock.qualification?.state ?? 'notEnrolled') : place;
    const cells = [word(state), day(entry.clock.lastOn), day(entry.clock.startedOn), day(entry.clock.byOn), day(entry.clock.deferral?.reviewOn ?? null)];
    return dates(entry, cells, place === 'held' ? 1 : 0, look);
  });
  const isLate = all.some(({ clock }) => placeOf(clock) === 'overdue');
  const isHeld = rows.length > 0 && rows.every((row) => row.counted === 1);
  return sumOf('level5', ['state', 'since', 'startedOn', 'byOn', 'reviewOn'], rows, {
    isShare: true,
    missing: rows.length === 0 ? 'noManager' : null,
    tone: rows.length === 0 || isLate ? 'danger' : isHeld ? 'good' : 'plain',
  });
}
