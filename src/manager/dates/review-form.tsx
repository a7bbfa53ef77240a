import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { addDays, isDay } from '../../shared/basics/day.ts';
import { DEFERRAL_REVIEW_DAYS } from '../../shared/people/clock-lengths.ts';
import type { ClockName } from '../../shared/people/clock-lengths.ts';
import type { Deferral } from '../../shared/people/diploma.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, TextArea } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import type { Wrong } from '../recording.tsx';
import { RecordingHead, useRecording } from '../recording.tsx';

const RATIONALE_LIMIT = 1000;

type ReviewFormProps = { cabinet: Cabinet; personId: string; deferral: Deferral; diploma: ClockName; today: Day };

/** A deferral is looked at again: it goes on to the next review, or the first date counts again. */
export function ReviewForm({ cabinet, personId, deferral, diploma, today }: ReviewFormProps) {
  const recording = useRecording(cabinet);
  const lastReview = addDays(today, DEFERRAL_REVIEW_DAYS);
  const [goesOn, setGoesOn] = useState<boolean | null>(null);
  const [rationale, setRationale] = useState('');
  const [reviewOn, setReviewOn] = useState(lastReview);
  const id = (field: string) => `review-${diploma}-${field}`;

  const save = async (event: Event) => {
    event.preventDefault();
    const wrong: Wrong[] = [];
    if (goesOn === null) wrong.push({ field: id('goesOn'), says: c('wrong.goesOn') });
    if (rationale.trim() === '') wrong.push({ field: id('rationale'), says: c('wrong.rationale') });
    if (rationale.trim().length > RATIONALE_LIMIT) wrong.push({ field: id('rationale'), says: c('wrong.tooLong', { limit: RATIONALE_LIMIT }) });
    if (goesOn && (!isDay(reviewOn) || reviewOn <= today || reviewOn > lastReview)) wrong.push({ field: id('on'), says: c('wrong.review') });
    const { deferralId } = deferral;
    const isSaved = await recording.save(wrong, () => {
      const body = { deferralId, personId, goesOn: goesOn === true, reviewOn: goesOn ? reviewOn : null, rationale: rationale.trim() };
      return [{ kind: 'people.deferral.reviewed', about: deferralId, body }];
    });
    if (isSaved) {
      setGoesOn(null);
      setRationale('');
    }
  };

  return (
    <form noValidate onSubmit={save} data-dirty={goesOn !== null || rationale !== '' || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        <ChoiceGroup id={id('goesOn')} legend={c('review.goesOn')} error={recording.errorOf(id('goesOn'))}>
          <Choice type="radio" name={id('goesOn')} value="yes" checked={goesOn === true} onChange={() => setGoesOn(true)}>
            {c('review.yes')}
          </Choice>
          <Choice type="radio" name={id('goesOn')} value="no" checked={goesOn === false} onChange={() => setGoesOn(false)}>
            {c('review.no')}
          </Choice>
        </ChoiceGroup>
        <TextArea id={id('rationale')} label={c('review.rationale')} value={rationale} onInput={setRationale} error={recording.errorOf(id('rationale'))} />
        {goesOn === true && (
          <DayField
            id={id('on')}
            label={c('defer.reviewOn')}
            hint={c('defer.reviewOn.hint', { day: formatDay(lastReview) })}
            value={reviewOn}
            min={addDays(today, 1)}
            max={lastReview}
            onInput={setReviewOn}
            error={recording.errorOf(id('on'))}
          />
        )}
        <Button type="submit" busy={recording.isBusy}>
          {c('review.save')}
        </Button>
      </Stack>
    </form>
  );
}
