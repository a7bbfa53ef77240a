import type { Course } from '../../../shared/training/course.ts';
import { yourRoleChecks } from './check-questions.ts';
import { yourRoleFacts } from './facts.ts';
import { yourRoleModules } from './lessons.ts';
import { yourRoleQuiz } from './quiz-questions.ts';

export const yourRole: Course = {
  id: 'C1',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Your role and the Regulations',
  summary: 'The nine standards, who does what, your own Level 3 date, and how to speak up when something is wrong.',
  minutes: 35,
  passMark: 80,
  renewal: {
    months: null,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice. It is done once, and again when the law changes.',
  },
  outcomes: [
    'Name the nine quality standards.',
    'Say what Ofsted, the manager, the responsible individual and the independent person do.',
    'Know your own Level 3 date.',
    'Know how to raise a concern.',
  ],
  facts: yourRoleFacts,
  questions: [...yourRoleChecks, ...yourRoleQuiz],
  modules: yourRoleModules,
};
