import type { Day } from '../basics/day.ts';
import type { Clock } from '../people/clocks.ts';
import type { Meeting } from '../people/meetings.ts';
import { meetingsOf, viewsHeard } from '../people/meetings.ts';
import { toldOf } from '../training/person-record.ts';
import type { InPost } from './inspection-look.ts';
import { inOrder, sourceFrom } from './inspection-look.ts';
import type { Look } from './inspection-numbers.ts';
import { personRow, sumOf } from './inspection-people.ts';
import type { Cell, Evidence, InspectionWord, NumberWithEvidence } from './inspection-sheet.ts';

const day = (on: Day | null): Cell => ({ type: 'day', day: on });
const word = (said: InspectionWord): Cell => ({ type: 'word', word: said });

type Timed = { post: InPost; clock: Clock };

function timed({ posts, clocksOf, look }: Look, what: Clock['what']): Timed[] {
  return posts.flatMap((post) =>
    clocksOf(post.person)
      .filter((clock) => clock.what === what && (clock.placeId === null || clock.placeId === look.homeId) && clock.state !== 'notStarted')
      .map((clock) => ({ post, clock })),
  );
}

const isInTime = ({ clock }: Timed) => clock.state === 'onTime' || clock.state === 'warn' || clock.state === 'met';

function stateWord({ state }: Clock): InspectionWord {
  return state === 'deferred' ? 'onTime' : state;
}

/** The last meeting of a kind that was held by the day. What was spoken of stays between the two. */
function lastOf(post: InPost, kind: Meeting['kind'], asAt: Day): Meeting | null {
  return meetingsOf(post.person, asAt).find((meeting) => meeting.kind === kind && meeting.notes !== null) ?? null;
}

function sourceOfMeeting({ look }: Look, meeting: Meeting | null, post: InPost): Evidence['source'] {
  const fact = toldOf(post.person, 'people.meeting.recorded').find(({ factId }) => factId === meeting?.notes?.factId);
  return sourceFrom(look, fact);
}

function confirmation(meeting: Meeting | null): Cell {
  if (!meeting) return word('none');
  if (meeting.state === 'disagreed') return word('disagreed');
  return word(meeting.state === 'confirmed' ? 'met' : 'notConfirmed');
}

/** Practice supervision within the interval (regulation 33(4)(b); the interval is practice, not law). */
export function supervisionNumber(look: Look): NumberWithEvidence {
  const rows = timed(look, 'supervision').map((entry) => {
    const last = lastOf(entry.post, 'supervision', look.asAt);
    const cells = [word(stateWord(entry.clock)), day(entry.clock.lastOn), day(entry.clock.byOn), word(entry.clock.rule ?? 'established'), confirmation(last)];
    return personRow(entry.post, cells, isInTime(entry) ? 1 : 0, {
      source: sourceOfMeeting(look, last, entry.post),
      lead: { to: 'meetings', personId: entry.post.person.personId },
    });
  });
  return sumOf('supervision', ['state', 'lastOn', 'nextBy', 'interval', 'check'], rows, { isShare: true, tone: toneOf(rows), missing: rows.length === 0 ? 'noStaff' : null });
}

function toneOf(rows: readonly Evidence[]): 'good' | 'warn' | 'plain' {
  if (rows.length === 0) return 'plain';
  return rows.every((row) => row.counted === row.of) ? 'good' : 'warn';
}

/** An appraisal in the last year (regulation 33(4)(c)). */
export function appraisalNumbers(look: Look): NumberWithEvidence[] {
  const all = timed(look, 'appraisal').map((entry) => ({ entry, last: lastOf(entry.post, 'appraisal', look.asAt) }));
  const lead = (post: InPost): Evidence['lead'] => ({ to: 'meetings', personId: post.person.personId });
  const appraised = all.map(({ entry, last }) => {
    const cells = [word(stateWord(entry.clock)), day(entry.clock.lastOn), day(entry.clock.byOn), confirmation(last)];
    return personRow(entry.post, cells, isInTime(entry) ? 1 : 0, { source: sourceOfMeeting(look, last, entry.post), lead: lead(entry.post) });
  });
  const heard = all.flatMap(({ entry, last }) => {
    if (!last?.notes || !isInTime(entry)) return [];
    const views = (from: 'children' | 'professionals'): Cell => {
      const said = viewsHeard(last.notes as NonNullable<Meeting['notes']>, from);
      if (said === null) return word('notAsked');
      return said.count > 0 ? { type: 'count', count: said.count } : word(said.reasonIfNone === '' ? 'none' : 'reasonGiven');
    };
    const children = viewsHeard(last.notes, 'children');
    const isHeard = children !== null && children.count > 0;
    return [
      personRow(entry.post, [day(last.on), views('children'), views('professionals')], isHeard ? 1 : 0, {
        source: sourceOfMeeting(look, last, entry.post),
        lead: lead(entry.post),
      }),
    ];
  });
  return [
    sumOf('appraisal', ['state', 'lastOn', 'nextBy', 'check'], appraised, { isShare: true, tone: toneOf(appraised), missing: appraised.length === 0 ? 'noStaff' : null }),
    sumOf('appraisalViews', ['lastOn', 'childrenViews', 'professionalViews'], heard, { isShare: true, tone: toneOf(heard), missing: heard.length === 0 ? 'nothingDue' : null }),
  ];
}

function milestoneSource({ look, asAt }: Look, post: InPost, what: 'induction' | 'probation'): Evidence['source'] {
  const said = toldOf(post.person, 'people.milestone.recorded').filter(({ body }) => body.what === what && body.homeId === look.homeId && body.on <= asAt);
  return sourceFrom(look, inOrder(said).at(-1));
}

/** Induction done, and who is still in probation (regulation 33(1)). */
export function beginningNumbers(look: Look): NumberWithEvidence[] {
  const lead = (post: InPost): Evidence['lead'] => ({ to: 'dates', personId: post.person.personId });
  const inducted = timed(look, 'induction').map(({ post, clock }) =>
    personRow(post, [word(stateWord(clock)), day(post.startedOn), day(clock.lastOn), day(clock.state === 'met' ? null : clock.byOn)], clock.state === 'met' ? 1 : 0, {
      source: milestoneSource(look, post, 'induction'),
      lead: lead(post),
    }),
  );
  const inProbation = timed(look, 'probation').filter(({ clock }) => clock.state !== 'met' && clock.state !== 'notRecorded');
  const probation = inProbation.map(({ post, clock }) =>
    personRow(post, [word(stateWord(clock)), day(post.startedOn), day(clock.byOn)], 1, { source: milestoneSource(look, post, 'probation'), lead: lead(post) }),
  );
  const late = inProbation.filter(({ clock }) => clock.state === 'overdue' || clock.state === 'notMet').length;
  const isLate = timed(look, 'induction').some(({ clock }) => clock.state === 'overdue' || clock.state === 'notMet');
  return [
    sumOf('induction', ['state', 'startedOn', 'lastOn', 'nextBy'], inducted, {
      isShare: true,
      tone: isLate ? 'warn' : 'plain',
      missing: inducted.length === 0 ? 'noStaff' : null,
    }),
    sumOf('probation', ['state', 'startedOn', 'nextBy'], probation, {
      isShare: false,
      aside: late > 0 ? { word: 'overdue', count: late } : null,
      tone: late > 0 ? 'warn' : 'plain',
    }),
  ];
}
