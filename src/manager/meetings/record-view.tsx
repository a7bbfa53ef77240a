import type { Meeting, MeetingState } from '../../shared/people/meetings.ts';
import { viewsHeard } from '../../shared/people/meetings.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';
import styles from './record-view.module.css';

const SHAPES: Record<MeetingState, 'current' | 'dueSoon' | 'expired' | 'notStarted' | 'awaitingSignOff'> = {
  planned: 'notStarted',
  notRecorded: 'dueSoon',
  awaiting: 'awaitingSignOff',
  confirmed: 'current',
  disagreed: 'expired',
};

export function MeetingMark({ meeting }: { meeting: Meeting }) {
  return <StandingMark word={SHAPES[meeting.state]} says={m(`state.${meeting.state}`)} />;
}

export function meetingTitle(meeting: Meeting): string {
  return m('kindOn', { kind: m(`kind.${meeting.kind}`), day: formatDay(meeting.on) });
}

type RecordViewProps = { meeting: Meeting; subject: string; personName: (id: string) => string | null };

/** The record as both people keep it, and what the other one said of it. */
export function RecordView({ meeting, subject, personName }: RecordViewProps) {
  const { notes, said } = meeting;
  if (!notes) return null;
  const by = personName(notes.by);
  return (
    <Disclosure
      summary={
        <>
          {m('record.open')}
          <span class="visually-hidden"> {meetingTitle(meeting)}</span>
        </>
      }
    >
      <Stack gap="s">
        <p class={styles.soft}>
          {m('record.minutes', { count: notes.minutes })} · {by === null ? m('record.byLead') : m('record.by', { name: by })}
        </p>
        <div>
          <h4>{m('record.agenda')}</h4>
          <p>{notes.agenda.map((point) => m(`agenda.${point}`)).join(' · ')}</p>
        </div>
        {meeting.kind === 'appraisal' &&
          (['children', 'professionals'] as const).map((from) => {
            const views = viewsHeard(notes, from);
            if (!views) return null;
            return (
              <div key={from}>
                <p>{m(`views.${from}`, { count: views.count })}</p>
                {views.themes.length > 0 && <p class={styles.soft}>{m('views.themes', { text: views.themes.join(', ') })}</p>}
                {views.reasonIfNone !== '' && <p class={styles.soft}>{m('views.why', { text: views.reasonIfNone })}</p>}
              </div>
            );
          })}
        {notes.notes !== '' && (
          <div>
            <h4>{m('record.notes')}</h4>
            <p class={styles.notes} dir="auto">
              {notes.notes}
            </p>
          </div>
        )}
        {notes.actions.length > 0 && (
          <div>
            <h4>{m('record.actions')}</h4>
            <ul class={styles.actions}>
              {notes.actions.map((action) => (
                <li key={`${action.text} ${action.by ?? ''}`}>{action.by === null ? action.text : m('record.action', { text: action.text, day: formatDay(action.by) })}</li>
              ))}
            </ul>
          </div>
        )}
        {notes.next !== null && <p>{m('record.nextOn', { day: formatDay(notes.next) })}</p>}
        {said.map((word) => (
          <div key={word.factId}>
            <p>{m(word.agrees ? 'said.agrees' : 'said.disagrees', { name: subject, day: formatDay(word.on) })}</p>
            {word.comment !== '' && <p>{m('said.comment', { text: word.comment })}</p>}
            {word.about !== notes.factId && <p class={styles.soft}>{m('said.earlier')}</p>}
          </div>
        ))}
      </Stack>
    </Disclosure>
  );
}
