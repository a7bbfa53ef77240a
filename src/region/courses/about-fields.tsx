import type { Course } from '../../shared/training/course.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { placedAt, withoutAt } from './draft.ts';
import { Group, Line } from './list-of.tsx';
import { useWrong } from './wrong.ts';

/** Whole minutes; nothing typed is none. */
export function minutesFrom(said: string): number {
  const minutes = Math.round(Number(said));
  return Number.isFinite(minutes) && minutes > 0 ? minutes : 0;
}

/** What a course is called, what it is for, and how long it takes. */
export function AboutFields({ course, onChange }: { course: Course; onChange: (course: Course) => void }) {
  const wrong = useWrong();
  const { id, outcomes } = course;
  const added = course.modules.reduce((sum, module) => sum + module.minutes, 0);
  return (
    <>
      <TextField id={`${id}-title`} label={p('about.title')} value={course.title} maxLength={80} error={wrong(`${id}-title`)} onInput={(title) => onChange({ ...course, title })} />
      <TextArea
        id={`${id}-summary`}
        label={p('about.summary')}
        rows={2}
        value={course.summary}
        maxLength={300}
        error={wrong(`${id}-summary`)}
        onInput={(summary) => onChange({ ...course, summary })}
      />
      <TextField
        id={`${id}-minutes`}
        label={p('about.minutes')}
        hint={p('about.minutes.hint', { count: added })}
        type="number"
        inputMode="numeric"
        value={String(course.minutes)}
        error={wrong(`${id}-minutes`)}
        onInput={(said) => onChange({ ...course, minutes: minutesFrom(said) })}
      />
      <Group id={`${id}-outcomes`} legend={p('about.outcomes')} error={wrong(`${id}-outcomes`)}>
        {outcomes.map((outcome, at) => (
          <Line key={at} name={p('outcome.text', { number: at + 1 })} onRemove={outcomes.length > 1 ? () => onChange({ ...course, outcomes: withoutAt(outcomes, at) }) : undefined}>
            <TextField
              id={`${id}-outcome-${at}`}
              label={p('outcome.text', { number: at + 1 })}
              value={outcome}
              maxLength={200}
              onInput={(text) => onChange({ ...course, outcomes: placedAt(outcomes, at, text) })}
            />
          </Line>
        ))}
        <div>
          <Button kind="quiet" onClick={() => onChange({ ...course, outcomes: [...outcomes, ''] })}>
            {p('outcome.add')}
          </Button>
        </div>
      </Group>
    </>
  );
}
