import type { Day } from '../shared/basics/day.ts';
import { daysBetween } from '../shared/basics/day.ts';
import { levelThreeOf } from '../shared/people/level-three.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { citeText } from '../shared/training/cite.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { formatDay } from '../words/dates.ts';
import style from './rows.module.css';

/** The Level 3 date, as information: Hearth does not hold the diploma itself. */
export function LevelThreeLine({ record, catalogue, today }: { record: PersonRecord; catalogue: Catalogue; today: Day }) {
  const clock = levelThreeOf(record.placements, today);
  if (!clock) return null;
  const source = catalogue.sources.find((entry) => entry.id === 'R');
  return (
    <Card>
      <Stack gap="s">
        <h2 class={style.title}>{w('levelThree.title')}</h2>
        <p class={style.plain}>{w(clock.byOn >= today ? 'levelThree.by' : 'levelThree.was', { day: formatDay(clock.byOn), days: Math.abs(daysBetween(today, clock.byOn)) })}</p>
        <p class={style.soft}>{w(clock.isFirstKnown ? 'levelThree.from' : 'levelThree.fromHere', { day: formatDay(clock.startedOn) })}</p>
        {source && <p class={style.soft}>{w('cites.one', { place: citeText({ source: 'R', at: '32(4)–(5)' }, source) })}</p>}
      </Stack>
    </Card>
  );
}
