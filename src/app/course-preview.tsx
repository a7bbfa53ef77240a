import { useMemo, useState } from 'preact/hooks';
import { Player } from '../academy/player.tsx';
import { coursePath, proposalPath } from '../region/courses/paths.ts';
import { useDeskCourse } from '../region/courses/use-course.ts';
import { useDraft } from '../region/courses/use-draft.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import { findModule } from '../shared/training/course-parts.ts';
import { proposedCourse } from '../shared/training/versions.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { p } from '../words/publishing.ts';
import style from './course-preview.module.css';
import type { PageProps } from './lazy-page.tsx';

type PreviewProps = PageProps & { courseId: string; moduleId: string };

/** A draft on this device as a carer would see it. */
export function DraftPreviewPage(props: PreviewProps) {
  const desk = useDeskCourse(props.cabinet, props.courseId);
  const kept = useDraft(props.cabinet, props.who.personId, desk?.newest?.course ?? null);
  return (
    <Preview
      {...props}
      isWaiting={desk === undefined || (desk?.newest != null && kept === undefined)}
      catalogue={desk?.catalogue ?? null}
      course={kept?.draft.course ?? null}
      backTo={coursePath(props.courseId)}
    />
  );
}

/** A proposal as a carer would see it, for whoever is to approve it. */
export function ProposalPreviewPage(props: PreviewProps & { proposalId: string }) {
  const desk = useDeskCourse(props.cabinet, props.courseId);
  const body = desk?.proposals.find(({ fact }) => fact.body.proposalId === props.proposalId)?.fact.body;
  const base = desk?.versions.find(({ course }) => course.version === body?.baseVersion)?.course;
  const course = useMemo(() => (body && base ? proposedCourse(base, body) : null), [body, base]);
  return (
    <Preview
      {...props}
      isWaiting={desk === undefined || (desk !== null && desk.newest === null)}
      catalogue={desk?.catalogue ?? null}
      course={course}
      backTo={proposalPath(props.courseId, props.proposalId)}
    />
  );
}

/** Everything is answered as if it were kept, and nothing is. */
function lookingOnly(cabinet: Cabinet): Cabinet {
  return { ...cabinet, record: async () => ({ ok: true, factIds: [] }), setPlace: async () => undefined };
}

type ShownProps = PreviewProps & { course: Course | null; catalogue: Catalogue | null; isWaiting: boolean; backTo: string };

function Preview({ cabinet, who, moduleId, course, catalogue, isWaiting, backTo }: ShownProps) {
  const [go, setGo] = useState(0);
  const [isOver, setOver] = useState(false);
  const module = course ? findModule(course, moduleId) : undefined;
  // Each go has an id of its own, so that answers are mixed anew as they would be for another carer.
  const attemptId = `preview-${go}`;
  const still = useMemo(() => lookingOnly(cabinet), [cabinet]);
  const title = p('preview.title', { title: module?.title ?? '' });
  return (
    <Page title={title} back={{ href: backTo, label: p('preview.back') }} compact>
      {isWaiting && <Skeleton lines={6} />}
      {!isWaiting && !(course && module) && <p>{p('preview.none')}</p>}
      {course && module && (
        <Stack gap="m">
          <Notice tone="info" title={p('preview.says')} />
          <div class={style.phone}>
            {isOver ? (
              <Stack gap="m">
                <p role="status">{p('preview.end', { title: module.title })}</p>
                <Row>
                  <Button
                    onClick={() => {
                      setGo(go + 1);
                      setOver(false);
                    }}
                  >
                    {p('preview.again')}
                  </Button>
                  <LinkButton kind="quiet" href={backTo}>
                    {p('preview.back')}
                  </LinkButton>
                </Row>
              </Stack>
            ) : (
              <Player
                key={attemptId}
                cabinet={still}
                who={who}
                play={{ course, module, attemptId, given: [], startsAt: 0, isJustBegun: true, isPreview: true }}
                catalogue={catalogue}
                onFinished={() => setOver(true)}
              />
            )}
          </div>
        </Stack>
      )}
    </Page>
  );
}
