import type { Sheet } from '../../shared/home/inspection-sheet.ts';
import { formatDay } from '../../words/dates.ts';
import { look } from '../../words/inspection.ts';
import styles from './note-text.module.css';

/** What the manager wrote beside a number, with a name and a day. Nothing where nothing was written. */
export function NoteText({ sheet, about }: { sheet: Sheet; about: string }) {
  const note = sheet.notes.find((entry) => entry.about === about);
  if (!note) return null;
  return (
    <div class={styles.note}>
      <p class={styles.title}>{look('note.title')}</p>
      <p class={styles.text} dir="auto">
        {note.text}
      </p>
      <p class={styles.by}>{note.by === '' ? formatDay(note.on) : look('note.by', { name: note.by, day: formatDay(note.on) })}</p>
    </div>
  );
}
