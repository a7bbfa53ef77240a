import type { Day } from '../../shared/basics/day.ts';
import { clocksOf } from '../../shared/people/clocks.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { Card } from '../../ui/card.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';

/** The Level 3 date as the manager keeps it: held, under way, or put off for a legal reason. */
export function MyLevelThree({ record, today }: { record: PersonRecord; today: Day }) {
  const clock = clocksOf(record, today).find((entry) => entry.what === 'level3');
  const held = clock?.qualification;
  if (!clock || !held) return null;
  const isHeld = clock.state === 'met';
  return (
    <Card>
      <Stack gap="s">
        <h2>{m('levelThree.title')}</h2>
        {isHeld ? (
          <p>{m(held.state === 'equivalent' ? 'levelThree.equivalent' : 'levelThree.held', { day: formatDay(held.on ?? today) })}</p>
        ) : (
          <p>{m(clock.byOn >= today ? 'levelThree.by' : 'levelThree.was', { day: formatDay(clock.byOn) })}</p>
        )}
        {!isHeld && held.percent !== null && <p>{m('levelThree.percent', { percent: held.percent, gone: held.percentGone })}</p>}
        {clock.deferral && <p>{m('levelThree.deferred', { day: formatDay(clock.firstByOn) })}</p>}
      </Stack>
    </Card>
  );
}
