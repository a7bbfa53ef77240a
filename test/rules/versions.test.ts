import { describe, expect, it } from 'vitest';
import type { Course } from '../../src/shared/training/course.ts';
import { courseChanges } from '../../src/shared/training/course-changes.ts';
import type { VersionProposed } from '../../src/shared/training/publishing.ts';
import type { Source } from '../../src/shared/training/source.ts';
import { allVersions, faultsOfProposal, newestVersion, noteOf, proposalFaults, proposalsOf, proposalText, proposedCourse, versionsOf } from '../../src/shared/training/versions.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import { smallCourse } from '../support/small-course.ts';

let count = 0;
function told<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], owner: string, day: string): KnownFact {
  count += 1;
  const at = `${day}T10:00:00.000Z`;
  return { factId: `f-${String(count).padStart(4, '0')}`, kind, about: 'x', body, owner, at, off: null, recordedAt: at } as KnownFact;
}

const FIRST = smallCourse();

function proposal(base: Course, change: Partial<Course>, over: Partial<VersionProposed> = {}): VersionProposed {
  const next = { ...base, ...change };
  return {
    proposalId: `p-${base.version + 1}`,
    courseId: base.id,
    baseVersion: base.version,
    version: base.version + 1,
    changeClass: 'minor',
    from: '2026-11-10',
    why: 'The number to ring has changed.',
    whatChanged: 'Ring the new number.',
    changes: courseChanges(base, next),
    ...over,
  };
}
const propose = (body: VersionProposed, day = '2026-11-01') => told('academy.version.proposed', body, 'lead', day);
const approve = ({ proposalId, courseId, version }: VersionProposed, day = '2026-11-02', owner = 'second') =>
  told('academy.version.approved', { proposalId, courseId, version, hash: 'h'.repeat(43) }, owner, day);
const sendBack = ({ proposalId, courseId }: VersionProposed, day = '2026-11-02', owner = 'second') =>
  told('academy.version.sentBack', { proposalId, courseId, why: 'No source.' }, owner, day);

const titles = (facts: KnownFact[], today: string, authored = [FIRST]) => versionsOf(facts, authored, today).map(({ course }) => `${course.version} ${course.title}`);

