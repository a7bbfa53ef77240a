/**
 * A calendar day, `2027-03-31`. Days compare as plain text. Every legal clock in
 * Hearth counts Europe/London calendar days, never moments.
 */
export type Day = string & { readonly __day?: never };

const MS_PER_DAY = 86_400_000;

function parts(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

const written = new Map<number, Day>();

/** A few thousand days are asked for over and over. */
function dayFromEpoch(days: number): Day {
  const known = written.get(days);
  if (known !== undefined) return known;
  const day: Day = new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
  if (written.size < 20_000) written.set(days, day);
  return day;
}

const counted = new Map<Day, number>();

/** Days since 1970-01-01, so that two days can be subtracted. */
export function epochDay(day: Day): number {
  const known = counted.get(day);
  if (known !== undefined) return known;
  const [year, month, date] = parts(day);
  const days = Math.round(Date.UTC(year, month - 1, date) / MS_PER_DAY);
  if (counted.size < 20_000) counted.set(day, days);
  return days;
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return dayFromEpoch(epochDay(text)) === text;
}

export function addDays(day: Day, count: number): Day {
  return dayFromEpoch(epochDay(day) + count);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/**
 * Adds calendar months. Where the month is too short the last day of it is used, so
 * 29 February + 12 months is 28 February: the earlier, safer reading
 * (training reference, section 7; unconfirmed).
 */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = parts(day);
  const index = year * 12 + (month - 1) + count;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12;
  const lastDate = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return dayFromEpoch(Math.round(Date.UTC(targetYear, targetMonth, Math.min(date, lastDate)) / MS_PER_DAY));
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The Europe/London calendar day on which an ISO moment falls. */
export function londonDay(moment: string): Day {
  // Since 1970 London has been at most an hour ahead: only the last hour of a day can fall on another.
  if (/T(?!23).*Z$/.test(moment)) return moment.slice(0, 10);
  const fields = london.formatToParts(new Date(moment));
  const pick = (type: string) => fields.find((field) => field.type === type)?.value ?? '';
  return `${pick('year')}-${pick('month')}-${pick('day')}`;
}
