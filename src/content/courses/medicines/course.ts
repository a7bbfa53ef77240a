import type { Course } from '../../../shared/training/course.ts';
import { checkQuestions } from './check-questions.ts';
import { facts } from './facts.ts';
import { lessons } from './lessons.ts';
import { quizQuestions } from './quiz-questions.ts';
import { scenario } from './scenario.ts';

export const medicines: Course = {
  id: 'C6',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Medicines',
  summary: 'How to give medicine safely, record it, and act well when a child says no or something goes wrong.',
  minutes: 50,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice.',
  },
  outcomes: [
    'Give medicine safely, to the right child, as prescribed.',
    'Record every dose, refusal and disposal.',
    'Act well when a child refuses or a mistake happens.',
    'Support a child who takes their own medicine.',
  ],
  facts,
  questions: [...quizQuestions, ...checkQuestions, scenario],
  modules: [
    ...lessons,
    {
      id: 'C6-M4',
      kind: 'quiz',
      title: 'Quiz',
      minutes: 13,
      screens: quizQuestions.map((question, index) => ({ kind: 'question', id: `C6-S${27 + index}`, question: question.id })),
    },
  ],
  practical: {
    id: 'C6-P1',
    title: 'Three medicine rounds, watched by an authorised assessor. Photos show a training chart only.',
    times: 3,
    steps: [
      'Washes hands.',
      'Checks the plan, the consent and any allergies.',
      'Checks that the dose has not already been given.',
      'Checks that it is the right child.',
      'Checks the right medicine, and that the label matches.',
      'Checks that it is in date.',
      'Checks the right dose.',
      'Checks the right route.',
      'Checks the right time, and the gap since the last dose.',
      'Explains to the child, and the child agrees.',
      'Sees it taken.',
      'Records it at once and locks everything away.',
    ],
    facts: ['C6-F1', 'C6-F2', 'C6-F4', 'C6-F6', 'C6-F10'],
    unconfirmed: 'The twelve steps are our own draft. A competent person must confirm them before launch.',
  },
};
