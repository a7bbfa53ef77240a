// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { courses } from '../../src/content/library.ts';
import { sources } from '../../src/content/sources.ts';
import { AnswerFields } from '../../src/region/courses/answer-fields.tsx';
import { CourseDeskPage } from '../../src/region/courses/course-page.tsx';
import { CoursesDeskPage } from '../../src/region/courses/courses-page.tsx';
import { blankQuestion, draftName } from '../../src/region/courses/draft.ts';
import { EditPage } from '../../src/region/courses/edit-page.tsx';
import { ProposalPage } from '../../src/region/courses/proposal-page.tsx';
import { ProposePage } from '../../src/region/courses/propose-page.tsx';
import type { Course } from '../../src/shared/training/course.ts';
import { courseChanges } from '../../src/shared/training/course-changes.ts';
import type { VersionProposed } from '../../src/shared/training/publishing.ts';
import type { Question, QuestionType } from '../../src/shared/training/question.ts';
import { proposalText } from '../../src/shared/training/versions.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { KeptFigures } from '../../src/store/cabinet.ts';
import type { FakeCabinet } from '../support/fake-cabinet.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const lead: SignedIn = { personId: 'p-ada', name: 'Ada', roles: [{ placeId: 'region', placeName: 'South East', role: 'academyLead' }], now: NOW };
const missing = courses.find((course) => course.id === 'C3' && course.version === 1) as Course;
const reworded: Course = { ...missing, title: 'When a child cannot be found' };

/** The academy’s own course, with the sources it cites. */
function desk(figures: KeptFigures | null = null): FakeCabinet {
  const cabinet = fakeCabinet({ who: lead, courses: [missing], now: NOW });
  const watchCatalogue: FakeCabinet['watchCatalogue'] = (tell) => cabinet.watchCatalogue((catalogue) => tell(catalogue && { ...catalogue, sources }));
  const shelf: Awaited<ReturnType<FakeCabinet['figures']>> = {
    watch: (_course, tell) => {
      tell(figures);
      return () => undefined;
    },
    freshen: async () => undefined,
  };
  return { ...cabinet, watchCatalogue, figures: async () => shelf };
}

const body = (change: Partial<VersionProposed> = {}): VersionProposed => ({
  proposalId: 'p-1',
  courseId: 'C3',
  baseVersion: 1,
  version: 2,
  changeClass: 'minor',
  from: '2026-12-01',
  why: 'Clearer.',
  whatChanged: 'The name is clearer.',
  changes: courseChanges(missing, reworded),
  ...change,
});
const toldBy = (owner: string, fact: Pick<Extract<KnownFact, { kind: 'academy.version.proposed' }>, 'body'>): KnownFact =>
  ({ kind: 'academy.version.proposed', about: fact.body.proposalId, factId: `f-${owner}`, owner, at: NOW, off: null, recordedAt: NOW, ...fact }) as KnownFact;

const page = { who: lead, go: vi.fn() };
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

afterEach(cleanup);

