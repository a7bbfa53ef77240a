import { useState } from 'preact/hooks';
import type { NumberId, Sheet } from '../../shared/home/inspection-sheet.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { look } from '../../words/inspection.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { NoteText } from './note-text.tsx';
import row from './number-row.module.css';

const TEXT_LIMIT = 2000;

type NoteFormProps = { cabinet: Cabinet; sheet: Sheet; id: NumberId };

/** The manager's own words beside a number: what it does not say by itself. */
export function NoteForm({ cabinet, sheet, id }: NoteFormProps) {
  const written = sheet.notes.find((note) => note.about === id)?.text ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const about = `${sheet.homeId}.note.${id}`;
  const isOpen = typed !== null;

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy || typed === null) return;
    const text = typed.trim();
    setError(text.length > TEXT_LIMIT ? look('note.tooLong') : null);
    if (text.length > TEXT_LIMIT) return;
    setBusy(true);
    const recorded = await cabinet.record([{ kind: 'home.note.written', about, body: { homeId: sheet.homeId, about: id, text } }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setTyped(null);
  };

  return (
    <div class={row.beside}>
      {!isOpen && (
        <div class={row.note}>
          <NoteText sheet={sheet} about={id} />
        </div>
      )}
      {isOpen ? (
        <form class={row.form} noValidate onSubmit={save}>
          <Stack gap="s">
            <FaultNotice fault={fault} />
            <TextArea
              id={`note-${id}`}
              label={look('note.label', { number: look(`number.${id}`) })}
              hint={look('note.hint')}
              rows={3}
              value={typed}
              onInput={setTyped}
              error={error ?? undefined}
            />
            <div>
              <Button type="submit" busy={isBusy}>
                {look('note.act')}
              </Button>
            </div>
          </Stack>
        </form>
      ) : (
        <>
          <button type="button" class={row.link} onClick={() => setTyped(written)}>
            {look(written === '' ? 'note.add' : 'note.change')}
            <span class="visually-hidden"> {look(`number.${id}`)}</span>
          </button>
          <DeliveryWord cabinet={cabinet} about={about} />
        </>
      )}
    </div>
  );
}
