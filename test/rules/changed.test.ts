import { describe, expect, it } from 'vitest';
import type { CourseCard } from '../../src/shared/training/catalogue.ts';
import { scoreAttempt } from '../../src/shared/training/attempt.ts';
import { courseForPart } from '../../src/shared/training/changed-part.ts';
import { changedPartId, spanOf } from '../../src/shared/training/span.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import type { AttemptRecord, CompletionRecord, PersonRecord } from '../../src/shared/training/person-record.ts';
import { changesFor } from '../../src/shared/training/changes-for.ts';
import { emptyRecord, standingFor } from '../../src/shared/training/person-record.ts';
import { certificatesOf } from '../../src/shared/training/passport/gather.ts';
import type { VersionNote } from '../../src/shared/training/publishing.ts';
import type { Due } from '../../src/shared/training/requirement.ts';
import { coversShift } from '../../src/shared/training/standing.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { cardOf, smallCourse, smallSingle } from '../support/small-course.ts';

const LEARNT = '2026-03-01';
const OWN_END = '2027-03-01';
const FROM = '2026-11-01';

const claim = (day: string) => ({ at: `${day}T10:00:00.000Z`, off: null, recordedAt: null });
const note = (version: number, changeClass: VersionNote['changeClass'], from = FROM): VersionNote => ({ version, changeClass, from, whatChanged: 'Ring the new number.' });
const cardWith = (...history: VersionNote[]): CourseCard => ({ ...cardOf(smallCourse({ version: history.at(-1)?.version ?? 1 })), ...(history.length > 0 && { history }) });
const learnt = (day: string, courseVersion = 1): CompletionRecord => ({ ...claim(day), factId: `c-${day}`, completionId: `c-${day}`, courseId: 'T1', courseVersion, attempts: [] });
function gone(day: string, since: number, version: number, passed = true): AttemptRecord {
  const score = { right: 0, of: 0, passed };
  const ends = { ...claim(day), factId: `g-${day}`, score, serverScore: null };
  return { attemptId: `g-${day}`, courseId: 'T1', courseVersion: version, moduleId: changedPartId({ since, version }), started: claim(day), finished: ends };
}
const person = (completions: CompletionRecord[], attempts: AttemptRecord[] = [], told: KnownFact[] = []): PersonRecord => ({
  ...emptyRecord('amara'),
  completions,
  attempts,
  told,
});
const DUE: Due = { requirement: { id: 'q', courseId: 'T1', or: [], roles: ['carer'], dueDays: 0, pathwayId: '' }, dueOn: '2026-01-01', placeId: 'home-1' };
const stands = (record: PersonRecord, card: CourseCard, today: string) => standingFor(record, card, DUE, today);

describe('a new version of a course', () => {
  it.each(['editorial', 'minor'] as const)('%s: the certificate counts to its own end', (changeClass) => {
    const card = cardWith(note(2, changeClass));
    for (const today of [FROM, addDays(FROM, 31), OWN_END]) expect(stands(person([learnt(LEARNT)]), card, today)).toEqual(stands(person([learnt(LEARNT)]), cardWith(), today));
  });

  it('material: it counts for 30 days more, is due soon meanwhile, and then counts no longer', () => {
    const card = cardWith(note(2, 'material'));
    const at = (today: string) => stands(person([learnt(LEARNT)]), card, today);
    expect(at(addDays(FROM, -1))).toMatchObject({ word: 'current', expiresOn: OWN_END });
    expect(at(FROM)).toMatchObject({ word: 'dueSoon', expiresOn: '2026-12-01', daysLeft: 30, change: { version: 2, changeClass: 'material' } });
    expect(at('2026-12-01').word).toBe('dueSoon');
    expect(at('2026-12-02')).toMatchObject({ word: 'expired', isOverdue: true, change: { version: 2 } });
  });

  it('material, gone through in time: it goes on to its own end, and the anniversary stays', () => {
    const record = person([learnt(LEARNT)], [gone('2026-11-20', 1, 2)]);
    expect(stands(record, cardWith(note(2, 'material')), '2026-12-02')).toMatchObject({ word: 'current', expiresOn: OWN_END });
    const renewed = person([learnt(LEARNT), learnt('2027-02-01', 2)], [gone('2026-11-20', 1, 2)]);
    expect(stands(renewed, cardWith(note(2, 'material')), '2027-02-02')).toMatchObject({ expiresOn: '2028-03-01' });
  });

  it('material, gone through late: it counts again from that day, to its own end', () => {
    const record = person([learnt(LEARNT)], [gone('2027-01-10', 1, 2)]);
    expect(stands(record, cardWith(note(2, 'material')), '2027-01-09').word).toBe('expired');
    expect(stands(record, cardWith(note(2, 'material')), '2027-01-10')).toMatchObject({ word: 'current', expiresOn: OWN_END });
  });

  it('an attempt that ran while it came is finished in its version, and has 30 days from then', () => {
    const record = person([learnt('2026-11-25', 1)]);
    expect(stands(record, cardWith(note(2, 'material')), '2026-12-10')).toMatchObject({ word: 'dueSoon', expiresOn: '2026-12-25' });
  });

  it('going through it does not count where a safety-critical question was not answered rightly', () => {
    const record = person([learnt(LEARNT)], [gone('2026-11-20', 1, 2, false)]);
    expect(stands(record, cardWith(note(2, 'material')), '2026-12-02').word).toBe('expired');
  });

  it('new: it is done again within 30 days of its day, the same for everybody, and going through changes is not enough', () => {
    const card = cardWith(note(2, 'new'));
    const record = person([learnt(LEARNT), learnt('2026-11-25', 1)], [gone('2026-11-26', 1, 2)]);
    expect(stands(record, card, '2026-12-01')).toMatchObject({ word: 'dueSoon', expiresOn: '2026-12-01', change: { changeClass: 'new' } });
    expect(stands(record, card, '2026-12-02').word).toBe('expired');
    expect(stands(person([learnt(LEARNT), learnt('2026-12-05', 2)]), card, '2026-12-06').word).toBe('current');
  });

  it('whoever learnt the new version owes nothing for it', () => {
    expect(stands(person([learnt('2026-11-02', 2)]), cardWith(note(2, 'new')), '2026-12-30')).toMatchObject({ word: 'current', expiresOn: '2027-11-02' });
  });

  it('whoever never held it begins with the newest, and nothing is said of what changed', () => {
    expect(stands(person([]), cardWith(note(2, 'material')), '2026-12-02')).toEqual(stands(person([]), cardWith(), '2026-12-02'));
  });

  it('a waiver stays a waiver', () => {
    const body = { waiverId: 'w', personId: 'amara', courseId: 'T1', reason: 'other', rationale: 'Away', from: '2026-11-01', endsOn: '2027-01-01', reviewOn: '2027-01-01' };
    const waiver = { factId: 'w', kind: 'training.waiver.given', about: 'w', body, owner: 'boss', ...claim('2026-11-01') } as KnownFact;
    expect(stands(person([learnt(LEARNT)], [], [waiver]), cardWith(note(2, 'material')), '2026-12-02').word).toBe('waived');
  });

  it('a passport says the day from which it has counted, and the day on which the change ends it', () => {
    const asC3 = <Entry extends { courseId: string }>(entry: Entry): Entry => ({ ...entry, courseId: 'C3' });
    const of = (attempts: AttemptRecord[], today: string) =>
      certificatesOf(person([asC3(learnt(LEARNT))], attempts.map(asC3)), [{ ...cardWith(note(2, 'material')), id: 'C3' }], today);
    expect(of([], '2026-11-20')).toMatchObject([{ on: LEARNT, expiresOn: '2026-12-01' }]);
    expect(of([], '2026-12-02')).toEqual([]);
    expect(of([gone('2026-11-25', 1, 2)], '2026-12-02')).toMatchObject([{ on: LEARNT, expiresOn: OWN_END }]);
  });

  it('nobody is covered a day longer by what is published', () => {
    for (const changeClass of ['editorial', 'minor', 'material', 'new'] as const)
      for (let day = FROM; day < '2027-06-01'; day = addDays(day, 7)) {
        const [withIt, without] = [stands(person([learnt(LEARNT)]), cardWith(note(2, changeClass)), day), stands(person([learnt(LEARNT)]), cardWith(), day)];
        expect(coversShift(withIt.word) && !coversShift(without.word)).toBe(false);
      }
  });
});

