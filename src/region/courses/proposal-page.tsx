import { useMemo } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Course } from '../../shared/training/course.ts';
import type { Proposal } from '../../shared/training/versions.ts';
import { proposedCourse } from '../../shared/training/versions.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import { ChangeView } from './change-view.tsx';
import { checksOf } from './checks.ts';
import { DecideForm } from './decide-form.tsx';
import { DeliveryWord } from './delivery-word.tsx';
import look from './desk.module.css';
import { draftName } from './draft.ts';
import { sayCheck } from './fault-words.ts';
import { ReachLine, useFigures } from './figures-view.tsx';
import { coursePath, editPath } from './paths.ts';
import { PreviewLinks } from './preview-links.tsx';
import type { DeskCourse } from './use-course.ts';
import { useDeskCourse } from './use-course.ts';
import { useNameOf } from './use-name-of.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string; proposalId: string };

/** A version that somebody proposed: exactly what changes, for whom, and the word of a second person. */
export function ProposalPage({ cabinet, who, go, courseId, proposalId }: Props) {
  const desk = useDeskCourse(cabinet, courseId);
  const proposal = desk?.proposals.find(({ fact }) => fact.body.proposalId === proposalId);
  const title = proposal ? p('proposal.title', { title: desk?.card.title ?? '', version: proposal.fact.body.version }) : p('proposal.none.title');
  return (
    <Page title={title} back={{ href: coursePath(courseId), label: desk?.card.title ?? p('title') }} wide compact>
      {desk === undefined && <Skeleton lines={8} />}
      {desk !== undefined && !proposal && <p>{p('proposal.none')}</p>}
      {desk && proposal && <Shown cabinet={cabinet} who={who} go={go} desk={desk} proposal={proposal} />}
    </Page>
  );
}

type ShownProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; desk: DeskCourse; proposal: Proposal };

function Shown({ cabinet, who, go, desk, proposal }: ShownProps) {
  const nameOf = useNameOf(cabinet, who);
  const { fact, state, approved, sentBack } = proposal;
  const { body } = fact;
  const base = desk.versions.find(({ course }) => course.version === body.baseVersion)?.course ?? null;
  const next = useMemo(() => (base ? proposedCourse(base, body) : null), [base, body]);
  const checks = useMemo(() => (next ? checksOf(next, desk.catalogue.sources) : []), [next, desk.catalogue.sources]);
  const figures = useFigures(cabinet, body.courseId);
  const decided = approved ?? sentBack;
  const inForce = desk.versions.find(({ course }) => course.version === body.version)?.from ?? body.from;

  const takeUp = async (course: Course) => {
    const newest = desk.newest?.course ?? course;
    await cabinet.setSetting(draftName(who.personId, course.id), JSON.stringify({ base: newest, course: { ...course, version: newest.version, changeClass: newest.changeClass } }));
    go(editPath(course.id));
  };

  return (
    <div class={look.columns}>
      <div class={look.aside}>
        <h2 class={look.heading}>{p('reach.title')}</h2>
        <ReachLine figures={figures} />
        {next && state === 'waiting' && <PreviewLinks course={next} proposalId={body.proposalId} />}
      </div>
      <Stack gap="l">
        <Card tone={state === 'approved' ? 'good' : state === 'waiting' ? 'accent' : 'warn'}>
          <Stack gap="s">
            <p>
              <strong>{p(`state.${state}`)}</strong>
            </p>
            <p>{p('proposal.by', { name: nameOf(fact.owner), moment: formatMoment(fact.recordedAt ?? fact.at) })}</p>
            {approved && <p>{p('proposal.approvedBy', { name: nameOf(approved.owner), day: formatDay(inForce) })}</p>}
            {sentBack && (
              <>
                <p>{p('proposal.sentBackBy', { name: nameOf(sentBack.owner) })}</p>
                <blockquote class={look.quote}>{sentBack.body.why}</blockquote>
              </>
            )}
            {decided === null || decided.owner === who.personId || fact.owner === who.personId ? <DeliveryWord cabinet={cabinet} about={body.proposalId} /> : null}
          </Stack>
        </Card>
        <dl class={look.facts}>
          <dt>{p('proposal.class')}</dt>
          <dd>
            <strong>{p(`class.${body.changeClass}`)}</strong>. {p(`class.${body.changeClass}.means`)}
          </dd>
          <dt>{p('propose.from')}</dt>
          <dd>{formatDay(body.from)}</dd>
          {body.whatChanged !== '' && (
            <>
              <dt>{p('proposal.told')}</dt>
              <dd>{body.whatChanged}</dd>
            </>
          )}
          <dt>{p('proposal.why')}</dt>
          <dd>{body.why}</dd>
        </dl>
        {checks.length > 0 && state === 'waiting' && (
          <Notice tone="danger" title={p('checks.title', { count: checks.length })}>
            <ul>
              {checks.map((check, index) => (
                <li key={`${check.at} ${index}`}>{p('checks.at', { at: check.at, says: sayCheck(check) })}</li>
              ))}
            </ul>
          </Notice>
        )}
        {state === 'waiting' && fact.owner === who.personId && <Notice tone="info" title={p('proposal.mine')} />}
        <section aria-labelledby="changes-heading">
          <Stack gap="m">
            <h2 id="changes-heading" class={look.heading}>
              {p('changes.title')}
            </h2>
            {base && next ? <ChangeView base={base} next={next} sources={desk.catalogue.sources} /> : <p>{p(desk.newest ? 'changes.old' : 'course.coming')}</p>}
          </Stack>
        </section>
        {state === 'waiting' && fact.owner !== who.personId && (
          <DecideForm cabinet={cabinet} body={body} mayApprove={next !== null && checks.length === 0} today={londonDay(cabinet.now())} />
        )}
        {(state === 'sentBack' || state === 'overtaken') && next && (
          <div>
            <Button kind="quiet" onClick={() => void takeUp(next)}>
              {p('proposal.takeUp')}
            </Button>
          </div>
        )}
      </Stack>
    </div>
  );
}
