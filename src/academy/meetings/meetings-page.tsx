import { londonDay } from '../../shared/basics/day.ts';
import type { Meeting } from '../../shared/people/meetings.ts';
import { meetingsOf, nextMeetingOn } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { learn } from '../../words/learning.ts';
import { m } from '../../words/meetings.ts';
import { AnswerForm } from './answer-form.tsx';
import { RecordRead } from './record-read.tsx';

const SHAPES = { planned: 'notStarted', notRecorded: 'notStarted', awaiting: 'awaitingSignOff', confirmed: 'current', disagreed: 'expired' } as const;

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** The supervisions and appraisals somebody was part of: their own copy, and their own answer. */
export function MyMeetingsPage({ cabinet, who }: Props) {
  const record = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(who.personId, tell), [cabinet, who.personId]);
  const today = londonDay(cabinet.now());
  const meetings = record ? meetingsOf(record, today) : [];
  // What waits for an answer comes first; the rest stays newest first.
  const waiting = meetings.filter((meeting) => meeting.state === 'awaiting');
  const rest = meetings.filter((meeting) => meeting.state !== 'awaiting');
  return (
    <Page title={m('mine.title')} lead={m('mine.lead')} back={{ href: '/academy', label: learn('back.home') }}>
      <Stack gap="m">
        {record === undefined && <Skeleton height="30rem" />}
        {record !== undefined && meetings.length === 0 && (
          <Notice tone="info" title={m('mine.none.title')}>
            {m('mine.none')}
          </Notice>
        )}
        {(['supervision', 'appraisal'] as const).map((kind) => {
          const next = nextMeetingOn(meetings, kind, today);
          return (
            next !== null && (
              <p key={kind}>
                <strong>{m(`kind.${kind}`)}</strong>: {m('next', { day: formatDay(next) })}
              </p>
            )
          );
        })}
        {[...waiting, ...rest].map((meeting) => (
          <OneMeeting key={meeting.meetingId} cabinet={cabinet} whoId={who.personId} meeting={meeting} />
        ))}
      </Stack>
    </Page>
  );
}

function OneMeeting({ cabinet, whoId, meeting }: { cabinet: Cabinet; whoId: string; meeting: Meeting }) {
  const title = m('kindOn', { kind: m(`kind.${meeting.kind}`), day: formatDay(meeting.on) });
  const { notes } = meeting;
  return (
    <Card>
      <Stack gap="s">
        <h2>{title}</h2>
        <div>
          <StandingMark word={SHAPES[meeting.state]} says={m(`state.${meeting.state}`)} />
        </div>
        {notes && meeting.state === 'awaiting' && <RecordRead meeting={meeting} notes={notes} />}
        {notes && meeting.state !== 'awaiting' && (
          <Disclosure summary={m('record.open')}>
            <RecordRead meeting={meeting} notes={notes} />
          </Disclosure>
        )}
        {notes && <AnswerForm cabinet={cabinet} whoId={whoId} meeting={meeting} factId={notes.factId} title={title} />}
      </Stack>
    </Card>
  );
}
