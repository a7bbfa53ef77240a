// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { courseToStart } from '../../src/academy/attempt-facts.ts';
import { CoursePage } from '../../src/academy/course-page.tsx';
import { HomePage } from '../../src/academy/home-page.tsx';
import { ModulePage } from '../../src/academy/module-page.tsx';
import { ResultPage } from '../../src/academy/result-page.tsx';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { emptyRecord } from '../../src/shared/training/person-record.ts';
import type { VersionNote } from '../../src/shared/training/publishing.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { FakeCabinet } from '../support/fake-cabinet.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { smallCourse, smallSingle } from '../support/small-course.ts';

const NOW = '2026-11-22T03:10:00.000Z';
const amara: SignedIn = { personId: 'p-amara', name: 'Amara', roles: [{ placeId: 'h-1', placeName: 'Test house', role: 'carer' }], now: NOW };
const placements = [{ placementId: 'pl-1', placeId: 'h-1', role: 'carer' as const, startsOn: '2026-05-01', careRoleStartedOn: '2025-03-10' }];
const at = '2026-05-20T10:00:00.000Z';
const completion = { at, off: null, recordedAt: at, factId: 'c-1', completionId: 'c-1', courseId: 'T1', courseVersion: 1, attempts: ['a-1'] };
const note: VersionNote = { version: 2, changeClass: 'minor', from: '2026-11-10', whatChanged: 'Ring the new number.', minutes: 3, screens: ['T1-M1-S2'], questions: ['T1-Q1'] };
const second = smallCourse({
  version: 2,
  changeClass: 'minor',
  questions: [smallSingle('T1-Q1', { prompt: 'Whom do you ring now?', star: true }), smallSingle('T1-Q2'), smallSingle('T1-Q3')],
});
const MODULE = 'WC-1-2';
const go = vi.fn();

afterEach(cleanup);

async function cabinetWith(change: Partial<VersionNote> = {}, record: Partial<PersonRecord> = {}): Promise<FakeCabinet> {
  const cabinet = fakeCabinet({ who: amara, courses: [second], now: NOW, record: { placements, completions: [completion], ...record } });
  const catalogue = await cabinet.catalogue();
  for (const card of catalogue?.courses ?? []) card.history = [{ ...note, ...change }];
  return cabinet;
}

