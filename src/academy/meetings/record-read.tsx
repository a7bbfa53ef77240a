import type { Meeting, MeetingNotes } from '../../shared/people/meetings.ts';
import { viewsHeard } from '../../shared/people/meetings.ts';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';
import styles from './record-read.module.css';

/** What the person who led it wrote down, word for word. */
export function RecordRead({ meeting, notes }: { meeting: Meeting; notes: MeetingNotes }) {
  return (
    <Stack gap="s">
      <p class={styles.soft}>
        {m('record.minutes', { count: notes.minutes })} · {m('record.byLead')}
      </p>
      <h3>{m('record.agenda')}</h3>
      <p>{notes.agenda.map((point) => m(`agenda.${point}`)).join(' · ')}</p>
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
        <>
          <h3>{m('record.notes')}</h3>
          <p class={styles.notes} dir="auto">
            {notes.notes}
          </p>
        </>
      )}
      {notes.actions.length > 0 && (
        <>
          <h3>{m('record.actions')}</h3>
          <ul class={styles.actions}>
            {notes.actions.map((action) => (
              <li key={`${action.text} ${action.by ?? ''}`}>{action.by === null ? action.text : m('record.action', { text: action.text, day: formatDay(action.by) })}</li>
            ))}
          </ul>
        </>
      )}
      {notes.next !== null && <p>{m('record.nextOn', { day: formatDay(notes.next) })}</p>}
    </Stack>
  );
}
