import { londonDay } from '../../shared/basics/day.ts';
import { byUrgency, clocksOf } from '../../shared/people/clocks.ts';
import { meetingsOf } from '../../shared/people/meetings.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { c } from '../../words/clocks.ts';
import { datesPath, meetingsPath } from '../paths.ts';
import { MeetingMark, meetingTitle } from '../meetings/record-view.tsx';
import { clockSays, clockShape, needsLook } from './clock-words.ts';
import styles from './dates-brief.module.css';

const MEETINGS_SHOWN = 2;

/** The dates of one person in a few lines: both diplomas, and whatever needs a look. */
export function DatesBrief({ cabinet, person }: { cabinet: Cabinet; person: PersonRecord }) {
  const today = londonDay(cabinet.now());
  const clocks = clocksOf(person, today).sort(byUrgency);
  const shown = clocks.filter((clock) => clock.starts !== null || needsLook(clock));
  const meetings = meetingsOf(person, today).slice(0, MEETINGS_SHOWN);
  return (
    <Stack gap="s">
      <h2>{c('brief.title')}</h2>
      {clocks.length === 0 && <p>{c('person.none')}</p>}
      {clocks.length > 0 && shown.length === 0 && <StandingMark word="current" says={c('brief.calm')} />}
      <ul class={`plain-list ${styles.lines}`}>
        {shown.map((clock) => (
          <li key={`${clock.what}.${clock.placeId ?? ''}`} class={styles.line}>
            <strong>{c(`what.${clock.what}`)}</strong>
            <StandingMark word={clockShape(clock)} says={clockSays(clock)} />
          </li>
        ))}
      </ul>
      <p>
        <a href={datesPath(person.personId)}>{c('brief.all')}</a>
      </p>
      {meetings.length > 0 && (
        <ul class={`plain-list ${styles.lines}`}>
          {meetings.map((meeting) => (
            <li key={meeting.meetingId} class={styles.line}>
              <span>{meetingTitle(meeting)}</span>
              <MeetingMark meeting={meeting} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={meetingsPath(person.personId)}>{c('brief.talks')}</a>
      </p>
    </Stack>
  );
}