describe('versions of a course', () => {
  const second = proposal(FIRST, { title: 'Ringing early' });

  it('with nothing published there is what came with the app', () => {
    expect(titles([], '2026-11-22')).toEqual(['1 Ringing for help']);
  });

  it('a proposal alone changes nothing, and neither does one that was sent back', () => {
    expect(titles([propose(second)], '2026-11-22')).toHaveLength(1);
    expect(titles([propose(second), sendBack(second)], '2026-11-22')).toHaveLength(1);
  });

  it('an approved version is in force from its day on, and not a day before', () => {
    const facts = [propose(second), approve(second)];
    expect(titles(facts, '2026-11-09')).toEqual(['1 Ringing for help']);
    expect(titles(facts, '2026-11-10')).toEqual(['1 Ringing for help', '2 Ringing early']);
  });

  it('a version approved later than its day is in force from its approval on', () => {
    const facts = [propose(second), approve(second, '2026-11-15')];
    expect(titles(facts, '2026-11-14')).toHaveLength(1);
    expect(versionsOf(facts, [FIRST], '2026-11-15').at(-1)?.from).toBe('2026-11-15');
  });

  it('nobody approves their own proposal', () => {
    expect(titles([propose(second), approve(second, '2026-11-02', 'lead')], '2026-11-22')).toHaveLength(1);
  });

  it('each version is made from the one before, whichever order they are told in', () => {
    const two = proposedCourse(FIRST, second);
    const third = proposal(two, { summary: 'Whom to ring.' }, { from: '2026-11-05' });
    const facts = [propose(second), approve(second), propose(third, '2026-11-03'), approve(third, '2026-11-04')];
    expect(titles([...facts].reverse(), '2026-11-22')).toEqual(['1 Ringing for help', '2 Ringing early', '3 Ringing early']);
    // Its own day is earlier, but it rests on the second.
    expect(allVersions(facts, [FIRST]).at(-1)?.from).toBe('2026-11-10');
    expect(newestVersion(allVersions(facts, [FIRST]), 'T1')?.course.summary).toBe('Whom to ring.');
  });

  it('a phone that holds the newest version only still knows what is made from it', () => {
    const two = proposedCourse(FIRST, second);
    const third = proposal(two, { summary: 'Whom to ring.' });
    const facts = [propose(second), approve(second), propose(third), approve(third)];
    expect(allVersions(facts, [two]).map(({ course, from }) => [course.version, from])).toEqual([
      [2, '2026-11-10'],
      [3, '2026-11-10'],
    ]);
  });

  it('a version people have learnt with stands before one of the same number that came with the app', () => {
    const facts = [propose(second), approve(second)];
    expect(titles(facts, '2026-11-22', [FIRST, smallCourse({ version: 2, title: 'From the app' })])).toEqual(['1 Ringing for help', '2 Ringing early']);
  });

  it('of two proposals for one number the other is overtaken once one is approved', () => {
    const other = proposal(FIRST, { title: 'Ring' }, { proposalId: 'p-other' });
    const states = proposalsOf([propose(second), propose(other), approve(second)]).map(({ fact, state }) => [fact.body.proposalId, state]);
    expect(states).toEqual([
      ['p-2', 'approved'],
      ['p-other', 'overtaken'],
    ]);
  });

  it('the words for carers and the screens to show again go to phones; an editorial change brings none', () => {
    const note = (changeClass: VersionProposed['changeClass']) => {
      const body = proposal(FIRST, { facts: FIRST.facts.map((fact) => ({ ...fact, text: 'Ring at once.' })) }, { changeClass });
      const version = allVersions([propose(body), approve(body)], [FIRST]).at(-1);
      return version ? noteOf(version, FIRST) : null;
    };
    expect(note('minor')).toMatchObject({ version: 2, from: '2026-11-10', whatChanged: 'Ring the new number.', minutes: 3, screens: ['T1-M1-S1', 'T1-M1-S2'] });
    expect(note('editorial')).not.toHaveProperty('screens');
  });
});

describe('what may be proposed', () => {
  const sources: Source[] = [];

  it.each([
    ['from a version that is not the newest', { baseVersion: 4 }, ['notNewest']],
    ['with a number that is not the next', { version: 9 }, ['notNext']],
    ['without words for carers, where they are shown them', { whatChanged: ' ' }, ['whatChangedMissing']],
    ['with nothing changed but the number', { changes: { top: { version: 2 } } }, ['nothingChanged']],
  ] as const)('nothing %s', (_, over, faults) => {
    expect(proposalFaults({ ...proposal(FIRST, { title: 'Ring' }), ...over } as VersionProposed, FIRST)).toEqual(faults);
  });

  it('more than one fact can carry is refused plainly, by the bytes of what people write', () => {
    const outcomes = (letter: string) => proposal(FIRST, { outcomes: Array.from({ length: 200 }, (_, at) => `${at} ${letter.repeat(180)}`) });
    expect(proposalFaults(outcomes('a'), FIRST)).toEqual([]);
    expect(proposalFaults(outcomes('é'), FIRST)).toEqual(['tooLarge']);
  });

  it('an editorial change needs no words for carers', () => {
    expect(proposalFaults(proposal(FIRST, { title: 'Ring' }, { changeClass: 'editorial', whatChanged: '' }), FIRST)).toEqual([]);
  });

  it('a question without a source is found in what is proposed', () => {
    const [question] = FIRST.questions;
    if (!question) throw new Error('no question');
    const body = proposal(FIRST, { questions: [{ ...question, facts: ['T1-F9'] }, ...FIRST.questions.slice(1)] });
    expect(faultsOfProposal(FIRST, body, sources).map(({ kind, at }) => `${kind} ${at}`)).toContain('unknownFact T1-Q1');
  });

  it('the text that an approval names changes with every letter of the proposal', () => {
    const body = proposal(FIRST, { title: 'Ring' });
    expect(proposalText(body)).not.toBe(proposalText({ ...body, whatChanged: 'Ring the new number!' }));
    expect(proposalText(body)).toBe(proposalText(JSON.parse(JSON.stringify(body))));
  });
});
