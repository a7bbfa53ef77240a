import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/manager.ts';
import { m } from '../../words/matrix.ts';
import { MatrixCards } from '../matrix-cards.tsx';
import { MatrixCounts, MatrixSelects } from '../matrix-filters.tsx';
import { MatrixTable } from '../matrix-table.tsx';
import type { Filters, Matrix } from '../matrix.ts';
import { countsOf, EVERYONE } from '../matrix.ts';
import { NotCurrent } from '../not-current.tsx';
import { useDeliveries, useStill } from '../use-still.ts';
import { useWide } from '../use-wide.ts';
import type { PackedInput } from './packed.ts';
import type { Sheet } from './sheet.ts';
import { outTitle } from './sheet.ts';
import { DayChoice, ExportButton, PaperHead } from './tools.tsx';
import { fitting } from './use-filters.ts';
import page from '../matrix-page.module.css';
import styles from './tools.module.css';

export type HomeViewProps = PackedInput & {
  today: Day;
  place: string;
  knownAt: string | null;
  now: string;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  onDay: (day: string) => void;
  /** Several homes are looked at together; then each row says which. */
  homeName?: (homeId: string) => string;
  go: (path: string) => void;
};

type SmallHomeProps = Omit<HomeViewProps, keyof PackedInput | 'go'> & { day: Day; whole: Matrix };

/** One home, or a few: everything is drawn. */
export function SmallHome(props: SmallHomeProps) {
  const { whole, day, today, filters: kept, onFilters, onDay, homeName, now } = props;
  const isWide = useWide();
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return;
    print();
    setPrinting(false);
  }, [isPrinting]);
  const counts = useMemo(() => countsOf(whole.rows), [whole]);
  const deliveries = useDeliveries(whole);
  const filters = fitting(kept, whole.columns);
  const left = useStill(whole, filters, deliveries);
  const asAt = { day, today };
  const sheet = (): Sheet => ({
    ...{ place: props.place, asAt, knownAt: props.knownAt, now, filters, columns: left.columns, hasHomes: homeName !== undefined, rowCount: left.rows.length },
    row: (at) => {
      const row = left.rows[at];
      return { name: row?.person.name ?? '', role: row?.role ?? 'carer', homeName: homeName?.(row?.homeId ?? '') ?? '', standings: row?.cells.map((cell) => cell.standing) ?? [] };
    },
  });
  const selects = (
    <MatrixSelects columns={whole.columns} roles={whole.rows.map((row) => row.role)} filters={filters} onChange={onFilters}>
      <DayChoice key={day} asAt={asAt} onDay={onDay} />
    </MatrixSelects>
  );
  const tools = (
    <>
      <ExportButton sheet={sheet} />
      <Button kind="quiet" onClick={() => (isWide ? print() : setPrinting(true))}>
        {w('matrix.print')}
      </Button>
    </>
  );
  return (
    <Stack gap="m">
      <NotCurrent whole={whole} deliveries={deliveries} title={(count, of) => outTitle(asAt, count, of)} />
      <MatrixCounts counts={counts} filters={filters} onChange={onFilters} />
      <section aria-labelledby="everyone">
        <div class={page.bar}>
          <h2 id="everyone" class={page.heading}>
            {w('matrix.people')}
          </h2>
          <div class={`${page.tools} no-print`}>{tools}</div>
        </div>
        <div class={`${page.narrow} no-print`}>{isWide ? selects : <Disclosure summary={m('find.title')}>{selects}</Disclosure>}</div>
        <Shown count={left.rows.length} of={whole.rows.length} onAll={() => onFilters(EVERYONE)} />
        <PaperHead asAt={asAt} now={now} />
        {left.rows.length > 0 && isWide && <MatrixTable matrix={left} homeName={homeName} />}
        {left.rows.length > 0 && !isWide && (
          <div class={isPrinting ? 'no-print' : undefined}>
            <MatrixCards matrix={left} group={filters.group} homeName={homeName} />
          </div>
        )}
        {isPrinting && (
          <div class={styles.onPaper}>
            <MatrixTable matrix={left} homeName={homeName} isWhole />
          </div>
        )}
      </section>
    </Stack>
  );
}

/** Whoever filters is told how many are left out, and how to have them back. */
export function Shown({ count, of, onAll }: { count: number; of: number; onAll: () => void }) {
  if (count === of) return <p role="status" class="visually-hidden" />;
  return (
    <div class={page.shown}>
      <p role="status">{m('find.shown', { count, of })}</p>
      <span class="no-print">
        <Button kind="quiet" onClick={onAll}>
          {m('find.again')}
        </Button>
      </span>
    </div>
  );
}
