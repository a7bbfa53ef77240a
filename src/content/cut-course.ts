import { findModule } from '../shared/training/course-parts.ts';
import type { Course, Practical, Screen } from '../shared/training/course.ts';

export type Cut = {
  id: string;
  title: string;
  summary: string;
  outcomes: string[];
  /** The lesson of the full course that is taken over. */
  lesson: string;
  lessonMinutes: number;
  /** Questions of the full course that make the short course's quiz. */
  questions: string[];
  quizMinutes: number;
  /** A first shift reads and is quizzed straight after; a refresher keeps the checks on the way. */
  keepsChecks: boolean;
  renewal: Course['renewal'];
  practical?: Practical;
};

/**
 * Cuts a short course from a full one. Screens, questions and facts keep their ids and their
 * words, so that a fact has one text and one source wherever it is taught; only the modules
 * are new, because an attempt names its module.
 * @throws when the full course does not have the lesson or a question: the library is wrong.
 */
export function cutCourse(full: Course, cut: Cut): Course {
  const lesson = findModule(full, cut.lesson);
  if (!lesson) throw new Error(`${full.id} has no module ${cut.lesson}`);
  for (const id of cut.questions) {
    if (!full.questions.some((question) => question.id === id)) throw new Error(`${full.id} has no question ${id}`);
  }

  const inQuiz = new Set(cut.questions);
  const read = lesson.screens.filter((screen) => screen.kind !== 'question' || (cut.keepsChecks && !inQuiz.has(screen.question)));
  const asked = cut.questions.map((question, index): Screen => ({ kind: 'question', id: `${cut.id}-S${index + 1}`, question }));
  const shown = new Set([...read, ...asked].flatMap((screen) => (screen.kind === 'question' ? [screen.question] : [])));
  const questions = full.questions.filter((question) => shown.has(question.id));
  const taught = new Set([
    ...read.flatMap((screen) => (screen.kind === 'question' ? [] : screen.facts)),
    ...questions.flatMap((question) => question.facts),
    ...(cut.practical?.facts ?? []),
  ]);

  return {
    id: cut.id,
    version: full.version,
    changeClass: full.changeClass,
    kind: 'short',
    title: cut.title,
    summary: cut.summary,
    minutes: cut.lessonMinutes + cut.quizMinutes,
    passMark: full.passMark,
    renewal: cut.renewal,
    outcomes: cut.outcomes,
    facts: full.facts.filter((fact) => taught.has(fact.id)),
    questions,
    modules: [
      { id: `${cut.id}-M1`, kind: 'lesson', title: lesson.title, minutes: cut.lessonMinutes, screens: read },
      { id: `${cut.id}-M2`, kind: 'quiz', title: 'Quiz', minutes: cut.quizMinutes, screens: asked },
    ],
    practical: cut.practical,
  };
}
