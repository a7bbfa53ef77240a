import { useState } from 'preact/hooks';
import { addDays, addMonths, isDay, londonDay } from '../../shared/basics/day.ts';
import { WAIVER_REVIEW_MONTHS } from '../../shared/training/waiver.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, TextArea } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/rules.ts';
import { ActFaults, ActSaved } from './act-notes.tsx';
import type { FieldError } from './use-act.ts';
import { useAct } from './use-act.ts';

type Given = Bodies['training.waiver.given'];
const REASONS: readonly Given['reason'][] = ['doesNotApply', 'longAbsence', 'heldElsewhere', 'adjustment', 'other'];
const RATIONALE_LIMIT = 1000;
const USUAL_DAYS = 90;

type Typed = { reason: Given['reason'] | ''; rationale: string; from: string; endsOn: string; reviewOn: string };

/** What is wrong with a waiver as it was typed. The server asks the same. */
export function waiverErrors({ reason, rationale, from, endsOn, reviewOn }: Typed): FieldError[] {
  const errors: FieldError[] = [];
  if (reason === '') errors.push({ field: 'waiver-reason', says: w('waiver.reasonMissing') });
  if (rationale.trim() === '') errors.push({ field: 'waiver-rationale', says: w('waiver.rationaleMissing') });
  if (rationale.trim().length > RATIONALE_LIMIT) errors.push({ field: 'waiver-rationale', says: w('waiver.tooLong') });
  if (!isDay(from)) errors.push({ field: 'waiver-from', says: w('waiver.fromMissing') });
  if (!isDay(endsOn)) errors.push({ field: 'waiver-ends', says: w('waiver.endsMissing') });
  else if (endsOn < from) errors.push({ field: 'waiver-ends', says: w('waiver.endsEarly') });
  if (!isDay(reviewOn)) errors.push({ field: 'waiver-review', says: w('waiver.reviewMissing') });
  else if (isDay(from) && (reviewOn < from || reviewOn > addMonths(from, WAIVER_REVIEW_MONTHS))) errors.push({ field: 'waiver-review', says: w('waiver.reviewWrong') });
  return errors;
}

/** Excused, with a reason, a name and a day to look again. */
export function WaiverForm({ cabinet, personId, courseId }: { cabinet: Cabinet; personId: string; courseId: string }) {
  const act = useAct(cabinet);
  const today = londonDay(cabinet.now());
  const fresh: Typed = { reason: '', rationale: '', from: today, endsOn: addDays(today, USUAL_DAYS), reviewOn: addDays(today, USUAL_DAYS) };
  const [typed, setTyped] = useState(fresh);
  const change = (over: Partial<Typed>) => setTyped({ ...typed, ...over });

  const give = async (event: Event) => {
    event.preventDefault();
    const { reason, rationale, ...days } = typed;
    const waiverId = cabinet.newId();
    const isGiven = await act.act(waiverErrors(typed), () =>
      reason === '' ? [] : [{ kind: 'training.waiver.given', about: waiverId, body: { waiverId, personId, courseId, reason, rationale: rationale.trim(), ...days } }],
    );
    if (isGiven) setTyped(fresh);
  };

  return (
    <form noValidate onSubmit={give} data-dirty={typed.reason !== '' || typed.rationale !== '' || undefined}>
      <Stack gap="m">
        <p>{w('waiver.why')}</p>
        <ActFaults act={act} />
        <ChoiceGroup id="waiver-reason" legend={w('waiver.reason')} error={act.errorOf('waiver-reason')}>
          {REASONS.map((reason) => (
            <Choice key={reason} type="radio" name="waiver-reason" value={reason} checked={typed.reason === reason} onChange={() => change({ reason })}>
              {w(`reason.${reason}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <TextArea
          id="waiver-rationale"
          label={w('waiver.rationale')}
          hint={w('waiver.rationaleHint')}
          value={typed.rationale}
          onInput={(rationale) => change({ rationale })}
          error={act.errorOf('waiver-rationale')}
        />
        <DayField id="waiver-from" label={w('waiver.from')} value={typed.from} onInput={(from) => change({ from })} error={act.errorOf('waiver-from')} />
        <DayField id="waiver-ends" label={w('waiver.ends')} value={typed.endsOn} onInput={(endsOn) => change({ endsOn })} error={act.errorOf('waiver-ends')} />
        <DayField
          id="waiver-review"
          label={w('waiver.review')}
          hint={w('waiver.reviewHint')}
          value={typed.reviewOn}
          onInput={(reviewOn) => change({ reviewOn })}
          error={act.errorOf('waiver-review')}
        />
        <div>
          <Button type="submit" busy={act.isBusy}>
            {w('waiver.act')}
          </Button>
        </div>
        <ActSaved act={act} />
      </Stack>
    </form>
  );
}
