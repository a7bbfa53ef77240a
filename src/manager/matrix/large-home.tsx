import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Standing } from '../../shared/training/standing.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { RollEntry } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/manager.ts';
import { m } from '../../words/matrix.ts';
import { s } from '../../words/state.ts';
import { MatrixCards } from '../matrix-cards.tsx';
import { MatrixCounts, MatrixSelects } from '../matrix-filters.tsx';
import { MatrixTable } from '../matrix-table.tsx';
import type { Matrix, Row } from '../matrix.ts';
import { EVERYONE } from '../matrix.ts';
import { evidencePath, personPath } from '../paths.ts';
import { standingDay, standingNote, standingSays, standingShape, standingWord } from '../standing-words.ts';
import { useWide } from '../use-wide.ts';
import type { Grid, GridSource } from './grid.ts';
import { drawGrid } from './grid.ts';
import type { Left, Packed } from './packed.ts';
import { cellsOfRow, leftOf, packed, packedRoll, standingAt, tally } from './packed.ts';
import type { Sheet } from './sheet.ts';
import { outTitle } from './sheet.ts';
import type { HomeViewProps } from './small-home.tsx';
import { Shown } from './small-home.tsx';
import { DayChoice, ExportButton, PaperHead } from './tools.tsx';
import type { Crowd } from './use-counted.ts';
import { useCounted } from './use-counted.ts';
import { fitting } from './use-filters.ts';
import page from '../matrix-page.module.css';
import look from './grid.module.css';
import shapes from './shapes.module.css';
import styles from './tools.module.css';

/** On paper. More than these is a file's work. */
const PRINT_ROWS = 300;
const CARDS = 50;

type Worded = { shape: string; says: string; heard: string };

const worded = new WeakMap<Standing, Worded>();

/** Thousands of cells share few words. */
function wordsOf(standing: Standing): Worded | null {
  if (standing.word === 'notRequired') return null;
  const found = worded.get(standing);
  if (found) return found;
  const says = [standingWord(standing), standingDay(standing), standingNote(standing)].filter((part) => part !== '').join('\n');
  const made = { shape: standingShape(standing), says, heard: standingSays(standing) };
  worded.set(standing, made);
  return made;
}

export type LargeHomeProps = Omit<HomeViewProps, 'people'> & {
  told: readonly KnownFact[];
} & ({ people: readonly PersonRecord[]; crowd: null } | { people: readonly RollEntry[]; crowd: Crowd });

/** Many homes at once: only what is seen is drawn, and only what is looked at is read and counted first. */
export function LargeHome(props: LargeHomeProps) {
  const { people, catalogue, homeIds, day, rules, told, today, filters: kept, onFilters, onDay, homeName, now, go, crowd } = props;
  const isWide = useWide();
  const block = useMemo(() => {
    const roll = { catalogue, homeIds, day, rules };
    return props.crowd === null ? packed({ ...roll, people: props.people }) : packedRoll({ ...roll, people: props.people }, () => undefined);
  }, [people, catalogue, homeIds, day, rules]);
  const order = { catalogue, told, homeIds, day, today, courseIds: block.columns.map((column) => column.card.id) };
  const { left: uncounted, news, want } = useCounted(block, order, crowd);
  const isCounted = uncounted === 0;
  const filters = fitting(kept, block.columns);
  // What breaks next is known when everyone is counted; until then people stand by name.
  const asked = isCounted ? filters : { ...filters, group: '' as const, sort: filters.sort === 'break' ? ('name' as const) : filters.sort };
  const left = useMemo(() => leftOf(block, asked), [block, isCounted, JSON.stringify(asked)]);
  const sums = useMemo(() => (isCounted ? tally(block) : null), [block, isCounted, news]);
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return;
    print();
    setPrinting(false);
  }, [isPrinting]);
  const asAt = { day, today };
  const view = { block, left, homeName, news, want };
  const sheet = (): Sheet => ({
    ...{ place: props.place, asAt, knownAt: props.knownAt, now, filters, hasHomes: homeName !== undefined, rowCount: left.rows.length },
    columns: left.columns.flatMap((at) => block.columns[at] ?? []),
    row: (at) => {
      const row = left.rows[at] ?? 0;
      const post = block.posts[row];
      return {
        name: post?.person.name ?? '',
        role: post?.role ?? 'carer',
        homeName: homeName?.(post?.homeId ?? '') ?? '',
        standings: left.columns.map((column) => standingAt(block, row, column)),
      };
    },
  });
  const selects = (
    <MatrixSelects columns={block.columns} roles={new Set(block.posts.map((post) => post.role))} filters={filters} onChange={onFilters}>
      <DayChoice key={day} asAt={asAt} onDay={onDay} />
    </MatrixSelects>
  );
  return (
    <Stack gap="m">
      {sums === null ? (
        <Card>
          <p role="status">{m('large.counting', { percent: Math.floor(((block.posts.length - uncounted) / block.posts.length) * 100) })}</p>
          <Skeleton height="3rem" />
        </Card>
      ) : (
        <>
          <Card tone={sums.out === 0 ? 'good' : 'danger'}>
            <h2>{outTitle(asAt, sums.out, block.posts.length)}</h2>
          </Card>
          <MatrixCounts counts={sums.counts} filters={filters} onChange={onFilters} />
        </>
      )}
      <section aria-labelledby="everyone">
        <div class={page.bar}>
          <h2 id="everyone" class={page.heading}>
            {w('matrix.people')}
          </h2>
          <div class={`${page.tools} no-print`}>
            {isCounted && <ExportButton sheet={sheet} />}
            {isCounted && left.rows.length <= PRINT_ROWS && (
              <Button kind="quiet" onClick={() => setPrinting(true)}>
                {w('matrix.print')}
              </Button>
            )}
          </div>
        </div>
        <div class={`${page.narrow} no-print`}>{isWide ? selects : <Disclosure summary={m('find.title')}>{selects}</Disclosure>}</div>
        <Shown count={left.rows.length} of={block.posts.length} onAll={() => onFilters(EVERYONE)} />
        {left.rows.length > PRINT_ROWS && (
          <div class={styles.onPaper}>
            <Notice tone="info">{m('print.tooMany', { limit: PRINT_ROWS })}</Notice>
          </div>
        )}
        <PaperHead asAt={asAt} now={now} />
        <div class="no-print">{left.rows.length > 0 && (isWide ? <GridFrame {...view} go={go} /> : <CardPages {...view} group={asked.group} />)}</div>
        {isPrinting && (
          <div class={styles.onPaper}>
            <MatrixTable matrix={matrixOfRows(view, PRINT_ROWS)} homeName={homeName} isWhole />
          </div>
        )}
      </section>
    </Stack>
  );
}

