import { useState } from 'preact/hooks';
import { addDays, isDay, londonDay } from '../../shared/basics/day.ts';
import { courseChanges } from '../../shared/training/course-changes.ts';
import type { ChangeClass, VersionProposed } from '../../shared/training/publishing.ts';
import { changeClassSchema } from '../../shared/training/publishing.ts';
import { proposalFaults } from '../../shared/training/versions.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, Recorded } from '../../store/cabinet.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { DayField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { p } from '../../words/publishing.ts';
import { w } from '../../words/region.ts';
import { ChangeView } from './change-view.tsx';
import { checksOf } from './checks.ts';
import look from './desk.module.css';
import type { CourseDraft } from './draft.ts';
import { isSame, toJson } from './draft.ts';
import { ReachLine, useFigures } from './figures-view.tsx';
import { editPath, proposalPath } from './paths.ts';
import type { DeskCourse } from './use-course.ts';
import { useDeskCourse } from './use-course.ts';
import { useDraft } from './use-draft.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string };

const CLASSES = changeClassSchema.options;
const SAID_LIMIT = 600;
const WHY_LIMIT = 1000;
/** Further ahead nobody can say what else will have changed. Setting of the academy, not law. */
const FURTHEST_DAYS = 366;

/** What the change means, from when, and whom it touches. Then it waits for a second person. */
export function ProposePage({ cabinet, who, go, courseId }: Props) {
  const desk = useDeskCourse(cabinet, courseId);
  const newest = desk?.newest?.course ?? null;
  const kept = useDraft(cabinet, who.personId, newest);
  return (
    <Page title={p('propose.title', { title: desk?.card.title ?? '' })} back={{ href: editPath(courseId), label: p('propose.back') }} wide compact>
      {desk === null && <p>{p('course.none')}</p>}
      {desk !== null && !(desk && kept) && <Skeleton lines={8} />}
      {desk && kept && (
        <Ready
          cabinet={cabinet}
          desk={desk}
          draft={kept.draft}
          onProposed={(id) => {
            kept.drop();
            go(proposalPath(courseId, id));
          }}
        />
      )}
    </Page>
  );
}

type ReadyProps = { cabinet: Cabinet; desk: DeskCourse; draft: CourseDraft; onProposed: (proposalId: string) => void };

/** Nothing with a fault is proposed, and the page says so. */
function Ready({ cabinet, desk, draft, onProposed }: ReadyProps) {
  const { base, course } = draft;
  const count = checksOf(course, desk.catalogue.sources).length;
  const stands = isSame(base, course) ? 'nothing' : count > 0 ? 'faults' : desk.newest?.course.version !== base.version ? 'overtaken' : null;
  if (stands !== null) {
    return (
      <Stack gap="m">
        <Notice tone="warn" title={p(`propose.${stands}`, { count })} />
        <div>
          <LinkButton href={editPath(course.id)}>{p('propose.toDesk')}</LinkButton>
        </div>
      </Stack>
    );
  }
  return (
    <div class={look.columns}>
      <div class={look.aside}>
        <h2 class={look.heading}>{p('reach.title')}</h2>
        <Reach cabinet={cabinet} courseId={course.id} />
        <p class={look.small}>{p('propose.second')}</p>
      </div>
      <Stack gap="l">
        <ProposeForm cabinet={cabinet} desk={desk} draft={draft} onProposed={onProposed} />
        <section aria-labelledby="propose-changes">
          <Stack gap="m">
            <h2 id="propose-changes" class={look.heading}>
              {p('changes.title')}
            </h2>
            <ChangeView base={base} next={course} sources={desk.catalogue.sources} />
          </Stack>
        </section>
      </Stack>
    </div>
  );
}

function Reach({ cabinet, courseId }: { cabinet: Cabinet; courseId: string }) {
  return <ReachLine figures={useFigures(cabinet, courseId)} />;
}

function ProposeForm({ cabinet, draft, onProposed }: ReadyProps) {
  const { base, course } = draft;
  const today = londonDay(cabinet.now());
  const [changeClass, setClass] = useState<ChangeClass | ''>('');
  const [whatChanged, setWhatChanged] = useState('');
  const [why, setWhy] = useState('');
  const [from, setFrom] = useState<string>(addDays(today, 1));
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<Extract<Recorded, { ok: false }>['kind'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.says;
  const isTold = changeClass !== '' && changeClass !== 'editorial';

  const bodyOf = (asked: ChangeClass): VersionProposed => ({
    proposalId: cabinet.newId(),
    courseId: course.id,
    baseVersion: base.version,
    version: base.version + 1,
    changeClass: asked,
    from,
    why: why.trim(),
    whatChanged: asked === 'editorial' ? '' : whatChanged.trim(),
    changes: toJson(courseChanges(base, { ...course, version: base.version, changeClass: base.changeClass })),
  });

  const propose = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found: { field: string; says: string }[] = [];
    if (changeClass === '') found.push({ field: 'change-class', says: p('propose.noClass') });
    if (isTold && whatChanged.trim() === '') found.push({ field: 'what-changed', says: p('propose.noWhatChanged') });
    if (why.trim() === '') found.push({ field: 'why', says: p('propose.noWhy') });
    if (!isDay(from) || from < today || from > addDays(today, FURTHEST_DAYS)) found.push({ field: 'from', says: p('propose.badFrom') });
    const body = changeClass === '' ? null : bodyOf(changeClass);
    if (body && proposalFaults(body, base).includes('tooLarge')) found.push({ field: 'change-class', says: p('propose.tooLarge') });
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0 || !body) return;
    setBusy(true);
    const recorded = await cabinet.record([{ kind: 'academy.version.proposed', about: body.proposalId, body }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) onProposed(body.proposalId);
  };

  return (
    <form noValidate onSubmit={propose} data-dirty={why !== '' || whatChanged !== '' || undefined}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        {fault && (
          <Notice tone="danger" title={w('fault.title')} role="alert">
            {w(`fault.${fault}`)}
          </Notice>
        )}
        <ChoiceGroup id="change-class" legend={p('class.legend')} error={errorAt('change-class')}>
          {CLASSES.map((value) => (
            <Choice key={value} type="radio" name="change-class" value={value} checked={changeClass === value} onChange={() => setClass(value)}>
              <strong>{p(`class.${value}`)}</strong>
              <br />
              {p(`class.${value}.means`)}
            </Choice>
          ))}
        </ChoiceGroup>
        {isTold && (
          <TextArea
            id="what-changed"
            label={p('propose.whatChanged')}
            hint={p('propose.whatChanged.hint')}
            rows={3}
            value={whatChanged}
            maxLength={SAID_LIMIT}
            error={errorAt('what-changed')}
            onInput={setWhatChanged}
          />
        )}
        <TextArea id="why" label={p('propose.why')} hint={p('propose.why.hint')} rows={3} value={why} maxLength={WHY_LIMIT} error={errorAt('why')} onInput={setWhy} />
        <DayField
          id="from"
          label={p('propose.from')}
          hint={p('propose.from.hint')}
          value={from}
          min={today}
          max={addDays(today, FURTHEST_DAYS)}
          error={errorAt('from')}
          onInput={setFrom}
        />
        <Button type="submit" busy={isBusy}>
          {p('propose.act', { version: base.version + 1 })}
        </Button>
      </Stack>
    </form>
  );
}
