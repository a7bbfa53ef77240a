import type { VNode } from 'preact';
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Evidence, NumberId, Sheet } from '../../shared/home/inspection-sheet.ts';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { look } from '../../words/inspection.ts';
import { EvidenceTable } from './evidence-table.tsx';
import styles from './print-document.module.css';
import { sayAsides, sayValue } from './say.ts';

type DocumentProps = { sheet: Sheet; knownAt: string | null; evidenceOf: (id: NumberId) => readonly Evidence[] };

/** The whole page as a document on A4: cover line, numbers, notes, evidence. What is only the manager's to weigh is left out. */
export function PrintDocument({ sheet, knownAt, evidenceOf }: DocumentProps) {
  return (
    <div class={styles.document}>
      <header class={styles.cover}>
        <h1>{look('doc.title')}</h1>
        <p class={styles.home}>{look('doc.home', { home: sheet.homeName })}</p>
        <p>
          {look('doc.asAt', { day: formatDay(sheet.asAt) })}
          {knownAt !== null && <> · {look('doc.age', { moment: formatMoment(knownAt) })}</>}
        </p>
        <p class={styles.small}>{look('doc.made')}</p>
      </header>
      <h2>{look('doc.numbers')}</h2>
      <table class={styles.numbers}>
        <thead>
          <tr>
            <th scope="col">{look('doc.number')}</th>
            <th scope="col">{look('doc.value')}</th>
            <th scope="col">{look('doc.basis')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.numbers.map((number) => {
            const note = sheet.notes.find((entry) => entry.about === number.id);
            return (
              <tr key={number.id}>
                <th scope="row">{look(`number.${number.id}`)}</th>
                <td class={styles.value}>
                  <strong>{sayValue(number)}</strong>
                  {sayAsides(number).map((line) => (
                    <span key={line} class={styles.small}>
                      {line}
                    </span>
                  ))}
                </td>
                <td>
                  {look(`why.${number.id}`)}
                  {note && (
                    <p class={styles.note}>
                      {look('doc.note')}: {note.text} ({note.by === '' ? formatDay(note.on) : look('note.by', { name: note.by, day: formatDay(note.on) })})
                    </p>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h2 class={styles.evidence}>{look('doc.evidence')}</h2>
      {sheet.numbers.map((number) => {
        const rows = evidenceOf(number.id);
        if (rows.length === 0) return null;
        return (
          <EvidenceTable
            key={number.id}
            number={number}
            rows={rows}
            caption={
              <h3 class={styles.caption}>
                {look(`number.${number.id}`)}: {sayValue(number)}
              </h3>
            }
          />
        );
      })}
    </div>
  );
}

/**
 * Puts a document in the place of the page while it is printed, by our button or by the browser's own.
 * Drawn at that moment, so that nobody who only reads pays for it.
 */
export function usePrinted(draw: (() => VNode) | null): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    let sheet: HTMLElement | null = null;
    const begin = () => {
      const content = latest.current?.();
      if (!content || sheet) return;
      sheet = document.createElement('div');
      document.body.append(sheet);
      document.documentElement.classList.add(styles.printing ?? '');
      sheet.className = styles.sheet ?? '';
      render(content, sheet);
    };
    const end = () => {
      if (!sheet) return;
      render(null, sheet);
      sheet.remove();
      sheet = null;
      document.documentElement.classList.remove(styles.printing ?? '');
    };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      end();
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
}