describe('a proposal, and who may approve it', () => {
  it('J6 nobody approves their own: the page says why, and has no button for it', async () => {
    const cabinet = desk();
    cabinet.receive(toldBy(lead.personId, { body: body() }));
    render(<ProposalPage {...page} cabinet={cabinet} courseId="C3" proposalId="p-1" />);
    await screen.findByText('You proposed this, so another person must approve it.');
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Send it back' })).toBeNull();
  });

  it('a second person approves exactly what the page showed', async () => {
    const cabinet = desk();
    cabinet.receive(toldBy('p-ben', { body: body() }));
    render(<ProposalPage {...page} cabinet={cabinet} courseId="C3" proposalId="p-1" />);
    await screen.findByText('When a child cannot be found');
    await press('Approve version 2');
    await screen.findByText('Approved.');
    const hash = createHash('sha256').update(proposalText(body())).digest('base64url');
    expect(cabinet.calls.at(-1)).toEqual([{ kind: 'academy.version.approved', about: 'p-1', body: { proposalId: 'p-1', courseId: 'C3', version: 2, hash } }]);
  });

  it('no source, no publish: what has a fault cannot be approved, only sent back', async () => {
    const cabinet = desk();
    const bare = { ...missing, facts: missing.facts.map((fact) => (fact.id === 'C3-F4' ? { ...fact, cites: [] } : fact)) };
    cabinet.receive(toldBy('p-ben', { body: body({ changes: courseChanges(missing, bare) }) }));
    render(<ProposalPage {...page} cabinet={cabinet} courseId="C3" proposalId="p-1" />);
    await screen.findByText('C3-F4: This fact has no source.');
    expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
  });

  it('what is sent back says why, and can be gone on with in a draft', async () => {
    const cabinet = desk();
    cabinet.receive(toldBy('p-ben', { body: body() }));
    render(<ProposalPage {...page} cabinet={cabinet} courseId="C3" proposalId="p-1" />);
    await press('Send it back');
    await press('Send it back with this');
    expect(cabinet.calls).toEqual([]);
    fireEvent.input(await screen.findByLabelText('What must change?'), { target: { value: 'The old name is in the law.' } });
    await press('Send it back with this');
    await screen.findByText('The old name is in the law.');
    expect(cabinet.calls.at(-1)?.[0]).toMatchObject({ kind: 'academy.version.sentBack', body: { proposalId: 'p-1', why: 'The old name is in the law.' } });
    await press('Go on from this in a draft');
    await waitFor(() => expect(page.go).toHaveBeenCalledWith('/region/courses/C3/edit'));
    expect(JSON.parse((await cabinet.setting(draftName(lead.personId, 'C3'))) ?? '{}')).toMatchObject({
      base: { version: 1 },
      course: { title: 'When a child cannot be found', version: 1 },
    });
  });
});

describe('a draft', () => {
  it('is another person’s on the same device only under their own name', async () => {
    const cabinet = desk();
    await cabinet.setSetting(draftName('p-ben', 'C3'), JSON.stringify({ base: missing, course: reworded }));
    render(<EditPage {...page} cabinet={cabinet} courseId="C3" />);
    await screen.findByText('As in version 1.');
    expect(screen.queryByText('Change: When a child cannot be found')).toBeNull();
  });

  it('of an older version is laid on the newer one, and loses nothing', async () => {
    const cabinet = desk();
    await cabinet.setSetting(draftName(lead.personId, 'C3'), JSON.stringify({ base: missing, course: reworded }));
    const other = { ...missing, summary: 'Another summary.' };
    cabinet.receive(toldBy('p-ben', { body: body({ changes: courseChanges(missing, other), from: '2026-11-22' }) }));
    const approved = { kind: 'academy.version.approved', about: 'p-1', factId: 'f-2', owner: 'p-cy', at: NOW, off: null, recordedAt: NOW };
    cabinet.receive({ ...approved, body: { proposalId: 'p-1', courseId: 'C3', version: 2, hash: 'h'.repeat(43) } } as KnownFact);
    render(<EditPage {...page} cabinet={cabinet} courseId="C3" />);
    await screen.findByText('Version 2 was approved meanwhile');
    await press('Lay my changes on version 2');
    await press('About');
    expect((await screen.findByLabelText<HTMLInputElement>('Name of the course')).value).toBe('When a child cannot be found');
    expect(screen.getByLabelText<HTMLTextAreaElement>('What it is about').value).toBe('Another summary.');
    expect(screen.queryByText('Version 2 was approved meanwhile')).toBeNull();
  });

  it('with nothing changed cannot be proposed, nor can one with something wrong', async () => {
    const cabinet = desk();
    render(<ProposePage {...page} cabinet={cabinet} courseId="C3" />);
    await screen.findByText('Nothing is changed, so there is nothing to propose.');
    cleanup();
    await cabinet.setSetting(draftName(lead.personId, 'C3'), JSON.stringify({ base: missing, course: { ...reworded, minutes: 1 } }));
    render(<ProposePage {...page} cabinet={cabinet} courseId="C3" />);
    await screen.findByText('1 thing must be put right before this can be proposed.');
    expect(screen.queryByRole('button', { name: /Propose/ })).toBeNull();
  });

  it('is proposed with its class, its day and its reason, and is then gone from the device', async () => {
    const cabinet = desk();
    await cabinet.setSetting(draftName(lead.personId, 'C3'), JSON.stringify({ base: missing, course: reworded }));
    render(<ProposePage {...page} cabinet={cabinet} courseId="C3" />);
    fireEvent.click(await screen.findByRole('radio', { name: /Material/ }));
    await press('Propose version 2');
    expect(screen.getAllByText('Say what changed, for carers').length).toBeGreaterThan(0);
    expect(cabinet.calls).toEqual([]);
    fireEvent.input(screen.getByLabelText('What changed, for carers'), { target: { value: 'It has another name.' } });
    fireEvent.input(screen.getByLabelText('Why'), { target: { value: 'Clearer.' } });
    await press('Propose version 2');
    await waitFor(() => expect(cabinet.calls).toHaveLength(1));
    expect(cabinet.calls[0]?.[0]).toMatchObject({
      kind: 'academy.version.proposed',
      body: {
        courseId: 'C3',
        baseVersion: 1,
        version: 2,
        changeClass: 'material',
        from: '2026-11-23',
        whatChanged: 'It has another name.',
        changes: { top: { title: reworded.title } },
      },
    });
    await waitFor(async () => expect(await cabinet.setting(draftName(lead.personId, 'C3'))).toBe(''));
  });
});