/** Each name with the looks of the grid and, for cells, the shape. */
const LOOKS = Object.fromEntries(
  [...new Set([...Object.keys(look), ...Object.keys(shapes)])].map((name) => [name, `${look[name] ?? ''} ${shapes[name] ?? ''}`.trim()]),
) as Parameters<typeof drawGrid>[1];

type View = { block: Packed; left: Left; homeName?: ((homeId: string) => string) | undefined; news: number; want(rows: readonly number[]): void };

/** The first of the rows that are left, as the small matrix has them. */
function matrixOfRows({ block, left }: Pick<View, 'block' | 'left'>, limit: number): Matrix {
  const rows = [...left.rows.subarray(0, limit)].flatMap((at): Row[] => {
    const post = block.posts[at];
    block.compute(at);
    return post && block.done[at] === 1 ? [{ person: post.person, role: post.role, homeId: post.homeId, cells: cellsOfRow(block, at, left.columns) }] : [];
  });
  return { columns: left.columns.flatMap((at) => block.columns[at] ?? []), rows };
}

function GridFrame({ block, left, homeName, news, want, go }: View & { go: (path: string) => void }) {
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid | null>(null);
  useEffect(() => {
    if (!frame.current) return;
    const drawn = drawGrid(frame.current, LOOKS);
    grid.current = drawn;
    return () => drawn.end();
  }, []);
  useEffect(() => {
    const postAt = (row: number) => block.posts[left.rows[row] ?? 0];
    const columnAt = (column: number) => block.columns[left.columns[column] ?? 0];
    const source: GridSource = {
      label: m('large.table'),
      corner: w('matrix.person'),
      none: w('cell.none'),
      columns: left.columns.map((_, at) => ({ title: columnAt(at)?.card.title ?? '', group: columnAt(at)?.pathwayTitle ?? '' })),
      rowCount: left.rows.length,
      row: (row) => {
        const post = postAt(row);
        const role = s(`role.${post?.role ?? 'carer'}`);
        return { name: post?.person.name ?? '', about: homeName ? m('person.of', { role, home: homeName(post?.homeId ?? '') }) : role };
      },
      cell: (row, column) => {
        const at = left.rows[row] ?? 0;
        block.compute(at);
        if (block.done[at] === 0) return { shape: 'waiting', says: '', label: m('large.waiting'), isWaiting: true };
        const words = wordsOf(standingAt(block, left.rows[row] ?? 0, left.columns[column] ?? 0));
        if (words === null) return null;
        return { ...words, label: w('cell.label', { standing: words.heard, course: columnAt(column)?.card.title ?? '', person: postAt(row)?.person.name ?? '' }) };
      },
      seen: (rows) => want(rows.flatMap((row) => left.rows[row] ?? [])),
      open: (row, column) => {
        const personId = postAt(row)?.person.personId ?? '';
        const courseId = columnAt(column)?.card.id;
        go(column < 0 || !courseId ? personPath(personId) : evidencePath(personId, courseId));
      },
    };
    grid.current?.show(source);
  }, [block, left, homeName]);
  useEffect(() => grid.current?.refresh(), [news]);
  return <div class={look.frame} ref={frame} />;
}

/** On a phone one card a person, some at a time. */
function CardPages({ block, left, homeName, group, news, want }: View & { group: Parameters<typeof MatrixCards>[0]['group'] }) {
  const [shown, setShown] = useState(CARDS);
  const matrix = useMemo(() => matrixOfRows({ block, left }, shown), [block, left, shown, news]);
  useEffect(() => want([...left.rows.subarray(0, shown)]), [block, left, shown]);
  const more = Math.min(CARDS, left.rows.length - shown);
  return (
    <Stack gap="m">
      {matrix.rows.length === 0 && <Skeleton height="40rem" />}
      <MatrixCards matrix={matrix} group={group} homeName={homeName} />
      {more > 0 && (
        <Button kind="quiet" full onClick={() => setShown(shown + CARDS)}>
          {m('large.more', { count: more })}
        </Button>
      )}
    </Stack>
  );
}