describe('what changed in a course that is held', () => {
  it('is a tile on the first page, in the academy’s words, and what is held counts as before', async () => {
    render(<HomePage cabinet={await cabinetWith()} who={amara} go={go} />);
    const link = await screen.findByRole('link', { name: 'Read what changed' });
    expect(link.getAttribute('href')).toBe(`/academy/courses/T1/modules/${MODULE}`);
    expect(screen.getByRole('heading', { name: 'What changed in Ringing for help' })).toBeTruthy();
    expect(screen.getByText('Ring the new number.')).toBeTruthy();
    expect(screen.getByText('What you have done counts as before.')).toBeTruthy();
    expect(screen.getByText('Nothing is due. You are up to date.')).toBeTruthy();
  });

  it('a material change says until when it must be read, on the tile and on the list', async () => {
    render(<HomePage cabinet={await cabinetWith({ changeClass: 'material' })} who={amara} go={go} />);
    await screen.findByText(/Read it by 10 December 2026/);
    const row = screen.getByRole('link', { name: /18 days left to read what changed/ });
    expect(row.textContent).toContain('3 minutes');
  });

  it('once that day has passed, it says since when the certificate has not counted', async () => {
    render(<HomePage cabinet={await cabinetWith({ changeClass: 'material', from: '2026-10-01' })} who={amara} go={go} />);
    await screen.findByText(/has not counted since 31 October 2026/);
    expect(screen.getByRole('link', { name: /Ended: what changed is not read yet/ })).toBeTruthy();
  });

  it('an editorial change says nothing, and a new course is said to be done again', async () => {
    const { unmount } = render(<CoursePage cabinet={await cabinetWith({ changeClass: 'editorial' })} who={amara} go={go} courseId="T1" />);
    await screen.findByText(/On 20 May 2026, version 1/);
    expect(screen.queryByText('Ring the new number.')).toBeNull();
    unmount();
    render(<CoursePage cabinet={await cabinetWith({ changeClass: 'new' })} who={amara} go={go} courseId="T1" />);
    await screen.findByText(/Do it again by 10 December 2026/);
    expect(screen.queryByRole('link', { name: 'Read what changed' })).toBeNull();
  });

  it('is gone through screen by screen, its questions are answered, and then it is gone from the first page', async () => {
    const cabinet = await cabinetWith();
    const { unmount } = render(<ModulePage cabinet={cabinet} who={amara} go={go} courseId="T1" moduleId={MODULE} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Start' }));
    await screen.findByText('Ring the new number.');
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByRole('heading', { name: 'Who answers' });
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText('Whom do you ring now?');
    fireEvent.click(screen.getByRole('radio', { name: /Ring for help/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Check my answer' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Finish' }));
    await waitFor(() => expect(go).toHaveBeenCalled());
    unmount();
    expect(cabinet.facts.map((fact) => fact.kind)).toEqual(['training.attempt.started', 'training.attempt.answered', 'training.attempt.finished']);
    expect(cabinet.facts.at(-1)?.body).toMatchObject({ courseId: 'T1', courseVersion: 2, moduleId: MODULE, score: { right: 1, of: 1, passed: true } });
    const attemptId = cabinet.facts.at(-1)?.about ?? '';
    const result = render(<ResultPage cabinet={cabinet} who={amara} go={go} attemptId={attemptId} />);
    await screen.findByRole('heading', { level: 1, name: 'What changed' });
    // It is no certificate, and the rest of the course is not asked for.
    expect(screen.queryByText(/completed/)).toBeNull();
    result.unmount();
    render(<HomePage cabinet={cabinet} who={amara} go={go} />);
    await screen.findByText('Nothing is due. You are up to date.');
    expect(screen.queryByText('Ring the new number.')).toBeNull();
  });

  it('stays an attempt of the version it was begun with, and the course is not begun anew by it', async () => {
    const claim = { at: '2026-11-21T10:00:00.000Z', off: null, recordedAt: null };
    const open = { attemptId: 'wc', courseId: 'T1', courseVersion: 2, moduleId: MODULE, started: claim, finished: null };
    render(<HomePage cabinet={await cabinetWith({}, { attempts: [open] })} who={amara} go={go} />);
    const link = await screen.findByRole('link', { name: 'Continue' });
    expect(link.getAttribute('href')).toBe(`/academy/courses/T1/modules/${MODULE}`);
    expect(screen.queryByText('renewal begun')).toBeNull();
    expect(screen.queryByText('Continue where you left off')).toBeNull();
  });

  it.each([
    ['minor', 1],
    ['new', 3],
  ] as const)('a course half done goes on in its version past a %s one, though a corrected word came after it', async (changeClass, version) => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse(), smallCourse({ version: 3, changeClass: 'editorial' })], now: NOW, record: { placements } });
    const catalogue = await cabinet.catalogue();
    for (const card of catalogue?.courses ?? [])
      card.history = [
        { ...note, changeClass },
        { ...note, version: 3, changeClass: 'editorial' },
      ];
    const started = { at, off: null, recordedAt: null };
    const half = {
      attemptId: 'a-1',
      courseId: 'T1',
      courseVersion: 1,
      moduleId: 'T1-M1',
      started,
      finished: { ...started, factId: 'f-1', score: { right: 0, of: 0, passed: true }, serverScore: null },
    };
    const holding = {
      ...cabinet,
      person: async () => ({ ...emptyRecord(amara.personId), placements, attempts: [half] }),
      course: async (id: string, asked = 3) => cabinet.course(id, asked),
    };
    expect((await courseToStart(holding, amara.personId, 'T1'))?.version).toBe(version);
  });

  it('waits until the newest version is on this phone', async () => {
    const cabinet = await cabinetWith();
    render(<ModulePage cabinet={cabinet} who={amara} go={go} courseId="T1" moduleId="WC-1-3" />);
    await screen.findByText('This course is not on this phone yet');
  });
});
