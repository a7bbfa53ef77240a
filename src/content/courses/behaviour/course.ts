import type { Course } from '../../../shared/training/course.ts';
import { behaviourFacts } from './facts.ts';
import { readAndCalm } from './lessons-calm.ts';
import { afterRestraint } from './lessons-record.ts';
import { bannedAndAllowed } from './lessons.ts';
import { behaviourQuestions } from './questions.ts';
import { behaviourQuizQuestions } from './quiz-questions.ts';

export const behaviour: Course = {
  id: 'C5',
  version: 1,
  changeClass: 'new',
  kind: 'full',
  title: 'Behaviour, restraint and the record',
  summary: 'How to read behaviour and bring calm. What is banned, when restraint is lawful, and what you must record afterwards.',
  minutes: 60,
  passMark: 80,
  renewal: {
    months: 12,
    basis: 'commonPractice',
    unconfirmed: 'No statutory list of intervals exists (Guide 10.8); this is common practice. The restraint scheme’s certificate has its own date.',
  },
  outcomes: ['Read what behaviour may be telling you', 'Bring calm first', 'Know the ten banned measures', 'Know the three purposes of restraint and the three deadlines'],
  facts: behaviourFacts,
  questions: behaviourQuestions,
  modules: [
    bannedAndAllowed,
    readAndCalm,
    afterRestraint,
    {
      id: 'C5-M4',
      kind: 'quiz',
      title: 'Quiz',
      minutes: 16,
      screens: behaviourQuizQuestions.map((question, index) => ({ kind: 'question', id: `C5-S${27 + index}`, question: question.id })),
    },
  ],
  practical: {
    id: 'C5-P1',
    title: 'Scheme certificate on file, and de-escalation observed',
    times: 1,
    steps: [
      'The restraint scheme certificate is on file, with the date its techniques were last medically assessed (Guide 9.58)',
      'Notices early signs',
      'Uses the child’s plan',
      'Keeps a calm voice and gives space',
      'Offers choice',
      'Asks for help early',
      'Repairs afterwards',
      'Records',
    ],
    facts: ['C5-F1', 'C5-F3', 'C5-F11'],
  },
};
