import { describe, expect, it } from 'vitest';
import { meetingsOf, nextMeetingOn, viewsHeard } from '../../src/shared/people/meetings.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import { placed, sam, told } from '../support/dated.ts';

const TODAY = '2026-11-22';

const planned = (day: string, on: string, meetingId = 'm-1') => told('people.meeting.planned', day, { meetingId, personId: 'sam', kind: 'supervision', on });
const recorded = (day: string, over: Partial<Bodies['people.meeting.recorded']> = {}, factId = `record ${day}`) =>
  told(
    'people.meeting.recorded',
    day,
    {
      meetingId: 'm-1',
      personId: 'sam',
      kind: 'supervision',
      on: day,
      minutes: 60,
      agenda: ['wellbeing'],
      notes: '',
      actions: [],
      contributions: [],
      next: null,
      ...over,
    },
    factId,
  );
const answered = (day: string, factId: string, agrees: boolean, comment = '') =>
  told('people.meeting.confirmed', day, { meetingId: 'm-1', factId, agrees, comment }, `answer ${day}`, 'sam');

const meetings = (...facts: KnownFact[]) => meetingsOf(sam([placed()], facts), TODAY);

describe('supervision and appraisal are planned, held, and answered to (regulation 33(4), Guide 13.4)', () => {
  it('a meeting to come is planned; one whose day has gone is not written down yet', () => {
    expect(meetings(planned('2026-11-01', '2026-11-22'))[0]).toMatchObject({ state: 'planned', on: '2026-11-22', notes: null });
    expect(meetings(planned('2026-11-01', '2026-11-21'))[0]).toMatchObject({ state: 'notRecorded' });
    expect(meetings(planned('2026-11-01', '2026-11-21'), planned('2026-11-02', '2026-12-01'))[0]).toMatchObject({ state: 'planned', on: '2026-12-01' });
  });

  it('written down it waits for the other person, who agrees or not', () => {
    const record = recorded('2026-11-20');
    expect(meetings(planned('2026-11-01', '2026-11-21'), record)[0]).toMatchObject({
      state: 'awaiting',
      on: '2026-11-20',
      plannedOn: '2026-11-21',
      notes: { by: 'boss', minutes: 60 },
    });
    expect(meetings(record, answered('2026-11-21', record.factId, true))[0]?.state).toBe('confirmed');
    expect(meetings(record, answered('2026-11-21', record.factId, false, 'It was shorter.'))[0]).toMatchObject({
      state: 'disagreed',
      said: [{ agrees: false, comment: 'It was shorter.' }],
    });
  });

  it('a corrected record waits for a new answer, and what was said before is kept', () => {
    const first = recorded('2026-11-20', {}, 'first');
    const second = recorded('2026-11-22', { on: '2026-11-20', minutes: 30 }, 'second');
    const said = answered('2026-11-21', 'first', false, 'It was 30 minutes.');
    const [meeting] = meetings(first, said, second);
    expect(meeting).toMatchObject({ state: 'awaiting', notes: { minutes: 30, factId: 'second' }, said: [{ about: 'first', agrees: false }] });
    expect(meetings(first, said, second, answered('2026-11-22', 'second', true))[0]).toMatchObject({ state: 'confirmed', said: [{ agrees: false }, { agrees: true }] });
  });

  it('the next one is the first day planned, or the day named in the last record', () => {
    const all = meetings(recorded('2026-11-01', { next: '2026-12-10' }), planned('2026-11-02', '2026-12-05', 'm-2'));
    expect(nextMeetingOn(all, 'supervision', TODAY)).toBe('2026-12-05');
    expect(nextMeetingOn(meetings(recorded('2026-11-01', { next: '2026-12-10' })), 'supervision', TODAY)).toBe('2026-12-10');
    expect(nextMeetingOn(meetings(recorded('2026-10-01', { next: '2026-11-01' })), 'supervision', TODAY)).toBeNull();
    expect(nextMeetingOn(all, 'appraisal', TODAY)).toBeNull();
  });

  it('Guide 13.5: an appraisal says how many views it heard, or why none', () => {
    const none = { from: 'children' as const, count: 0, themes: [], reasonIfNone: 'Nobody lives here yet.' };
    const [appraisal] = meetings(recorded('2026-11-20', { kind: 'appraisal', contributions: [none] }));
    if (!appraisal?.notes) throw new Error('no record');
    expect(viewsHeard(appraisal.notes, 'children')).toMatchObject({ count: 0, reasonIfNone: 'Nobody lives here yet.' });
    expect(viewsHeard(appraisal.notes, 'professionals')).toBeNull();
  });

  it('they stand newest first', () => {
    const days = meetings(recorded('2026-09-01', { meetingId: 'm-3' }), recorded('2026-11-01'), planned('2026-11-02', '2026-12-05', 'm-2')).map((meeting) => meeting.on);
    expect(days).toEqual(['2026-12-05', '2026-11-01', '2026-09-01']);
  });
});
