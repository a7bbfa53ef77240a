import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Evidence, InspectionNumber, NumberId, Sheet } from '../../shared/home/inspection-sheet.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { look } from '../../words/inspection.ts';
import { EvidenceList } from './evidence-table.tsx';
import { ForecastList } from './forecast-list.tsx';
import { NoteText } from './note-text.tsx';
import row from './number-row.module.css';
import { NumberRow } from './number-row.tsx';
import { GROUPS, sayTodo } from './say.ts';
import styles from './sheet-view.module.css';

/** `null` while it is on its way; `failed` when it did not come. */
export type Drilled = readonly Evidence[] | null | 'failed';

type SheetViewProps = {
  sheet: Sheet;
  evidenceOf(id: NumberId): Drilled;
  /** Somebody opens a number. */
  onOpen?(id: NumberId): void;
  hrefOf?: (row: Evidence) => string | null;
  /** The manager's own: a note to write, a plan to date. */
  besideOf?(number: InspectionNumber): ComponentChildren;
  afterGroup?(group: string): ComponentChildren;
};

/** The numbers, each with its evidence behind it. The same for the manager and for whoever is let in. */
export function SheetView({ sheet, evidenceOf, onOpen, hrefOf, besideOf, afterGroup }: SheetViewProps) {
  const [open, setOpen] = useState<ReadonlySet<NumberId>>(new Set());
  const toggle = (id: NumberId) => {
    const next = new Set(open);
    if (!next.delete(id)) {
      next.add(id);
      onOpen?.(id);
    }
    setOpen(next);
  };
  const numbers = new Map(sheet.numbers.map((number) => [number.id, number]));
  return (
    <Stack gap="l">
      {GROUPS.map(({ group, ids }) => (
        <section key={group} aria-labelledby={`g-${group}`}>
          <h2 id={`g-${group}`} class={styles.group}>
            {look(`group.${group}`)}
          </h2>
          <div class={styles.numbers}>
            {ids.map((id) => {
              const number = numbers.get(id);
              if (!number) return null;
              const isOpen = open.has(id);
              const rows = isOpen ? evidenceOf(id) : null;
              return (
                <div key={id} class={isOpen ? styles.wide : undefined}>
                  <NumberRow
                    number={number}
                    isOpen={isOpen}
                    onToggle={() => toggle(id)}
                    beside={besideOf ? besideOf(number) : <GuestNote sheet={sheet} id={id} />}
                    todo={besideOf ? sayTodo(number) : null}
                  >
                    {rows === null ? (
                      <Waiting />
                    ) : rows === 'failed' ? (
                      <p role="alert">{look('evidence.noSignal')}</p>
                    ) : (
                      <EvidenceList number={number} rows={rows} hrefOf={hrefOf} />
                    )}
                  </NumberRow>
                </div>
              );
            })}
          </div>
          {afterGroup?.(group)}
        </section>
      ))}
      {sheet.forecast.length > 0 && <ForecastList forecast={sheet.forecast} />}
    </Stack>
  );
}

function GuestNote({ sheet, id }: { sheet: Sheet; id: NumberId }) {
  return (
    <div class={row.note}>
      <NoteText sheet={sheet} about={id} />
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label={look('evidence.loading')}>
      <Skeleton lines={3} />
    </div>
  );
}
