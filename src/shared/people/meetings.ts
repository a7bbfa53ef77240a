import type { Day } from '../basics/day.ts';
import { countedDay } from '../training/claimed-time.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import type { Bodies } from '../wire/kinds.ts';
import { inOrder } from './clock-order.ts';

type Recorded = Bodies['people.meeting.recorded'];
export type MeetingKind = Recorded['kind'];

/** What the other person said of the record. Earlier words stay beside the latest. */
export type Confirmation = { factId: string; about: string; on: Day; agrees: boolean; comment: string };

/** The record as it was last written, with who wrote it. */
export type MeetingNotes = Pick<Recorded, 'on' | 'minutes' | 'agenda' | 'notes' | 'actions' | 'contributions' | 'next'> & { factId: string; by: string };

/**
 * `planned`: still to come. `notRecorded`: its day has gone and no record was written. `awaiting`: held and
 * written down, and the other person has not answered to this version of it.
 */
export type MeetingState = 'planned' | 'notRecorded' | 'awaiting' | 'confirmed' | 'disagreed';

export type Meeting = {
  meetingId: string;
  kind: MeetingKind;
  state: MeetingState;
  /** The day it was held, or the day planned for it. */
  on: Day;
  plannedOn: Day | null;
  plannedBy: string | null;
  notes: MeetingNotes | null;
  said: Confirmation[];
};

/**
 * Every supervision and appraisal of one person, newest first. The latest words about one meeting stand;
 * a record written anew waits for its own answer.
 */
export function meetingsOf(record: PersonRecord, today: Day): Meeting[] {
  const planned = new Map(inOrder(toldOf(record, 'people.meeting.planned')).map((fact) => [fact.body.meetingId, fact]));
  const held = new Map(inOrder(toldOf(record, 'people.meeting.recorded').filter(({ body }) => body.on <= today)).map((fact) => [fact.body.meetingId, fact]));
  const said = inOrder(toldOf(record, 'people.meeting.confirmed'));
  const meetings = [...new Set([...planned.keys(), ...held.keys()])].flatMap((meetingId): Meeting[] => {
    const plan = planned.get(meetingId);
    const written = held.get(meetingId);
    const kind = written?.body.kind ?? plan?.body.kind;
    const on = written?.body.on ?? plan?.body.on;
    if (kind === undefined || on === undefined) return [];
    const words = said
      .filter(({ body }) => body.meetingId === meetingId)
      .map((fact) => ({ factId: fact.factId, about: fact.body.factId, on: countedDay(fact), agrees: fact.body.agrees, comment: fact.body.comment }));
    const answer = words.filter((word) => word.about === written?.factId).at(-1);
    const unheld = on < today ? 'notRecorded' : 'planned';
    const state = !written ? unheld : !answer ? 'awaiting' : answer.agrees ? 'confirmed' : 'disagreed';
    return [
      {
        meetingId,
        kind,
        state,
        on,
        plannedOn: plan?.body.on ?? null,
        plannedBy: plan?.owner ?? null,
        notes: written ? { ...written.body, factId: written.factId, by: written.owner } : null,
        said: words,
      },
    ];
  });
  return meetings.sort((one, other) => other.on.localeCompare(one.on) || other.meetingId.localeCompare(one.meetingId));
}

/** The day agreed for the next one of a kind: planned by itself, or named in the last record. Null when none is to come. */
export function nextMeetingOn(meetings: readonly Meeting[], kind: MeetingKind, today: Day): Day | null {
  const own = meetings.filter((meeting) => meeting.kind === kind);
  const named = own.find((meeting) => meeting.notes !== null)?.notes?.next ?? null;
  const days = own.flatMap((meeting) => (meeting.state === 'planned' ? [meeting.on] : []));
  return [...days, ...(named !== null && named >= today ? [named] : [])].sort()[0] ?? null;
}

/** How an appraisal heard others: how many views, or why none (Guide 13.5). Null where nothing was said about them. */
export function viewsHeard(notes: MeetingNotes, from: 'children' | 'professionals'): { count: number; themes: string[]; reasonIfNone: string } | null {
  const found = notes.contributions.find((entry) => entry.from === from);
  return found ? { count: found.count, themes: found.themes, reasonIfNone: found.reasonIfNone } : null;
}
