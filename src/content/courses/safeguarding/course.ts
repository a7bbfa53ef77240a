import type { Course } from '../../../shared/training/course.ts';
import { safeguardingFacts } from './facts.ts';
import { afterYouTell } from './lessons-after.ts';
import { fourKinds, whenAChildTells } from './lessons.ts';
import { safeguardingQuestions } from './questions.ts';
import { safeguardingQuizQuestions } from './quiz-questions.ts';

export const safeguarding: Course = {
  id: 'C2',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Safeguarding and allegations',
  summary: 'What to do when a child tells you, or when you are worried about someone who works with children. Who to tell, how fast, and what to write.',
  minutes: 60,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice.',
  },
  outcomes: [
    'Recognise the four kinds of abuse',
    'Respond well when a child tells you',
    'Report without delay',
    'Know the way to the LADO, the council officer for allegations about staff',
    'Record what the child said',
  ],
  facts: safeguardingFacts,
  questions: safeguardingQuestions,
  modules: [
    whenAChildTells,
    fourKinds,
    afterYouTell,
    {
      id: 'C2-M4',
      kind: 'quiz',
      title: 'Quiz',
      minutes: 16,
      screens: safeguardingQuizQuestions.map((question, index) => ({ kind: 'question', id: `C2-S${25 + index}`, question: question.id })),
    },
  ],
  practical: {
    id: 'C2-P1',
    title: 'Safeguarding discussion with your mentor',
    times: 1,
    steps: [
      'Names the safeguarding lead and the duty number',
      'Says the LADO step: a senior manager at once, the LADO within one working day',
      'Says what not to ask a child',
      'Finds the safeguarding policy',
      'Knows how a child can ring Childline in private in this home',
    ],
    facts: ['C2-F6', 'C2-F7', 'C2-F12'],
  },
};
