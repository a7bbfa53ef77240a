import type { CourseCard } from '../shared/training/catalogue.ts';
import { countedDay } from '../shared/training/claimed-time.ts';
import type { CompletionRecord } from '../shared/training/person-record.ts';
import type { Standing } from '../shared/training/standing.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { learn } from '../words/learning.ts';
import { formatDay } from '../words/dates.ts';
import style from './rows.module.css';

/** The end of the id, which is random; its beginning is only the time. */
function numberOf(completionId: string): string {
  const tail = completionId.replaceAll('-', '').slice(-8).toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** What a finished course says about the person who finished it. */
export function Certificate({ card, completion, standing, name }: { card: CourseCard; completion: CompletionRecord; standing: Standing; name: string }) {
  return (
    <Card tone="good">
      <Stack gap="s">
        <h2 class={style.title}>{learn('certificate.title', { name, course: card.title })}</h2>
        <p class={style.plain}>{learn('certificate.day', { day: formatDay(countedDay(completion)), version: completion.courseVersion })}</p>
        <p class={style.plain}>{standing.expiresOn === null ? learn('certificate.forEver') : learn('certificate.until', { day: formatDay(standing.expiresOn) })}</p>
        <p class={style.soft}>{learn('certificate.number', { number: numberOf(completion.completionId) })}</p>
        {completion.recordedAt === null && <p class={style.soft}>{learn('certificate.notYetChecked')}</p>}
      </Stack>
    </Card>
  );
}
