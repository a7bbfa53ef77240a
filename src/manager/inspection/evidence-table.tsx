import type { ComponentChildren } from 'preact';
import type { Evidence, InspectionNumber } from '../../shared/home/inspection-sheet.ts';
import { Icon } from '../../ui/icon.tsx';
import { look } from '../../words/inspection.ts';
import { s } from '../../words/state.ts';
import { useWide } from '../use-wide.ts';
import styles from './evidence-table.module.css';
import { marksCounted, sayCell, sayColumn, sayName, saySource } from './say.ts';

type EvidenceProps = { number: InspectionNumber; rows: readonly Evidence[]; hrefOf?: (row: Evidence) => string | null };

function linkSays(row: Evidence, name: string): string {
  if (row.lead?.to === 'rota') return look('evidence.openRota');
  return row.lead?.to === 'rules' ? look('evidence.openRules') : look('evidence.open', { name });
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 1) return <>{lines[0]}</>;
  return (
    <ul class={styles.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Named({ number, row, href }: { number: InspectionNumber; row: Evidence; href: string | null }) {
  const name = sayName(number.id, row);
  const isCounted = row.counted > 0;
  return (
    <>
      {href === null ? (
        <span class={styles.name}>{name}</span>
      ) : (
        <a class={styles.name} href={href} aria-label={linkSays(row, name)}>
          {name || linkSays(row, name)}
        </a>
      )}
      {row.role && <span class={styles.soft}>{s(`role.${row.role}`)}</span>}
      {marksCounted(number) && row.of > 0 && (
        <span class={isCounted ? styles.counted : styles.out}>
          <Icon name={isCounted ? 'check' : 'cross'} /> {look(isCounted ? 'evidence.counted.yes' : 'evidence.counted.no')}
        </span>
      )}
    </>
  );
}

/** What a number was summed from: a table where there is room, cards on a phone. */
export function EvidenceList({ number, rows, hrefOf = () => null }: EvidenceProps) {
  const isWide = useWide();
  if (rows.length === 0) return <p>{look('evidence.none')}</p>;
  if (isWide)
    return (
      <EvidenceTable number={number} rows={rows} hrefOf={hrefOf} caption={<span class="visually-hidden">{look('evidence.of', { number: look(`number.${number.id}`) })}</span>} />
    );
  return (
    <ul class="plain-list">
      {rows.map((row) => (
        <li key={row.id} class={styles.card}>
          <Named number={number} row={row} href={hrefOf(row)} />
          <dl class={styles.facts}>
            {number.columns.map((column, index) => (
              <div key={column} class={styles.pair}>
                <dt>{sayColumn(column)}</dt>
                <dd>
                  <Lines lines={row.cells[index] ? sayCell(row.cells[index]) : []} />
                </dd>
              </div>
            ))}
          </dl>
          {row.source && <p class={styles.soft}>{saySource(row)}</p>}
        </li>
      ))}
    </ul>
  );
}

type TableProps = EvidenceProps & { caption: ComponentChildren };

export function EvidenceTable({ number, rows, hrefOf = () => null, caption }: TableProps) {
  const hasSource = rows.some((row) => row.source !== null);
  return (
    <table class={styles.table}>
      <caption class={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{look('evidence.name')}</th>
          {number.columns.map((column) => (
            <th key={column} scope="col">
              {sayColumn(column)}
            </th>
          ))}
          {hasSource && <th scope="col">{look('evidence.record')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Named number={number} row={row} href={hrefOf(row)} />
            </th>
            {number.columns.map((column, index) => (
              <td key={column}>
                <Lines lines={row.cells[index] ? sayCell(row.cells[index]) : []} />
              </td>
            ))}
            {hasSource && <td class={styles.soft}>{saySource(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
