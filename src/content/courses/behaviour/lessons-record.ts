import type { Module } from '../../../shared/training/course.ts';

export const afterRestraint: Module = {
  id: 'C5-M3',
  kind: 'lesson',
  title: 'Afterwards: the record and the child',
  minutes: 12,
  screens: [
    {
      kind: 'read',
      id: 'C5-S20',
      title: 'Three deadlines',
      paragraphs: ['The Regulations set three deadlines after restraint. They protect the child, and they protect you. Start the first one before you go home.'],
      points: [
        'Within 24 hours: the record must be made',
        'Within 48 hours: the manager, or a person they choose, must speak to the worker and sign',
        'Within 5 days: the child must have been spoken to, and this noted',
      ],
      facts: ['C5-F9'],
    },
    {
      kind: 'read',
      id: 'C5-S21',
      title: 'What the record must hold',
      paragraphs: ['Write it so that someone who was not there can see it. The Regulations say the record must hold these.'],
      points: [
        'The child’s name',
        'The behaviour before',
        'Date, time and place',
        'The measure, and how long it lasted',
        'What you tried, to avoid it',
        'Who used it, and who else was there',
        'Its effect',
        'Any injury and treatment',
      ],
      facts: ['C5-F11'],
    },
    { kind: 'question', id: 'C5-S22', question: 'C5-K5' },
    {
      kind: 'read',
      id: 'C5-S23',
      title: 'The child is heard',
      paragraphs: [
        'Being held can be frightening. The Guide says the child should be heard, ideally within 24 hours.',
        'They should be able to add their words to the record. They should also be offered advocacy, which is someone outside the home to help them speak up.',
      ],
      facts: ['C5-F10'],
    },
    {
      kind: 'read',
      id: 'C5-S24',
      title: 'One exemption',
      paragraphs: [
        'An education, health and care plan sets out the support a child needs. A few of these plans set out restraint as a matter of routine.',
        'The Regulations exempt that routine use from this record. Restraint that is not in the plan still needs the full record. Ask if you are unsure.',
      ],
      facts: ['C5-F10'],
    },
    { kind: 'question', id: 'C5-S25', question: 'C5-K6' },
    {
      kind: 'read',
      id: 'C5-S26',
      title: 'What to do next shift',
      paragraphs: ['Small steps now make the hard moment easier. Pick a quiet time and do these.'],
      points: [
        'Read one child’s behaviour plan, and find what calms them',
        'Find the restraint record form and read each heading',
        'Agree with a colleague how you will ask each other for help',
        'Find out how a child here reaches an advocate',
      ],
      facts: ['C5-F1', 'C5-F10', 'C5-F11'],
    },
  ],
};