describe('counts on the desk', () => {
  const figures: KeptFigures = {
    courseId: 'C3',
    on: '2026-11-20',
    at: '2026-11-20T09:00:00.000Z',
    reach: { people: 612, homes: 71, onShift: null },
    versions: [
      {
        version: 1,
        questions: [
          { questionId: 'C3-K1', asked: 50, right: 19 },
          { questionId: 'C3-Q1', asked: 50, right: 46 },
        ],
      },
    ],
  };

  it('the last known ones are shown with their age; a few people are said as fewer than five', async () => {
    render(<CourseDeskPage {...page} cabinet={desk(figures)} courseId="C3" />);
    await screen.findByText('612 people in 71 homes, fewer than 5 on shift tonight.');
    expect(screen.getByText('Counted 20 Nov 2026, 09:00.')).toBeTruthy();
  });

  it('a device that never heard says so', async () => {
    render(<CourseDeskPage {...page} cabinet={desk()} courseId="C3" />);
    expect((await screen.findAllByText('Not counted on this device yet. It needs signal once.')).length).toBe(2);
  });

  it('the hardest question is first and asks to be looked at, until somebody wrote what they found', async () => {
    const cabinet = desk(figures);
    render(<CourseDeskPage {...page} cabinet={cabinet} courseId="C3" />);
    const hard = await screen.findByText('38 % right: 19 of 50');
    const row = hard.closest('li') as HTMLElement;
    expect(row.parentElement?.firstElementChild).toBe(row);
    expect(screen.getAllByText(/Look at this question/)).toHaveLength(1);
    fireEvent.click(within(row).getByRole('button', { name: /Write what you found/ }));
    fireEvent.input(within(row).getByLabelText('What did you find, and what follows?'), { target: { value: 'The lesson says it too late.' } });
    fireEvent.click(within(row).getByRole('button', { name: 'Save what I found' }));
    await screen.findByText('The lesson says it too late.');
    expect(cabinet.calls).toEqual([
      [{ kind: 'academy.question.reviewed', about: 'C3', body: { courseId: 'C3', version: 1, questionId: 'C3-K1', note: 'The lesson says it too late.' } }],
    ]);
    expect(screen.queryByText(/Look at this question/)).toBeNull();
  });

  it('a version that is not two weeks old shows no answers yet', async () => {
    const cabinet = desk({ ...figures, versions: [{ version: 2, questions: figures.versions[0]?.questions ?? [] }] });
    cabinet.receive(toldBy('p-ben', { body: body({ from: '2026-11-20' }) }));
    const approved = { kind: 'academy.version.approved', about: 'p-1', factId: 'f-2', owner: 'p-cy', at: NOW, off: null, recordedAt: '2026-11-20T09:00:00.000Z' };
    cabinet.receive({ ...approved, body: { proposalId: 'p-1', courseId: 'C3', version: 2, hash: 'h'.repeat(43) } } as KnownFact);
    render(<CourseDeskPage {...page} cabinet={cabinet} courseId="C3" />);
    await screen.findByText(/Answers are looked at from 4 December 2026 on/);
    expect(screen.queryByText(/% right/)).toBeNull();
  });
});

