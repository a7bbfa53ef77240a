import type { CourseFact } from '../../shared/training/course.ts';
import type { Source } from '../../shared/training/source.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { placedAt, withoutAt } from './draft.ts';
import { Group, Line } from './list-of.tsx';
import { useWrong } from './wrong.ts';

const BASES = ['must', 'should', 'home', 'practice'] as const;

type FactFieldsProps = { fact: CourseFact; sources: readonly Source[]; onChange: (fact: CourseFact) => void };

/** A fact: what it says, how binding it is, and where it stands. */
export function FactFields({ fact, sources, onChange }: FactFieldsProps) {
  const wrong = useWrong();
  const { id, cites } = fact;
  const known = [...sources].sort((one, other) => one.title.localeCompare(other.title)).map((source) => ({ value: source.id, label: `${source.title} (${source.edition})` }));
  return (
    <>
      <TextArea id={`${id}-text`} label={p('fact.text')} value={fact.text} maxLength={600} error={wrong(`${id}-text`)} onInput={(text) => onChange({ ...fact, text })} />
      <SelectField
        id={`${id}-basis`}
        label={p('fact.basis')}
        options={BASES.map((value) => ({ value, label: p(`basis.${value}`) }))}
        value={fact.basis}
        onInput={(basis) => onChange({ ...fact, basis: basis as CourseFact['basis'] })}
      />
      <Group id={`${id}-cites`} legend={p('fact.cites')} hint={p('fact.cites.hint')} error={wrong(`${id}-cites`)}>
        {cites.map((cite, at) => (
          <Line key={at} name={p('fact.cite', { number: at + 1 })} onRemove={() => onChange({ ...fact, cites: withoutAt(cites, at) })}>
            <SelectField
              id={`${id}-cite-${at}`}
              label={p('fact.source')}
              options={[{ value: '', label: p('choose') }, ...known]}
              value={cite.source}
              onInput={(source) => onChange({ ...fact, cites: placedAt(cites, at, { ...cite, source }) })}
            />
            <TextField
              id={`${id}-at-${at}`}
              label={p('fact.at')}
              hint={at === 0 ? p('fact.at.hint') : undefined}
              value={cite.at}
              maxLength={80}
              onInput={(place) => onChange({ ...fact, cites: placedAt(cites, at, { ...cite, at: place }) })}
            />
          </Line>
        ))}
        <div>
          <Button kind="quiet" onClick={() => onChange({ ...fact, cites: [...cites, { source: '', at: '' }] })}>
            {p('fact.addCite')}
          </Button>
        </div>
      </Group>
      <Unconfirmed id={id} value={fact.unconfirmed} onInput={(unconfirmed) => onChange({ ...fact, unconfirmed })} />
    </>
  );
}

type UnconfirmedProps = { id: string; value: string | undefined; onInput: (value: string | undefined) => void };

/** What a person must still confirm. It is shown to whoever reads it. */
export function Unconfirmed({ id, value, onInput }: UnconfirmedProps) {
  return (
    <TextField id={`${id}-unconfirmed`} label={p('unconfirmed')} hint={p('unconfirmed.hint')} value={value ?? ''} maxLength={300} onInput={(said) => onInput(said || undefined)} />
  );
}
