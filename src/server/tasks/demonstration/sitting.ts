import type { Given } from '../../../shared/training/attempt.ts';
import { questionsLeft, scoreAttempt } from '../../../shared/training/attempt.ts';
import type { Course, Module } from '../../../shared/training/course.ts';
import { markAnswer } from '../../../shared/training/mark.ts';
import type { Question } from '../../../shared/training/question.ts';
import type { Answer } from '../../../shared/training/answer.ts';
import { rightAnswer } from '../../../shared/training/right-answer.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Dice } from './dice.ts';
import type { Phone } from './phone.ts';

/** What a tired person might answer instead. Falls back to the right answer where none is wrong. */
function slip(question: Question, dice: Dice): Answer {
  switch (question.type) {
    case 'single':
      return { type: 'single', option: dice.pick(question.options.filter((option) => !option.right)).id };
    case 'several':
      return {
        type: 'several',
        options: question.options
          .filter((option) => option.right)
          .slice(1)
          .map((option) => option.id),
      };
    case 'trueFalse':
      return { type: 'trueFalse', isTrue: !question.isTrue };
    case 'order':
      return { type: 'order', steps: question.steps.map((step) => step.id).reverse() };
    case 'match': {
      const first = question.targets[0]?.id ?? '';
      return { type: 'match', placed: Object.fromEntries(question.entries.map((entry) => [entry.id, first])) };
    }
    case 'number':
      return { type: 'number', value: question.answer + 1 };
    default:
      return rightAnswer(question);
  }
}

/** Few get these right at the first try, so that whoever looks at answers finds something. Asked in a lesson, so no score changes. */
const HARD: Record<string, number> = { 'C3-K1': 0.36 };

type Tried = { facts: Fact[]; attemptId: string; finishedId: string; passed: boolean; endsAt: Date };

/** One attempt at a module, from opening it to the last answer. Safety-critical slips are tried again. */
function tryModule(phone: Phone, course: Course, module: Module, startsAt: Date, skill: number, dice: Dice): Tried {
  let at = startsAt.getTime();
  const attemptId = phone.newId(startsAt);
  const pinned = { attemptId, courseId: course.id, courseVersion: course.version, moduleId: module.id };
  const facts = [phone.write('training.attempt.started', attemptId, pinned, startsAt)];
  const given: Given[] = [];
  for (let left = questionsLeft(course, module, given); left.length > 0; left = questionsLeft(course, module, given)) {
    const questionId = left[0] ?? '';
    const question = course.questions.find((entry) => entry.id === questionId);
    if (!question) break;
    at += dice.whole(25, 80) * 1000;
    const tries = given.filter((entry) => entry.questionId === questionId).length;
    const isRight = tries > 0 || dice.chance(HARD[questionId] ?? skill);
    const answer = isRight ? rightAnswer(question) : slip(question, dice);
    const entry = { questionId, tryNumber: tries + 1, answer };
    given.push(entry);
    facts.push(phone.write('training.attempt.answered', attemptId, { attemptId, ...entry }, new Date(at)));
    if (tries > 0 && markAnswer(question, answer) === 'wrong') break;
  }
  at += dice.whole(20, 60) * 1000;
  const score = scoreAttempt(course, module.id, given);
  const finished = phone.write('training.attempt.finished', attemptId, { ...pinned, score }, new Date(at));
  facts.push(finished);
  return { facts, attemptId, finishedId: finished.factId, passed: score.passed, endsAt: new Date(at) };
}

/** How much of a course is done in one go: all of it, its first module and the next one opened, or only opened. */
export type Reach = 'whole' | 'part' | 'opened';

export type Sitting = { facts: Fact[]; endsAt: Date; isComplete: boolean };

/** One sitting with a course: its modules in order, a failed quiz tried again, and the completion at the end. */
export function sitCourse(phone: Phone, course: Course, startsAt: Date, skill: number, reach: Reach, dice: Dice): Sitting {
  const facts: Fact[] = [];
  const passed: { attemptId: string; finishedId: string }[] = [];
  let at = startsAt;
  const modules = reach === 'whole' ? course.modules : course.modules.slice(0, 1);
  for (const module of modules) {
    if (reach === 'opened') {
      const attemptId = phone.newId(at);
      facts.push(phone.write('training.attempt.started', attemptId, { attemptId, courseId: course.id, courseVersion: course.version, moduleId: module.id }, at));
      return { facts, endsAt: at, isComplete: false };
    }
    let chance = skill;
    for (let go = 0; go < 4; go += 1) {
      const tried = tryModule(phone, course, module, new Date(at.getTime() + dice.whole(20, 90) * 1000), chance, dice);
      facts.push(...tried.facts);
      at = tried.endsAt;
      if (tried.passed) {
        passed.push({ attemptId: tried.attemptId, finishedId: tried.finishedId });
        break;
      }
      chance = 1;
    }
  }
  const next = course.modules[1];
  if (reach === 'part' && next) {
    const openedAt = new Date(at.getTime() + 60_000);
    const attemptId = phone.newId(openedAt);
    facts.push(phone.write('training.attempt.started', attemptId, { attemptId, courseId: course.id, courseVersion: course.version, moduleId: next.id }, openedAt));
    return { facts, endsAt: openedAt, isComplete: false };
  }
  const isComplete = reach === 'whole' && passed.length === course.modules.length;
  if (isComplete) {
    const completionId = phone.newId(at);
    const body = { completionId, courseId: course.id, courseVersion: course.version, attempts: passed.map((entry) => entry.attemptId) };
    facts.push(
      phone.write(
        'training.completion.recorded',
        completionId,
        body,
        at,
        passed.map((entry) => entry.finishedId),
      ),
    );
  }
  return { facts, endsAt: at, isComplete };
}
