import { useMemo, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import { shiftDaysOf } from '../../shared/home/shift-days.ts';
import type { Clock } from '../../shared/people/clocks.ts';
import { byUrgency, clocksOf } from '../../shared/people/clocks.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomeRecord } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { c } from '../../words/clocks.ts';
import { w } from '../../words/manager.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { KnownAsOf } from '../known-as-of.tsx';
import { roleIn } from '../matrix.ts';
import { datesPath, HOME_PATH } from '../paths.ts';
import { useArriving } from '../use-arriving.ts';
import { ClockCard } from './clock-card.tsx';
import { needsLook } from './clock-words.ts';
import { useNames } from './use-names.ts';

type Line = { person: PersonRecord; clock: Clock; isAgency: boolean };

const FILTERS = ['look', 'all', 'level3', 'level5', 'steps', 'talks'] as const;
type Filter = (typeof FILTERS)[number];

const WANTED: Record<Filter, (clock: Clock) => boolean> = {
  look: needsLook,
  all: () => true,
  level3: (clock) => clock.what === 'level3',
  level5: (clock) => clock.what === 'level5',
  steps: (clock) => ['induction', 'probationReview', 'probation'].includes(clock.what),
  talks: (clock) => clock.what === 'supervision' || clock.what === 'appraisal',
};

/** As many as are read in one go; the rest comes when asked for. */
const PAGE_LINES = 30;

export type DatesPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Every legal date of everyone in the home, most urgent first. */
export function DatesPage({ cabinet, who }: DatesPageProps) {
  const choice = useHome(cabinet, who);
  const homeId = choice.home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const home = useWatched<HomeRecord>((tell) => cabinet.watchHomeRecord(homeId, tell), [cabinet, homeId]);
  const isReading = useArriving(cabinet) || people === undefined;
  const names = useNames(cabinet, who);
  const [filter, setFilter] = useState<Filter>('look');
  const [shown, setShown] = useState(PAGE_LINES);
  const today = londonDay(cabinet.now());
  const lines = useMemo(() => {
    const shifts = shiftDaysOf(home ?? {});
    const all = (people ?? []).flatMap((person): Line[] => {
      const role = roleIn(person, homeId, today);
      if (role === null) return [];
      const shiftDays = shifts.get(person.personId);
      const clocks = clocksOf(person, today, shiftDays ? { shiftDays } : {});
      // What belongs to another home is that home's to look after.
      return clocks.filter((clock) => clock.placeId === null || clock.placeId === homeId).map((clock) => ({ person, clock, isAgency: role === 'agency' }));
    });
    return all.sort((one, other) => byUrgency(one.clock, other.clock) || one.person.name.localeCompare(other.person.name));
  }, [people, home, homeId, today]);
  const wanted = lines.filter((line) => WANTED[filter](line.clock));
  const overdue = lines.filter((line) => line.clock.state === 'overdue').length;
  const options = FILTERS.map((value) => ({ value, label: c(`filter.${value}`, { count: lines.filter((line) => WANTED[value](line.clock)).length }) }));
  return (
    <Page
      title={choice.home ? c('title', { home: choice.home.placeName }) : w('home.none.title')}
      lead={
        <>
          {isReading ? '\u00a0' : c('lead', { count: overdue })}
          <KnownAsOf cabinet={cabinet} />
        </>
      }
      back={{ href: HOME_PATH, label: w('back.matrix') }}
    >
      <Stack gap="m">
        <HomePicker choice={choice} />
        {choice.home && isReading && <Skeleton height="40rem" />}
        {choice.home && !isReading && (
          <>
            {lines.length > 0 && (
              <SelectField
                id="filter"
                label={c('filter')}
                options={options}
                value={filter}
                onInput={(value) => {
                  setFilter(FILTERS.find((entry) => entry === value) ?? 'look');
                  setShown(PAGE_LINES);
                }}
              />
            )}
            {lines.length === 0 && <p>{c('empty')}</p>}
            {lines.length > 0 && wanted.length === 0 && <p>{filter === 'look' ? c('brief.calm') : c('noMatch')}</p>}
            {wanted.slice(0, shown).map(({ person, clock, isAgency }) => (
              <ClockCard
                key={`${person.personId}.${clock.what}.${clock.placeId ?? ''}`}
                clock={clock}
                person={{ name: person.name, href: datesPath(person.personId) }}
                homeName={null}
                isAgency={isAgency}
                {...names}
              />
            ))}
            {wanted.length > shown && (
              <Button kind="quiet" onClick={() => setShown(shown + PAGE_LINES)}>
                {c('more', { count: Math.min(PAGE_LINES, wanted.length - shown) })}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Page>
  );
}
