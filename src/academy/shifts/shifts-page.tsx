import { useMemo } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { inOrder } from '../../shared/people/clock-order.ts';
import { ownGaps, ownOverlaps } from '../../shared/home/own-gaps.ts';
import type { OwnShift } from '../../shared/home/own-shifts.ts';
import { ownShifts, publishedWeeks } from '../../shared/home/own-shifts.ts';
import { countedDay } from '../../shared/training/claimed-time.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { learn } from '../../words/learning.ts';
import { sh } from '../../words/shifts.ts';
import style from '../rows.module.css';
import { useShelf } from '../use-shelf.ts';
import { GapList } from './gap-list.tsx';
import { leadSays, othersSay, whenSays } from './shift-words.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Each week with its shifts, and the day on which it was last saved; with several homes, each home's own. */
function byWeek(shifts: readonly OwnShift[], told: readonly KnownFact[]): { key: string; homeId: string; weekOf: Day; savedOn: Day | null; shifts: OwnShift[] }[] {
  const saved = new Map(inOrder(toldOf({ told }, 'home.rota.set')).map((fact) => [`${fact.body.homeId}.${fact.body.weekOf}`, countedDay(fact)]));
  const groups = new Map<string, OwnShift[]>();
  for (const shift of shifts) {
    const key = `${shift.homeId}.${shift.weekOf}`;
    groups.set(key, [...(groups.get(key) ?? []), shift]);
  }
  return [...groups].flatMap(([key, theirs]) => (theirs[0] ? [{ key, homeId: theirs[0].homeId, weekOf: theirs[0].weekOf, savedOn: saved.get(key) ?? null, shifts: theirs }] : []));
}

/** A person's own shifts of the saved weeks, and what they can do about them. Works without signal. */
export function ShiftsPage({ cabinet, who }: Props) {
  const { record, catalogue, today, rules, told, isReading } = useShelf(cabinet, who);
  const now = cabinet.now();
  const shifts = useMemo(() => ownShifts(publishedWeeks({ told }), who.personId, Date.parse(now) / 60_000), [told, who.personId, today]);
  const gaps = useMemo(() => {
    if (!record || !catalogue) return [];
    const homes = [...new Set(shifts.map((shift) => shift.homeId))];
    return [...homes.flatMap((homeId) => ownGaps(homeId, shifts, record, catalogue, today, rules)), ...ownOverlaps(shifts)];
  }, [shifts, record, catalogue, today, rules]);
  const isLoading = record === undefined || catalogue === undefined || isReading;
  const homes = new Set(shifts.map((shift) => shift.homeId));
  const nameOf = (homeId: string) => who.roles.find((role) => role.placeId === homeId)?.placeName ?? '';
  return (
    <Page title={sh('title')} lead={sh('lead')} back={{ href: '/academy', label: learn('back.home') }}>
      {isLoading ? (
        <Skeleton height="30rem" />
      ) : shifts.length === 0 ? (
        <Notice tone="info" title={sh('none')}>
          {sh('none.why')}
        </Notice>
      ) : (
        <Stack gap="l">
          {catalogue && <GapList gaps={gaps} catalogue={catalogue} today={today} />}
          {byWeek(shifts, told).map((week) => (
            <section key={week.key} class={style.section} aria-labelledby={`week-${week.key}`}>
              <h2 id={`week-${week.key}`}>{sh('week', { day: formatDay(week.weekOf) })}</h2>
              <p class={style.soft}>
                {homes.size > 1 && `${nameOf(week.homeId)} · `}
                {week.savedOn !== null && sh('from', { day: formatDay(week.savedOn) })}
              </p>
              <ul class={style.list}>
                {week.shifts.map((shift) => (
                  <li key={shift.id}>
                    <Card>
                      <h3 class={style.title}>{whenSays(shift, now)}</h3>
                      <p class={style.plain}>
                        {shift.name}. {othersSay(shift)} {leadSays(shift)}
                      </p>
                    </Card>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </Stack>
      )}
    </Page>
  );
}
