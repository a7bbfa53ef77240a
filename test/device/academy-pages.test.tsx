// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CoursePage } from '../../src/academy/course-page.tsx';
import { HistoryPage } from '../../src/academy/history-page.tsx';
import { HomePage } from '../../src/academy/home-page.tsx';
import { ResultPage } from '../../src/academy/result-page.tsx';
import type { AttemptRecord, PersonRecord } from '../../src/shared/training/person-record.ts';
import type { Score } from '../../src/shared/training/attempt.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { told } from '../support/dated.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { smallCourse, smallSingle } from '../support/small-course.ts';

const NOW = '2026-11-22T03:10:00.000Z';
const amara: SignedIn = { personId: 'p-amara', name: 'Amara', roles: [{ placeId: 'h-1', placeName: 'Test house', role: 'carer' }], now: NOW };
const placements = [{ placementId: 'pl-1', placeId: 'h-1', role: 'carer' as const, startsOn: '2026-11-01', careRoleStartedOn: '2025-03-10' }];
const practical = { id: 'T1-P', title: 'Three calls, watched', times: 3, steps: ['Rings.'], facts: ['T1-F1'] };
const PASSED: Score = { right: 3, of: 3, passed: true };

function attempt(attemptId: string, moduleId: string, at: string, score: Score | null, serverScore: Score | null = null): AttemptRecord {
  const claim = { at, off: null, recordedAt: serverScore ? NOW : null };
  return { attemptId, courseId: 'T1', courseVersion: 1, moduleId, started: claim, finished: score && { ...claim, factId: `f-${attemptId}`, score, serverScore } };
}

const bothPassed = [attempt('a-1', 'T1-M1', '2026-11-20T10:00:00.000Z', PASSED), attempt('a-2', 'T1-M2', '2026-11-21T10:00:00.000Z', PASSED)];

function cabinetWith(record: Partial<PersonRecord>, change: Parameters<typeof smallCourse>[0] = {}, sync = {}) {
  return fakeCabinet({ who: amara, courses: [smallCourse(change)], now: NOW, record: { placements, ...record }, sync });
}

const go = vi.fn();

afterEach(cleanup);

