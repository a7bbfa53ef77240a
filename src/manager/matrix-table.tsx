import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Cell, Column, Matrix, Row } from './matrix.ts';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import { s } from '../words/state.ts';
import { evidencePath, personPath } from './paths.ts';
import { standingDay, standingNote, standingSays, standingShape, standingWord } from './standing-words.ts';
import styles from './matrix-table.module.css';
import shapes from './matrix/shapes.module.css';

type Span = { title: string; columns: Column[] };

/** Neighbouring columns of one pathway, for the upper header row. */
function spansOf(columns: readonly Column[]): Span[] {
  const spans: Span[] = [];
  for (const column of columns) {
    const last = spans.at(-1);
    if (last?.title === column.pathwayTitle) last.columns.push(column);
    else spans.push({ title: column.pathwayTitle, columns: [column] });
  }
  return spans;
}

function CellView({ cell, row, isFirst }: { cell: Cell; row: Row; isFirst: boolean }) {
  const edge = isFirst ? styles.first : '';
  if (cell.standing.word === 'notRequired') {
    return (
      <td class={`${styles.none} ${edge}`}>
        <span class={`${styles.empty} ${shapes.cell} ${shapes.notRequired}`}>
          <span class="visually-hidden">{w('cell.none')}</span>
        </span>
      </td>
    );
  }
  const label = w('cell.label', { standing: standingSays(cell.standing), course: cell.card.title, person: row.person.name });
  const day = standingDay(cell.standing);
  const shape = standingShape(cell.standing);
  const note = standingNote(cell.standing);
  return (
    <td class={`${styles[shape] ?? ''} ${edge}`}>
      <a class={`${styles.cell} ${shapes.cell} ${shapes[shape] ?? ''}`} href={evidencePath(row.person.personId, cell.card.id)} aria-label={label}>
        {`${standingWord(cell.standing)} `}
        {day !== '' && (
          <span class={styles.day}>
            <bdi>{day}</bdi>
          </span>
        )}
        {note !== '' && <span class={styles.note}> {note}</span>}
      </a>
    </td>
  );
}

type RowProps = { row: Row; firsts: ReadonlySet<string | undefined>; homeName: ((homeId: string) => string) | undefined };

/** Drawn once for each row as it is: when more rows follow, those that are there stay untouched. */
function RowView({ row, firsts, homeName }: RowProps) {
  return useMemo(
    () => (
      <tr>
        <th class={styles.person} scope="row">
          <a href={personPath(row.person.personId)}>{row.person.name}</a>
          <span class={styles.role}>{homeName ? m('person.of', { role: s(`role.${row.role}`), home: homeName(row.homeId) }) : s(`role.${row.role}`)}</span>
        </th>
        {row.cells.map((cell) => (
          <CellView key={cell.card.id} cell={cell} row={row} isFirst={firsts.has(cell.card.id)} />
        ))}
      </tr>
    ),
    [row, firsts, homeName],
  );
}

type HeadProps = { spans: readonly Span[]; isCut: boolean; onStep: (steps: 1 | -1) => void };

/**
 * The headings people see. They stand outside the box that scrolls sideways, because only so can
 * they stay while the page scrolls down; the table keeps its own for those who listen, and for paper.
 */
function Head({ spans, isCut, onStep }: HeadProps) {
  return (
    <>
      <div class={styles.corner}>
        <span aria-hidden="true">{w('matrix.person')}</span>
        {isCut && (
          <span class={styles.steps}>
            <button type="button" class={styles.step} onClick={() => onStep(-1)}>
              <Icon name="back" label={w('matrix.before')} />
            </button>
            <button type="button" class={styles.step} onClick={() => onStep(1)}>
              <Icon name="arrow" label={w('matrix.after')} />
            </button>
          </span>
        )}
      </div>
      {spans.map((span) => (
        <div key={span.title} class={styles.span} aria-hidden="true">
          <p class={styles.pathway}>
            <span>{span.title}</span>
          </p>
          <div class={styles.courses}>
            {span.columns.map((column) => (
              <p key={column.card.id} class={styles.course}>
                {column.card.title}
              </p>
            ))}
          </div>
        </div>
      ))}
    </>
  );
}

/** The home as a table: real header cells, so that it reads aloud and prints. */
export function MatrixTable({ matrix, shown, homeName }: { matrix: Matrix; shown: number; homeName?: (homeId: string) => string }) {
  const frame = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  const spans = useMemo(() => spansOf(matrix.columns), [matrix.columns]);
  const firsts = useMemo(() => new Set(spans.map((span) => span.columns[0]?.card.id)), [spans]);
  useEffect(() => {
    const look = () => setCut(frame.current !== null && frame.current.scrollWidth > frame.current.clientWidth);
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, [matrix.columns.length]);

  const follow = () => {
    if (head.current && frame.current) head.current.scrollLeft = frame.current.scrollLeft;
  };
  /** Onwards is leftwards in a script that runs from the right. */
  const step = (steps: 1 | -1) => {
    const box = frame.current;
    if (!box) return;
    const onwards = getComputedStyle(box).direction === 'rtl' ? -1 : 1;
    box.scrollBy({ left: steps * onwards * box.clientWidth * 0.6, behavior: 'smooth' });
  };

  return (
    <div class={styles.box}>
      <div class={`${styles.head} no-print`} ref={head}>
        <Head spans={spans} isCut={isCut} onStep={step} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the keyboard, and a name */}
      <section class={styles.frame} tabIndex={0} aria-label={w('matrix.table')} ref={frame} onScroll={follow}>
        <table class={styles.table}>
          <caption class="visually-hidden">{w('matrix.table')}</caption>
          <colgroup />
          {spans.map((span) => (
            <colgroup key={span.title} span={span.columns.length} />
          ))}
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                <span>{w('matrix.person')}</span>
              </th>
              {spans.map((span) => (
                <th key={span.title} colSpan={span.columns.length} scope="colgroup">
                  <span>{span.title}</span>
                </th>
              ))}
            </tr>
            <tr>
              {matrix.columns.map((column) => (
                <th key={column.card.id} scope="col">
                  <span>{column.card.title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.slice(0, shown).map((row) => (
              <RowView key={row.person.personId} row={row} firsts={firsts} homeName={homeName} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
