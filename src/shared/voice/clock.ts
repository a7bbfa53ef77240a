import type { Day } from '../basics/day.ts';
import { addDays, epochDay, londonDay } from '../basics/day.ts';
import type { StaffedHours } from './directory.ts';

/** Clocks of the voice reference, 5.2. They run on metadata alone, by the server's time, in Europe/London. */

const HOUR_MS = 3_600_000;
/** Safety-flagged or a worry: somebody opens it within a staffed hour. */
export const OPEN_WORRY_MS = HOUR_MS;
/** Still nobody: the safeguarding lead is told. For a flagged view these are clock hours, day and night. */
export const ESCALATE_WORRY_MS = 4 * HOUR_MS;
/** Everything else, in clock hours. */
export const OPEN_OTHER_MS = 24 * HOUR_MS;
/** From the reminder on. Start value: the reference says "then", and no number. */
const ESCALATE_OTHER_DAYS = 1;
export const UNSEEN_DAYS = 3;
export const REPLY_DAYS = 5;
export const LADO_DAYS = 1;
export const OUTCOME_DAYS = 20;

/**
 * Days on which nobody works besides weekends, for each audience's country. Bank holidays belong here
 * once a person has confirmed where they come from; none is invented.
 */
export const DAYS_OFF: readonly Day[] = [];

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

function londonText(ms: number): string {
  const fields = new Map(london.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${fields.get('year')}-${fields.get('month')}-${fields.get('day')} ${fields.get('hour')}:${fields.get('minute')}`;
}

/** The first moment at which clocks in London show this; where they leap over it, the moment they would have. */
function londonMs(day: Day, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  return londonText(asUtc - HOUR_MS) === `${day} ${time}` ? asUtc - HOUR_MS : asUtc;
}

/** Monday is 1. */
function weekday(day: Day): number {
  return ((epochDay(day) + 3) % 7) + 1;
}

const iso = (ms: number) => new Date(ms).toISOString();

/** When so much time has passed in which a person looks. Empty days mean day and night; hours may reach over midnight. */
export function addStaffedMs(from: string, ms: number, hours: StaffedHours, daysOff: readonly Day[] = DAYS_OFF): string {
  const start = Date.parse(from);
  if (hours.days.length === 0) return iso(start + ms);
  let left = ms;
  // The day before may reach over midnight. A year without one staffed hour would be a fault of the directory.
  for (let day = addDays(londonDay(from), -1), tries = 0; tries < 400; day = addDays(day, 1), tries += 1) {
    if (!hours.days.includes(weekday(day)) || daysOff.includes(day)) continue;
    const opens = londonMs(day, hours.from);
    const closes = londonMs(hours.to > hours.from ? day : addDays(day, 1), hours.to);
    const begins = Math.max(opens, start);
    if (closes <= begins) continue;
    if (closes - begins >= left) return iso(begins + left);
    left -= closes - begins;
  }
  return iso(start + ms);
}

export function isStaffed(moment: string, hours: StaffedHours, daysOff: readonly Day[] = DAYS_OFF): boolean {
  return addStaffedMs(moment, 1, hours, daysOff) === iso(Date.parse(moment) + 1);
}

const WEEK = [1, 2, 3, 4, 5];
const isWorking = (day: Day, daysOff: readonly Day[]) => WEEK.includes(weekday(day)) && !daysOff.includes(day);

/** The same time of day so many working days on. What comes on a day off counts as come when the next working day begins. */
export function addWorkingDays(from: string, count: number, daysOff: readonly Day[] = DAYS_OFF): string {
  let day = londonDay(from);
  let time = londonText(Date.parse(from)).slice(11);
  if (!isWorking(day, daysOff)) {
    time = '00:00';
    while (!isWorking(day, daysOff)) day = addDays(day, 1);
  }
  for (let left = count; left > 0; left -= 1) {
    day = addDays(day, 1);
    while (!isWorking(day, daysOff)) day = addDays(day, 1);
  }
  return iso(londonMs(day, time));
}

/** What is known of one view in one audience without opening it. */
export type Metadata = {
  state: 'new' | 'read' | 'replied' | 'closed';
  receivedAt: string;
  /** Since when something lies here unopened: the view itself, or what the young person added. Null when all is opened. */
  waitingSince: string | null;
  isFlagged: boolean;
  isWorry: boolean;
  /** Since when a duty to tell the LADO is open. */
  dutySince: string | null;
};
export type DueWhat = 'open' | 'reply' | 'lado' | 'outcome';
export type Due = { what: DueWhat; at: string };

/** The next thing that must have happened. Null when nothing runs. */
export function dueOf(view: Metadata, hours: StaffedHours, daysOff: readonly Day[] = DAYS_OFF): Due | null {
  const running: Due[] = [];
  if (view.dutySince !== null) running.push({ what: 'lado', at: addWorkingDays(view.dutySince, LADO_DAYS, daysOff) });
  if (view.waitingSince !== null) running.push({ what: 'open', at: openBy(view, view.waitingSince, hours, daysOff) });
  else if (view.state === 'read') running.push({ what: 'reply', at: addWorkingDays(view.receivedAt, REPLY_DAYS, daysOff) });
  else if (view.state === 'replied') running.push({ what: 'outcome', at: addWorkingDays(view.receivedAt, OUTCOME_DAYS, daysOff) });
  return running.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null);
}

function openBy(view: Metadata, since: string, hours: StaffedHours, daysOff: readonly Day[]): string {
  return view.isFlagged || view.isWorry ? addStaffedMs(since, OPEN_WORRY_MS, hours, daysOff) : iso(Date.parse(since) + OPEN_OTHER_MS);
}

export type Step = { step: 'reminder' | 'escalation'; what: DueWhat; at: string };

/** Who must hear of it, and from when on: the second reader first, then the audience it escalates to. By time, earliest first. */
export function stepsOf(view: Metadata, hours: StaffedHours, daysOff: readonly Day[] = DAYS_OFF): Step[] {
  const steps: Step[] = [];
  if (view.waitingSince !== null) {
    const reminder = openBy(view, view.waitingSince, hours, daysOff);
    steps.push({ step: 'reminder', what: 'open', at: reminder });
    const fromStaffed = view.isFlagged ? iso(Date.parse(view.waitingSince) + ESCALATE_WORRY_MS) : addStaffedMs(view.waitingSince, ESCALATE_WORRY_MS, hours, daysOff);
    steps.push({ step: 'escalation', what: 'open', at: view.isFlagged || view.isWorry ? fromStaffed : addWorkingDays(reminder, ESCALATE_OTHER_DAYS, daysOff) });
  }
  const due = dueOf(view, hours, daysOff);
  if (due && due.what !== 'open') steps.push({ step: due.what === 'lado' ? 'escalation' : 'reminder', what: due.what, at: due.at });
  if (due?.what === 'reply') steps.push({ step: 'escalation', what: 'reply', at: addWorkingDays(due.at, ESCALATE_OTHER_DAYS, daysOff) });
  return steps.sort((one, other) => one.at.localeCompare(other.at));
}

/** Shown to the young person as late: not opened within three working days, or past what the audience promises. */
export function isOverdue(view: Metadata, hours: StaffedHours, now: string, daysOff: readonly Day[] = DAYS_OFF): boolean {
  if (view.state === 'new') return addWorkingDays(view.receivedAt, UNSEEN_DAYS, daysOff) <= now;
  const due = dueOf({ ...view, waitingSince: null }, hours, daysOff);
  return due !== null && due.what !== 'lado' && due.at <= now;
}
