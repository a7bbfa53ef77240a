import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { isDay } from '../../shared/basics/day.ts';
import type { Clock } from '../../shared/people/clocks.ts';
import type { Diploma } from '../../shared/people/qualification.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, TextArea, TextField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { c } from '../../words/clocks.ts';
import type { Wrong } from '../recording.tsx';
import { RecordingHead, useRecording } from '../recording.tsx';
import { AnnexA } from './annex-a.tsx';

const DIPLOMAS = ['level3', 'level5'] as const;
const STATES = ['notEnrolled', 'enrolled', 'held', 'equivalent'] as const;
type State = (typeof STATES)[number];

const RATIONALE_LIMIT = 1000;
const TITLE_LIMIT = 160;

type DiplomaFormProps = { cabinet: Cabinet; personId: string; clocks: readonly Clock[]; today: Day };

/** Where somebody stands with a diploma from a day on. The latest word stands; earlier ones are kept. */
export function DiplomaForm({ cabinet, personId, clocks, today }: DiplomaFormProps) {
  const recording = useRecording(cabinet);
  const [diploma, setDiploma] = useState<Diploma | ''>(clocks.some((clock) => clock.what === 'level5') ? 'level5' : clocks.length > 0 ? 'level3' : '');
  const known = clocks.find((clock) => clock.what === diploma)?.qualification ?? null;
  const [state, setState] = useState<State | ''>('');
  const [title, setTitle] = useState(known?.title ?? '');
  const [on, setOn] = useState(today);
  const [percent, setPercent] = useState(known?.percent === null || known?.percent === undefined ? '' : String(known.percent));
  const [expectedOn, setExpectedOn] = useState(known?.expectedOn ?? '');
  const [rationale, setRationale] = useState('');
  const isEnrolled = state === 'enrolled';

  const save = async (event: Event) => {
    event.preventDefault();
    const wrong: Wrong[] = [];
    if (diploma === '') wrong.push({ field: 'diploma-which', says: c('wrong.diploma') });
    if (state === '') wrong.push({ field: 'diploma-state', says: c('wrong.state') });
    if (!isDay(on)) wrong.push({ field: 'diploma-on', says: c('wrong.day') });
    else if (on > today) wrong.push({ field: 'diploma-on', says: c('wrong.future') });
    if (title.trim().length > TITLE_LIMIT) wrong.push({ field: 'diploma-title', says: c('wrong.tooLong', { limit: TITLE_LIMIT }) });
    const share = Number(percent);
    if (isEnrolled && percent.trim() !== '' && !(Number.isInteger(share) && share >= 0 && share <= 100)) wrong.push({ field: 'diploma-percent', says: c('wrong.percent') });
    if (isEnrolled && expectedOn !== '' && !isDay(expectedOn)) wrong.push({ field: 'diploma-expected', says: c('wrong.expected') });
    if (state === 'equivalent' && rationale.trim() === '') wrong.push({ field: 'diploma-rationale', says: c('wrong.rationale') });
    if (rationale.trim().length > RATIONALE_LIMIT) wrong.push({ field: 'diploma-rationale', says: c('wrong.tooLong', { limit: RATIONALE_LIMIT }) });
    const isSaved = await recording.save(wrong, () => {
      if (diploma === '' || state === '') return [];
      const progress = isEnrolled ? { ...(percent.trim() === '' ? {} : { percent: share }), ...(expectedOn === '' ? {} : { expectedOn }) } : {};
      const body = { personId, diploma, state, title: title.trim(), on, ...progress, rationale: state === 'equivalent' ? rationale.trim() : '' };
      return [{ kind: 'people.qualification.recorded', about: `${personId}.${diploma}`, body }];
    });
    if (isSaved) {
      setState('');
      setRationale('');
    }
  };

  return (
    <form noValidate onSubmit={save} data-dirty={state !== '' || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        <ChoiceGroup id="diploma-which" legend={c('diploma.which')} error={recording.errorOf('diploma-which')}>
          {DIPLOMAS.map((value) => (
            <Choice key={value} type="radio" name="diploma-which" value={value} checked={diploma === value} onChange={() => setDiploma(value)}>
              {c(`what.${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <ChoiceGroup id="diploma-state" legend={c('diploma.state')} error={recording.errorOf('diploma-state')}>
          {STATES.map((value) => (
            <Choice key={value} type="radio" name="diploma-state" value={value} checked={state === value} onChange={() => setState(value)}>
              {c(`diploma.state.${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        {state !== '' && (
          <>
            <DayField id="diploma-on" label={c(`diploma.on.${state}`)} value={on} max={today} onInput={setOn} error={recording.errorOf('diploma-on')} />
            {isEnrolled && (
              <>
                <TextField
                  id="diploma-percent"
                  label={c('diploma.percentField')}
                  inputMode="numeric"
                  value={percent}
                  onInput={setPercent}
                  error={recording.errorOf('diploma-percent')}
                />
                <DayField id="diploma-expected" label={c('diploma.expectedOn')} value={expectedOn} onInput={setExpectedOn} error={recording.errorOf('diploma-expected')} />
              </>
            )}
            {state !== 'notEnrolled' && <TextField id="diploma-title" label={c('diploma.name')} value={title} onInput={setTitle} error={recording.errorOf('diploma-title')} />}
            {state === 'equivalent' && (
              <>
                <AnnexA />
                <TextArea
                  id="diploma-rationale"
                  label={c('diploma.rationale')}
                  hint={c('diploma.rationale.hint')}
                  value={rationale}
                  onInput={setRationale}
                  error={recording.errorOf('diploma-rationale')}
                />
              </>
            )}
          </>
        )}
        <Button type="submit" busy={recording.isBusy}>
          {c('diploma.save')}
        </Button>
      </Stack>
    </form>
  );
}
