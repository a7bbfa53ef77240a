import { questionsOf } from './course-parts.ts';
import type { Course } from './course.ts';
import type { CourseFault, CourseFaultKind } from './course-fault.ts';
import { questionFaults } from './question-faults.ts';
import type { Source } from './source.ts';
import { wordingFaults } from './wording-faults.ts';

/** Fewer, and a course is a leaflet (curriculum, section 1). Short courses are cut from full ones. */
const FEWEST_FACTS = 8;
const FEWEST_QUIZ_QUESTIONS = 8;

type Found = (kind: CourseFaultKind, at: string, detail: string) => void;

function checkSources(course: Course, sources: readonly Source[], found: Found): void {
  const known = new Set(sources.map((source) => source.id));
  for (const fact of course.facts) {
    if (fact.cites.length === 0) found('unsourcedFact', fact.id, 'cites no source');
    for (const cite of fact.cites) if (!known.has(cite.source)) found('unknownSource', fact.id, cite.source);
  }
}

function checkFactsExist(course: Course, found: Found): void {
  const known = new Set(course.facts.map((fact) => fact.id));
  const citing = [
    ...course.questions.map((question) => ({ at: question.id, facts: question.facts })),
    ...course.modules.flatMap((module) => module.screens.map((screen) => ({ at: screen.id, facts: screen.kind === 'question' ? [] : screen.facts }))),
    ...(course.practical ? [{ at: course.practical.id, facts: course.practical.facts }] : []),
  ];
  for (const { at, facts } of citing) for (const id of facts) if (!known.has(id)) found('unknownFact', at, id);
}

function checkIds(course: Course, found: Found): void {
  const seen = new Set<string>();
  const ids = [
    ...course.facts.map((fact) => fact.id),
    ...course.questions.map((question) => question.id),
    ...course.modules.flatMap((module) => [module.id, ...module.screens.map((screen) => screen.id)]),
    ...(course.practical ? [course.practical.id] : []),
  ];
  for (const id of ids) {
    if (seen.has(id)) found('duplicateId', course.id, id);
    seen.add(id);
  }
}

function checkUse(course: Course, found: Found): void {
  const known = new Set(course.questions.map((question) => question.id));
  const shown = course.modules.flatMap((module) => questionsOf(module).map((question) => ({ question, module: module.id })));
  for (const { question, module } of shown) {
    if (!known.has(question)) found('screenQuestionMissing', module, question);
  }
  for (const question of course.questions) {
    const times = shown.filter((entry) => entry.question === question.id).length;
    if (times === 0) found('questionNotUsed', question.id, 'no screen shows it');
    if (times > 1) found('questionUsedTwice', question.id, `${times} screens show it`);
  }
}

function checkFullness(course: Course, found: Found): void {
  const inQuiz = new Set(course.modules.filter((module) => module.kind === 'quiz').flatMap(questionsOf));
  for (const question of course.questions) {
    if (question.star && !inQuiz.has(question.id)) found('starNotInQuiz', question.id, 'a star question must count');
  }
  if (inQuiz.size < FEWEST_QUIZ_QUESTIONS) found('quizTooShort', course.id, `${inQuiz.size} questions`);
  if (course.facts.length < FEWEST_FACTS) found('tooFewFacts', course.id, `${course.facts.length} facts`);
}

/**
 * Everything that must be put right before a course may be published: no source, no
 * publish (curriculum, section 1). Pure, so the author's screen and the tests agree.
 * The length rules hold for full courses only.
 */
export function courseFaults(course: Course, sources: readonly Source[]): CourseFault[] {
  const faults: CourseFault[] = [];
  const found: Found = (kind, at, detail) => faults.push({ kind, at, detail });
  checkSources(course, sources, found);
  checkFactsExist(course, found);
  checkIds(course, found);
  checkUse(course, found);
  if (course.kind === 'full') checkFullness(course, found);
  const minutes = course.modules.reduce((sum, module) => sum + module.minutes, 0);
  if (minutes !== course.minutes) found('minutesDoNotAdd', course.id, `modules ${minutes}, course ${course.minutes}`);
  return [...faults, ...course.questions.flatMap(questionFaults), ...wordingFaults(course)];
}
