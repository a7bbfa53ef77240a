import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Given } from '../shared/training/attempt.ts';
import { questionsLeft } from '../shared/training/attempt.ts';
import type { Course, Module } from '../shared/training/course.ts';
import type { Answer } from '../shared/training/answer.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, Recorded } from '../store/cabinet.ts';
import type { SaveFault } from './attempt-facts.ts';
import { answerDraft, finishAttempt } from './attempt-facts.ts';

/** An attempt that is open, as it was found on this phone. */
export type OpenPlay = {
  course: Course;
  module: Module;
  attemptId: string;
  given: Given[];
  startsAt: number;
  isJustBegun?: boolean /** Shown to whoever changes the course: nothing is kept, so nothing is called saved. */;
  isPreview?: boolean;
};

/** One attempt being made. Nothing moves before the store has said that it is saved (REQ-2). */
export function usePlayer(cabinet: Cabinet, who: SignedIn, play: OpenPlay, onFinished: () => void) {
  const { course, module, attemptId } = play;
  const [given, setGiven] = useState<readonly Given[]>(play.given);
  const [index, setIndex] = useState(play.startsAt);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<SaveFault | null>(null);
  // State arrives a render later; two quick taps must not record twice.
  const isSaving = useRef(false);
  const left = useMemo(() => questionsLeft(course, module, given), [course, module, given]);
  const screen = module.screens[index];

  useEffect(() => {
    if (screen) void cabinet.setPlace(attemptId, screen.id).catch(() => undefined);
  }, [cabinet, attemptId, screen]);

  const save = async (write: () => Promise<Recorded>, then: () => void) => {
    if (isSaving.current) return;
    isSaving.current = true;
    setBusy(true);
    setFault(null);
    const recorded = await write().catch((): Recorded => ({ ok: false, kind: 'storageLost' }));
    isSaving.current = false;
    setBusy(false);
    if (recorded.ok) then();
    else setFault(recorded.kind);
  };

  const answer = (questionId: string, said: Answer) => {
    const tryNumber = given.reduce((most, entry) => (entry.questionId === questionId ? Math.max(most, entry.tryNumber) : most), 0) + 1;
    return save(
      () => cabinet.record([answerDraft(attemptId, questionId, tryNumber, said)]),
      () => setGiven((before) => [...before, { questionId, tryNumber, answer: said }]),
    );
  };

  const moveTo = (next: number) => {
    if (isSaving.current) return;
    setFault(null);
    setIndex(Math.max(0, next));
  };

  const finish = () => {
    const open = module.screens.findIndex((entry) => entry.kind === 'question' && left.includes(entry.question));
    if (open >= 0) return moveTo(open);
    return void save(() => finishAttempt(cabinet, who, course, { attemptId, moduleId: module.id }, given), onFinished);
  };

  return { index, screen, given, left, busy, fault, answer, finish, next: () => moveTo(index + 1), back: () => moveTo(index - 1) };
}
