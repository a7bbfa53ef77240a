import { useRef, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import { clocksOf } from '../../shared/people/clocks.ts';
import type { Meeting } from '../../shared/people/meetings.ts';
import { meetingsOf, nextMeetingOn } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';
import { ClockCard } from '../dates/clock-card.tsx';
import { backOf } from '../dates/person-dates-page.tsx';
import { useNames } from '../dates/use-names.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { AboutPerson } from '../about-person.tsx';
import type { Home } from '../home-choice.ts';
import { useHome } from '../home-choice.ts';
import { mayRecordMeetings } from '../may-manage.ts';
import { MEETINGS_PATH } from '../paths.ts';
import { MeetingForm } from './meeting-form.tsx';
import { PlanForm } from './plan-form.tsx';
import { MeetingMark, meetingTitle, RecordView } from './record-view.tsx';
import styles from './record-view.module.css';

export type PersonMeetingsPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; personId: string };

/** The supervisions and appraisals of one person: what is due, what was said, and what both made of it. */
export function PersonMeetingsPage({ cabinet, who, personId }: PersonMeetingsPageProps) {
  const person = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(personId, tell), [cabinet, personId]);
  const { homes } = useHome(cabinet, who);
  const back = backOf(homes, MEETINGS_PATH, m('back'));
  return (
    <AboutPerson person={person} title={m('back')} back={back}>
      {(found) => (
        <Page title={m('person.title', { name: found.name })} lead={m('lead')} back={back}>
          <PersonMeetings cabinet={cabinet} who={who} homes={homes} person={found} />
        </Page>
      )}
    </AboutPerson>
  );
}

function PersonMeetings({ cabinet, who, homes, person }: { cabinet: Cabinet; who: SignedIn; homes: readonly Home[]; person: PersonRecord }) {
  const today = londonDay(cabinet.now());
  const names = useNames(cabinet, who);
  const [writing, setWriting] = useState<Meeting | null>(null);
  // A form of its own for each record, also for one that was written a moment ago.
  const [round, setRound] = useState(0);
  const form = useRef<HTMLElement>(null);
  const meetings = meetingsOf(person, today);
  const clocks = clocksOf(person, today).filter((clock) => clock.what === 'supervision' || clock.what === 'appraisal');
  const may = mayRecordMeetings(who, homes, person, today);
  const isAgency = person.placements.some((placement) => placement.role === 'agency');

  const write = (meeting: Meeting | null) => {
    setWriting(meeting);
    setRound(round + 1);
    form.current?.focus();
    form.current?.scrollIntoView({ block: 'start' });
  };

  return (
    <Stack gap="l">
      {may === 'own' && (
        <Notice tone="info" title={m('own.title')}>
          <p>{m('own')}</p>
          <p>
            <a href="/academy/meetings">{m('own.link')}</a>
          </p>
        </Notice>
      )}
      {may === 'no' && <Notice tone="info">{m('notYours')}</Notice>}
      <Stack gap="m">
        {clocks.map((clock) => {
          const next = clock.what === 'supervision' || clock.what === 'appraisal' ? nextMeetingOn(meetings, clock.what, today) : null;
          return (
            <ClockCard key={clock.what} clock={clock} homeName={null} isAgency={isAgency} {...names}>
              <p>{next === null ? m('next.none') : m('next', { day: formatDay(next) })}</p>
            </ClockCard>
          );
        })}
      </Stack>
      {may === 'yes' && (
        <section ref={form} class={styles.section} tabIndex={-1} aria-labelledby="write">
          <h2 id="write">{writing ? meetingTitle(writing) : c('acts')}</h2>
          {writing ? (
            <MeetingForm key={round} cabinet={cabinet} who={who} person={person} meeting={writing} today={today} onEnd={() => write(null)} />
          ) : (
            <>
              <Disclosure summary={m('write.act')}>
                <MeetingForm key={round} cabinet={cabinet} who={who} person={person} meeting={null} today={today} onEnd={() => write(null)} />
              </Disclosure>
              <Disclosure summary={m('plan.act')}>
                <PlanForm cabinet={cabinet} personId={person.personId} today={today} />
              </Disclosure>
            </>
          )}
        </section>
      )}
      <section class={styles.section}>
        <h2>{m('list.title')}</h2>
        {meetings.length === 0 && <p>{m('list.none')}</p>}
        <Stack gap="m">
          {meetings.map((meeting) => (
            <Card key={meeting.meetingId}>
              <Stack gap="s">
                <div class={styles.head}>
                  <h3 class={styles.name}>{meetingTitle(meeting)}</h3>
                  <MeetingMark meeting={meeting} />
                </div>
                <RecordView meeting={meeting} subject={person.name} personName={names.personName} />
                <Row>
                  {may === 'yes' && (meeting.notes === null || meeting.notes.by === who.personId) && !(meeting.notes === null && meeting.on > today) && (
                    <Button kind="quiet" onClick={() => write(meeting)}>
                      {meeting.notes === null ? m('write.thisOne') : m('write.again')}
                      <span class="visually-hidden"> {meetingTitle(meeting)}</span>
                    </Button>
                  )}
                  <DeliveryWord cabinet={cabinet} about={meeting.meetingId} />
                </Row>
              </Stack>
            </Card>
          ))}
        </Stack>
      </section>
    </Stack>
  );
}