describe('the list of courses', () => {
  it('says what waits, what is not right in a draft, and what must still be confirmed', async () => {
    const cabinet = desk();
    cabinet.receive(toldBy('p-ben', { body: body() }));
    await cabinet.setSetting(draftName(lead.personId, 'C3'), JSON.stringify({ base: missing, course: { ...missing, minutes: 1 } }));
    render(<CoursesDeskPage {...page} cabinet={cabinet} />);
    await screen.findByText('Your draft is on this device');
    for (const text of [/1 proposal waits/, /1 thing to put right/, /\d+ places still to confirm/, 'Version 1, in force since the app began'])
      expect(screen.getByText(text)).toBeTruthy();
  });
});

describe('answers of every type can be changed', () => {
  const TYPES: [QuestionType, string, (question: Question) => string][] = [
    ['single', 'Answer 1', (question) => (question.type === 'single' ? (question.options[0]?.text ?? '') : '')],
    ['several', 'Answer 1', (question) => (question.type === 'several' ? (question.options[0]?.text ?? '') : '')],
    ['trueFalse', 'Said when it is right', (question) => (question.type === 'trueFalse' ? question.saysRight : '')],
    ['order', 'Step 1', (question) => (question.type === 'order' ? (question.steps[0]?.text ?? '') : '')],
    ['match', 'Card 1', (question) => (question.type === 'match' ? (question.entries[0]?.text ?? '') : '')],
    ['number', 'What it counts', (question) => (question.type === 'number' ? question.unit : '')],
    ['short', 'Model answer', (question) => (question.type === 'short' ? question.modelAnswer : '')],
    ['branch', 'What happens', (question) => (question.type === 'branch' ? (question.nodes[0]?.text ?? '') : '')],
  ];
  it.each(TYPES)('%s', (type, label, read) => {
    const changed: Question[] = [];
    render(<AnswerFields question={blankQuestion(type, 'C3-Q20')} onChange={(question) => changed.push(question)} />);
    fireEvent.input(screen.getByLabelText(label), { target: { value: 'In plain words' } });
    expect([changed.length, changed[0]?.type, changed[0] && read(changed[0])]).toEqual([1, type, 'In plain words']);
  });

  it('only one answer of a single choice is right', () => {
    const changed: Question[] = [];
    render(<AnswerFields question={blankQuestion('single', 'C3-Q20')} onChange={(question) => changed.push(question)} />);
    fireEvent.click(screen.getAllByRole('radio', { name: 'This is right' })[1] as HTMLElement);
    const [next] = changed;
    expect(next?.type === 'single' && next.options.map((option) => option.right)).toEqual([false, true, false]);
  });

  it('steps that may swap are told of as neighbours, and a step taken out is in no group', () => {
    const changed: Question[] = [];
    const question = { ...blankQuestion('order', 'C3-Q20'), equal: [] } as Question;
    const shown = render(<AnswerFields question={question} onChange={(next) => changed.push(next)} />);
    fireEvent.click(screen.getAllByRole('checkbox', { name: 'May swap with the step above' })[0] as HTMLElement);
    const [first] = changed;
    expect(first?.type === 'order' && first.equal).toEqual([['a', 'b']]);
    const longer = { ...first, steps: [...(first?.type === 'order' ? first.steps : []), { id: 'd', text: '' }] } as Question;
    shown.rerender(<AnswerFields question={longer} onChange={(next) => changed.push(next)} />);
    fireEvent.click(screen.getByRole('button', { name: 'Take out step 1' }));
    const last = changed.at(-1);
    expect(last?.type === 'order' && [last.steps.map((step) => step.id), last.equal]).toEqual([['b', 'c', 'd'], []]);
  });
});
