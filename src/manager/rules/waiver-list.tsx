import type { Catalogue } from '../../shared/training/catalogue.ts';
import { CardLink } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { evidencePath } from '../paths.ts';
import type { WaiverLine } from './rule-lines.ts';
import look from './rules.module.css';

type WaiverListProps = { lines: readonly WaiverLine[]; catalogue: Catalogue; nameOf: (personId: string) => string };

/** Who is excused from what, the reviews that are late first. */
export function WaiverList({ lines, catalogue, nameOf }: WaiverListProps) {
  const late = lines.filter((line) => line.isLate).length;
  return (
    <Stack gap="m">
      <h2>{w('waivers.title')}</h2>
      <p>{w('waivers.why')}</p>
      {lines.length === 0 && <p>{w('waivers.none')}</p>}
      {late > 0 && (
        <Notice tone="warn" title={w('waivers.pastTitle', { count: late })}>
          {w('waivers.past')}
        </Notice>
      )}
      <ul class={`plain-list ${look.list}`}>
        {lines.map(({ person, courseId, waiver, isLate }) => {
          const { reviewOn, reason, waiverId } = waiver.fact.body;
          return (
            <li key={waiverId}>
              <CardLink href={evidencePath(person.personId, courseId)}>
                <span class={look.need}>{`${person.name}: ${catalogue.courses.find((card) => card.id === courseId)?.title ?? courseId}`}</span>
                <StandingMark word={isLate ? 'dueSoon' : 'waived'} says={w(isLate ? 'waivers.reviewWas' : 'waivers.review', { day: formatDay(reviewOn) })} />
                <span class={look.soft}>{w('waivers.until', { day: formatDay(waiver.endsOn), reason: w(`reason.${reason}`).toLowerCase(), name: nameOf(waiver.fact.owner) })}</span>
              </CardLink>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