describe('the carer’s first page', () => {
  it('says what is due, how long there is and how long it takes', async () => {
    render(<HomePage cabinet={cabinetWith({})} who={amara} go={go} />);
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Hello, Amara');
    const row = await screen.findByRole('link', { name: /Ringing for help/ });
    expect(row.textContent).toContain('Not started');
    expect(row.textContent).toContain('9 days left');
    expect(row.textContent).toContain('9 minutes');
    expect(row.textContent).toContain('On this phone');
    expect(row.getAttribute('href')).toBe('/academy/courses/T1');
  });

  it('asks by the rules of the person’s own home, and brings its course to the phone', async () => {
    const placed = { who: amara, courses: [smallCourse(), smallCourse({ id: 'T2', title: 'Calling an ambulance' })], now: NOW, record: { placements } };
    const base = fakeCabinet(placed);
    const catalogue = await base.catalogue();
    if (!catalogue) throw new Error('no catalogue');
    const usual = { ...catalogue, requirements: catalogue.requirements.filter((entry) => entry.courseId === 'T1') };
    const asks = { requirementId: 'q1', homeId: 'h-1', courseId: 'T2', roles: ['carer' as const], need: null, dueDays: 3, from: '2026-11-20' };
    const told = [{ factId: 'f-q1', kind: 'home.requirement.added' as const, about: 'q1', body: asks, owner: 'boss', at: NOW, off: 0, recordedAt: NOW }];
    const kept: string[] = [];
    const own = {
      ...base,
      watchCatalogue: (tell: (value: typeof usual) => void) => {
        void Promise.resolve().then(() => tell(usual));
        return () => {};
      },
      watchHomeRecord: (homeId: string, tell: (home: { homeId: string; told: typeof told }) => void) => {
        void Promise.resolve().then(() => tell({ homeId, told: homeId === 'h-1' ? told : [] }));
        return () => {};
      },
      keep: async (courseId: string) => void kept.push(courseId),
    };
    render(<HomePage cabinet={own as typeof base} who={amara} go={go} />);
    const row = await screen.findByRole('link', { name: /Calling an ambulance/ });
    expect(row.textContent).toContain('1 day left');
    expect(kept).toEqual(['T2']);
  });

  it('says the Level 3 date from the first care role in any home', async () => {
    render(<HomePage cabinet={cabinetWith({})} who={amara} go={go} />);
    await screen.findByText(/Hold it by 10 March 2027/);
  });

  it('a diploma that the manager has seen is no longer asked for, and a deferral moves the date', async () => {
    const held = told('people.qualification.recorded', '2026-11-02', { personId: 'p-amara', diploma: 'level3', state: 'held', title: '', on: '2026-06-01', rationale: '' });
    render(<HomePage cabinet={cabinetWith({ told: [held] })} who={amara} go={go} />);
    await screen.findByText('You hold it, since 1 June 2026.');
    cleanup();
    const body = { deferralId: 'd', personId: 'p-amara', diploma: 'level3' as const, reason: 'partTime' as const, rationale: 'x', until: '2027-09-01', reviewOn: '2027-01-01' };
    render(<HomePage cabinet={cabinetWith({ told: [told('people.clock.deferred', '2026-11-02', body)] })} who={amara} go={go} />);
    await screen.findByText('You need it by 1 September 2027 (regulation 32).');
    expect(screen.getByText('Your manager put the date off. It was 10 March 2027.')).toBeTruthy();
  });

  it('says how many records of meetings wait for an answer', async () => {
    const meeting = {
      meetingId: 'm',
      personId: 'p-amara',
      kind: 'supervision' as const,
      on: '2026-11-02',
      minutes: 60,
      agenda: [],
      notes: '',
      actions: [],
      contributions: [],
      next: null,
    };
    render(<HomePage cabinet={cabinetWith({ told: [told('people.meeting.recorded', '2026-11-02', meeting)] })} who={amara} go={go} />);
    expect((await screen.findByRole('link', { name: 'Your supervision and appraisal' })).getAttribute('href')).toBe('/academy/meetings');
    expect(screen.getByText('1 record of a meeting waits for your answer')).toBeTruthy();
  });

  it('leads back to what was left open', async () => {
    render(<HomePage cabinet={cabinetWith({ attempts: [attempt('a-1', 'T1-M2', '2026-11-21T10:00:00.000Z', null)] })} who={amara} go={go} />);
    expect((await screen.findByRole('link', { name: 'Continue' })).getAttribute('href')).toBe('/academy/courses/T1/modules/T1-M2');
    await screen.findByText('Screen 1 of 3');
  });

  it('records once what two phones finished together', async () => {
    const cabinet = cabinetWith({ attempts: bothPassed });
    render(<HomePage cabinet={cabinet} who={amara} go={go} />);
    await waitFor(() => expect(cabinet.facts.map((fact) => fact.kind)).toEqual(['training.completion.recorded']));
    expect(cabinet.calls[0]?.[0]?.deps).toEqual(['f-a-1', 'f-a-2']);
    cleanup();
    render(<HomePage cabinet={cabinet} who={amara} go={go} />);
    await screen.findByText('Nothing is due. You are up to date.');
    expect(cabinet.calls).toHaveLength(1);
  });
});

