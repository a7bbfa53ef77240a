import type { Day } from '../shared/basics/day.ts';
import { daysBetween } from '../shared/basics/day.ts';
import { levelThreeOf } from '../shared/people/level-three.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { citeText } from '../shared/training/cite.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { formatDay } from '../words/dates.ts';
import style from './rows.module.css';
import { useLater } from './use-later.ts';

/** The Level 3 date, and what the manager has told of the diploma. */
export function LevelThreeLine({ record, catalogue, today }: { record: PersonRecord; catalogue: Catalogue; today: Day }) {
  const clock = levelThreeOf(record.placements, today);
  // Only where the manager has said more than the date is there more to know.
  const isTold = record.told?.some(({ kind }) => kind === 'people.qualification.recorded' || kind === 'people.clock.deferred') === true;
  const MyLevelThree = useLater(isTold, () => import('./meetings/my-level-three.tsx').then((room) => room.MyLevelThree));
  if (!clock) return null;
  if (MyLevelThree) return <MyLevelThree record={record} today={today} />;
  if (isTold) return <Skeleton height="7rem" />;
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
