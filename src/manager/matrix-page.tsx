import type { ComponentType } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { homeRules } from '../shared/training/rules-of.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, HomesSeen, RollSeen, SyncState, Unwatch } from '../store/cabinet.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import { ActivityList } from './activity-list.tsx';
import { DeskLinks } from './desk-links.tsx';
import type { HomeChoice } from './home-choice.ts';
import { useHomes } from './home-choice.ts';
import { HomePicker } from './home-picker.tsx';
import { KnownAsOf } from './known-as-of.tsx';
import type { Filters } from './matrix.ts';
import { asTheyStood, placeIn } from './matrix.ts';
import { SMALL_HOME, stoodOn } from './matrix/ready.ts';
import type { LargeHomeProps } from './matrix/large-home.tsx';
import { SmallHome } from './matrix/small-home.tsx';
import { DayNotice } from './matrix/tools.tsx';
import type { Crowd, StartCounter } from './matrix/use-counted.ts';
import { useFilters } from './matrix/use-filters.ts';
import { INVITE_PATH } from './paths.ts';
import styles from './matrix-page.module.css';

let known: ComponentType<LargeHomeProps> | null = null;

async function loadLargeHome(): Promise<ComponentType<LargeHomeProps>> {
  known ??= (await import('./matrix/large-home.tsx')).LargeHome;
  return known;
}

function LargeHome(props: LargeHomeProps) {
  const [View, setView] = useState<ComponentType<LargeHomeProps> | null>(() => known);
  useLayoutEffect(() => {
    if (!known) void loadLargeHome().then((room) => setView(() => room));
  }, []);
  return View ? <View {...props} /> : <Skeleton height="100dvh" />;
}

type TrainingProps = {
  cabinet: Cabinet;
  choice: HomeChoice;
  homeIds: string[];
  place: string;
  catalogue: Catalogue;
  seen: { here: HomesSeen; crowd: null } | (RollSeen & { crowd: Crowd });
  knownAt: string | null;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  go: (path: string) => void;
  /** Null is today, whenever that is. */
  day: string | null;
  onDay: (day: string) => void;
};

/** Everyone in these homes, on the day asked about. */
function Training({ cabinet, choice, homeIds, place, catalogue, seen, knownAt, filters, onFilters, go, day, onDay }: TrainingProps) {
  const now = cabinet.now();
  const today = londonDay(now);
  const asked = day ?? today;
  const there = useMemo(() => {
    if (seen.crowd === null) return { ...stoodOn(seen.here, catalogue, homeIds, asked, today), crowd: null };
    const homes = new Set(homeIds);
    const people = seen.people.map((person) => asTheyStood(person, asked, today)).filter((person) => placeIn(person, homes, asked) !== null);
    return { people, rules: homeRules(seen.told, catalogue, asked), crowd: seen.crowd };
  }, [seen, catalogue, homeIds, asked, today]);
  const isGroup = choice.group != null;
  const homeName = useMemo(() => {
    const names = new Map(choice.homes.map((home) => [home.placeId, home.placeName]));
    return isGroup ? (homeId: string) => names.get(homeId) ?? '' : undefined;
  }, [choice.homes, isGroup]);
  if (there.people.length === 0) {
    return (
      <Notice tone="info" title={choice.group ? m('large.empty') : w('matrix.empty.title')}>
        <p>{w('matrix.empty')}</p>
        {choice.home?.isManager && <LinkButton href={INVITE_PATH}>{w('people.invite')}</LinkButton>}
      </Notice>
    );
  }
  const props = { ...{ day: asked, today, place, knownAt, now, filters, onFilters, onDay }, ...(homeName && { homeName }) };
  const key = `${homeIds.join()} ${asked}`;
  if (there.crowd === null && there.whole !== null) return <SmallHome key={key} {...props} whole={there.whole} />;
  const many = there.crowd === null ? { people: there.people, crowd: null } : { people: there.people, crowd: there.crowd };
  const told = seen.crowd === null ? seen.here.told : seen.told;
  return <LargeHome key={key} {...props} {...many} {...{ catalogue, homeIds, told, go }} rules={there.rules} />;
}

