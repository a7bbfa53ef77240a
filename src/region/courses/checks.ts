import type { Course } from '../../shared/training/course.ts';
import type { CourseFaultKind } from '../../shared/training/course-fault.ts';
import { courseFaults } from '../../shared/training/course-faults.ts';
import type { FormFault } from '../../shared/training/course-form.ts';
import { formFaults } from '../../shared/training/course-form.ts';
import type { Source } from '../../shared/training/source.ts';

/** The parts of the desk on which a course is changed. */
export const PARTS = ['about', 'facts', 'questions', 'lessons', 'practical'] as const;
export type Part = (typeof PARTS)[number];

/** Something that must be put right before it can be proposed, and the field where that is done. */
export type Check = { kind: CourseFaultKind | FormFault['kind']; at: string; detail: string; part: Part; open: string | null; field: string };

function partOf(course: Course, at: string): Part {
  if (course.facts.some(({ id }) => id === at)) return 'facts';
  if (course.questions.some(({ id }) => id === at)) return 'questions';
  if (course.modules.some((module) => module.id === at || module.screens.some(({ id }) => id === at))) return 'lessons';
  return course.practical?.id === at ? 'practical' : 'about';
}

/** The end of a field’s id on the page, by what is wrong there. */
const FIELD: Partial<Record<CourseFaultKind, string>> = {
  unsourcedFact: 'cites',
  unknownSource: 'cites',
  unsourcedQuestion: 'facts',
  unknownFact: 'facts',
  unanswerable: 'answers',
  brokenBranch: 'answers',
  noSays: 'answers',
  questionNotUsed: 'where',
  questionUsedTwice: 'where',
  starNotInQuiz: 'where',
  blamesChild: 'text',
  sentenceTooLong: 'text',
};

function placed(course: Course, kind: Check['kind'], at: string, detail: string, field: string): Check {
  if (kind === 'tooFewFacts') return { kind, at, detail, part: 'facts', open: null, field: 'add-fact' };
  if (kind === 'quizTooShort') return { kind, at, detail, part: 'questions', open: null, field: 'add-question' };
  const part = partOf(course, at);
  return { kind, at, detail, part, open: part === 'about' ? null : at, field: `${at}-${field}` };
}

/** Fields of a question that lie inside its answers lead to all of them. */
function formField(course: Course, { at, field }: FormFault): string {
  const [first = ''] = field.split('.');
  const part = partOf(course, at);
  if (part === 'questions') return ['prompt', 'facts', 'unconfirmed'].includes(first) ? first : 'answers';
  if (part === 'facts') return first === 'cites' ? 'cites' : first;
  if (part === 'lessons') return ['paragraphs', 'points', 'title', 'ask'].includes(first) ? 'text' : first;
  return first === '' ? 'text' : first;
}

/** All that stands between a draft and its proposal, in the order of the desk’s parts. */
export function checksOf(course: Course, sources: readonly Source[]): Check[] {
  const found = [
    ...formFaults(course).map((fault) => placed(course, fault.kind, fault.at, fault.field, formField(course, fault))),
    ...courseFaults(course, sources).map(({ kind, at, detail }) => placed(course, kind, at, detail, kind === 'minutesDoNotAdd' ? 'minutes' : (FIELD[kind] ?? 'text'))),
  ];
  return found.sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part));
}

/** How many places of a course a person must still confirm. */
export function unconfirmedIn(course: Course): number {
  const marks = [...course.facts, ...course.questions, course.renewal, ...(course.practical ? [course.practical] : [])];
  return marks.filter(({ unconfirmed }) => unconfirmed).length;
}
