import type { Ending } from '../../shared/home/rota-check.ts';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { r } from '../../words/rota.ts';
import styles from './findings-list.module.css';
import { weekdaySays } from './rota-words.ts';

/** "7 Night shifts from Mon 4 May have no first aider", one line for each name of a shift. */
function breaksOf({ what, shifts }: Ending): string[] {
  const byName = new Map<string, { count: number; first: string }>();
  for (const shift of shifts) {
    const known = byName.get(shift.name);
    byName.set(shift.name, { count: (known?.count ?? 0) + 1, first: known?.first ?? shift.day });
  }
  return [...byName].map(([shift, { count, first }]) => r(`ends.breaks.${what}`, { count, shift, day: weekdaySays(first) }));
}

/** What breaks next: every certificate of the rota's people that ends in these weeks, by date. */
export function EndingList({ endings }: { endings: readonly Ending[] }) {
  return (
    <section aria-labelledby="rota-ends">
      <Stack gap="s">
        <h2 id="rota-ends">{r('ends.title')}</h2>
        {endings.length === 0 ? (
          <p>{r('ends.none')}</p>
        ) : (
          <>
            <p>{r('ends.lead')}</p>
            <ul class={`plain-list ${styles.list}`}>
              {endings.map((ending) => (
                <li key={`${ending.member.key}.${ending.what}.${ending.lastDay}`} class={styles.finding}>
                  <p class={styles.shift}>{r(`ends.${ending.what}`, { name: ending.member.name, day: formatDay(ending.lastDay) })}</p>
                  {ending.shifts.length === 0 ? <p>{r('ends.nothing')}</p> : breaksOf(ending).map((says) => <p key={says}>{says}</p>)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </section>
  );
}
