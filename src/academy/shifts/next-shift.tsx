import { ownShifts, publishedWeeks } from '../../shared/home/own-shifts.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import { Card } from '../../ui/card.tsx';
import { Stack } from '../../ui/stack.tsx';
import { sh } from '../../words/shifts.ts';
import style from '../rows.module.css';
import { leadSays, othersSay, whenSays } from './shift-words.ts';

type NextShiftProps = { told: readonly KnownFact[]; personId: string; now: string };

/** The next shift on the carer's first page. Nothing where the home keeps no rota here. */
export function NextShift({ told, personId, now }: NextShiftProps) {
  const weeks = publishedWeeks({ told });
  const [next] = ownShifts(weeks, personId, Date.parse(now) / 60_000);
  if (!weeks.some((week) => week.people.some((person) => person.personId === personId))) return null;
  return (
    <Card>
      <Stack gap="s">
        <h2 class={style.title}>{sh('next')}</h2>
        {next ? (
          <>
            <p class={style.plain}>
              <strong>{whenSays(next, now)}</strong>
            </p>
            <p class={style.plain}>
              {othersSay(next)} {leadSays(next)}
            </p>
          </>
        ) : (
          <p class={style.plain}>{sh('nobody')}</p>
        )}
        <p class={style.plain}>
          <a href="/academy/shifts">{sh('all')}</a>
        </p>
      </Stack>
    </Card>
  );
}
