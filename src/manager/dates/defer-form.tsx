import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { addDays, addMonths, isDay } from '../../shared/basics/day.ts';
import { DEFERRAL_REVIEW_DAYS, DEFERRAL_YEARS } from '../../shared/people/clock-lengths.ts';
import type { Clock } from '../../shared/people/clocks.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, TextArea } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import type { Wrong } from '../recording.tsx';
import { RecordingHead, useRecording } from '../recording.tsx';

const REASONS = ['prolongedAbsence', 'partTime'] as const;
const RATIONALE_LIMIT = 1000;

type DeferFormProps = { cabinet: Cabinet; personId: string; clocks: readonly Clock[]; today: Day };

/** A later date for a diploma, for one of the two legal reasons, looked at again within 90 days. */
export function DeferForm({ cabinet, personId, clocks, today }: DeferFormProps) {
  const recording = useRecording(cabinet);
  const lastReview = addDays(today, DEFERRAL_REVIEW_DAYS);
  const [what, setWhat] = useState(clocks.length === 1 ? clocks[0]?.what : undefined);
  const [reason, setReason] = useState<(typeof REASONS)[number] | ''>('');
  const [rationale, setRationale] = useState('');
  const [until, setUntil] = useState('');
  const [reviewOn, setReviewOn] = useState(lastReview);
  const clock = clocks.find((entry) => entry.what === what);
  const diploma = what === 'level3' || what === 'level5' ? what : null;

  const wrongUntil = (): string | null => {
    if (!isDay(until)) return c('wrong.day');
    if (until <= today) return c('wrong.until');
    if (clock && until <= clock.firstByOn) return c('wrong.untilEarly', { day: formatDay(clock.firstByOn) });
    return until > addMonths(today, DEFERRAL_YEARS * 12) ? c('wrong.untilFar') : null;
  };

  const save = async (event: Event) => {
    event.preventDefault();
    const wrong: Wrong[] = [];
    if (diploma === null) wrong.push({ field: 'defer-which', says: c('wrong.diploma') });
    if (reason === '') wrong.push({ field: 'defer-reason', says: c('wrong.reason') });
    if (rationale.trim() === '') wrong.push({ field: 'defer-rationale', says: c('wrong.rationale') });
    if (rationale.trim().length > RATIONALE_LIMIT) wrong.push({ field: 'defer-rationale', says: c('wrong.tooLong', { limit: RATIONALE_LIMIT }) });
    const found = wrongUntil();
    if (found !== null) wrong.push({ field: 'defer-until', says: found });
    if (!isDay(reviewOn) || reviewOn <= today || reviewOn > lastReview) wrong.push({ field: 'defer-review', says: c('wrong.review') });
    const isSaved = await recording.save(wrong, () => {
      if (diploma === null || reason === '') return [];
      const deferralId = cabinet.newId();
      return [{ kind: 'people.clock.deferred', about: deferralId, body: { deferralId, personId, diploma, reason, rationale: rationale.trim(), until, reviewOn } }];
    });
    if (isSaved) {
      setReason('');
      setRationale('');
      setUntil('');
    }
  };

  return (
    <form noValidate onSubmit={save} data-dirty={reason !== '' || rationale !== '' || until !== '' || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        <p>{c('defer.lead')}</p>
        {clocks.length > 1 && (
          <ChoiceGroup id="defer-which" legend={c('diploma.which')} error={recording.errorOf('defer-which')}>
            {clocks.map((entry) => (
              <Choice key={entry.what} type="radio" name="defer-which" value={entry.what} checked={what === entry.what} onChange={() => setWhat(entry.what)}>
                {c(`what.${entry.what}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        <ChoiceGroup id="defer-reason" legend={c('defer.reason')} error={recording.errorOf('defer-reason')}>
          {REASONS.map((value) => (
            <Choice key={value} type="radio" name="defer-reason" value={value} checked={reason === value} onChange={() => setReason(value)}>
              {c(`defer.reason.${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <TextArea id="defer-rationale" label={c('defer.rationale')} value={rationale} onInput={setRationale} error={recording.errorOf('defer-rationale')} />
        <DayField
          id="defer-until"
          label={c('defer.until')}
          hint={clock && c('defer.until.hint', { day: formatDay(clock.byOn) })}
          value={until}
          min={addDays(today, 1)}
          onInput={setUntil}
          error={recording.errorOf('defer-until')}
        />
        <DayField
          id="defer-review"
          label={c('defer.reviewOn')}
          hint={c('defer.reviewOn.hint', { day: formatDay(lastReview) })}
          value={reviewOn}
          min={addDays(today, 1)}
          max={lastReview}
          onInput={setReviewOn}
          error={recording.errorOf('defer-review')}
        />
        <Button type="submit" busy={recording.isBusy}>
          {c('defer.save')}
        </Button>
      </Stack>
    </form>
  );
}
