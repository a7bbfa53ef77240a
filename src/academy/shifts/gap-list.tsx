import type { Day } from '../../shared/basics/day.ts';
import type { OwnGap } from '../../shared/home/own-gaps.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { Card } from '../../ui/card.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { sh } from '../../words/shifts.ts';
import style from '../rows.module.css';
import { daySays, namesSay } from './shift-words.ts';

/** Days named before it becomes a list of its own. */
const NAMED_DAYS = 3;

function titleOf(gap: OwnGap, today: Day): string {
  const { length: count } = gap.shifts;
  if (gap.is === 'ends') return sh(`gap.ends.${gap.what}`, { isPast: String(gap.lastDay < today), day: formatDay(gap.lastDay) });
  if (gap.is === 'missing') return sh('gap.missing');
  if (gap.is === 'notInducted') return sh('gap.notInducted', { count });
  return sh(gap.is === 'notHere' ? 'gap.notHere' : 'gap.overlap', { count });
}

function whyOf(gap: OwnGap): string {
  const { length: count } = gap.shifts;
  if (gap.is === 'ends') return sh('gap.after', { count });
  if (gap.is === 'missing') return sh('gap.missing.why', { count });
  return sh(gap.is === 'notInducted' ? 'gap.notInducted.why' : 'gap.tell');
}

function WayOn({ gap, catalogue }: { gap: OwnGap; catalogue: Catalogue }) {
  if (gap.is !== 'ends' && gap.is !== 'missing') return null;
  if (!catalogue.courses.some((card) => card.id === gap.courseId)) return <p class={style.plain}>{sh('gap.outside')}</p>;
  return (
    <p class={style.plain}>
      <a href={`/academy/courses/${encodeURIComponent(gap.courseId)}`}>{sh('gap.course')}</a>
    </p>
  );
}

type GapListProps = { gaps: readonly OwnGap[]; catalogue: Catalogue; today: Day };

/** What a person can put right for their own shifts. */
export function GapList({ gaps, catalogue, today }: GapListProps) {
  if (gaps.length === 0) return null;
  return (
    <section class={style.section} aria-labelledby="shift-gaps">
      <h2 id="shift-gaps">{sh('gap.title')}</h2>
      <ul class={style.list}>
        {gaps.map((gap) => (
          <li key={`${gap.is} ${'what' in gap ? gap.what : ''} ${'lastDay' in gap ? gap.lastDay : ''}`}>
            <Card tone="warn">
              <Stack gap="s">
                <h3 class={style.title}>{titleOf(gap, today)}</h3>
                <p class={style.plain}>
                  {whyOf(gap)} {gap.shifts.length <= NAMED_DAYS && sh('gap.when', { days: namesSay(gap.shifts.map((shift) => daySays(shift.day))) })}
                </p>
                <WayOn gap={gap} catalogue={catalogue} />
              </Stack>
            </Card>
          </li>
        ))}
      </ul>
      <p class={style.soft}>{sh('gap.lead')}</p>
    </section>
  );
}
