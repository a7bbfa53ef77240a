import type { Course } from '../shared/training/course.ts';
import { behaviour } from './courses/behaviour/course.ts';
import { fireSafety } from './courses/fire-safety/course.ts';
import { medicines } from './courses/medicines/course.ts';
import { missing } from './courses/missing/course.ts';
import { safeguarding } from './courses/safeguarding/course.ts';
import { thisHome } from './courses/this-home/course.ts';
import { yourRole } from './courses/your-role/course.ts';
import type { Cut } from './cut-course.ts';
import { cutCourse } from './cut-course.ts';

/** A first-shift course is done once: the full course follows it. */
const ONCE: Course['renewal'] = { months: null, basis: 'commonPractice' };

const YEARLY: Course['renewal'] = {
  months: 12,
  basis: 'commonPractice',
  unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice.',
};

type FromFull = { full: Course; cut: Cut };

/** The core sets before a first shift (curriculum, section 5). Together 38 minutes. */
const firstShift: FromFull[] = [
  {
    full: fireSafety,
    cut: {
      id: 'C9-core',
      title: 'Fire safety: before your first shift',
      summary: 'What to do when the alarm sounds, and where everything is in this home. A walk-round is signed off at the end.',
      outcomes: ['Start the plan when the alarm sounds.', 'Get everyone out and count them.', 'Know where the panel, exits and assembly point are.'],
      lesson: 'C9-M1',
      lessonMinutes: 5,
      questions: ['C9-Q1', 'C9-Q3', 'C9-Q4', 'C9-Q5'],
      quizMinutes: 3,
      keepsChecks: false,
      renewal: ONCE,
      practical: {
        id: 'C9-core-P1',
        title: 'Fire walk-round, signed on two phones',
        times: 1,
        steps: ['Shows the alarm panel.', 'Walks to every exit.', 'Stands at the assembly point.', 'Shows where the extinguishers are.', 'Says who calls 999.'],
        facts: ['C9-F9', 'C9-F10'],
      },
    },
  },
  {
    full: yourRole,
    cut: {
      id: 'C1-core',
      title: 'Speaking up: before your first shift',
      summary: 'Who is in charge, why you must report abuse, and who you may tell.',
      outcomes: ['Know who is in charge.', 'Know that abuse must be reported, and to whom.'],
      lesson: 'C1-M1',
      lessonMinutes: 4,
      questions: ['C1-Q7', 'C1-Q8'],
      quizMinutes: 3,
      keepsChecks: false,
      renewal: ONCE,
    },
  },
  {
    full: safeguarding,
    cut: {
      id: 'C2-core',
      title: 'Safeguarding: before your first shift',
      summary: 'What to do and say when a child tells you, and who must know.',
      outcomes: ['Respond well when a child tells you.', 'Tell the right person at once.'],
      lesson: 'C2-M1',
      lessonMinutes: 7,
      questions: ['C2-Q1', 'C2-Q2', 'C2-Q6', 'C2-Q7'],
      quizMinutes: 3,
      keepsChecks: false,
      renewal: ONCE,
    },
  },
  {
    full: missing,
    cut: {
      id: 'C3-basics',
      title: 'A missing child: before your first shift',
      summary: 'What to do in the first minutes when you cannot find a child.',
      outcomes: ['Do the first checks in order.', 'Know when and how to call the police.'],
      lesson: 'C3-M1',
      lessonMinutes: 5,
      questions: ['C3-Q1', 'C3-Q2', 'C3-Q3'],
      quizMinutes: 3,
      keepsChecks: false,
      renewal: ONCE,
    },
  },
];

/** Yearly refreshers for agency staff who have held the full course before. */
const refreshers: FromFull[] = [
  {
    full: safeguarding,
    cut: {
      id: 'C2-refresh',
      title: 'Safeguarding: yearly refresher',
      summary: 'When a child tells you, and the safety-critical questions, for people who have done the full course.',
      outcomes: ['Respond well when a child tells you.', 'Report at once to the right person.'],
      lesson: 'C2-M1',
      lessonMinutes: 13,
      questions: ['C2-Q1', 'C2-Q2', 'C2-Q6', 'C2-Q7', 'C2-B1'],
      quizMinutes: 12,
      keepsChecks: true,
      renewal: YEARLY,
    },
  },
  {
    full: behaviour,
    cut: {
      id: 'C5-refresh',
      title: 'Behaviour and restraint: yearly refresher',
      summary: 'What is banned, what is lawful, and the safety-critical questions, for people who have done the full course.',
      outcomes: ['Know the lawful purposes of restraint.', 'Know what is never allowed.'],
      lesson: 'C5-M1',
      lessonMinutes: 14,
      questions: ['C5-Q1', 'C5-Q2', 'C5-Q3', 'C5-B1'],
      quizMinutes: 11,
      keepsChecks: true,
      renewal: YEARLY,
    },
  },
  {
    full: medicines,
    cut: {
      id: 'C6-refresh',
      title: 'Medicines: yearly refresher',
      summary: 'Giving medicine safely, and the safety-critical questions, for people who have done the full course.',
      outcomes: ['Give medicine safely and record it.', 'Act well when a child refuses or a mistake happens.'],
      lesson: 'C6-M1',
      lessonMinutes: 11,
      questions: ['C6-Q1', 'C6-Q2', 'C6-Q7', 'C6-Q9'],
      quizMinutes: 4,
      keepsChecks: true,
      renewal: YEARLY,
    },
  },
];

const taken = (list: readonly FromFull[]) => list.map(({ full, cut }) => cutCourse(full, cut));

export const firstShiftCourses: Course[] = [...taken(firstShift), thisHome];
export const refresherCourses: Course[] = taken(refreshers);

/** Which short courses follow a full one when a new version of it is published. */
export const shortCuts: { of: string; cut: Cut }[] = [...firstShift, ...refreshers].map(({ full, cut }) => ({ of: full.id, cut }));
