import type { Day } from '../../shared/basics/day.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import type { Standing } from '../../shared/training/standing.ts';
import { Notice } from '../../ui/notice.tsx';
import { c } from '../../words/changes.ts';
import { formatDay } from '../../words/dates.ts';
import { changeLine } from './change-lines.ts';
import { ChangeTile } from './change-tile.tsx';

type Props = { record: PersonRecord; catalogue: Catalogue; card: CourseCard; standing: Standing; today: Day; rules: HomeRules | undefined };

/** On the page of a course: what changed since it was learnt, or that it is to be done again. */
export function CourseChange({ record, catalogue, card, standing, today, rules }: Props) {
  const { change, expiresOn } = standing;
  if (change?.changeClass === 'new' && expiresOn !== null) {
    const note = card.history?.find((entry) => entry.version === change.version);
    return (
      <Notice tone="warn" title={c('again.title', { course: card.title })}>
        {note && <p dir="auto">{note.whatChanged}</p>}
        <p>{c(expiresOn < today ? 'again.since' : 'again.by', { day: formatDay(expiresOn) })}</p>
      </Notice>
    );
  }
  const line = changeLine(record, catalogue, card, today, rules);
  return line && <ChangeTile line={line} heading="h2" />;
}
