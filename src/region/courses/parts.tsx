import { useState } from 'preact/hooks';
import type { Course, Module, Screen } from '../../shared/training/course.ts';
import type { QuestionType } from '../../shared/training/question.ts';
import type { Source } from '../../shared/training/source.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { p } from '../../words/publishing.ts';
import { minutesFrom } from './about-fields.tsx';
import type { CourseDraft } from './draft.ts';
import { moved, replaced, shownIn, withFact, withoutFact, withoutQuestion, withQuestion, withScreen } from './draft.ts';
import look from './desk.module.css';
import { FactFields } from './fact-fields.tsx';
import { QuestionFields } from './question-fields.tsx';
import { Row } from './row.tsx';
import { ScreenFields } from './screen-fields.tsx';

const TYPES: readonly QuestionType[] = ['single', 'several', 'trueFalse', 'order', 'match', 'number', 'short', 'branch'];

export type PartProps = {
  draft: CourseDraft;
  sources: readonly Source[];
  /** The fact, question or screen whose fields are shown. */
  open: string | null;
  onOpen: (id: string | null) => void;
  onChange: (course: Course) => void;
  faultsAt: (id: string) => number;
};

export function FactsPart({ draft, sources, open, onOpen, onChange, faultsAt }: PartProps) {
  const { course } = draft;
  const add = () => {
    const made = withFact(draft);
    onChange(made.course);
    onOpen(made.id);
  };
  return (
    <Stack gap="m">
      <ul class={look.rows}>
        {course.facts.map((fact) => (
          <Row
            key={fact.id}
            id={fact.id}
            says={fact.text || p('row.empty')}
            isOpen={open === fact.id}
            faults={faultsAt(fact.id)}
            onToggle={() => onOpen(open === fact.id ? null : fact.id)}
            onRemove={() => onChange(withoutFact(course, fact.id))}
          >
            <FactFields fact={fact} sources={sources} onChange={(next) => onChange({ ...course, facts: replaced(course.facts, next) })} />
          </Row>
        ))}
      </ul>
      <div id="add-fact" tabIndex={-1}>
        <Button kind="quiet" onClick={add}>
          {p('facts.addNew')}
        </Button>
      </div>
    </Stack>
  );
}

export function QuestionsPart({ draft, open, onOpen, onChange, faultsAt }: PartProps) {
  const { course } = draft;
  const quiz = course.modules.find((module) => module.kind === 'quiz') ?? course.modules[0];
  const [type, setType] = useState<QuestionType>('single');
  const [moduleId, setModuleId] = useState(quiz?.id ?? '');
  const add = () => {
    const made = withQuestion(draft, type, moduleId);
    onChange(made.course);
    onOpen(made.id);
  };
  return (
    <Stack gap="m">
      <ul class={look.rows}>
        {course.questions.map((question) => (
          <Row
            key={question.id}
            id={question.id}
            says={question.prompt || p('row.empty')}
            isOpen={open === question.id}
            faults={faultsAt(question.id)}
            onToggle={() => onOpen(open === question.id ? null : question.id)}
            onRemove={() => onChange(withoutQuestion(course, question.id))}
          >
            <QuestionFields
              course={course}
              question={question}
              onChange={(next) => onChange({ ...course, questions: replaced(course.questions, next) })}
              onShowIn={(module) => onChange(shownIn(draft, question.id, module))}
            />
          </Row>
        ))}
      </ul>
      <div id="add-question" tabIndex={-1}>
        <Stack gap="s">
          <SelectField
            id="new-type"
            label={p('question.newType')}
            options={TYPES.map((value) => ({ value, label: p(`type.${value}`) }))}
            value={type}
            onInput={(value) => setType(value as QuestionType)}
          />
          <SelectField
            id="new-where"
            label={p('question.where')}
            options={course.modules.map((module) => ({ value: module.id, label: module.title }))}
            value={moduleId}
            onInput={setModuleId}
          />
          <div>
            <Button kind="quiet" onClick={add}>
              {p('question.addNew')}
            </Button>
          </div>
        </Stack>
      </div>
    </Stack>
  );
}

function screenSays(screen: Screen, course: Course): string {
  if (screen.kind !== 'question') return screen.title || p('row.empty');
  return p('screen.question', { prompt: course.questions.find((question) => question.id === screen.question)?.prompt ?? screen.question });
}

export function LessonsPart({ draft, open, onOpen, onChange, faultsAt }: PartProps) {
  const { course } = draft;
  const set = (module: Module) => onChange({ ...course, modules: replaced(course.modules, module) });
  const add = (moduleId: string) => {
    const made = withScreen(draft, moduleId);
    onChange(made.course);
    onOpen(made.id);
  };
  return (
    <Stack gap="l">
      {course.modules.map((module) => (
        <section key={module.id} aria-labelledby={`${module.id}-heading`}>
          <Stack gap="m">
            <h3 id={`${module.id}-heading`} class={look.heading}>
              {p('module.heading', { id: module.id, title: module.title })}
            </h3>
            <TextField id={`${module.id}-text`} label={p('module.title')} value={module.title} maxLength={80} onInput={(title) => set({ ...module, title })} />
            <TextField
              id={`${module.id}-minutes`}
              label={p('about.minutes')}
              type="number"
              inputMode="numeric"
              value={String(module.minutes)}
              onInput={(said) => set({ ...module, minutes: minutesFrom(said) })}
            />
            <ul class={look.rows}>
              {module.screens.map((screen, at) => {
                const { screens } = module;
                const acts = {
                  onUp: at > 0 ? () => set({ ...module, screens: moved(screens, at, -1) }) : undefined,
                  onDown: at < screens.length - 1 ? () => set({ ...module, screens: moved(screens, at, 1) }) : undefined,
                  ...(screen.kind === 'read' && screens.length > 1 ? { onRemove: () => set({ ...module, screens: screens.filter(({ id }) => id !== screen.id) }) } : {}),
                };
                return (
                  <Row
                    key={screen.id}
                    id={screen.id}
                    says={screenSays(screen, course)}
                    isOpen={open === screen.id}
                    faults={faultsAt(screen.id)}
                    onToggle={() => onOpen(open === screen.id ? null : screen.id)}
                    {...acts}
                  >
                    {screen.kind === 'question' ? (
                      <p>{p('screen.question.hint')}</p>
                    ) : (
                      <ScreenFields course={course} screen={screen} onChange={(next) => set({ ...module, screens: replaced(screens, next as Screen) })} />
                    )}
                  </Row>
                );
              })}
            </ul>
            {module.kind === 'lesson' && (
              <div>
                <Button kind="quiet" onClick={() => add(module.id)}>
                  {p('screen.addNew', { title: module.title })}
                </Button>
              </div>
            )}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
