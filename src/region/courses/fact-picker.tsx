import type { Course } from '../../shared/training/course.ts';
import { SelectField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { Group, Line } from './list-of.tsx';
import { useWrong } from './wrong.ts';

type FactPickerProps = { id: string; course: Course; facts: readonly string[]; onChange: (facts: string[]) => void };

/** The facts that something rests on, chosen from those of the course. */
export function FactPicker({ id, course, facts, onChange }: FactPickerProps) {
  const wrong = useWrong();
  const textOf = (factId: string) => course.facts.find((fact) => fact.id === factId)?.text ?? p('facts.unknown');
  const others = course.facts.filter((fact) => !facts.includes(fact.id));
  return (
    <Group id={`${id}-facts`} legend={p('facts.rests')} error={wrong(`${id}-facts`)}>
      {facts.map((factId) => (
        <Line key={factId} name={factId} onRemove={() => onChange(facts.filter((other) => other !== factId))}>
          <p>
            {factId}: {textOf(factId)}
          </p>
        </Line>
      ))}
      {others.length > 0 && (
        <SelectField
          key={facts.join(' ')}
          id={`${id}-add-fact`}
          label={p('facts.add')}
          options={[{ value: '', label: p('choose') }, ...others.map((fact) => ({ value: fact.id, label: `${fact.id}: ${fact.text.slice(0, 90)}` }))]}
          value=""
          onInput={(factId) => factId !== '' && onChange([...facts, factId])}
        />
      )}
    </Group>
  );
}