/** Everyone of these homes by name, and who reads the rest; undefined until it is known, and where no homes are asked about. */
function useCrowd(cabinet: Cabinet, homeIds: readonly string[] | null, startCounter: StartCounter | undefined): (RollSeen & { crowd: Crowd }) | undefined {
  return useWatched<RollSeen & { crowd: Crowd }>(
    (tell) => {
      if (homeIds === null) return () => undefined;
      let stop: Unwatch | null = null;
      let isGone = false;
      void cabinet.manyPeople().then((many) => {
        if (isGone) return;
        const crowd = { many, startCounter };
        stop = many.watchRoll(homeIds, (roll) => tell({ ...roll, crowd }));
      });
      return () => {
        isGone = true;
        stop?.();
      };
    },
    [cabinet, homeIds],
    useLayoutEffect,
  );
}

export type MatrixPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; startCounter?: StartCounter };

/** Who is current in the home, and what breaks next. */
export function MatrixPage({ cabinet, who, go, startCounter }: MatrixPageProps) {
  const choice = useHomes(cabinet, who);
  const { home, group = null, isKnown, likely } = choice;
  const [day, setDay] = useState<string | null>(null);
  const [filters, onFilters] = useFilters(cabinet);
  const homeKey = !isKnown ? likely : group ? group.homes.map((entry) => entry.placeId).join() : (home?.placeId ?? '');
  const homeIds = useMemo(() => (homeKey ?? '').split(','), [homeKey]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet], useLayoutEffect);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet], useLayoutEffect);
  // Until the first news is whole there is nothing to judge a home by; without signal what is here is all there is.
  const isArriving = sync === undefined || (sync.pulledAt === null && sync.signal !== 'offline' && !sync.needsSignIn);
  // Thousands of people are not read again for every page of their first news.
  const isGroup = isKnown && group !== null;
  const crowd = useCrowd(cabinet, isGroup && !isArriving ? homeIds : null, startCounter);
  // Who leads few people in all has them in one table, like those of one home.
  const isRead = homeKey !== null && (!isGroup || (crowd !== undefined && crowd.people.length <= SMALL_HOME));
  const here = useWatched<HomesSeen>((tell) => (isRead ? cabinet.watchHomes(homeIds, tell) : () => undefined), [cabinet, homeIds, isRead], useLayoutEffect);
  const seen = useMemo(() => (crowd && !isRead ? crowd : here && { here, crowd: null }), [crowd, here, isRead]);
  const today = londonDay(cabinet.now());
  const onDay = (next: string) => setDay(next === today ? null : next);
  const place = group ? m('home.all', { place: group.placeName }) : (home?.placeName ?? '');
  const isToday = day === null || day === today;
  return (
    <Page title={home ? w('matrix.title', { home: place }) : w('home.none.title')} lead={<KnownAsOf cabinet={cabinet} />} wide>
      <Stack gap="m">
        <HomePicker choice={choice} />
        {home && <DeskLinks />}
        {home && <DayNotice asAt={{ day: day ?? today, today }} onDay={onDay} />}
        {home && (
          <div class={styles.columns}>
            {!isKnown || seen === undefined || catalogue === undefined || filters === null || isArriving ? (
              <Skeleton height="100dvh" />
            ) : catalogue === null ? (
              <Notice tone="info">{w('matrix.noCatalogue')}</Notice>
            ) : (
              <Training {...{ cabinet, choice, homeIds, place, catalogue, seen, filters, onFilters, go, day, onDay }} knownAt={sync.pulledAt} />
            )}
            {group === null && isToday && <ActivityList cabinet={cabinet} homeId={home.placeId} who={who} people={here?.people} catalogue={catalogue ?? null} />}
          </div>
        )}
      </Stack>
    </Page>
  );
}
