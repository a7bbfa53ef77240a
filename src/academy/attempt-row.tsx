import { percentOf } from '../shared/training/attempt.ts';
import type { CourseCard } from '../shared/training/catalogue.ts';
import { spanOf } from '../shared/training/span.ts';
import { isSkewed } from '../shared/training/claimed-time.ts';
import type { AttemptRecord } from '../shared/training/person-record.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { CardLink } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { learn } from '../words/learning.ts';
import { formatMoment } from '../words/dates.ts';
import { hasPassed } from './course-progress.ts';
import { DeliveryWord } from './delivery-word.tsx';
import style from './rows.module.css';

/** One attempt: what came of it, when by this phone and by the server, and where it is now. */
export function AttemptRow({ cabinet, attempt, card }: { cabinet: Cabinet; attempt: AttemptRecord; card: CourseCard | undefined }) {
  const { finished, started } = attempt;
  const claim = finished ?? started;
  const module = card?.modules.find((entry) => entry.id === attempt.moduleId);
  const isChange = spanOf(attempt.moduleId) !== null;
  const names = learn('course.part', { course: card?.title ?? attempt.courseId, module: isChange ? learn('changed.title') : (module?.title ?? attempt.moduleId) });
  const href = finished ? `/academy/attempts/${attempt.attemptId}` : `/academy/courses/${attempt.courseId}/modules/${attempt.moduleId}`;
  const score = finished?.serverScore ?? finished?.score;
  const isLesson = isChange || module?.kind === 'lesson';
  const outcome = !score
    ? learn('module.inProgress')
    : isLesson && score.passed
      ? learn('module.passed')
      : learn(score.passed ? 'attempt.passed' : 'attempt.notPassed', { percent: percentOf(score) });
  return (
    <li>
      <CardLink href={href}>
        <span class={style.title}>{names}</span>
        <span class={style.facts}>
          <span class={style.fact}>
            <Icon name={finished ? (hasPassed(attempt) ? 'check' : 'cross') : 'half'} />
            {outcome}
          </span>
          <span>{learn('attempt.version', { version: attempt.courseVersion })}</span>
        </span>
        <span class={style.delivery}>
          <DeliveryWord cabinet={cabinet} about={attempt.attemptId} />
        </span>
        <span class={style.facts}>
          <span>{learn('attempt.byPhone', { moment: formatMoment(claim.at) })}</span>
          {claim.recordedAt !== null && <span>{learn('attempt.byServer', { moment: formatMoment(claim.recordedAt) })}</span>}
          {isSkewed(claim) && <span>{learn('attempt.skewed')}</span>}
        </span>
      </CardLink>
    </li>
  );
}
