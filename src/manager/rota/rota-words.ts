import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { CheckedShift, Finding } from '../../shared/home/rota-check.ts';
import type { RotaRule } from '../../shared/home/rota-rules.ts';
import { ROTA_RULES } from '../../shared/home/rota-rules.ts';
import type { Swap } from '../../shared/home/rota-swaps.ts';
import { clockSays, dayFrom, londonClock } from '../../shared/home/rota-time.ts';
import type { RotaShift, RotaWeek } from '../../shared/home/rota.ts';
import { citeText } from '../../shared/training/cite.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { currentLocale } from '../../words/phrasebook.ts';
import { r } from '../../words/rota.ts';

const made = new Map<string, Intl.DateTimeFormat>();

function says(day: Day, weekday: 'short' | undefined): string {
  const tag = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  const key = `${tag} ${weekday}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(tag, { weekday, day: 'numeric', month: 'short', timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' });
  made.set(key, known);
  return known.format(new Date(`${day}T12:00:00Z`)).replace(',', '');
}

/** `2026-05-05` → "Tue 5 May". */
export function weekdaySays(day: Day): string {
  return says(day, 'short');
}

/** `2026-05-05` → "5 May". */
export function dateSays(day: Day): string {
  return says(day, undefined);
}

/** The rule in words, with its place in the law: "No first aider: Children's Homes Regulations 2015, regulation 31(2)(a)". */
export function ruleSays(rule: RotaRule, catalogue: Catalogue | null): string {
  const { cite } = ROTA_RULES[rule];
  const source = cite && catalogue?.sources.find((entry) => entry.id === cite.source);
  return source && cite ? r('rule.says', { rule: r(`rule.${rule}`), law: citeText(cite, source) }) : r(`rule.${rule}`);
}

export function shiftTitle(week: RotaWeek, shift: RotaShift): string {
  return r('shift.says', { name: shift.name, day: weekdaySays(addDays(week.weekOf, shift.day)), from: clockSays(shift.start), to: clockSays(shift.end) });
}

export function shiftSays(shift: CheckedShift): string {
  return r('shift.says', { name: shift.name, day: weekdaySays(shift.day), from: clockSays(londonClock(shift.from).minutes), to: clockSays(londonClock(shift.to).minutes) });
}

function pointSays(minute: number): string {
  const { day, minutes } = londonClock(minute);
  return `${weekdaySays(dayFrom(day))} ${clockSays(minutes)}`;
}

/** From when to when; for a part of a shift, and for hours that belong to none. */
export function hoursSay(finding: Finding): string | null {
  const { shift, from, to } = finding;
  if (shift && shift.from === from && shift.to === to) return null;
  return r(shift ? 'finding.from' : 'finding.gap', { from: pointSays(from), to: pointSays(to) });
}

/** Who or what it is about, where the rule alone does not say it. */
export function howSays(finding: Finding): string | null {
  const names = finding.members.map((member) => member.name).join(', ');
  if (finding.why !== null) return r(`how.${finding.why}`, { names });
  return names === '' ? null : r('how.names', { names });
}

export function swapSays(swap: Swap): string {
  const name = swap.member.name;
  if (swap.act === 'lead') return r('swap.lead', { name });
  if (swap.act === 'exchange') return r(swap.leads ? 'swap.exchangeLeads' : 'swap.exchange', { name, gone: swap.instead.name, shift: shiftSays(swap.other) });
  if (swap.instead === null) return r(swap.leads ? 'swap.joinLeads' : 'swap.join', { name });
  return r(swap.leads ? 'swap.leadInstead' : 'swap.instead', { name, gone: swap.instead.name });
}
