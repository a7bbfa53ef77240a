import { useMemo } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { w as m } from '../../words/manager.ts';
import { w } from '../../words/rules.ts';
import type { Home } from '../home-choice.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { HOME_PATH } from '../paths.ts';
import { AddForm } from './add-form.tsx';
import { CourseRules } from './course-rules.tsx';
import { NeedsForm } from './needs-form.tsx';
import { OwnAsks } from './own-asks.tsx';
import { RuleHistory } from './rule-history.tsx';
import { ownAsks, waiversIn } from './rule-lines.ts';
import { useTold } from './use-rules.ts';
import { useNames } from './use-names.ts';
import { WaiverList } from './waiver-list.tsx';

type HomeAsksProps = { cabinet: Cabinet; who: SignedIn; home: Home; catalogue: Catalogue };

function HomeAsks({ cabinet, who, home, catalogue }: HomeAsksProps) {
  const homeId = home.placeId;
  const told = useTold(cabinet, [homeId]);
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const nameOf = useNames(cabinet, who);
  const today = londonDay(cabinet.now());
  const rules = useMemo(() => told && homeRules(told, catalogue, today), [told, catalogue, today]);
  if (!told || !rules || !people) return <Skeleton height="60rem" />;
  const known = { cabinet, homeId, rules, catalogue, mayChange: home.isManager };
  return (
    <Stack gap="l">
      {!home.isManager && <Notice tone="info">{w('readOnly')}</Notice>}
      <WaiverList lines={waiversIn(people, catalogue, homeId, today)} catalogue={catalogue} nameOf={nameOf} />
      <NeedsForm {...known} />
      <Stack gap="m">
        <h2>{w('own.title')}</h2>
        <OwnAsks cabinet={cabinet} homeId={homeId} asks={ownAsks(told, today)} catalogue={catalogue} mayChange={home.isManager} />
        {home.isManager && (
          <Disclosure summary={w('add.title')}>
            <AddForm cabinet={cabinet} homeId={homeId} catalogue={catalogue} />
          </Disclosure>
        )}
      </Stack>
      <CourseRules {...known} />
      <RuleHistory told={told} catalogue={catalogue} nameOf={nameOf} />
    </Stack>
  );
}

export type RulesPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** What the home asks of its people: needs, own courses, intervals, and who is excused. */
export function RulesPage({ cabinet, who }: RulesPageProps) {
  const choice = useHome(cabinet, who);
  const { home } = choice;
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  return (
    <Page title={home ? w('title', { home: home.placeName }) : m('home.none.title')} lead={home ? w('lead') : undefined} back={{ href: HOME_PATH, label: m('back.matrix') }}>
      <Stack gap="m">
        <HomePicker choice={choice} />
        {home && catalogue === undefined && <Skeleton height="60rem" />}
        {home && catalogue === null && <Notice tone="info">{w('noCatalogue')}</Notice>}
        {home && catalogue && <HomeAsks key={home.placeId} cabinet={cabinet} who={who} home={home} catalogue={catalogue} />}
      </Stack>
    </Page>
  );
}
