import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { Meeting } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { RecordingHead, useRecording } from '../recording.tsx';
import type { AgendaPoint, MeetingSheet } from './meeting-sheet.ts';
import { AGENDA, bodyOf, emptySheet, isBlank, sheetOf, wrongIn } from './meeting-sheet.ts';
import { ViewsFields } from './views-fields.tsx';
import styles from './meeting-form.module.css';

const KINDS = ['supervision', 'appraisal'] as const;
const ACTIONS_LIMIT = 20;

type MeetingFormProps = { cabinet: Cabinet; who: SignedIn; person: PersonRecord; meeting: Meeting | null; today: Day; onEnd: () => void };

/** A supervision or an appraisal, written down on the phone while it is spoken about. What is begun is kept. */
export function MeetingForm({ cabinet, who, person, meeting, today, onEnd }: MeetingFormProps) {
  const recording = useRecording(cabinet);
  const [start] = useState(() => (meeting ? sheetOf(meeting, today) : emptySheet(today)));
  const [sheet, setSheet] = useState<MeetingSheet>(start);
  const [isFound, setFound] = useState(false);
  const set = (over: Partial<MeetingSheet>) => setSheet((now) => ({ ...now, ...over }));
  // A correction and a new record are two drafts: neither may come back in the other's place.
  const name = `draft.meeting.${who.personId}.${person.personId}.${meeting?.meetingId ?? 'new'}`;
  const isTouched = JSON.stringify(sheet) !== JSON.stringify(start) && !isBlank(sheet);
  useKeptDraft<MeetingSheet>(cabinet, name, isTouched ? sheet : null, 14, (found) => {
    setSheet(found);
    setFound(true);
  });
  const isCorrecting = meeting?.notes !== null && meeting !== null;

  const tick = (point: AgendaPoint, isOn: boolean) => set({ agenda: isOn ? [...sheet.agenda, point] : sheet.agenda.filter((entry) => entry !== point) });
  const setAction = (index: number, over: Partial<MeetingSheet['actions'][number]>) =>
    set({ actions: sheet.actions.map((action, at) => (at === index ? { ...action, ...over } : action)) });

  const save = async (event: Event) => {
    event.preventDefault();
    const isSaved = await recording.save(wrongIn(sheet, today), () => {
      const meetingId = sheet.meetingId ?? cabinet.newId();
      return [{ kind: 'people.meeting.recorded', about: meetingId, body: bodyOf(sheet, meetingId, person.personId) }];
    });
    if (!isSaved) return;
    setSheet(start);
    setFound(false);
  };

  if (recording.saved !== null) {
    return (
      <Stack gap="s">
        <RecordingHead cabinet={cabinet} recording={recording} />
        <p>{m('write.savedWhat', { name: person.name })}</p>
        <div>
          <Button kind="quiet" onClick={onEnd}>
            {m('write.another')}
          </Button>
        </div>
      </Stack>
    );
  }
  return (
    <form noValidate onSubmit={save} data-dirty={isTouched || undefined}>
      <Stack gap="m">
        <RecordingHead cabinet={cabinet} recording={recording} />
        {isFound && <p>{m('write.draft')}</p>}
        {isCorrecting && <Notice tone="info">{m('write.correcting', { day: formatDay(meeting.on) })}</Notice>}
        {meeting ? (
          <>
            <p>
              <strong>{m(`kind.${meeting.kind}`)}</strong>
            </p>
            <div>
              <Button kind="quiet" onClick={onEnd}>
                {m('write.stop')}
              </Button>
            </div>
          </>
        ) : (
          <ChoiceGroup id="meeting-kind" legend={m('plan.kind')} error={recording.errorOf('meeting-kind')}>
            {KINDS.map((kind) => (
              <Choice key={kind} type="radio" name="meeting-kind" value={kind} checked={sheet.kind === kind} onChange={() => set({ kind })}>
                {m(`kind.${kind}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        <DayField id="meeting-on" label={m('write.on')} value={sheet.on} max={today} onInput={(on) => set({ on })} error={recording.errorOf('meeting-on')} />
        <TextField
          id="meeting-minutes"
          label={m('write.minutes')}
          inputMode="numeric"
          value={sheet.minutes}
          onInput={(minutes) => set({ minutes })}
          error={recording.errorOf('meeting-minutes')}
        />
        <ChoiceGroup id="meeting-agenda" legend={m('write.agenda')} error={recording.errorOf('meeting-agenda')}>
          <div class={styles.agenda}>
            {AGENDA.map((point) => (
              <Choice key={point} type="checkbox" name="agenda" value={point} checked={sheet.agenda.includes(point)} onChange={(isOn) => tick(point, isOn)}>
                {m(`agenda.${point}`)}
              </Choice>
            ))}
          </div>
        </ChoiceGroup>
        {sheet.kind === 'appraisal' && <ViewsFields views={sheet.views} onViews={(views) => set({ views })} recording={recording} />}
        <TextArea
          id="meeting-notes"
          label={m('write.notes')}
          hint={m('write.notes.hint')}
          rows={6}
          value={sheet.notes}
          onInput={(notes) => set({ notes })}
          error={recording.errorOf('meeting-notes')}
        />
        <section>
          <h3>{m('write.actions')}</h3>
          <Stack gap="m">
            {sheet.actions.map((action, index) => (
              <div key={index} class={styles.action}>
                <TextField
                  id={`action-${index}`}
                  label={m('write.action', { number: index + 1 })}
                  value={action.text}
                  onInput={(text) => setAction(index, { text })}
                  error={recording.errorOf(`action-${index}`)}
                />
                <DayField id={`action-${index}-by`} label={m('write.actionBy')} value={action.by} onInput={(by) => setAction(index, { by })} />
              </div>
            ))}
            {sheet.actions.length < ACTIONS_LIMIT && (
              <div>
                <Button kind="quiet" onClick={() => set({ actions: [...sheet.actions, { text: '', by: '' }] })}>
                  {m('write.addAction')}
                </Button>
              </div>
            )}
          </Stack>
        </section>
        <DayField
          id="meeting-next"
          label={m('write.next')}
          value={sheet.next}
          min={addDays(today, 1)}
          onInput={(next) => set({ next })}
          error={recording.errorOf('meeting-next')}
        />
        <Button type="submit" busy={recording.isBusy}>
          {m('write.save')}
        </Button>
      </Stack>
    </form>
  );
}
