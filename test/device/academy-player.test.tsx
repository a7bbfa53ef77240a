// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ModulePage } from '../../src/academy/module-page.tsx';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { smallCourse, smallSingle } from '../support/small-course.ts';

const NOW = '2026-11-22T03:10:00.000Z';
const amara: SignedIn = { personId: 'p-amara', name: 'Amara', roles: [{ placeId: 'h-1', placeName: 'Test house', role: 'carer' }], now: NOW };

function open(moduleId: string, cabinet: ReturnType<typeof fakeCabinet>) {
  const go = vi.fn();
  render(<ModulePage cabinet={cabinet} who={amara} go={go} courseId="T1" moduleId={moduleId} />);
  return go;
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('radio', { name }));
const check = () => press('Check my answer');

afterEach(cleanup);

describe('a carer at a quiz', () => {
  it('Each answer is saved before the screen moves', async () => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse()], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await screen.findByRole('heading', { name: 'What do you do first (T1-Q1)?' });
    const letGo = cabinet.holdRecords();
    await choose(/Ring for help/);
    await check();
    await check();
    expect(cabinet.calls.at(-1)?.[0]).toMatchObject({ kind: 'training.attempt.answered', body: { questionId: 'T1-Q1', tryNumber: 1, answer: { type: 'single', option: 'good' } } });
    expect(screen.queryByRole('heading', { name: 'Right' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
    letGo();
    const taught = await screen.findByRole('heading', { name: 'Right' });
    await waitFor(() => expect(document.activeElement).toBe(taught));
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
    expect(cabinet.facts.filter((fact) => fact.kind === 'training.attempt.answered')).toHaveLength(1);
    await press('Continue');
    const next = await screen.findByRole('heading', { name: 'What do you do first (T1-Q2)?' });
    await waitFor(() => expect(document.activeElement).toBe(next));
    expect(cabinet.places.get(cabinet.facts[0]?.about ?? '')).toBe('T1-M2-S2');
  });

  it('An answer that could not be saved stays on the screen, and the reason is said', async () => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse()], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await choose(/Ring for help/);
    cabinet.failNext('storageFull');
    await check();
    expect((await screen.findByText(/This phone is full/)).closest('[role="alert"]')).not.toBeNull();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Ring for help/ }).checked).toBe(true);
    expect(cabinet.facts.map((fact) => fact.kind)).toEqual(['training.attempt.started']);
    await check();
    await screen.findByRole('heading', { name: 'Right' });
    expect(screen.queryByText(/This phone is full/)).toBeNull();
  });

  it('A wrong safety-critical answer is taught at once and tried again', async () => {
    const course = smallCourse({ questions: [smallSingle('T1-Q1', { star: true }), smallSingle('T1-Q2')] });
    const cabinet = fakeCabinet({ who: amara, courses: [course], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await choose(/Wait and see/);
    await check();
    await screen.findByRole('heading', { name: 'Not quite' });
    expect(screen.getByText('This one must be right. Read why, then try it again.')).toBeTruthy();
    expect(screen.getByText('Waiting loses the minutes that count.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
    await press('Try it again');
    await choose(/Ring for help/);
    await check();
    await screen.findByRole('heading', { name: 'Right' });
    const tries = cabinet.facts.flatMap((fact) => (fact.kind === 'training.attempt.answered' ? [[fact.body.tryNumber, fact.body.answer]] : []));
    expect(tries).toEqual([
      [1, { type: 'single', option: 'bad' }],
      [2, { type: 'single', option: 'good' }],
    ]);
    await screen.findByRole('button', { name: 'Continue' });
  });

  it('Opened again, the quiz starts at the next question', async () => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse()], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await choose(/Ring for help/);
    await check();
    await screen.findByRole('heading', { name: 'Right' });
    const before = screen.getAllByRole<HTMLInputElement>('radio').map((radio) => radio.value);
    cleanup();
    open('T1-M2', cabinet);
    await screen.findByRole('heading', { name: 'What do you do first (T1-Q2)?' });
    expect(screen.getByText('Question 2 of 3')).toBeTruthy();
    await press('Back');
    await screen.findByRole('heading', { name: 'What do you do first (T1-Q1)?' });
    expect(screen.getAllByRole<HTMLInputElement>('radio').map((radio) => radio.value)).toEqual(before);
    expect(cabinet.facts.filter((fact) => fact.kind === 'training.attempt.started')).toHaveLength(1);
  });

  it('The second press of a double tap does not skip what has just appeared', async () => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse()], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await choose(/Ring for help/);
    await check();
    fireEvent.click(await screen.findByRole('button', { name: 'Continue' }), { detail: 2 });
    expect(screen.getByRole('heading', { name: 'Right' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }), { detail: 1 });
    await screen.findByRole('heading', { name: 'What do you do first (T1-Q2)?' });
  });

  it('A question left without an answer is not sent, and the gap is said', async () => {
    const cabinet = fakeCabinet({ who: amara, courses: [smallCourse()], now: NOW });
    open('T1-M2', cabinet);
    await press('Start');
    await check();
    expect((await screen.findByText('Choose an answer first.')).closest('[role="alert"]')).not.toBeNull();
    expect(cabinet.calls).toHaveLength(1);
  });
});

describe('a course with a lesson and a quiz', () => {
  it('a lesson and its quiz make one completion', async () => {
    const course = smallCourse({ questions: [smallSingle('T1-Q1')] });
    const cabinet = fakeCabinet({ who: amara, courses: [course], now: NOW });
    open('T1-M1', cabinet);
    await press('Start');
    await press('Continue');
    await press('Finish');
    await waitFor(() => expect(cabinet.facts.map((fact) => fact.kind)).toContain('training.attempt.finished'));
    expect(cabinet.facts.map((fact) => fact.kind)).not.toContain('training.completion.recorded');
    cleanup();
    const go = open('T1-M2', cabinet);
    await press('Start');
    await choose(/Ring for help/);
    await check();
    await press('Finish');
    await waitFor(() => expect(go).toHaveBeenCalled());
    const finished = cabinet.facts.filter((fact) => fact.kind === 'training.attempt.finished');
    const completions = cabinet.facts.filter((fact) => fact.kind === 'training.completion.recorded');
    expect(completions).toHaveLength(1);
    expect(completions[0]?.body).toMatchObject({ courseId: 'T1', courseVersion: 1, attempts: finished.map((fact) => fact.about) });
    expect(cabinet.calls.at(-1)?.map((draft) => draft.kind)).toEqual(['training.attempt.finished', 'training.completion.recorded']);
    expect(cabinet.calls.at(-1)?.[1]?.deps).toEqual([finished[0]?.factId]);
    expect(go).toHaveBeenCalledWith(`/academy/attempts/${finished[1]?.about}`);
  });
});
