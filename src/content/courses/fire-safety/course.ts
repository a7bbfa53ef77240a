import type { Course } from '../../../shared/training/course.ts';
import { fireSafetyChecks } from './check-questions.ts';
import { fireSafetyFacts } from './facts.ts';
import { fireSafetyModules } from './lessons.ts';
import { fireSafetyQuiz } from './quiz-questions.ts';

export const fireSafety: Course = {
  id: 'C9',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Fire safety',
  summary: 'How to prevent a fire, what to do when the alarm sounds, and how to count everyone out. Do this before any shift.',
  minutes: 30,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice. Drills are held locally at suitable intervals.',
  },
  outcomes: [
    'Help to prevent a fire.',
    'Raise the alarm and start the plan.',
    'Get everyone out, and keep them out.',
    'Count every child, worker and visitor.',
    'Record drills, tests, faults and fixes.',
  ],
  facts: fireSafetyFacts,
  questions: [...fireSafetyChecks, ...fireSafetyQuiz],
  modules: fireSafetyModules,
  practical: {
    id: 'C9-P1',
    title: 'Fire walk-round and drill',
    times: 1,
    steps: [
      'Shows the alarm panel.',
      'Walks to every exit and shows how it opens.',
      'Stands at the assembly point.',
      'Shows where each extinguisher is.',
      'Says who calls 999.',
      'Has taken part in a drill, and the drill is in the log.',
      'Both people sign the walk-round, each on their own phone.',
    ],
    facts: ['C9-F3', 'C9-F4', 'C9-F9', 'C9-F10'],
  },
};
