import { londonDay } from '../../shared/basics/day.ts';
import { shiftDaysOf } from '../../shared/home/shift-days.ts';
import type { Clock } from '../../shared/people/clocks.ts';
import { byUrgency, clocksOf } from '../../shared/people/clocks.ts';
import type { Meeting } from '../../shared/people/meetings.ts';
import { meetingsOf, nextMeetingOn } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomeRecord } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/manager.ts';
import { m } from '../../words/meetings.ts';
import { clockSays, clockShape } from '../dates/clock-words.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { KnownAsOf } from '../known-as-of.tsx';
import { roleIn } from '../matrix.ts';
import { HOME_PATH, meetingsPath } from '../paths.ts';
import { useArriving } from '../use-arriving.ts';
import { MeetingMark, meetingTitle } from './record-view.tsx';
import styles from './record-view.module.css';

type Line = { person: PersonRecord; clocks: Clock[]; meetings: Meeting[] };

/** Over, or within a week: the shortest warning of all. */
function isDue(clock: Clock): boolean {
  return ['overdue', 'notRecorded'].includes(clock.state) || clock.warnAt === 7;
}

export type MeetingsPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Who is due for supervision or appraisal, what waits for an answer, and what was not agreed. */
export function MeetingsPage({ cabinet, who }: MeetingsPageProps) {
  const choice = useHome(cabinet, who);
  const homeId = choice.home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const home = useWatched<HomeRecord>((tell) => cabinet.watchHomeRecord(homeId, tell), [cabinet, homeId]);
  const today = londonDay(cabinet.now());
  const shifts = shiftDaysOf(home ?? {});
  const isReading = useArriving(cabinet) || people === undefined;
  const lines = (isReading ? [] : people).flatMap((person): Line[] => {
    if (roleIn(person, homeId, today) === null) return [];
    const shiftDays = shifts.get(person.personId);
    const clocks = clocksOf(person, today, shiftDays ? { shiftDays } : {}).filter((clock) => clock.what === 'supervision' || clock.what === 'appraisal');
    return clocks.length === 0 ? [] : [{ person, clocks: clocks.sort(byUrgency), meetings: meetingsOf(person, today) }];
  });
  lines.sort((one, other) => {
    const [first, second] = [one.clocks[0], other.clocks[0]];
    return (first && second ? byUrgency(first, second) : 0) || one.person.name.localeCompare(other.person.name);
  });
  const due = lines.filter((line) => line.clocks.some(isDue));
  const rest = lines.filter((line) => !line.clocks.some(isDue));
  const withState = (state: Meeting['state']) =>
    lines.flatMap(({ person, meetings }) => meetings.filter((meeting) => meeting.state === state).map((meeting) => ({ person, meeting })));
  const isSenior = choice.home === null && who.roles.some((held) => held.role === 'senior');
  return (
    <Page
      title={choice.home ? m('title', { home: choice.home.placeName }) : m('back')}
      lead={
        <>
          {m('lead')}
          <KnownAsOf cabinet={cabinet} />
        </>
      }
      back={isSenior ? undefined : { href: HOME_PATH, label: w('back.matrix') }}
    >
      <Stack gap="l">
        {isSenior ? (
          <Notice tone="info" title={m('senior.title')}>
            <p>{m('senior')}</p>
            <p>
              <a href="/academy/meetings">{m('link')}</a>
            </p>
          </Notice>
        ) : (
          <HomePicker choice={choice} />
        )}
        {choice.home && isReading && <Skeleton height="40rem" />}
        {choice.home && !isReading && lines.length === 0 && <p>{m('empty')}</p>}
        {lines.length > 0 && (
          <section class={styles.section}>
            <h2>{m('due.title')}</h2>
            {due.length === 0 ? <StandingMark word="current" says={m('due.none')} /> : <People lines={due} today={today} />}
          </section>
        )}
        <Listed title={m('disagreed.title')} entries={withState('disagreed')} />
        <Listed title={m('awaiting.title')} entries={withState('awaiting')} />
        <Listed title={m('planned.title')} entries={[...withState('notRecorded'), ...withState('planned').reverse()]} />
        {rest.length > 0 && (
          <Disclosure summary={m('due.all')}>
            <People lines={rest} today={today} />
          </Disclosure>
        )}
      </Stack>
    </Page>
  );
}

function People({ lines, today }: { lines: readonly Line[]; today: string }) {
  return (
    <Stack gap="m">
      {lines.map(({ person, clocks, meetings }) => (
        <Card key={person.personId}>
          <h3 class={styles.name}>
            <a href={meetingsPath(person.personId)}>{person.name}</a>
          </h3>
          <div class={styles.lines}>
            {clocks.map((clock) => {
              const next = clock.what === 'appraisal' || clock.what === 'supervision' ? nextMeetingOn(meetings, clock.what, today) : null;
              return (
                <div key={clock.what} class={styles.line}>
                  <strong>{c(`what.${clock.what}`)}</strong>
                  <StandingMark word={clockShape(clock)} says={clockSays(clock)} />
                  {next !== null && <span class={styles.soft}>{m('next', { day: formatDay(next) })}</span>}
                </div>
              );
            })}
          </div>
        </Card>
      ))}
    </Stack>
  );
}

function Listed({ title, entries }: { title: string; entries: readonly { person: PersonRecord; meeting: Meeting }[] }) {
  if (entries.length === 0) return null;
  return (
    <section class={styles.section}>
      <h2>{title}</h2>
      <Stack gap="m">
        {entries.map(({ person, meeting }) => (
          <Card key={meeting.meetingId}>
            <div class={styles.head}>
              <h3 class={styles.name}>
                <a href={meetingsPath(person.personId)}>{person.name}</a>
              </h3>
              <MeetingMark meeting={meeting} />
            </div>
            <p class={styles.soft}>{meetingTitle(meeting)}</p>
          </Card>
        ))}
      </Stack>
    </section>
  );
}
