import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Column, Matrix, Row } from './matrix.ts';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import { s } from '../words/state.ts';
import type { RowLook, TableRows } from './matrix/table-rows.ts';
import { tableRows } from './matrix/table-rows.ts';
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

type RowsProps = { rows: readonly Row[]; firsts: ReadonlySet<string | undefined>; homeName: ((homeId: string) => string) | undefined; isWhole: boolean };

/** What is heard of a row says the same as what is seen. */
function lookOf(homeName: RowsProps['homeName']): RowLook {
  return {
    cell: (shape) => ({ td: styles[shape] ?? '', link: `${styles.cell} ${shapes.cell} ${shapes[shape] ?? ''}` }),
    ...{ day: styles.day ?? '', note: styles.note ?? '', later: styles.later ?? '', person: styles.person ?? '', about: styles.role ?? '', first: styles.first ?? '' },
    none: { td: styles.none ?? '', inner: `${styles.empty} ${shapes.cell} ${shapes.notRequired}`, heard: 'visually-hidden' },
    aboutOf: (row) => (homeName ? m('person.of', { role: s(`role.${row.role}`), home: homeName(row.homeId) }) : s(`role.${row.role}`)),
  };
}

function Rows({ rows, firsts, homeName, isWhole }: RowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const table = useRef<TableRows | null>(null);
  useLayoutEffect(() => {
    if (!body.current) return;
    const made = tableRows(body.current, lookOf(homeName));
    table.current = made;
    const finish = () => made.finish();
    addEventListener('beforeprint', finish);
    return () => {
      removeEventListener('beforeprint', finish);
      made.end();
      body.current?.replaceChildren();
    };
  }, [homeName]);
  useLayoutEffect(() => {
    table.current?.show(rows, firsts);
    if (isWhole) table.current?.finish();
  }, [rows, firsts, homeName, isWhole]);
  return <tbody ref={body} role="rowgroup" />;
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

/** The headings as they are heard and printed. */
function TableHead({ spans }: { spans: readonly Span[] }) {
  return (
    <thead>
      <tr role="row">
        <th rowSpan={2} scope="col">
          <span>{w('matrix.person')}</span>
        </th>
        {spans.map((span) => (
          <th key={span.title} colSpan={span.columns.length} scope="colgroup">
            <span>{span.title}</span>
          </th>
        ))}
      </tr>
      <tr role="row">
        {spans.map((span) =>
          span.columns.map((column) => (
            <th key={column.card.id} scope="col">
              <span>{column.card.title}</span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

type TableProps = { matrix: Matrix; homeName?: ((homeId: string) => string) | undefined; isWhole?: boolean };

/** The home as a table: real header cells, so that it reads aloud and prints. Paper has it `isWhole` at once. */
export function MatrixTable({ matrix, homeName, isWhole = false }: TableProps) {
  const frame = useRef<HTMLElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  const spans = useMemo(() => spansOf(matrix.columns), [matrix.columns]);
  const firsts = useMemo(() => new Set(spans.map((span) => span.columns[0]?.card.id)), [spans]);
  useLayoutEffect(() => {
    // Its rows are boxes, each drawn when it comes into view: the width is said, not found out, and so is what a heading is.
    table.current?.style.setProperty('--columns', `${matrix.columns.length}`);
    for (const heading of table.current?.querySelectorAll('thead th') ?? []) heading.setAttribute('role', 'columnheader');
  }, [matrix.columns]);
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
        <table class={styles.table} role="table" ref={table}>
          <caption class="visually-hidden">{w('matrix.table')}</caption>
          <colgroup />
          {spans.map((span) => (
            <colgroup key={span.title} span={span.columns.length} />
          ))}
          {useMemo(
            () => (
              <TableHead spans={spans} />
            ),
            [spans],
          )}
          <Rows rows={matrix.rows} firsts={firsts} homeName={homeName} isWhole={isWhole} />
        </table>
      </section>
    </div>
  );
}
