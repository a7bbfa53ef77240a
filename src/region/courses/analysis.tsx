import { useState } from 'preact/hooks';
import { addDays, londonDay } from '../../shared/basics/day.ts';
import type { Day } from '../../shared/basics/day.ts';
import { ANALYSIS_AFTER_DAYS, FEWEST_ASKED, isHard, percentRight } from '../../shared/training/figures.ts';
import type { Asked } from '../../shared/training/figures.ts';
import type { Version } from '../../shared/training/versions.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, KeptFigures, Recorded } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import { w } from '../../words/region.ts';
import styles from './analysis.module.css';
import { FactDelivery } from './delivery-word.tsx';
import look from './desk.module.css';
import { useNameOf } from './use-name-of.ts';

type Reviewed = Extract<KnownFact, { kind: 'academy.question.reviewed' }>;

type AnalysisProps = {
  cabinet: Cabinet;
  who: SignedIn;
  version: Version;
  told: readonly KnownFact[];
  figures: KeptFigures | null | undefined;
};

/** The hardest first; those that were looked at stay where they are, with what came of it. */
function inOrder(asked: readonly Asked[]): Asked[] {
  return [...asked].sort((one, other) => percentRight(one) - percentRight(other) || one.questionId.localeCompare(other.questionId));
}

/** Counted from this day: what came with the app was there from the beginning. */
function readyOn(version: Version): Day | null {
  return version.from === null ? null : addDays(version.from, ANALYSIS_AFTER_DAYS);
}

/** How each question of a version was answered at the first try: counts of everybody, and of nobody. */
export function Analysis({ cabinet, who, version, told, figures }: AnalysisProps) {
  const { course } = version;
  const day = readyOn(version);
  const counted = figures?.versions.find((entry) => entry.version === course.version);
  const isEarly = day !== null && day > londonDay(cabinet.now());
  const nameOf = useNameOf(cabinet, who);
  const reviews = told.filter((fact): fact is Reviewed => fact.kind === 'academy.question.reviewed' && fact.body.courseId === course.id && fact.body.version === course.version);
  const rows = counted ? inOrder(counted.questions) : [];
  return (
    <section aria-labelledby={`analysis-${course.version}`}>
      <Stack gap="m">
        <h2 id={`analysis-${course.version}`} class={look.heading}>
          {p('analysis.title', { version: course.version })}
        </h2>
        {isEarly && day && <p>{p('analysis.early', { day: formatDay(day) })}</p>}
        {!isEarly && !figures && <p>{p(figures === null ? 'analysis.none' : 'reach.waiting')}</p>}
        {!isEarly && figures && rows.length === 0 && <p>{p('analysis.few', { count: FEWEST_ASKED })}</p>}
        {!isEarly && figures && rows.length > 0 && (
          <>
            <p class={look.small}>{p('analysis.lead', { count: FEWEST_ASKED, moment: formatMoment(figures.at) })}</p>
            <ul class={styles.rows}>
              {rows.map((asked) => (
                <li key={asked.questionId} class={styles.row}>
                  <div class={styles.question}>
                    <span class={look.rowId}>{asked.questionId}</span> {course.questions.find((question) => question.id === asked.questionId)?.prompt ?? ''}
                  </div>
                  <p class={isHard(asked) ? styles.hard : styles.share}>
                    {isHard(asked) && <Icon name="warn" />}
                    {p('analysis.share', { percent: percentRight(asked), right: asked.right, asked: asked.asked })}
                  </p>
                  <Reviews cabinet={cabinet} reviews={reviews.filter(({ body }) => body.questionId === asked.questionId)} nameOf={nameOf} />
                  {isHard(asked) && !reviews.some(({ body }) => body.questionId === asked.questionId) && (
                    <ReviewForm cabinet={cabinet} courseId={course.id} version={course.version} questionId={asked.questionId} />
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </section>
  );
}

function Reviews({ cabinet, reviews, nameOf }: { cabinet: Cabinet; reviews: readonly Reviewed[]; nameOf: (personId: string) => string }) {
  return (
    <>
      {reviews.map((fact) => (
        <div key={fact.factId} class={styles.review}>
          <p>{fact.body.note}</p>
          <p class={look.small}>{p('review.by', { name: nameOf(fact.owner), moment: formatMoment(fact.recordedAt ?? fact.at) })}</p>
          <FactDelivery cabinet={cabinet} factId={fact.factId} />
        </div>
      ))}
    </>
  );
}

/** Somebody looked, and wrote what came of it: nothing of the course changes by it. */
function ReviewForm({ cabinet, courseId, version, questionId }: { cabinet: Cabinet; courseId: string; version: number; questionId: string }) {
  const [note, setNote] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [tries, setTries] = useState(0);
  const [isMissing, setMissing] = useState(false);
  const [fault, setFault] = useState<Extract<Recorded, { ok: false }>['kind'] | null>(null);
  const field = `review-${questionId}`;
  const save = async (event: Event) => {
    event.preventDefault();
    setTries(tries + 1);
    setMissing(note.trim() === '');
    if (note.trim() === '') return;
    const recorded = await cabinet.record([{ kind: 'academy.question.reviewed', about: courseId, body: { courseId, version, questionId, note: note.trim() } }]);
    setFault(recorded.ok ? null : recorded.kind);
  };
  return (
    <Stack gap="s">
      <p class={styles.lookAt}>{p('review.lookAt')}</p>
      {!isOpen && (
        <div>
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {p('review.open')}
            <span class="visually-hidden"> {questionId}</span>
          </Button>
        </div>
      )}
      {isOpen && (
        <form noValidate onSubmit={save} data-dirty={note !== '' || undefined}>
          <Stack gap="s">
            <ErrorSummary key={tries} errors={isMissing ? [{ field, says: p('review.noNote') }] : []} />
            {fault && (
              <Notice tone="danger" title={w('fault.title')} role="alert">
                {w(`fault.${fault}`)}
              </Notice>
            )}
            <TextArea
              id={field}
              label={p('review.note')}
              hint={p('review.note.hint')}
              rows={2}
              value={note}
              maxLength={1000}
              error={isMissing ? p('review.noNote') : undefined}
              onInput={setNote}
            />
            <div>
              <Button type="submit">{p('review.save')}</Button>
            </div>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
