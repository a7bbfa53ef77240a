import type { Cell, Column, Matrix, Row } from './matrix.ts';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import { evidencePath, personPath } from './paths.ts';
import { standingDay, standingSays, standingShape, standingWord } from './standing-words.ts';
import styles from './matrix-table.module.css';

/** Neighbouring columns of one pathway, for the upper header row. */
function spansOf(columns: readonly Column[]): { title: string; count: number }[] {
  const spans: { title: string; count: number }[] = [];
  for (const column of columns) {
    const last = spans.at(-1);
    if (last?.title === column.pathwayTitle) last.count += 1;
    else spans.push({ title: column.pathwayTitle, count: 1 });
  }
  return spans;
}

function CellView({ cell, row }: { cell: Cell; row: Row }) {
  if (cell.standing.word === 'notRequired') return <td class={styles.none}>{w('cell.none')}</td>;
  const label = w('cell.label', { standing: standingSays(cell.standing), course: cell.card.title, person: row.person.name });
  const day = standingDay(cell.standing);
  return (
    <td>
      <a class={styles.cell} href={evidencePath(row.person.personId, cell.card.id)} aria-label={label}>
        <StandingMark word={standingShape(cell.standing)} says={standingWord(cell.standing)} /> {day !== '' && <span class={styles.day}>{day}</span>}
      </a>
    </td>
  );
}

/** The home as a table: real header cells, so that it reads aloud and prints. */
export function MatrixTable({ matrix, shown }: { matrix: Matrix; shown: number }) {
  const spans = spansOf(matrix.columns);
  return (
    // Scrolls both ways, so it must be reachable by keyboard and have a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keyboard
    <section class={styles.frame} tabIndex={0} aria-label={w('matrix.table')}>
      <table class={styles.table}>
        <caption class="visually-hidden">{w('matrix.table')}</caption>
        <colgroup />
        {spans.map((span) => (
          <colgroup key={span.title} span={span.count} />
        ))}
        <thead>
          <tr>
            <th class={styles.corner} rowSpan={2} scope="col">
              {w('matrix.person')}
            </th>
            {spans.map((span) => (
              <th key={span.title} class={styles.pathway} colSpan={span.count} scope="colgroup">
                {span.title}
              </th>
            ))}
          </tr>
          <tr>
            {matrix.columns.map((column) => (
              <th key={column.card.id} class={styles.course} scope="col" title={column.card.title}>
                <span class={styles.clamped}>{column.card.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.slice(0, shown).map((row) => (
            <tr key={row.person.personId}>
              <th class={styles.person} scope="row">
                <a href={personPath(row.person.personId)}>{row.person.name}</a>
                <span class={styles.role}>{s(`role.${row.role}`)}</span>
              </th>
              {row.cells.map((cell) => (
                <CellView key={cell.card.id} cell={cell} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
