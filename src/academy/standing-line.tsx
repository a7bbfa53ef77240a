import type { Standing } from '../shared/training/standing.ts';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/academy.ts';
import { formatDay } from '../words/dates.ts';
import { s } from '../words/state.ts';
import style from './rows.module.css';

/** How long there is, in words: "12 days left", "Overdue by 3 days", "Ended 2 days ago". */
function timeLeft(standing: Standing): string | null {
  const { daysLeft, expiresOn } = standing;
  if (daysLeft === null) return null;
  const change = standing.change?.changeClass;
  if (change) return daysLeft >= 0 ? w(`left.${change}`, { count: daysLeft }) : w(`ended.${change}`);
  if (daysLeft >= 0) return expiresOn !== null ? w('left.renew', { count: daysLeft }) : w('left.due', { count: daysLeft });
  return expiresOn !== null ? w('left.ended', { count: -daysLeft }) : w('left.overdue', { count: -daysLeft });
}

/** The standing word with its shape, and the time that is left where it matters. */
export function StandingLine({ standing, isFull }: { standing: Standing; isFull?: boolean }) {
  const left = standing.word === 'current' ? null : timeLeft(standing);
  return (
    <span class={style.facts}>
      <StandingMark word={standing.word} says={s(`standing.${standing.word}`)} />
      {left && <span class={standing.daysLeft !== null && standing.daysLeft < 0 ? style.late : undefined}>{left}</span>}
      {standing.expiresOn !== null && (isFull || standing.word === 'current') && <span>{w('standing.until', { day: formatDay(standing.expiresOn) })}</span>}
      {standing.isRenewing && <span>{w('standing.renewing')}</span>}
    </span>
  );
}
