import type { Day } from '../../shared/basics/day.ts';
import type { Clock, ClockState } from '../../shared/people/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import { c } from '../../words/clocks.ts';

type Shape = 'current' | 'dueSoon' | 'expired' | 'lapsed' | 'notStarted' | 'inProgress' | 'waived';

const SHAPES: Record<ClockState, Shape> = {
  met: 'current',
  onTime: 'inProgress',
  warn: 'dueSoon',
  overdue: 'expired',
  deferred: 'waived',
  notStarted: 'notStarted',
  notMet: 'expired',
  notRecorded: 'lapsed',
};

export function clockShape(clock: Clock): Shape {
  return SHAPES[clock.state];
}

/** Where it stands, in one short line. */
export function clockSays(clock: Clock): string {
  switch (clock.state) {
    case 'met':
      return clock.lastOn === null ? c('state.met') : c('state.metOn', { day: formatDay(clock.lastOn) });
    case 'overdue':
      return c('state.overdue', { day: formatDay(clock.byOn) });
    case 'deferred':
      return c('state.deferred', { day: formatDay(clock.byOn) });
    case 'notStarted':
      return c('state.notStarted', { day: formatDay(clock.startedOn) });
    case 'warn':
      return c('state.soon', { day: formatDay(clock.byOn) });
    case 'onTime':
      return c('state.by', { day: formatDay(clock.byOn) });
    default:
      return c(`state.${clock.state}`);
  }
}

/** Is there something to do about it now? A warning half a year ahead matters only for a diploma. */
export function needsLook(clock: Clock): boolean {
  if (['overdue', 'notMet', 'notRecorded'].includes(clock.state)) return true;
  if (clock.deferral?.isReviewDue) return true;
  if (clock.state === 'met') return false;
  if (clock.qualification?.pace === 'behind') return true;
  const isDiploma = clock.starts !== null;
  return clock.warnAt !== null && (isDiploma || clock.warnAt <= 30);
}

/** What it is, with the home where it belongs to one of several. */
export function clockTitle(clock: Clock, homeName: string | null): string {
  const what = c(`what.${clock.what}`);
  return homeName === null ? what : c('at', { what, home: homeName });
}

export type NameOf = (id: string) => string | null;

/** Why this day and no other: the rule in plain words, and the days it rests on. */
export function reasonsOf(clock: Clock, placeName: NameOf, isAgency: boolean): string[] {
  const says = [c(`why.${clock.what}`)];
  if (clock.what === 'level3' && isAgency) says.push(c('why.level3.agency'));
  if (clock.starts) {
    const { firstEver, isFirstKnown, here, mustConfirm } = clock.starts;
    says.push(c('why.firstEver', { day: formatDay(firstEver) }));
    for (const { placeId, on } of here) if (on !== firstEver) says.push(c('why.here', { home: placeName(placeId) ?? c('back'), day: formatDay(on) }));
    if (!isFirstKnown) says.push(c('why.firstUnsure'));
    if (mustConfirm) says.push(c('why.confirm'));
  } else if (clock.what === 'supervision' || clock.what === 'appraisal') {
    says.push(clock.lastOn === null ? `${c('why.never')} ${fromDay(clock.startedOn)}` : c('why.lastOn', { day: formatDay(clock.lastOn) }));
  } else says.push(fromDay(clock.startedOn));
  if (clock.rule !== null) says.push(c(`why.rule.${clock.rule}`));
  if (clock.rule === 'agency') says.push(clock.shifts === null ? c('why.noShifts') : c('why.shifts', { count: clock.shifts }));
  if (clock.byOn !== clock.firstByOn) says.push(c('why.first', { day: formatDay(clock.firstByOn) }));
  says.push(c(`why.${clock.length}`));
  return says;
}

function fromDay(day: Day): string {
  return c('why.from', { day: formatDay(day) });
}
