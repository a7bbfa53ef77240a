import type { Day } from '../../shared/basics/day.ts';
import { meetingsOf } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { m } from '../../words/meetings.ts';

/** The way to one's own meetings, with what waits there for an answer. */
export function MeetingsLink({ record, today }: { record: PersonRecord; today: Day }) {
  const count = meetingsOf(record, today).filter((meeting) => meeting.state === 'awaiting').length;
  return (
    <p>
      <a href="/academy/meetings">{m('link')}</a>
      {count > 0 && <strong> {m('mine.asks', { count })}</strong>}
    </p>
  );
}
