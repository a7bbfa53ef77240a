import type { Course, CourseFact, Module, Screen } from '../../shared/training/course.ts';
import { questionsOf } from '../../shared/training/course-parts.ts';
import type { Question, QuestionType } from '../../shared/training/question.ts';

/** A course being changed on this device, and the version it was begun from. */
export type CourseDraft = { base: Course; course: Course };

/** A draft is one person’s, and a device may be shared. */
export function draftName(personId: string, courseId: string): string {
  return `course-draft:${personId}:${courseId}`;
}

/** What a setting holds, or null where it holds no draft that can be read. */
export function draftFrom(text: string | null): CourseDraft | null {
  if (!text) return null;
  try {
    const { base, course } = JSON.parse(text) as CourseDraft;
    return base.id === course.id ? { base, course } : null;
  } catch {
    return null;
  }
}

function highest(ids: readonly string[], prefix: string): number {
  return ids.reduce((most, id) => {
    const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN;
    return Number.isInteger(number) && number > most ? number : most;
  }, 0);
}

function idsOf(course: Course): string[] {
  return [
    ...course.facts.map(({ id }) => id),
    ...course.questions.map(({ id }) => id),
    ...course.modules.flatMap((module) => [module.id, ...module.screens.map(({ id }) => id)]),
    ...(course.practical ? [course.practical.id] : []),
  ];
}

/**
 * The next id of a kind that neither the version in force nor the draft ever used. What was taken out
 * keeps its id for itself: a fact that is another fact must not come back under it.
 */
function freshId({ base, course }: CourseDraft, prefix: string): string {
  return `${prefix}${highest([...idsOf(base), ...idsOf(course)], prefix) + 1}`;
}

export function withFact(draft: CourseDraft): { course: Course; id: string } {
  const id = freshId(draft, `${draft.course.id}-F`);
  const fact: CourseFact = { id, text: '', basis: 'should', cites: [] };
  return { course: { ...draft.course, facts: [...draft.course.facts, fact] }, id };
}

/** A question of a type with nothing said in it yet: as many empty places as the type needs. */
export function blankQuestion(type: QuestionType, id: string): Question {
  const common = { id, prompt: '', facts: [], star: false };
  const teaching = { saysRight: '', saysWrong: '' };
  const option = (key: string, right: boolean) => ({ id: key, text: '', right, says: '' });
  switch (type) {
    case 'single':
      return { type, ...common, options: [option('a', true), option('b', false), option('c', false)] };
    case 'several':
      return { type, ...common, options: [option('a', true), option('b', true), option('c', false)] };
    case 'trueFalse':
      return { type, ...common, ...teaching, isTrue: true };
    case 'order':
      return { type, ...common, ...teaching, steps: ['a', 'b', 'c'].map((key) => ({ id: key, text: '' })) };
    case 'match':
      return {
        type,
        ...common,
        ...teaching,
        targets: ['a', 'b'].map((key) => ({ id: key, text: '' })),
        entries: ['e1', 'e2'].map((key, at) => ({ id: key, text: '', target: at === 0 ? 'a' : 'b' })),
      };
    case 'short':
      return { type, ...common, modelAnswer: '', points: [''] };
    case 'number':
      return { type, ...common, ...teaching, answer: 0, unit: '' };
    case 'branch':
      return {
        type,
        ...common,
        start: 'n1',
        nodes: [{ id: 'n1', text: '', choices: ['a', 'b'].map((key, at) => ({ id: key, text: '', to: at === 0 ? 'end1' : 'end2', says: '' })) }],
        endings: [
          { id: 'end1', text: '', safe: true },
          { id: 'end2', text: '', safe: false },
        ],
      };
  }
}

/** A new question, and the screen at the end of a module that asks it. */
export function withQuestion(draft: CourseDraft, type: QuestionType, moduleId: string): { course: Course; id: string } {
  const id = freshId(draft, `${draft.course.id}-Q`);
  const course = { ...draft.course, questions: [...draft.course.questions, blankQuestion(type, id)] };
  return { course: shownIn({ ...draft, course }, id, moduleId), id };
}

/** Asked at the end of a module, and nowhere else. */
export function shownIn(draft: CourseDraft, questionId: string, moduleId: string): Course {
  const screenId = freshId(draft, `${draft.course.id}-S`);
  return {
    ...draft.course,
    modules: draft.course.modules.map((module) => {
      const rest = module.screens.filter((screen) => screen.kind !== 'question' || screen.question !== questionId);
      return { ...module, screens: module.id === moduleId ? [...rest, { kind: 'question', id: screenId, question: questionId }] : rest };
    }),
  };
}

/** The module that asks a question; undefined when none does. */
export function moduleAsking(course: Course, questionId: string): Module | undefined {
  return course.modules.find((module) => questionsOf(module).includes(questionId));
}

/** Nothing rests on a fact that is gone. */
export function withoutFact(course: Course, factId: string): Course {
  const kept = (facts: string[]) => facts.filter((id) => id !== factId);
  return {
    ...course,
    facts: course.facts.filter(({ id }) => id !== factId),
    questions: course.questions.map((question) => ({ ...question, facts: kept(question.facts) })),
    modules: course.modules.map((module) => ({
      ...module,
      screens: module.screens.map((screen) => (screen.kind === 'question' ? screen : { ...screen, facts: kept(screen.facts) })),
    })),
    ...(course.practical ? { practical: { ...course.practical, facts: kept(course.practical.facts) } } : {}),
  };
}

export function withoutQuestion(course: Course, questionId: string): Course {
  return {
    ...course,
    questions: course.questions.filter(({ id }) => id !== questionId),
    modules: course.modules.map((module) => ({ ...module, screens: module.screens.filter((screen) => screen.kind !== 'question' || screen.question !== questionId) })),
  };
}

export function withScreen(draft: CourseDraft, moduleId: string): { course: Course; id: string } {
  const id = freshId(draft, `${draft.course.id}-S`);
  const screen: Screen = { kind: 'read', id, title: '', paragraphs: [''], facts: [] };
  const modules = draft.course.modules.map((module) => (module.id === moduleId ? { ...module, screens: [...module.screens, screen] } : module));
  return { course: { ...draft.course, modules }, id };
}

export function replaced<Entry extends { id: string }>(list: readonly Entry[], next: Entry): Entry[] {
  return list.map((entry) => (entry.id === next.id ? next : entry));
}

export function placedAt<Entry>(list: readonly Entry[], at: number, next: Entry): Entry[] {
  return list.map((entry, index) => (index === at ? next : entry));
}

export function withoutAt<Entry>(list: readonly Entry[], at: number): Entry[] {
  return list.filter((_, index) => index !== at);
}

/** One place up or down; at either end it stays. */
export function moved<Entry>(list: readonly Entry[], at: number, by: 1 | -1): Entry[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  return one === undefined || other === undefined ? [...list] : placedAt(placedAt(list, at, other), to, one);
}

/** A short id that none of these is: a letter, and after the letters a number. */
export function freshKey(taken: readonly string[], prefix = ''): string {
  if (prefix === '') {
    const letter = [...'abcdefghijklmnopqrstuvwxyz'].find((key) => !taken.includes(key));
    if (letter) return letter;
  }
  let number = 1;
  while (taken.includes(`${prefix || 'x'}${number}`)) number += 1;
  return `${prefix || 'x'}${number}`;
}

/** The version that these changes would become. */
export function isSame(one: Course, other: Course): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Without the members that hold nothing, as it would travel. */
export function toJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
