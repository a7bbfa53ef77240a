import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomeRecord } from '../../store/cabinet.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { w } from '../../words/manager.ts';
import { r } from '../../words/rota.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { KnownAsOf } from '../known-as-of.tsx';
import { HOME_PATH } from '../paths.ts';
import { useArriving } from '../use-arriving.ts';
import { RotaDesk } from './rota-desk.tsx';

export type RotaPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Four weeks of shifts, each checked against the law and the home's training. */
export function RotaPage({ cabinet, who }: RotaPageProps) {
  const choice = useHome(cabinet, who);
  const home = choice.home;
  const homeId = home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const record = useWatched<HomeRecord>((tell) => cabinet.watchHomeRecord(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const isArriving = useArriving(cabinet);
  return (
    <Page
      title={home ? r('title', { home: home.placeName }) : w('home.none.title')}
      lead={<KnownAsOf cabinet={cabinet} />}
      back={{ href: HOME_PATH, label: w('back.matrix') }}
      wide
    >
      <Stack gap="m">
        <HomePicker choice={choice} />
        {home && catalogue === null && <Notice tone="info">{r('noCatalogue')}</Notice>}
        {home && (isArriving || people === undefined || record === undefined || catalogue === undefined) && <Skeleton height="60rem" />}
        {home && !isArriving && people && record && catalogue && (
          <RotaDesk
            key={homeId}
            cabinet={cabinet}
            home={record}
            homeName={home.placeName}
            people={people}
            catalogue={catalogue}
            today={londonDay(cabinet.now())}
            whoId={who.personId}
            isManager={home.isManager}
          />
        )}
      </Stack>
    </Page>
  );
}
