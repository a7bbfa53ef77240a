import { londonDay } from '../shared/basics/day.ts';
import type { Place } from '../shared/people/place.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/region.ts';
import { AuthorityCard } from './authority-card.tsx';
import { COURSES_PATH } from './courses/paths.ts';
import { OpenHomeForm } from './open-home-form.tsx';
import { invitePath, REGION_INVITE_PATH } from './paths.ts';
import { treeOf } from './tree.ts';
import styles from './region-page.module.css';

/** More than these are found under their authority. */
const UNMANAGED_SHOWN = 8;

export type RegionPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** The region: every authority, its homes, and which of them still have no manager. */
export function RegionPage({ cabinet, who }: RegionPageProps) {
  const places = useWatched<Place[]>((tell) => cabinet.watchPlaces(tell), [cabinet]);
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  const mayOpen = who.roles.some((held) => held.role === 'regionAdmin');
  if (places === undefined || people === undefined) {
    return (
      <Page title={w('title')} lead={'\u00a0'} wide>
        <Skeleton height="100dvh" />
      </Page>
    );
  }
  const lines = treeOf(places, people, londonDay(cabinet.now()));
  const homes = lines.flatMap((line) => line.homes);
  const unmanaged = homes.filter((line) => line.managers.length === 0);
  const known = sync === undefined ? '\u00a0' : sync.pulledAt === null ? w('never') : w('asOf', { moment: formatMoment(sync.pulledAt) });
  return (
    <Page
      title={w('title')}
      wide
      lead={
        <>
          {w('lead', { authorities: lines.length, homes: homes.length })}
          <span class={styles.known}>
            {known}
            {sync?.signal === 'offline' && ` ${w('noSignal')}`}
          </span>
        </>
      }
    >
      <div class={styles.columns}>
        <Stack gap="m">
          <p>
            <a class={styles.act} href={COURSES_PATH}>
              {w('courses')}
            </a>
          </p>
          {mayOpen && (
            <p>
              <a class={styles.act} href={REGION_INVITE_PATH}>
                {w('invite.readers')}
              </a>
            </p>
          )}
          {lines.length > 0 && (
            <Card tone={unmanaged.length === 0 ? 'good' : 'warn'}>
              <h2 class={styles.title}>{w('unmanaged', { count: unmanaged.length })}</h2>
              {mayOpen && unmanaged.length > 0 && (
                <ul class="plain-list">
                  {unmanaged.slice(0, UNMANAGED_SHOWN).map(({ home }) => (
                    <li key={home.placeId}>
                      <a class={styles.act} href={invitePath(home.placeId)}>
                        {w('home.inviteFor', { name: home.name })}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          )}
          <section aria-labelledby="authorities">
            <div class={styles.bar}>
              <h2 id="authorities">{w('authorities.title')}</h2>
              {mayOpen && (
                <span class={styles.jump}>
                  <Button kind="quiet" onClick={() => document.getElementById('open-home')?.focus()}>
                    {w('open.title')}
                  </Button>
                </span>
              )}
            </div>
            {lines.length === 0 && <p>{w('authorities.none')}</p>}
            <div class={styles.list}>
              {lines.map((line) => (
                <AuthorityCard key={line.authority.placeId} cabinet={cabinet} line={line} mayInvite={mayOpen} />
              ))}
            </div>
          </section>
        </Stack>
        {mayOpen && (
          <section class={styles.open} aria-labelledby="open-home">
            <h2 id="open-home" tabIndex={-1}>
              {w('open.title')}
            </h2>
            <OpenHomeForm cabinet={cabinet} places={places} />
          </section>
        )}
      </div>
    </Page>
  );
}
