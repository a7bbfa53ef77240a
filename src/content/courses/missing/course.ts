import type { Course } from '../../../shared/training/course.ts';
import { missingChecks } from './check-questions.ts';
import { missingFacts } from './facts.ts';
import { missingModules } from './lessons.ts';
import { missingQuiz } from './quiz-questions.ts';

export const missing: Course = {
  id: 'C3',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'When a child is missing',
  summary: 'How to prevent it, and what to do in the first minutes. Then how to welcome a child back, and how the home learns.',
  minutes: 40,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice. Homes use 12 to 24 months.',
  },
  outcomes: [
    'Help to prevent a child from going missing.',
    'Act well in the first minutes.',
    'Report to the right people.',
    'Welcome the child back.',
    'Record what happened, and learn from it.',
  ],
  facts: missingFacts,
  questions: [...missingChecks, ...missingQuiz],
  modules: missingModules,
  practical: {
    id: 'C3-P1',
    title: 'Missing child drill in the home',
    times: 1,
    steps: [
      'Finds the grab pack and a current photo.',
      'Runs the first checks in order.',
      'Makes the phone script call aloud.',
      'Fills in a mock form.',
      'Names who is told out of hours.',
      'Sets out the welcome back.',
    ],
    facts: ['C3-F3', 'C3-F4', 'C3-F5', 'C3-F8', 'C3-F11'],
  },
};
