import { useEffect, useMemo, useState } from 'preact/hooks';
import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { ActivityList } from './activity-list.tsx';
import { DeskLinks } from './desk-links.tsx';
import type { Home } from './home-choice.ts';
import { useHome } from './home-choice.ts';
import { HomePicker } from './home-picker.tsx';
import { KnownAsOf } from './known-as-of.tsx';
import { MatrixCards } from './matrix-cards.tsx';
import { MatrixCounts, MatrixSelects } from './matrix-filters.tsx';
import { MatrixTable } from './matrix-table.tsx';
import type { Filters } from './matrix.ts';
import { EVERYONE, matrixOf } from './matrix.ts';
import { NotCurrent } from './not-current.tsx';
import { INVITE_PATH } from './paths.ts';
import { useDeliveries, useStill } from './use-still.ts';
import { useWide } from './use-wide.ts';
import styles from './matrix-page.module.css';

/** Painted at once; the rest follows in the next frame (experience reference, section 14). */
const FIRST_ROWS = 20;

type HomeMatrixProps = { people: PersonRecord[]; catalogue: Catalogue; home: Home; today: string };

function HomeMatrix({ people, catalogue, home, today }: HomeMatrixProps) {
  const isWide = useWide();
  const [filters, setFilters] = useState<Filters>(EVERYONE);
  const [shown, setShown] = useState(FIRST_ROWS);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setShown(Number.POSITIVE_INFINITY));
    return () => cancelAnimationFrame(frame);
  }, []);
  const whole = useMemo(() => matrixOf(people, catalogue, home.placeId, today), [people, catalogue, home.placeId, today]);
  const deliveries = useDeliveries(whole);
  const left = useStill(whole, filters, deliveries);
  if (whole.rows.length === 0) {
    return (
      <Notice tone="info" title={w('matrix.empty.title')}>
        <p>{w('matrix.empty')}</p>
        {home.isManager && <LinkButton href={INVITE_PATH}>{w('people.invite')}</LinkButton>}
      </Notice>
    );
  }
  const selects = <MatrixSelects matrix={whole} filters={filters} onChange={setFilters} />;
  return (
    <Stack gap="m">
      <NotCurrent whole={whole} deliveries={deliveries} />
      <MatrixCounts matrix={whole} filters={filters} onChange={setFilters} />
      <section aria-labelledby="everyone">
        <div class={styles.bar}>
          <h2 id="everyone" class={styles.heading}>
            {w('matrix.people')}
          </h2>
          {isWide && (
            <div class={`${styles.tools} no-print`}>
              {selects}
              <Button kind="quiet" onClick={() => print()}>
                {w('matrix.print')}
              </Button>
            </div>
          )}
        </div>
        {!isWide && (
          <div class={`${styles.narrow} no-print`}>
            <Disclosure summary={w('filter.title')}>{selects}</Disclosure>
          </div>
        )}
        {left.rows.length === 0 && <p role="status">{w('matrix.noMatch')}</p>}
        {left.rows.length > 0 && (isWide ? <MatrixTable matrix={left} shown={shown} /> : <MatrixCards matrix={left} group={filters.group} shown={shown} />)}
      </section>
    </Stack>
  );
}

export type MatrixPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Who is current in the home, and what breaks next. */
export function MatrixPage({ cabinet, who }: MatrixPageProps) {
  const choice = useHome(cabinet, who);
  const home = choice.home;
  const homeId = home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  // Until the first news is whole there is nothing to judge a home by; without signal what is here is all there is.
  const isArriving = sync === undefined || (sync.pulledAt === null && sync.signal !== 'offline' && !sync.needsSignIn);
  const today = londonDay(cabinet.now());
  return (
    <Page title={home ? w('matrix.title', { home: home.placeName }) : w('home.none.title')} lead={<KnownAsOf cabinet={cabinet} />} wide>
      <Stack gap="m">
        <HomePicker choice={choice} />
        {home && <DeskLinks />}
        {home && (
          <div class={styles.columns}>
            {people === undefined || catalogue === undefined || isArriving ? (
              <Skeleton height="100dvh" />
            ) : catalogue === null ? (
              <Notice tone="info">{w('matrix.noCatalogue')}</Notice>
            ) : (
              <HomeMatrix key={homeId} people={people} catalogue={catalogue} home={home} today={today} />
            )}
            <ActivityList cabinet={cabinet} homeId={homeId} who={who} people={people ?? []} catalogue={catalogue ?? null} />
          </div>
        )}
      </Stack>
    </Page>
  );
}
