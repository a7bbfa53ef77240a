import type { Day } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { ageOfList, LIST_COUNTS_DAYS, rightOn } from '../../shared/practice/authority.ts';
import type { Observation } from '../../shared/training/practice.ts';
import { Notice } from '../../ui/notice.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/practice.ts';
import { s } from '../../words/state.ts';

type LineProps = { list: Authority | null; observation: Observation; name: string; today: Day };

/** By what right somebody signs, as far as this phone knows, and how old that knowledge is. The server decides. */
export function AssessorLine({ list, observation, name, today }: LineProps) {
  if (!list) return <Notice tone="warn">{w('provisional.none')}</Notice>;
  const right = rightOn(list, observation.assessorId, observation.courseId, observation.on);
  const days = ageOfList(list.on, today);
  if (!right) return <Notice tone="warn">{w('provisional.missing', { name })}</Notice>;
  return (
    <>
      <p>
        <strong>
          {right.role === null
            ? w('right.named', { name: right.name, day: formatDay(right.until ?? '') })
            : w('right.role', { name: right.name, role: s(`role.${right.role as 'senior' | 'deputy' | 'manager'}`) })}
        </strong>{' '}
        {w('right.list', { day: formatDay(list.on) })}
      </p>
      {days > LIST_COUNTS_DAYS && <Notice tone="warn">{w('provisional.old', { days })}</Notice>}
    </>
  );
}
