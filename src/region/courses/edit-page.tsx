import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Course } from '../../shared/training/course.ts';
import { applyChanges, courseChanges } from '../../shared/training/course-changes.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { p } from '../../words/publishing.ts';
import { AboutFields } from './about-fields.tsx';
import type { Check, Part } from './checks.ts';
import { checksOf, PARTS } from './checks.ts';
import { ChecksCard } from './checks-card.tsx';
import { isSame } from './draft.ts';
import look from './desk.module.css';
import { sayCheck } from './fault-words.ts';
import { FactsPart, LessonsPart, QuestionsPart } from './parts.tsx';
import { coursePath, proposePath } from './paths.ts';
import { PracticalFields } from './practical-fields.tsx';
import { PreviewList } from './preview-links.tsx';
import type { DeskCourse } from './use-course.ts';
import { useDeskCourse } from './use-course.ts';
import type { KeptDraft } from './use-draft.ts';
import { useDraft } from './use-draft.ts';
import { Wrong } from './wrong.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string };

/** A course is changed here, in a draft on this device. Nothing of it is anybody else’s before it is proposed. */
export function EditPage({ cabinet, who, courseId }: Props) {
  const desk = useDeskCourse(cabinet, courseId);
  const kept = useDraft(cabinet, who.personId, desk?.newest?.course ?? null);
  const back = { href: coursePath(courseId), label: desk?.card.title ?? p('title') };
  const title = p('edit.title', { title: kept?.draft.course.title || (desk?.card.title ?? '') });
  return (
    <Page title={desk ? title : p('edit.waiting')} back={back} wide compact>
      {desk === null && <p>{p('course.none')}</p>}
      {desk && !kept && <p>{p('course.coming')}</p>}
      {desk === undefined && <Skeleton lines={8} />}
      {desk && kept && <Editor key={courseId} desk={desk} kept={kept} />}
    </Page>
  );
}

function Editor({ desk, kept }: { desk: DeskCourse; kept: KeptDraft }) {
  const { draft, change } = kept;
  const { course, base } = draft;
  const { sources } = desk.catalogue;
  const [part, setPart] = useState<Part>('facts');
  const [open, setOpen] = useState<string | null>(null);
  const [goal, setGoal] = useState<Check | null>(null);
  const checks = useMemo(() => checksOf(course, sources), [course, sources]);
  const isChanged = !isSame(base, course);

  useEffect(() => {
    if (!goal) return;
    const field = document.getElementById(goal.field) ?? document.getElementById(goal.at);
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
    setGoal(null);
  }, [goal]);

  const go = (check: Check) => {
    setPart(check.part);
    setOpen(check.open);
    setGoal(check);
  };
  const turnTo = (next: Part) => {
    setPart(next);
    setOpen(null);
  };
  const wrong = useMemo(() => {
    const says = new Map<string, string>();
    for (const check of checks) if (!says.has(check.field)) says.set(check.field, sayCheck(check));
    return (field: string) => says.get(field);
  }, [checks]);
  const faultsAt = (id: string) => checks.filter((check) => check.at === id).length;
  const props = { draft, sources, open, onOpen: setOpen, onChange: change, faultsAt };

  return (
    <Wrong.Provider value={wrong}>
      <div class={look.columns}>
        <div class={look.aside}>
          <StateWord state={kept.isKept ? 'saved' : 'waiting'} says={p(!kept.isKept ? 'draft.keeping' : isChanged ? 'draft.kept' : 'draft.same', { version: base.version })} />
          <ChecksCard checks={checks} isChanged={isChanged} onGo={go} />
          {isChanged && checks.length === 0 && <LinkButton href={proposePath(course.id)}>{p('edit.propose')}</LinkButton>}
          <Disclosure summary={p('preview.links')}>
            <PreviewList course={course} />
          </Disclosure>
          {isChanged && <DropDraft onDrop={kept.drop} version={desk.newest?.course.version ?? base.version} />}
        </div>
        <Stack gap="l">
          <Overtaken desk={desk} kept={kept} />
          <nav class={look.parts} aria-label={p('parts')}>
            {PARTS.map((entry) => (
              <button key={entry} class={look.part} type="button" aria-current={part === entry ? 'true' : undefined} onClick={() => turnTo(entry)}>
                {p(`part.${entry}`)}
              </button>
            ))}
          </nav>
          <section aria-labelledby="part-heading">
            <Stack gap="m">
              <h2 id="part-heading" class={look.heading}>
                {p(`part.${part}`)}
              </h2>
              {part === 'about' && <AboutFields course={course} onChange={change} />}
              {part === 'facts' && <FactsPart {...props} />}
              {part === 'questions' && <QuestionsPart {...props} />}
              {part === 'lessons' && <LessonsPart {...props} />}
              {part === 'practical' && <PracticalPart course={course} onChange={change} />}
            </Stack>
          </section>
        </Stack>
      </div>
    </Wrong.Provider>
  );
}

function PracticalPart({ course, onChange }: { course: Course; onChange: (course: Course) => void }) {
  const { practical } = course;
  if (practical) return <PracticalFields course={course} practical={practical} onChange={(next) => onChange({ ...course, practical: next })} />;
  return (
    <Stack gap="s">
      <p>{p('practical.none')}</p>
      <div>
        <Button kind="quiet" onClick={() => onChange({ ...course, practical: { id: `${course.id}-P1`, title: '', times: 1, steps: [''], facts: [] } })}>
          {p('practical.add')}
        </Button>
      </div>
    </Stack>
  );
}

/** A version was approved after this draft was begun: what was written can be laid on it, or let go. */
function Overtaken({ desk, kept }: { desk: DeskCourse; kept: KeptDraft }) {
  const newest = desk.newest?.course;
  const { base, course } = kept.draft;
  if (!newest || newest.version === base.version) return null;
  return (
    <Notice tone="warn" title={p('overtaken.title', { version: newest.version })}>
      <p>{p('overtaken.says', { version: base.version })}</p>
      <Button onClick={() => kept.rebase(newest, { ...applyChanges(newest, courseChanges(base, course)), version: newest.version })}>
        {p('overtaken.carry', { version: newest.version })}
      </Button>
    </Notice>
  );
}

/** Asked twice: a draft that is let go is nowhere else. */
function DropDraft({ onDrop, version }: { onDrop: () => void; version: number }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {p('draft.drop')}
      </Button>
    );
  }
  return (
    <Notice tone="warn" title={p('draft.drop.sure', { version })} role="alert">
      <div class={look.acts}>
        <Button
          kind="danger"
          onClick={() => {
            setAsked(false);
            onDrop();
          }}
        >
          {p('draft.drop.act')}
        </Button>
        <Button kind="quiet" onClick={() => setAsked(false)}>
          {p('draft.drop.keep')}
        </Button>
      </div>
    </Notice>
  );
}
