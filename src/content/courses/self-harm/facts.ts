import type { CourseFact } from '../../../shared/training/course.ts';

export const facts: CourseFact[] = [
  {
    id: 'C8-F1',
    text: "The home's policy should counter self-harm and suicide, and a senior person should oversee it.",
    basis: 'should',
    cites: [
      { source: 'G', at: '9.19' },
      { source: 'G', at: '9.20' },
    ],
  },
  {
    id: 'C8-F2',
    text: "Special clothing should be used only as long as it is needed, keeping the child's privacy and dignity.",
    basis: 'should',
    cites: [{ source: 'G', at: '9.20' }],
  },
  {
    id: 'C8-F3',
    text: 'Serious self-harm is likely to be something that the home tells Ofsted about. The Guide says this should be within 24 hours.',
    basis: 'should',
    cites: [
      { source: 'G', at: '14.11' },
      { source: 'G', at: '14.13' },
    ],
  },
  {
    id: 'C8-F4',
    text: 'The home should have a system to tell the responsible authorities about serious mental health concerns.',
    basis: 'should',
    cites: [{ source: 'G', at: '14.15' }],
  },
  {
    id: 'C8-F5',
    text: 'Each child must have their risks assessed, with steps to keep them safe. Inspectors look for an up-to-date risk assessment that says what staff do.',
    basis: 'must',
    cites: [
      { source: 'R', at: '12(2)(a)(i)' },
      { source: 'SC', at: "children's homes, text of 29 June 2026" },
    ],
  },
  {
    id: 'C8-F6',
    text: 'Poor mental health can be a sign of abuse. Only trained professionals diagnose a mental health problem.',
    basis: 'practice',
    cites: [
      { source: 'K', at: 'paragraph 43' },
      { source: 'K', at: 'paragraph 44' },
    ],
  },
  {
    id: 'C8-F7',
    text: 'Children must have access to the psychiatric and psychological help they need. If help is slow, the home should challenge it.',
    basis: 'must',
    cites: [
      { source: 'R', at: '10(2)(c)' },
      { source: 'G', at: '7.10' },
    ],
  },
  {
    id: 'C8-F8',
    text: "You should usually search a child's room only after telling or asking them. You may search at once if there are reasonable grounds to fear harm. Record why.",
    basis: 'should',
    cites: [
      { source: 'G', at: '3.20' },
      { source: 'SC', at: "children's homes, text of 29 June 2026" },
    ],
  },
  {
    id: 'C8-F9',
    text: 'A child must never lose access to a helpline as a sanction.',
    basis: 'must',
    cites: [{ source: 'R', at: '19(2)(c)(iv)' }],
  },
  {
    id: 'C8-F10',
    text: 'Staff must get supervision and support to manage their own feelings.',
    basis: 'must',
    cites: [
      { source: 'R', at: '11(2)(a)(x)' },
      { source: 'G', at: '8.15' },
    ],
  },
  {
    id: 'C8-F11',
    text: 'Do not use risk scales to predict who will harm themselves.',
    basis: 'practice',
    cites: [{ source: 'NICE', at: 'NG225' }],
    unconfirmed: 'Read second-hand. A person must check this against NICE NG225 before launch.',
  },
  {
    id: 'C8-F12',
    text: 'Asking a child about suicide does not plant the idea.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C8-F12' }],
    unconfirmed: 'A competent person must confirm this, and how staff should ask, before launch.',
  },
  {
    id: 'C8-F13',
    text: 'If you find a child with a ligature: get help, take the weight, cut away from the knot, start life support, call 999.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C8-F13' }],
    unconfirmed: 'A competent person must confirm these emergency steps and their order before launch.',
  },
  {
    id: 'C8-F14',
    text: 'An overdose is an emergency, even if the child looks well.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C8-F14' }],
    unconfirmed: 'A competent person must confirm this before launch.',
  },
  {
    id: 'C8-F15',
    text: 'In our home the ligature knife has a known place.',
    basis: 'home',
    cites: [{ source: 'HD', at: 'curriculum C8-F15' }],
  },
];
