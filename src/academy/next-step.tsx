import type { CourseCard } from '../shared/training/catalogue.ts';
import { spanOf } from '../shared/training/span.ts';
import type { AttemptRecord, PersonRecord } from '../shared/training/person-record.ts';
import type { Standing } from '../shared/training/standing.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { learn } from '../words/learning.ts';
import { Certificate } from './certificate.tsx';
import { hasPassed, moduleWord, withoutTakenBack } from './course-progress.ts';

type Props = { attempt: AttemptRecord; card: CourseCard; record: PersonRecord; standing: Standing; name: string };

/** What happens now: the next part, the sign-off, the certificate, or another try. */
export function NextStep({ attempt, card, record, standing, name }: Props) {
  const passed = hasPassed(attempt);
  const completion = withoutTakenBack(record).completions.find((entry) => entry.attempts.includes(attempt.attemptId));
  const isChange = spanOf(attempt.moduleId) !== null;
  const next = isChange ? undefined : card.modules.find((module) => moduleWord(record, card.id, module.id) !== 'passed');
  const hrefOf = (moduleId: string) => `/academy/courses/${card.id}/modules/${moduleId}`;
  return (
    <Stack gap="m">
      {completion && standing.word === 'awaitingSignOff' && card.practical && (
        <Notice tone="info" title={learn('result.awaiting', { count: standing.signOffsLeft })}>
          <p>{card.practical.title}</p>
          <p>{learn('practical.by')}</p>
        </Notice>
      )}
      {completion && standing.word !== 'awaitingSignOff' && <Certificate card={card} completion={completion} standing={standing} name={name} />}
      {passed && next && (
        <LinkButton kind="primary" full href={hrefOf(next.id)}>
          {learn('result.next', { module: next.title })}
        </LinkButton>
      )}
      {passed && !next && (
        <LinkButton kind="primary" full href="/academy">
          {learn('result.home')}
        </LinkButton>
      )}
      {!(passed && (next || isChange)) && (
        <LinkButton kind={passed ? 'quiet' : 'primary'} full href={hrefOf(attempt.moduleId)}>
          {learn('result.tryAgain')}
        </LinkButton>
      )}
    </Stack>
  );
}
