import { londonDay } from '../../shared/basics/day.ts';
import { shiftDaysOf } from '../../shared/home/shift-days.ts';
import { byUrgency, clocksOf, supervisedOnlyOf } from '../../shared/people/clocks.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomeRecord } from '../../store/cabinet.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/manager.ts';
import { AboutPerson } from '../about-person.tsx';
import type { Home } from '../home-choice.ts';
import { useHome } from '../home-choice.ts';
import { homesToJudge, mayRecordDates } from '../may-manage.ts';
import { DATES_PATH } from '../paths.ts';
import { ClockCard } from './clock-card.tsx';
import { DeferForm } from './defer-form.tsx';
import { DiplomaForm } from './diploma-form.tsx';
import { ReviewForm } from './review-form.tsx';
import { StepForm } from './step-form.tsx';
import { useNames } from './use-names.ts';

export type PersonDatesPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; personId: string };

/** Where somebody of the region came from: they have no list of a home's dates. */
export function backOf(homes: readonly Home[], list: string, label: string): { href: string; label: string } {
  return homes.length > 0 ? { href: list, label } : { href: '/region', label: w('back.region') };
}

/** The legal dates of one person, and what may be recorded about them. */
export function PersonDatesPage({ cabinet, who, personId }: PersonDatesPageProps) {
  const person = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(personId, tell), [cabinet, personId]);
  const { homes } = useHome(cabinet, who);
  const back = backOf(homes, DATES_PATH, c('back'));
  return (
    <AboutPerson person={person} title={c('back')} back={back}>
      {(found) => (
        <Page title={c('person.title', { name: found.name })} back={back}>
          <PersonDates cabinet={cabinet} who={who} led={homes} person={found} />
        </Page>
      )}
    </AboutPerson>
  );
}

function PersonDates({ cabinet, who, led, person }: { cabinet: Cabinet; who: SignedIn; led: readonly Home[]; person: PersonRecord }) {
  const today = londonDay(cabinet.now());
  const names = useNames(cabinet, who);
  const homes = homesToJudge(who, led, person, today);
  const homeId = homes[0]?.placeId ?? '';
  const home = useWatched<HomeRecord>((tell) => cabinet.watchHomeRecord(homeId, tell), [cabinet, homeId]);
  const shiftDays = shiftDaysOf(home ?? {}).get(person.personId);
  const clocks = clocksOf(person, today, shiftDays ? { shiftDays } : {}).sort(byUrgency);
  const may = mayRecordDates(who, led, person, today);
  const isAgency = person.placements.some((placement) => placement.role === 'agency');
  const isInTwo = new Set(clocks.flatMap((clock) => clock.placeId ?? [])).size > 1;
  const diplomas = clocks.filter((clock) => clock.starts !== null);
  const open = diplomas.filter((clock) => clock.state !== 'met');
  return (
    <Stack gap="l">
      {supervisedOnlyOf(person, today).map((early) => (
        <Notice key={early.homeId} tone="warn" title={c('supervisedOnly.title')}>
          <p>{c('supervisedOnly', { day: formatDay(early.since) })}</p>
          {early.note !== '' && <p>{c('supervisedOnly.note', { text: early.note })}</p>}
        </Notice>
      ))}
      {may === 'own' && (
        <Notice tone="info" title={c('own.title')}>
          {c('own')}
        </Notice>
      )}
      {may === 'no' && <Notice tone="info">{c('notYours')}</Notice>}
      {clocks.length === 0 && <p>{c('person.none')}</p>}
      <Stack gap="m">
        {clocks.map((clock) => (
          <ClockCard
            key={`${clock.what}.${clock.placeId ?? ''}`}
            clock={clock}
            homeName={isInTwo && clock.placeId !== null ? names.placeName(clock.placeId) : null}
            isAgency={isAgency}
            {...names}
          >
            {may === 'yes' && clock.deferral && (
              <Disclosure summary={c('review.act')}>
                <ReviewForm cabinet={cabinet} personId={person.personId} deferral={clock.deferral} diploma={clock.what} today={today} />
              </Disclosure>
            )}
          </ClockCard>
        ))}
      </Stack>
      {may === 'yes' && (
        <section>
          <h2>{c('acts')}</h2>
          <Disclosure summary={c('diploma.act')}>
            <DiplomaForm cabinet={cabinet} personId={person.personId} clocks={diplomas} today={today} />
          </Disclosure>
          {open.length > 0 && (
            <Disclosure summary={c('defer.act')}>
              <DeferForm cabinet={cabinet} personId={person.personId} clocks={open} today={today} />
            </Disclosure>
          )}
          <Disclosure summary={c('step.act')}>
            <StepForm cabinet={cabinet} personId={person.personId} homes={homes} placeName={names.placeName} today={today} />
          </Disclosure>
        </section>
      )}
    </Stack>
  );
}
