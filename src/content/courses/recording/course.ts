import type { Course } from '../../../shared/training/course.ts';
import { recordingFacts } from './facts.ts';
import { signKeepTell } from './lessons-keeping.ts';
import { wordsToLiveWith } from './lessons.ts';
import { recordingQuestions } from './questions.ts';
import { recordingQuizQuestions } from './quiz-questions.ts';

export const recording: Course = {
  id: 'C10',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Recording that a child will one day read',
  summary: 'How to write records that are clear, fair and kind. What must be signed, how long it is kept, and how a child adds their own words.',
  minutes: 35,
  passMark: 80,
  renewal: {
    months: 36,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice.',
  },
  outcomes: ['Keep fact, opinion and third-party words apart', 'Write kindly, with no labels', 'Sign and date what you write', 'Share the record with the child'],
  facts: recordingFacts,
  questions: recordingQuestions,
  modules: [
    wordsToLiveWith,
    signKeepTell,
    {
      id: 'C10-M3',
      kind: 'quiz',
      title: 'Quiz',
      minutes: 10,
      screens: recordingQuizQuestions.map((question, index) => ({ kind: 'question', id: `C10-S${18 + index}`, question: question.id })),
    },
  ],
  practical: {
    id: 'C10-P1',
    title: 'Record check: three sample entries with no names',
    times: 1,
    steps: [
      'Three sample entries are brought, with nothing that shows who the child is',
      'Each is clear and objective, and puts no shame on the child',
      'Each keeps fact, opinion and third-party words apart',
      'Each would help the child who reads it one day',
      'Each is signed and dated by its author, and up to date',
    ],
    facts: ['C10-F1', 'C10-F2'],
  },
};
