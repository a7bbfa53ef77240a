import type { Course } from '../../../shared/training/course.ts';
import { checkQuestions } from './check-questions.ts';
import { facts } from './facts.ts';
import { lessons } from './lessons.ts';
import { quizQuestions } from './quiz-questions.ts';
import { scenario } from './scenario.ts';

export const selfHarm: Course = {
  id: 'C8',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Self-harm, suicide and ligatures',
  summary: 'How to respond with care, act in an emergency, keep dignity, and look after yourself afterwards.',
  minutes: 45,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice.',
  },
  outcomes: [
    'Respond with care when a child is hurting or speaks of suicide.',
    'Know where the ligature knife is and how to use it.',
    "Keep the child's dignity.",
    'Record it and tell the right people.',
    'Look after yourself and your team.',
  ],
  facts,
  questions: [...quizQuestions, ...checkQuestions, scenario],
  modules: [
    ...lessons,
    {
      id: 'C8-M4',
      kind: 'quiz',
      title: 'Quiz',
      minutes: 10,
      screens: quizQuestions.map((question, index) => ({ kind: 'question', id: `C8-S${25 + index}`, question: question.id })),
    },
  ],
  practical: {
    id: 'C8-P1',
    title: 'Using the ligature knife, with a dummy and a training ligature',
    times: 1,
    steps: [
      'Finds the knife in the dark.',
      'Takes the weight first.',
      'Cuts a training ligature on a dummy.',
      'Keeps the knot.',
      'Says who calls 999.',
      'Returns the knife and logs it.',
    ],
    facts: ['C8-F13', 'C8-F15'],
    unconfirmed: 'A competent person must confirm these steps before launch.',
  },
};
