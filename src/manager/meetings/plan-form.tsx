import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { isDay } from '../../shared/basics/day.ts';
import type { MeetingKind } from '../../shared/people/meetings.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { m } from '../../words/meetings.ts';
import type { Wrong } from '../recording.tsx';
import { RecordingHead, useRecording } from '../recording.tsx';

const KINDS = ['supervision', 'appraisal'] as const;

type PlanFormProps = { cabinet: Cabinet; personId: string; today: Day };

/** A meeting to come. Both people see its day. */
export function PlanForm({ cabinet, personId, today }: PlanFormProps) {
  const recording = useRecording(cabinet);
  const [kind, setKind] = useState<MeetingKind>('supervision');
  const [on, setOn] = useState('');

  const save = async (event: Event) => {
    event.preventDefault();
    const wrong: Wrong[] = [];
    if (!isDay(on)) wrong.push({ field: 'plan-on', says: m('wrong.day') });
    else if (on < today) wrong.push({ field: 'plan-on', says: m('wrong.past') });
    const isSaved = await recording.save(wrong, () => {
      const meetingId = cabinet.newId();
      return [{ kind: 'people.meeting.planned', about: meetingId, body: { meetingId, personId, kind, on } }];
    });
    if (isSaved) setOn('');
  };

  return (
    <form noValidate onSubmit={save} data-dirty={on !== '' || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        <ChoiceGroup id="plan-kind" legend={m('plan.kind')}>
          {KINDS.map((value) => (
            <Choice key={value} type="radio" name="plan-kind" value={value} checked={kind === value} onChange={() => setKind(value)}>
              {m(`kind.${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <DayField id="plan-on" label={m('plan.on')} value={on} min={today} onInput={setOn} error={recording.errorOf('plan-on')} />
        <Button type="submit" busy={recording.isBusy}>
          {m('plan.save')}
        </Button>
      </Stack>
    </form>
  );
}
