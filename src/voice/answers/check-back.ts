import type { Entry } from './ledger.ts';

/** Days after a worry about staff: did anything bad happen after you spoke? (regulation 39(4); voice reference, R18). */
export const CHECK_BACK_DAYS = [7, 28] as const;
export type CheckBackDay = (typeof CHECK_BACK_DAYS)[number];
const DAY_MS = 86_400_000;

/** The one that is due now, from the day it was sent by this phone’s clock; null when none is. */
export function dueCheckBack(entry: Entry, now: string): CheckBackDay | null {
  if (!entry.isAboutStaff || entry.kind !== 'worry' || entry.takenBackAt) return null;
  const days = (Date.parse(now) - Date.parse(entry.at)) / DAY_MS;
  return CHECK_BACK_DAYS.findLast((day) => days >= day && !entry.asked.some((asked) => asked >= day)) ?? null;
}
