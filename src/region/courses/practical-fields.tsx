import type { Course, Practical } from '../../shared/training/course.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { minutesFrom } from './about-fields.tsx';
import { moved, placedAt, withoutAt } from './draft.ts';
import { Unconfirmed } from './fact-fields.tsx';
import { FactPicker } from './fact-picker.tsx';
import { Group, Line } from './list-of.tsx';
import { useWrong } from './wrong.ts';

type PracticalFieldsProps = { course: Course; practical: Practical; onChange: (practical: Practical) => void };

/** What a named person must see done, step by step. */
export function PracticalFields({ course, practical, onChange }: PracticalFieldsProps) {
  const wrong = useWrong();
  const { id, steps } = practical;
  return (
    <>
      <TextField
        id={`${id}-title`}
        label={p('practical.title')}
        value={practical.title}
        maxLength={120}
        error={wrong(`${id}-title`)}
        onInput={(title) => onChange({ ...practical, title })}
      />
      <TextField
        id={`${id}-times`}
        label={p('practical.times')}
        type="number"
        inputMode="numeric"
        value={String(practical.times)}
        onInput={(said) => onChange({ ...practical, times: Math.max(1, minutesFrom(said)) })}
      />
      <Group id={`${id}-steps`} legend={p('practical.steps')} error={wrong(`${id}-steps`)}>
        {steps.map((step, at) => (
          <Line
            key={at}
            name={p('practical.step', { number: at + 1 })}
            onUp={at > 0 ? () => onChange({ ...practical, steps: moved(steps, at, -1) }) : undefined}
            onDown={at < steps.length - 1 ? () => onChange({ ...practical, steps: moved(steps, at, 1) }) : undefined}
            onRemove={steps.length > 1 ? () => onChange({ ...practical, steps: withoutAt(steps, at) }) : undefined}
          >
            <TextField
              id={`${id}-step-${at}`}
              label={p('practical.step', { number: at + 1 })}
              value={step}
              maxLength={200}
              onInput={(text) => onChange({ ...practical, steps: placedAt(steps, at, text) })}
            />
          </Line>
        ))}
        <div>
          <Button kind="quiet" onClick={() => onChange({ ...practical, steps: [...steps, ''] })}>
            {p('practical.addStep')}
          </Button>
        </div>
      </Group>
      <FactPicker id={id} course={course} facts={practical.facts} onChange={(facts) => onChange({ ...practical, facts })} />
      <Unconfirmed id={id} value={practical.unconfirmed} onInput={(unconfirmed) => onChange({ ...practical, unconfirmed })} />
    </>
  );
}
