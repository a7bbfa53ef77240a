import { CardLink } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/academy.ts';
import type { DueLine } from './due-lines.ts';
import style from './rows.module.css';
import { StandingLine } from './standing-line.tsx';

/** One course on the list. The whole row opens it. */
export function DueRow({ line, isKept }: { line: DueLine; isKept: boolean }) {
  return (
    <li>
      <CardLink href={`/academy/courses/${line.card.id}`}>
        <span class={style.title}>{line.card.title}</span>
        <StandingLine standing={line.standing} />
        <span class={style.facts}>
          {line.minutes > 0 && (
            <span class={style.fact}>
              <Icon name="clock" />
              {w('minutes', { count: line.minutes })}
            </span>
          )}
          <span class={style.fact}>
            <Icon name={isKept ? 'phone' : 'download'} />
            {isKept ? w('kept.yes') : w('kept.no')}
          </span>
        </span>
      </CardLink>
    </li>
  );
}
