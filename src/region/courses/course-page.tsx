import { londonDay } from '../../shared/basics/day.ts';
import type { Day } from '../../shared/basics/day.ts';
import type { Proposal, Version } from '../../shared/training/versions.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { LinkButton } from '../../ui/button.tsx';
import { CardLink } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import { Analysis } from './analysis.tsx';
import { checksOf, unconfirmedIn } from './checks.ts';
import look from './desk.module.css';
import { ReachLine, useFigures } from './figures-view.tsx';
import { COURSES_PATH, editPath, proposalPath } from './paths.ts';
import { PreviewLinks } from './preview-links.tsx';
import type { DeskCourse } from './use-course.ts';
import { useDeskCourse } from './use-course.ts';
import { useDraft } from './use-draft.ts';
import { useNameOf } from './use-name-of.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string };

/** One course: what is in force, what waits, whom it is for, and how its questions are answered. */
export function CourseDeskPage({ cabinet, who, courseId }: Props) {
  const desk = useDeskCourse(cabinet, courseId);
  return (
    <Page title={desk?.card.title ?? p('course.title')} back={{ href: COURSES_PATH, label: p('title') }} wide compact>
      {desk === undefined && <Skeleton lines={8} />}
      {desk === null && <p>{p('course.none')}</p>}
      {desk && <Shown cabinet={cabinet} who={who} desk={desk} />}
    </Page>
  );
}

/** Since when a version is in force, or from when it will be. */
export function sayVersion(version: Version | undefined, number: number, today: Day): string {
  if (!version || version.from === null) return p('version.first', { version: number });
  return p(version.from > today ? 'version.comes' : 'version.since', { version: number, day: formatDay(version.from) });
}

function Shown({ cabinet, who, desk }: { cabinet: Cabinet; who: SignedIn; desk: DeskCourse }) {
  const { card, versions, newest, proposals } = desk;
  const today = londonDay(cabinet.now());
  const nameOf = useNameOf(cabinet, who);
  const figures = useFigures(cabinet, card.id);
  const kept = useDraft(cabinet, who.personId, newest?.course ?? null);
  const inForce = versions.filter(({ from }) => from === null || from <= today).at(-1);
  const hasDraft = kept !== undefined && kept.draft.course !== kept.draft.base;
  const faults = newest ? checksOf(newest.course, desk.catalogue.sources).length : 0;
  const waiting = proposals.filter(({ state }) => state === 'waiting');
  const settled = proposals.filter(({ state }) => state !== 'waiting').reverse();
  return (
    <div class={look.columns}>
      <div class={look.aside}>
        <p>
          <strong>{sayVersion(inForce, inForce?.course.version ?? card.version, today)}</strong>
        </p>
        {newest && newest !== inForce && <p>{sayVersion(newest, newest.course.version, today)}</p>}
        {newest && (
          <>
            <p class={look.small}>{p('course.marks', { faults, unconfirmed: unconfirmedIn(newest.course) })}</p>
            <LinkButton href={editPath(card.id)}>{p(hasDraft ? 'course.goOn' : 'course.change')}</LinkButton>
          </>
        )}
        {!newest && <p>{p('course.coming')}</p>}
        <h2 class={look.heading}>{p('reach.title')}</h2>
        <ReachLine figures={figures} />
        {kept && <PreviewLinks course={kept.draft.course} />}
      </div>
      <Stack gap="l">
        {waiting.length > 0 && <Proposals title={p('proposals.waiting', { count: waiting.length })} proposals={waiting} nameOf={nameOf} />}
        {inForce && <Analysis cabinet={cabinet} who={who} version={inForce} told={desk.told} figures={figures} />}
        {settled.length > 0 && <Proposals title={p('proposals.settled')} proposals={settled} nameOf={nameOf} />}
      </Stack>
    </div>
  );
}

function Proposals({ title, proposals, nameOf }: { title: string; proposals: readonly Proposal[]; nameOf: (personId: string) => string }) {
  return (
    <Stack gap="s">
      <h2 class={look.heading}>{title}</h2>
      <ul class="plain-list">
        {proposals.map(({ fact, state }) => (
          <li key={fact.factId}>
            <CardLink href={proposalPath(fact.body.courseId, fact.body.proposalId)}>
              <strong>{p('proposal.line', { version: fact.body.version, name: p(`class.${fact.body.changeClass}`) })}</strong>
              <br />
              {p(`state.${state}`)} {p('proposal.lineBy', { name: nameOf(fact.owner), day: formatDay(fact.body.from) })}
            </CardLink>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
