import type { Standing } from '../shared/training/standing.ts';
import { formatShortDay } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import { s } from '../words/state.ts';
import { breaksOn } from './matrix.ts';

function isLate(standing: Standing): boolean {
  return standing.isOverdue && (standing.word === 'notStarted' || standing.word === 'inProgress');
}

/** The word of a standing. Someone who never finished and is late is overdue, which is plainer. */
export function standingWord(standing: Standing): string {
  return isLate(standing) ? w('cell.overdue') : s(`standing.${standing.word}`);
}

/** The shape follows the word: late work is drawn like what has run out. */
export function standingShape(standing: Standing): Standing['word'] {
  return isLate(standing) ? 'expired' : standing.word;
}

export function standingDay(standing: Standing): string {
  const day = breaksOn(standing);
  return day === null ? '' : formatShortDay(day);
}

/** What is said beside the word: when a waiver is looked at again, or that it rests on something nobody has seen or the carer does not agree with. */
export function standingNote(standing: Standing): string {
  if (standing.waiver) return m('mark.review', { day: formatShortDay(standing.waiver.fact.body.reviewOn) });
  if (standing.hasUnverified) return m('mark.unverified');
  return standing.hasDisagreement ? m('mark.disagreed') : '';
}

/** As it reads in a cell: what is heard must hold what is seen. */
export function standingSays(standing: Standing): string {
  const says = w('cell.standing', { word: standingWord(standing), day: standingDay(standing) }).trim();
  const note = standingNote(standing);
  return note === '' ? says : w('cell.noted', { standing: says, note });
}

/** Why it stands so, one sentence each. */
export function standingReasons(standing: Standing): string[] {
  const left = standing.daysLeft;
  const reasons: string[] = [];
  switch (standing.word) {
    case 'current':
      reasons.push(left === null ? w('reason.currentAlways') : w('reason.current', { count: left }));
      break;
    case 'dueSoon':
      reasons.push(w('reason.dueSoon', { count: left ?? 0 }));
      break;
    case 'expired':
      reasons.push(w('reason.expired', { count: -(left ?? 0) }));
      break;
    case 'awaitingSignOff':
      reasons.push(w('reason.awaitingSignOff', { count: standing.signOffsLeft }));
      break;
    default:
      reasons.push(w(`reason.${standing.word}`));
  }
  if (standing.change) reasons.push(w(`reason.change.${standing.change.changeClass}`, { version: standing.change.version }));
  if (standing.isOverdue && standing.word !== 'expired' && standing.word !== 'lapsed') reasons.push(w('reason.overdue', { count: -(left ?? 0) }));
  if (standing.isRenewing) reasons.push(w('reason.renewing'));
  return reasons;
}