describe('the page of a course', () => {
  it('says that practice must still be seen, and by whom', async () => {
    render(<CoursePage cabinet={cabinetWith({}, { practical })} who={amara} go={go} courseId="T1" />);
    await screen.findByText('0 of 3 seen');
    expect(screen.getByText(/sign-off by your manager, deputy, a senior carer/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Start' }).getAttribute('href')).toBe('/academy/courses/T1/modules/T1-M1');
  });

  it('marks a renewal interval that no law sets', async () => {
    render(<CoursePage cabinet={cabinetWith({})} who={amara} go={go} courseId="T1" />);
    await screen.findByText('Renew it every 12 months.');
    expect(screen.getByText('Common practice, not law.')).toBeTruthy();
  });
});

describe('the page of a result', () => {
  const wrongFirst = { questions: [smallSingle('T1-Q1', { star: true })] };

  it('shows every try, the right answer and why', async () => {
    const cabinet = cabinetWith({ attempts: [attempt('a-2', 'T1-M2', '2026-11-21T10:00:00.000Z', { right: 0, of: 1, passed: false })] }, wrongFirst);
    const answered = { kind: 'training.attempt.answered' as const, about: 'a-2', owner: 'p-amara', at: NOW, off: null, recordedAt: null };
    cabinet.receive({ ...answered, factId: 'f-1', body: { attemptId: 'a-2', questionId: 'T1-Q1', tryNumber: 1, answer: { type: 'single', option: 'bad' } } });
    cabinet.receive({ ...answered, factId: 'f-2', body: { attemptId: 'a-2', questionId: 'T1-Q1', tryNumber: 2, answer: { type: 'single', option: 'good' } } });
    render(<ResultPage cabinet={cabinet} who={amara} go={go} attemptId="a-2" />);
    await screen.findByText('Not passed yet');
    expect(screen.getByText('0 of 1 right at the first try: 0%')).toBeTruthy();
    expect(screen.getByText('Try 1').nextElementSibling?.textContent).toContain('Wait and see');
    expect(screen.getByText('Try 2').nextElementSibling?.textContent).toContain('Ring for help');
    expect(await screen.findByText('Waiting for signal')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Try again' })).toBeTruthy();
  });

  it('shows both scores where the server’s is another', async () => {
    const cabinet = cabinetWith({ attempts: [attempt('a-2', 'T1-M2', '2026-11-21T10:00:00.000Z', PASSED, { right: 2, of: 3, passed: false })] });
    render(<ResultPage cabinet={cabinet} who={amara} go={go} attemptId="a-2" />);
    await screen.findByText('The server scored 66%, not passed. Both scores are kept.');
    expect(screen.getByText('3 of 3 right at the first try: 100%')).toBeTruthy();
  });

  const completion = {
    factId: 'f-c',
    completionId: '01930000-0000-7000-8000-0000abcd1234',
    courseId: 'T1',
    courseVersion: 1,
    attempts: ['a-1', 'a-2'],
    at: '2026-11-21T10:00:00.000Z',
    off: null,
    recordedAt: null,
  };

  it('a finished course has a certificate with its day, version, end and number', async () => {
    render(<ResultPage cabinet={cabinetWith({ attempts: bothPassed, completions: [completion] })} who={amara} go={go} attemptId="a-2" />);
    await screen.findByText('Amara completed Ringing for help');
    expect(screen.getByText('On 21 November 2026, version 1.')).toBeTruthy();
    expect(screen.getByText('It counts until 21 November 2027.')).toBeTruthy();
    expect(screen.getByText('Certificate number ABCD-1234')).toBeTruthy();
  });

  it('a course with a practical part has no certificate before it is signed', async () => {
    render(<ResultPage cabinet={cabinetWith({ attempts: bothPassed, completions: [completion] }, { practical })} who={amara} go={go} attemptId="a-2" />);
    await screen.findByText('Awaiting sign-off: 3 more times to be seen');
    expect(screen.queryByText(/Certificate number/)).toBeNull();
  });
});

describe('the page of everything done', () => {
  it('lists every attempt, the newest first, with its state', async () => {
    render(<HistoryPage cabinet={cabinetWith({ attempts: bothPassed })} who={amara} go={go} />);
    await screen.findAllByText('Waiting for signal');
    expect(screen.getAllByRole('link', { name: /Ringing for help/ }).map((row) => row.getAttribute('href'))).toEqual(['/academy/attempts/a-2', '/academy/attempts/a-1']);
  });
});

describe('a certificate that was taken back', () => {
  it('is shown no more; the carer reads why, and the course begins anew', async () => {
    const completion = { factId: 'f-c', completionId: 'c-1', courseId: 'T1', courseVersion: 1, attempts: ['a-1', 'a-2'], at: '2026-11-21T10:00:00.000Z', off: 0, recordedAt: NOW };
    const body = { personId: 'p-amara', courseId: 'T1', completionId: 'c-1', rationale: 'Somebody else did the quiz.' };
    const revoked = { factId: 'f-r', kind: 'training.completion.revoked' as const, about: 'c-1', body, owner: 'boss', at: '2026-11-22T02:00:00.000Z', off: 0, recordedAt: NOW };
    const cabinet = cabinetWith({ attempts: bothPassed, completions: [completion], told: [revoked] });
    render(<CoursePage cabinet={cabinet} who={amara} go={go} courseId="T1" />);
    await screen.findByText('Somebody else did the quiz.');
    expect(screen.queryByText(/completed Ringing for help/)).toBeNull();
    expect(screen.getAllByText('Not started').length).toBeGreaterThan(0);
  });
});
