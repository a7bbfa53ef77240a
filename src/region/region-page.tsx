import { londonDay } from '../shared/basics/day.ts';
import type { Place } from '../shared/people/place.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/region.ts';
import { AuthorityCard } from './authority-card.tsx';
import { OpenHomeForm } from './open-home-form.tsx';
import { treeOf } from './tree.ts';
import styles from './region-page.module.css';

export type RegionPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** The region: every authority, its homes, and which of them still have no manager. */
export function RegionPage({ cabinet, who }: RegionPageProps) {
  const places = useWatched<Place[]>((tell) => cabinet.watchPlaces(tell), [cabinet]);
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  const mayOpen = who.roles.some((held) => held.role === 'regionAdmin');
  if (places === undefined || people === undefined) {
    return (
      <Page title={w('title')} lead={'\u00a0'}>
        <Skeleton height="40rem" />
      </Page>
    );
  }
  const lines = treeOf(places, people, londonDay(cabinet.now()));
  const homes = lines.flatMap((line) => line.homes);
  const unmanaged = homes.filter((line) => line.managers.length === 0).length;
  return (
    <Page title={w('title')} lead={w('lead', { authorities: lines.length, homes: homes.length })}>
      <Stack gap="l">
        <p class={styles.known}>
          {sync === undefined ? '\u00a0' : sync.pulledAt === null ? w('never') : w('asOf', { moment: formatMoment(sync.pulledAt) })}
          {sync?.signal === 'offline' && ` ${w('noSignal')}`}
        </p>
        <Stack gap="s">
          <h2>{w('authorities.title')}</h2>
          <p>{lines.length === 0 ? w('authorities.none') : w('unmanaged', { count: unmanaged })}</p>
          {lines.map((line) => (
            <AuthorityCard key={line.authority.placeId} cabinet={cabinet} line={line} mayInvite={mayOpen} />
          ))}
        </Stack>
        {mayOpen && (
          <Stack gap="s">
            <h2>{w('open.title')}</h2>
            <OpenHomeForm cabinet={cabinet} places={places} />
          </Stack>
        )}
      </Stack>
    </Page>
  );
}
