import type { CourseCard } from '../shared/training/catalogue.ts';
import type { KeptCourse } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import { formatBytes } from '../words/dates.ts';
import style from './rows.module.css';

type Props = { card: CourseCard; kept: KeptCourse | undefined; isAsked: boolean; onKeep: (courseId: string) => void; onLetGo: (courseId: string) => void };

export function CourseRow({ card, kept, isAsked, onKeep, onLetGo }: Props) {
  const here = kept?.isAssigned ? learn('courses.assigned') : w('kept.yes');
  const says = kept ? here : isAsked ? learn('courses.asked') : w('kept.no');
  return (
    <li>
      <Card>
        <Stack gap="s">
          <a class={style.titleLink} href={`/academy/courses/${card.id}`}>
            {card.title}
          </a>
          <p class={style.plain}>{card.summary}</p>
          <p class={style.facts}>
            <span>{w('minutes', { count: card.minutes })}</span>
            <span>{kept ? formatBytes(kept.bytes) : learn('courses.size', { size: formatBytes(card.bytes + card.mediaBytes) })}</span>
          </p>
          <div class={style.keeping}>
            <span class={style.fact} role="status">
              <Icon name={kept ? 'phone' : 'download'} />
              {says}
            </span>
            {!kept && !isAsked && (
              <Button kind="quiet" onClick={() => onKeep(card.id)}>
                {learn('courses.keep')}
                <span class="visually-hidden">{learn('courses.named', { course: card.title })}</span>
              </Button>
            )}
            {kept && !kept.isAssigned && (
              <Button kind="quiet" onClick={() => onLetGo(card.id)}>
                {learn('courses.letGo')}
                <span class="visually-hidden">{learn('courses.named', { course: card.title })}</span>
              </Button>
            )}
          </div>
        </Stack>
      </Card>
    </li>
  );
}
