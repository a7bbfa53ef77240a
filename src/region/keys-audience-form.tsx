import { useState } from 'preact/hooks';
import type { Audience, AudienceKind, Directory } from '../shared/voice/directory.ts';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Stack } from '../ui/stack.tsx';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/keys.ts';
import type { Offer } from './keys-desk.ts';
import type { AudienceChoice } from './keys-draft.ts';
import look from './keys-page.module.css';
import type { Places } from './keys-words.ts';
import { KINDS } from './keys-words.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const OFFICE = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const NAME_LIMIT = 80;

type Typed = { key: string; kind: AudienceKind | ''; unit: string; name: string; isAlways: boolean; days: number[]; from: string; to: string; escalatesTo: string };
type Found = { field: string; says: string };
type Props = {
  id: string;
  directory: Directory;
  places: Places;
  /** Set when one that stands is changed: what it is and whom it hears stay. */
  audience?: Audience;
  /** For a new one: the keys it may begin with, and on whose device each was made. */
  keys?: { offer: Offer; name: string }[];
  act: string;
  onChosen: (choice: AudienceChoice, offer: Offer | null) => void;
};

function begin(audience: Audience | undefined): Typed {
  const hours = audience?.hours ?? OFFICE;
  const isAlways = hours.days.length === 0;
  const times = isAlways ? OFFICE : hours;
  return { key: '', kind: audience?.kind ?? '', unit: audience?.unit ?? '', name: audience?.name ?? '', isAlways, ...times, escalatesTo: audience?.escalatesTo ?? '' };
}

/** Who it is, whom they hear, and when they look. */
export function AudienceForm({ id, directory, places, audience, keys = [], act, onChosen }: Props) {
  const [typed, setTyped] = useState(() => begin(audience));
  const [errors, setErrors] = useState<Found[]>([]);
  const [tries, setTries] = useState(0);
  const at = (field: string) => `${id}-${field}`;
  const errorAt = (field: string) => errors.find((error) => error.field === at(field))?.says;
  const units = places.filter(({ kind }) => (typed.kind === 'home' ? kind === 'home' : kind !== 'provider'));
  const none = { value: '', label: w('field.choose') };

  const faults = (): Found[] => {
    const found: Found[] = [];
    if (!audience && !keys.some(({ offer }) => offer.a === typed.key)) found.push({ field: at('key'), says: w('error.key') });
    if (typed.kind === '') found.push({ field: at('kind'), says: w('error.kind') });
    if (!units.some(({ placeId }) => placeId === typed.unit)) found.push({ field: at('unit'), says: w(typed.kind === 'home' ? 'error.home' : 'error.unit') });
    if (typed.name.trim() === '' || typed.name.trim().length > NAME_LIMIT) found.push({ field: at('name'), says: w('error.name') });
    if (!typed.isAlways && (typed.days.length === 0 || !(typed.from < typed.to))) found.push({ field: at('days'), says: w('error.hours') });
    return found;
  };
  const choose = (event: Event) => {
    event.preventDefault();
    const found = faults();
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0 || typed.kind === '') return;
    const hours = typed.isAlways ? { days: [], from: '00:00', to: '00:00' } : { days: WEEK.filter((day) => typed.days.includes(day)), from: typed.from, to: typed.to };
    const choice = { kind: typed.kind, unit: typed.unit, name: typed.name.trim(), hours, ...(typed.escalatesTo === '' ? {} : { escalatesTo: typed.escalatesTo }) };
    onChosen(choice, keys.find(({ offer }) => offer.a === typed.key)?.offer ?? null);
    setTyped(begin(audience));
  };

  return (
    <form noValidate onSubmit={choose}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        {!audience && (
          <>
            <SelectField
              id={at('key')}
              label={w('field.key')}
              options={[none, ...keys.map(({ offer, name }) => ({ value: offer.a, label: w('audience.keyOf', { name, moment: formatMoment(offer.at) }) }))]}
              value={typed.key}
              error={errorAt('key')}
              onInput={(key) => setTyped({ ...typed, key })}
            />
            <SelectField
              id={at('kind')}
              label={w('field.kind')}
              options={[none, ...KINDS.map((kind) => ({ value: kind, label: w(`kind.${kind}`) }))]}
              value={typed.kind}
              error={errorAt('kind')}
              onInput={(kind) => setTyped({ ...typed, kind: kind as AudienceKind | '' })}
            />
            <SelectField
              id={at('unit')}
              label={w('field.unit')}
              options={[none, ...units.map(({ placeId, name }) => ({ value: placeId, label: name }))]}
              value={typed.unit}
              error={errorAt('unit')}
              onInput={(unit) => setTyped({ ...typed, unit })}
            />
          </>
        )}
        <TextField id={at('name')} label={w('field.name')} value={typed.name} autocomplete="off" error={errorAt('name')} onInput={(name) => setTyped({ ...typed, name })} />
        <ChoiceGroup id={at('days')} legend={w('field.hours')} error={errorAt('days')}>
          <Choice type="radio" name={at('hours')} value="always" checked={typed.isAlways} onChange={() => setTyped({ ...typed, isAlways: true })}>
            {w('field.always')}
          </Choice>
          <Choice type="radio" name={at('hours')} value="times" checked={!typed.isAlways} onChange={() => setTyped({ ...typed, isAlways: false })}>
            {w('field.times')}
          </Choice>
        </ChoiceGroup>
        {!typed.isAlways && (
          <>
            <ChoiceGroup legend={w('field.days')}>
              {WEEK.map((day) => (
                <Choice
                  key={day}
                  type="checkbox"
                  name={at('day')}
                  value={String(day)}
                  checked={typed.days.includes(day)}
                  onChange={(isOn) => setTyped({ ...typed, days: isOn ? [...typed.days, day] : typed.days.filter((other) => other !== day) })}
                >
                  {w(`day.${day}`)}
                </Choice>
              ))}
            </ChoiceGroup>
            <div class={look.times}>
              <TimeField id={at('from')} label={w('field.from')} value={typed.from} onInput={(from) => setTyped({ ...typed, from })} />
              <TimeField id={at('to')} label={w('field.to')} value={typed.to} onInput={(to) => setTyped({ ...typed, to })} />
            </div>
          </>
        )}
        <SelectField
          id={at('escalates')}
          label={w('field.escalates')}
          options={[{ value: '', label: w('field.nobody') }, ...directory.audiences.filter(({ a }) => a !== audience?.a).map(({ a, name }) => ({ value: a, label: name }))]}
          value={typed.escalatesTo}
          onInput={(escalatesTo) => setTyped({ ...typed, escalatesTo })}
        />
        <div>
          <Button type="submit" kind="quiet">
            {act}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Quarter hours of the day: a list is the same on every phone. */
const TIMES = Array.from({ length: 96 }, (_none, quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);

function TimeField({ id, label, value, onInput }: { id: string; label: string; value: string; onInput: (time: string) => void }) {
  return <SelectField id={id} label={label} options={TIMES.map((time) => ({ value: time, label: time }))} value={value} onInput={onInput} />;
}
