import type { Day } from '../basics/day.ts';
import type { Clock } from '../people/clocks.ts';
import { clocksOf } from '../people/clocks.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import { coverNumber } from './inspection-cover.ts';
import { documentsNumber } from './inspection-documents.ts';
import { forecastsOf } from './inspection-forecast.ts';
import type { HomeLook, InPost } from './inspection-look.ts';
import { inOrder, inPost, sourceFrom } from './inspection-look.ts';
import { appraisalNumbers, beginningNumbers, supervisionNumber } from './inspection-meetings.ts';
import { levelFiveNumber, levelThreeNumbers, staffNumber, turnoverNumber } from './inspection-people.ts';
import type { NumberWithEvidence, Sheet } from './inspection-sheet.ts';
import { NUMBER_IDS } from './inspection-sheet.ts';
import { trainingNumbers } from './inspection-training.ts';
import { shiftDaysOf } from './shift-days.ts';

/** A home on one day, with what several numbers ask of it. */
export type Look = { look: HomeLook; asAt: Day; posts: InPost[]; clocksOf(person: PersonRecord): Clock[] };

export function lookAt(look: HomeLook, asAt: Day): Look {
  const shifts = shiftDaysOf({ told: look.told });
  const known = new Map<string, Clock[]>();
  return {
    look,
    asAt,
    posts: inPost(look, asAt),
    clocksOf(person) {
      const before = known.get(person.personId);
      if (before) return before;
      const clocks = clocksOf(person, asAt, { shiftDays: shifts.get(person.personId) });
      known.set(person.personId, clocks);
      return clocks;
    },
  };
}

/** Every number with all it was counted from, in the order they are shown. */
export function numbersOf(at: Look): NumberWithEvidence[] {
  const made = [
    staffNumber(at),
    turnoverNumber(at),
    ...levelThreeNumbers(at),
    levelFiveNumber(at),
    supervisionNumber(at),
    ...appraisalNumbers(at),
    ...beginningNumbers(at),
    ...trainingNumbers(at),
    coverNumber(at),
    documentsNumber(at),
  ];
  return made.sort((one, other) => NUMBER_IDS.indexOf(one.id) - NUMBER_IDS.indexOf(other.id));
}

/** The manager's own words beside numbers: the last ones, whatever day is looked at. */
function notesOf({ look }: Look): Sheet['notes'] {
  const told = inOrder(toldOf({ told: look.told }, 'home.note.written').filter(({ body }) => body.homeId === look.homeId));
  const last = new Map(told.map((fact) => [fact.body.about, fact]));
  return [...last.values()]
    .filter(({ body }) => body.text !== '')
    .map((fact) => ({ about: fact.body.about, text: fact.body.text, by: sourceFrom(look, fact)?.by ?? '', on: sourceFrom(look, fact)?.on ?? '' }));
}

/** The page on one day. The same on the manager's phone and on the server. */
export function sheetOf(at: Look): { sheet: Sheet; evidence: Map<string, NumberWithEvidence['rows']> } {
  const numbers = numbersOf(at);
  const { homeId, homeName } = at.look;
  return {
    sheet: { homeId, homeName, asAt: at.asAt, numbers: numbers.map(({ rows: _rows, ...number }) => number), forecast: forecastsOf(at), notes: notesOf(at) },
    evidence: new Map(numbers.map((number) => [number.id, number.rows])),
  };
}
