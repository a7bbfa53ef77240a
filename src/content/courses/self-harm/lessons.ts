import type { Module } from '../../../shared/training/course.ts';

export const lessons: Module[] = [
  {
    id: 'C8-M1',
    kind: 'lesson',
    title: 'In an emergency',
    minutes: 10,
    screens: [
      {
        kind: 'read',
        id: 'C8-S1',
        title: 'Why it matters',
        paragraphs: [
          'Some children hurt themselves, or think about dying. It is a sign of deep distress. A calm, kind adult can help to keep them alive.',
          'This course can be hard to read, and it may be close to home. Take breaks. Talk to your manager if it stays with you.',
        ],
        facts: ['C8-F1', 'C8-F10'],
      },
      {
        kind: 'read',
        id: 'C8-S2',
        title: 'You are not on your own',
        paragraphs: [
          "The Guide says the home's policy should counter self-harm and suicide. A senior person should oversee it.",
          'The law says that each child must have their risks assessed. Inspectors look for an up-to-date plan that tells staff what to do. Read it before you need it.',
        ],
        facts: ['C8-F1', 'C8-F5'],
      },
      {
        kind: 'local',
        id: 'C8-S3',
        title: 'Where our ligature knife is',
        slot: 'ligatureKnife',
        ask: 'Ask to be shown the ligature knife: a safe knife for cutting something tight around the neck. Ask how you reach it at night.',
        facts: ['C8-F15'],
      },
      {
        kind: 'read',
        id: 'C8-S4',
        title: 'If you find a ligature',
        paragraphs: ['A ligature is anything tight around the neck. Act at once. You may be frightened; the steps carry you.'],
        points: [
          'Call out for help.',
          'Take the weight.',
          'Cut away from the knot, and keep the knot.',
          'Check the child and start life support.',
          'Make sure that 999 has been called.',
        ],
        facts: ['C8-F13'],
      },
      { kind: 'question', id: 'C8-S5', question: 'C8-K1' },
      {
        kind: 'read',
        id: 'C8-S6',
        title: 'If a child has taken something',
        paragraphs: [
          'An overdose is an emergency, even if the child looks well. Harm may not show for hours.',
          'Get emergency medical help now. Stay with the child. Tell the medical people what may have been taken, and when.',
        ],
        facts: ['C8-F14'],
      },
      { kind: 'question', id: 'C8-S7', question: 'C8-K2' },
    ],
  },
  {
    id: 'C8-M2',
    kind: 'lesson',
    title: 'Talking, noticing and planning',
    minutes: 12,
    screens: [
      {
        kind: 'read',
        id: 'C8-S8',
        title: 'You can ask',
        paragraphs: [
          'Many adults are afraid to say the word. Asking a child about suicide does not plant the idea.',
          'Ask gently, in plain words. Then listen. You do not have to fix it. You have to stay, and to tell the senior.',
        ],
        facts: ['C8-F12'],
      },
      {
        kind: 'read',
        id: 'C8-S9',
        title: 'Say what you see',
        paragraphs: [
          'Poor mental health can be a sign of abuse. So what you notice matters, even small things.',
          'Only trained professionals diagnose. That means giving a problem its medical name. You say and write what you saw and heard.',
        ],
        facts: ['C8-F6'],
      },
      { kind: 'question', id: 'C8-S10', question: 'C8-K3' },
      {
        kind: 'read',
        id: 'C8-S11',
        title: 'Plan, do not score',
        paragraphs: [
          'Do not use risk scales to predict who will hurt themselves. A low score can make adults feel safe when they should not.',
          'Use the plan instead. It should say what upsets this child, what helps, and what you do.',
        ],
        facts: ['C8-F5', 'C8-F11'],
      },
      { kind: 'question', id: 'C8-S12', question: 'C8-K4' },
      {
        kind: 'read',
        id: 'C8-S13',
        title: 'Getting expert help',
        paragraphs: [
          'The law says children must have the mental health help they need. The Guide says the home should challenge it if help is slow.',
          'The home should also have a system to tell the responsible authorities of serious worries. Your part is to tell the senior early.',
        ],
        facts: ['C8-F4', 'C8-F7'],
      },
      {
        kind: 'read',
        id: 'C8-S14',
        title: 'Helplines stay open',
        paragraphs: [
          'The Regulations say that a child must never lose access to a helpline as a sanction. No house rule changes this.',
          'Some children can only say it to a stranger first. That is a good step.',
        ],
        facts: ['C8-F9'],
      },
      { kind: 'question', id: 'C8-S15', question: 'C8-K5' },
    ],
  },
  {
    id: 'C8-M3',
    kind: 'lesson',
    title: 'Dignity, and what comes after',
    minutes: 13,
    screens: [
      {
        kind: 'read',
        id: 'C8-S16',
        title: 'Safe and still respected',
        paragraphs: [
          'Now and then a child is given special clothing, to keep them safe.',
          'The Guide says this should last only as long as it is needed. The child should keep their privacy and dignity. It is never a punishment.',
        ],
        facts: ['C8-F2'],
      },
      {
        kind: 'read',
        id: 'C8-S17',
        title: 'Searching a room',
        paragraphs: [
          'A bedroom is private. The Guide says you should usually tell or ask the child before you search it.',
          'If you have reasonable grounds to fear harm, you may search at once. Search with care. Record why you did it.',
        ],
        facts: ['C8-F8'],
      },
      { kind: 'question', id: 'C8-S18', question: 'C8-K6' },
      {
        kind: 'read',
        id: 'C8-S19',
        title: 'Afterwards: care first',
        paragraphs: ['When the danger is over, the child may feel shame. Be gentle and ordinary. No sanction, and no demand for a promise.'],
        points: ['Care for the injury kindly.', 'Tell the senior.', 'Update the plan with the child.', 'Record what was seen, heard and done.', 'Get support for yourself.'],
        facts: ['C8-F3', 'C8-F5', 'C8-F10'],
      },
      {
        kind: 'read',
        id: 'C8-S20',
        title: 'Telling Ofsted',
        paragraphs: [
          'Ofsted is likely to need to know about serious self-harm. The Guide says within 24 hours, at weekends too.',
          'The manager does this. You make it possible by telling the person on call at once.',
        ],
        facts: ['C8-F3'],
      },
      { kind: 'question', id: 'C8-S21', question: 'C8-K7' },
      {
        kind: 'read',
        id: 'C8-S22',
        title: 'Looking after yourself',
        paragraphs: [
          'You may feel scared, sad, angry or numb. All of these are normal. None of them means that you failed.',
          'The law says staff must be helped with their own feelings. Ask for supervision. Do not carry it alone.',
        ],
        facts: ['C8-F10'],
      },
      { kind: 'question', id: 'C8-S23', question: 'C8-B1' },
      {
        kind: 'read',
        id: 'C8-S24',
        title: 'What to do next shift',
        paragraphs: ['Small steps that you can take on your next shift:'],
        points: [
          'Walk to the ligature knife, with the lights low.',
          'Read the risk plan of each child you care for.',
          'Find out who is on call at night, and their number.',
          'Check that every child can reach a helpline in private.',
        ],
        facts: ['C8-F5', 'C8-F9', 'C8-F15'],
      },
    ],
  },
];