describe('what changed, told once', () => {
  it.each([
    ['minor', 1],
    ['material', 1],
    ['editorial', 0],
    ['new', 0],
  ] as const)('a %s change: %i tile', (changeClass, tiles) => {
    expect(changesFor(person([learnt(LEARNT)]), cardWith(note(2, changeClass)), FROM)?.notes.length ?? 0).toBe(tiles);
  });

  it('it is there from its day on, until it was gone through', () => {
    const card = cardWith(note(2, 'minor'));
    const record = person([learnt(LEARNT)], [gone('2026-11-05', 1, 2)]);
    expect(changesFor(record, card, addDays(FROM, -1))).toBeNull();
    expect(changesFor(record, card, '2026-11-04')).not.toBeNull();
    expect(changesFor(record, card, '2026-11-05')).toBeNull();
  });

  it('two versions missed are one tile, from the one that is held to the newest', () => {
    const card = cardWith(note(2, 'minor'), note(3, 'editorial', '2026-11-03'), note(4, 'material', '2026-11-05'));
    expect(changesFor(person([learnt(LEARNT)]), card, '2026-11-06')).toMatchObject({ span: { since: 1, version: 4 }, notes: [{ version: 2 }, { version: 4 }] });
    expect(changesFor(person([learnt(LEARNT, 2)]), card, '2026-11-06')?.notes.map((entry) => entry.version)).toEqual([4]);
  });

  it('whoever has not learnt the course yet is told nothing', () => {
    expect(changesFor(person([]), cardWith(note(2, 'minor')), FROM)).toBeNull();
  });

  it('it holds the words for carers, the changed screens as they read now, and the changed questions', () => {
    const course = smallCourse({ version: 3, questions: [smallSingle('T1-Q1', { star: true }), smallSingle('T1-Q2'), smallSingle('T1-Q3')] });
    const history = [
      { ...note(2, 'minor'), screens: ['T1-M1-S2', 'gone-since'] },
      { ...note(3, 'material'), questions: ['T1-Q1'] },
    ];
    const [module] = courseForPart(course, 'WC-1-3', history, { part: 'What changed', intro: 'In short' }).modules;
    expect(module?.screens.map((screen) => screen.id)).toEqual(['WC', 'T1-M1-S2', 'T1-M2-S1']);
    expect(module?.screens[0]).toMatchObject({ title: 'In short', paragraphs: ['Ring the new number.', 'Ring the new number.'] });
    const done = (option: string) => scoreAttempt(courseForPart(course, 'WC-1-3', history), 'WC-1-3', [{ questionId: 'T1-Q1', tryNumber: 1, answer: { type: 'single', option } }]);
    expect([done('good').passed, done('bad').passed]).toEqual([true, false]);
  });

  it('no part of a course is taken for it', () => {
    expect(spanOf('C3-M1')).toBeNull();
    expect(spanOf(changedPartId({ since: 3, version: 5 }))).toEqual({ since: 3, version: 5 });
  });
});
