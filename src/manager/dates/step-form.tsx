import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { isDay } from '../../shared/basics/day.ts';
import type { Placement } from '../../shared/people/person.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, SelectField, TextArea } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { c } from '../../words/clocks.ts';
import type { Wrong } from '../recording.tsx';
import { RecordingHead, useRecording } from '../recording.tsx';
import type { NameOf } from './clock-words.ts';

const STEPS = ['induction', 'probationReview', 'probation', 'preEmploymentChecks'] as const;
type Step = (typeof STEPS)[number];
const OUTCOMES = ['met', 'extended', 'notMet'] as const;
type Outcome = (typeof OUTCOMES)[number];
const NOTE_LIMIT = 1000;

function stepSays(step: Step): string {
  return step === 'preEmploymentChecks' ? c('step.preEmploymentChecks') : c(`what.${step}`);
}

type StepFormProps = { cabinet: Cabinet; personId: string; homes: readonly Placement[]; placeName: NameOf; today: Day };

/** Induction, probation and the checks before employment, in one home (regulations 32(7) and 33(1)). */
export function StepForm({ cabinet, personId, homes, placeName, today }: StepFormProps) {
  const recording = useRecording(cabinet);
  const [homeId, setHomeId] = useState(homes[0]?.placeId ?? '');
  const [what, setWhat] = useState<Step | ''>('');
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [on, setOn] = useState(today);
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const isExtended = outcome === 'extended';

  const save = async (event: Event) => {
    event.preventDefault();
    const wrong: Wrong[] = [];
    if (what === '') wrong.push({ field: 'step-what', says: c('wrong.what') });
    if (outcome === '') wrong.push({ field: 'step-outcome', says: c('wrong.outcome') });
    if (!isDay(on)) wrong.push({ field: 'step-on', says: c('wrong.day') });
    else if (on > today) wrong.push({ field: 'step-on', says: c('wrong.future') });
    if (isExtended && (!isDay(until) || until <= on)) wrong.push({ field: 'step-until', says: c('wrong.extended') });
    if (note.trim().length > NOTE_LIMIT) wrong.push({ field: 'step-note', says: c('wrong.tooLong', { limit: NOTE_LIMIT }) });
    const isSaved = await recording.save(wrong, () => {
      if (what === '' || outcome === '') return [];
      const body = { personId, homeId, what, outcome, on, until: isExtended ? until : null, note: note.trim() };
      return [{ kind: 'people.milestone.recorded', about: `${personId}.${what}`, body }];
    });
    if (isSaved) {
      setWhat('');
      setOutcome('');
      setUntil('');
      setNote('');
    }
  };

  return (
    <form noValidate onSubmit={save} data-dirty={what !== '' || outcome !== '' || note !== '' || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        {homes.length > 1 && (
          <SelectField
            id="step-home"
            label={c('step.home')}
            options={homes.map(({ placeId }) => ({ value: placeId, label: placeName(placeId) ?? c('step.home') }))}
            value={homeId}
            onInput={setHomeId}
          />
        )}
        <ChoiceGroup id="step-what" legend={c('step.what')} error={recording.errorOf('step-what')}>
          {STEPS.map((value) => (
            <Choice key={value} type="radio" name="step-what" value={value} checked={what === value} onChange={() => setWhat(value)}>
              {stepSays(value)}
            </Choice>
          ))}
        </ChoiceGroup>
        <ChoiceGroup id="step-outcome" legend={c('step.outcome')} error={recording.errorOf('step-outcome')}>
          {OUTCOMES.map((value) => (
            <Choice key={value} type="radio" name="step-outcome" value={value} checked={outcome === value} onChange={() => setOutcome(value)}>
              {what === 'preEmploymentChecks' ? c(`step.checks.${value}`) : c(`step.${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <DayField id="step-on" label={c('step.on')} value={on} max={today} onInput={setOn} error={recording.errorOf('step-on')} />
        {isExtended && <DayField id="step-until" label={c('step.until')} value={until} onInput={setUntil} error={recording.errorOf('step-until')} />}
        <TextArea id="step-note" label={c('step.note')} hint={c('step.note.hint')} value={note} onInput={setNote} error={recording.errorOf('step-note')} />
        <Button type="submit" busy={recording.isBusy}>
          {c('step.save')}
        </Button>
      </Stack>
    </form>
  );
}
