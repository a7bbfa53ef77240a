import type { Module } from '../../../shared/training/course.ts';
import { missingBasics } from './lessons-basics.ts';

const planAhead: Module = {
  id: 'C3-M2',
  kind: 'lesson',
  title: 'Planning ahead',
  minutes: 9,
  screens: [
    {
      kind: 'read',
      id: 'C3-S9',
      title: 'The home must have a policy',
      paragraphs: [
        'The Regulations say every home must have a policy for when a child is missing. It must take account of police and council protocols. A protocol is a set of agreed local rules.',
      ],
      points: ['How to prevent it.', 'What to do when it happens.', 'What part each worker plays.'],
      facts: ['C3-F1'],
    },
    {
      kind: 'read',
      id: 'C3-S10',
      title: 'A plan for each child',
      paragraphs: [
        'Some children are more likely to go missing. The Guide says the placement plan should hold a strategy for each of them. The placement plan says how this home will care for the child.',
        'The Guide also says to talk with the child. Talk about the dangers, and about where to get help.',
      ],
      facts: ['C3-F2'],
    },
    { kind: 'question', id: 'C3-S11', question: 'C3-K3' },
    {
      kind: 'read',
      id: 'C3-S12',
      title: 'A short time can be a big risk',
      paragraphs: ['An hour missing can be as risky as a night. Harm does not keep to a clock.', 'When it happens again and again, the risk goes up. Do not let it become normal.'],
      facts: ['C3-F7'],
    },
    {
      kind: 'read',
      id: 'C3-S13',
      title: 'Keep the grab pack ready',
      paragraphs: [
        'A grab pack holds the forms and photo that you hand to the police officer. It only helps if it is up to date.',
        'One local protocol says fill it in before a planned move in. If the move was not planned, do it within five days.',
      ],
      facts: ['C3-F11'],
    },
    { kind: 'question', id: 'C3-S14', question: 'C3-K4' },
  ],
};

const comingHome: Module = {
  id: 'C3-M3',
  kind: 'lesson',
  title: 'Coming home, and learning from it',
  minutes: 12,
  screens: [
    {
      kind: 'read',
      id: 'C3-S15',
      title: 'Welcome them back',
      paragraphs: ['Show that you are relieved. Let the child see it on your face. Questions and rules can wait.'],
      points: ['Are they hurt or unwell?', 'Do they need food and drink?', 'Are they safe now?', 'Then let them rest.'],
      facts: ['C3-F8'],
    },
    {
      kind: 'read',
      id: 'C3-S16',
      title: 'If you suspect a crime',
      paragraphs: [
        'If you suspect that someone has hurt the child, call the police at once. Stay with the child.',
        'Gently discourage washing, as it can remove evidence. Explain why, in kind words. It is never the child’s fault.',
      ],
      facts: ['C3-F8'],
    },
    { kind: 'question', id: 'C3-S17', question: 'C3-Q5' },
    {
      kind: 'read',
      id: 'C3-S18',
      title: 'The return interview',
      paragraphs: [
        'The Guide says the council has to offer the child a return interview. It is held by someone independent, so that the child can speak freely.',
        'One local protocol says within 72 hours. If it is not offered, challenge the council. Do not do it yourself instead.',
      ],
      facts: ['C3-F9'],
    },
    {
      kind: 'read',
      id: 'C3-S19',
      title: 'What goes in the record',
      paragraphs: [
        'The Regulations list it in Schedule 3. The home must record the date, what happened, and where the child was.',
        'The Guide says the home should then look for gaps in staff training. This is to learn, not to blame.',
      ],
      facts: ['C3-F10'],
    },
    { kind: 'question', id: 'C3-S20', question: 'C3-K5' },
    {
      kind: 'read',
      id: 'C3-S21',
      title: 'When it keeps happening',
      paragraphs: [
        'The Guide says there should be a risk meeting. The placing council, the local council and the police should agree a strategy. The placing council is the one that cares for the child.',
        'The plan may no longer fit. The home can ask for it to be reviewed.',
      ],
      facts: ['C3-F12'],
    },
    {
      kind: 'read',
      id: 'C3-S22',
      title: 'What to do next shift',
      paragraphs: ['Pick a quiet moment, and do these before you need them.'],
      points: [
        'Find the missing protocol and read it.',
        'Open each grab pack. Is the photo recent?',
        'Find the out-of-hours number.',
        'Read the strategy for any child who has one.',
        'Ask a child what would make it easier to come home.',
      ],
      facts: ['C3-F1', 'C3-F2', 'C3-F4', 'C3-F11'],
    },
  ],
};

const quiz: Module = {
  id: 'C3-M4',
  kind: 'quiz',
  title: 'When a child is missing: quiz',
  minutes: 11,
  screens: [
    { kind: 'question', id: 'C3-S23', question: 'C3-Q1' },
    { kind: 'question', id: 'C3-S24', question: 'C3-Q2' },
    { kind: 'question', id: 'C3-S25', question: 'C3-Q3' },
    { kind: 'question', id: 'C3-S26', question: 'C3-Q4' },
    { kind: 'question', id: 'C3-S27', question: 'C3-Q6' },
    { kind: 'question', id: 'C3-S28', question: 'C3-Q7' },
    { kind: 'question', id: 'C3-S29', question: 'C3-Q8' },
    { kind: 'question', id: 'C3-S30', question: 'C3-Q9' },
    { kind: 'question', id: 'C3-S31', question: 'C3-Q10' },
    { kind: 'question', id: 'C3-S32', question: 'C3-Q11' },
  ],
};

export const missingModules: Module[] = [missingBasics, planAhead, comingHome, quiz];
