import type { Module } from '../../../shared/training/course.ts';

/** Kept whole and self-standing: the first-shift course is cut from it. */
export const whenAChildTells: Module = {
  id: 'C2-M1',
  kind: 'lesson',
  title: 'When a child tells you',
  minutes: 13,
  screens: [
    {
      kind: 'read',
      id: 'C2-S1',
      title: 'Why this matters',
      paragraphs: [
        'A child may tell you something big while you make toast. They may choose you because you are kind, or because you are there.',
        'What you do in the next few minutes can keep them safe. It also tells them whether adults can be trusted.',
      ],
      facts: ['C2-F5', 'C2-F7'],
    },
    {
      kind: 'read',
      id: 'C2-S2',
      title: 'No promise of secrecy',
      paragraphs: [
        'Children often ask you to promise first. Never promise to keep abuse a secret. A broken promise hurts, and a kept one can leave them in danger.',
        'Say it kindly: “I can’t keep that secret. I will only tell the people who need to know, to help keep you safe.” Then keep to that.',
      ],
      facts: ['C2-F5'],
    },
    {
      kind: 'read',
      id: 'C2-S3',
      title: 'Open questions, their own words',
      paragraphs: [
        'Let the child lead. An open question lets them choose the words. A leading question puts your words in their mouth.',
        'Write it up straight afterwards. Give the facts as the child gave them, in their words and not yours.',
      ],
      points: ['Open: “What happened?”', 'Open: “Tell me about it.”', 'Leading: “Did Sam hit you?”'],
      facts: ['C2-F6'],
    },
    {
      kind: 'read',
      id: 'C2-S4',
      title: 'Childline, in private',
      paragraphs: [
        'Some children would sooner talk to someone outside the home. The Guide says children should be able to reach Childline, in private. The number is 0800 1111.',
        'Know where a child can make that call here. They do not have to tell you why they want to ring.',
      ],
      facts: ['C2-F12'],
    },
    { kind: 'question', id: 'C2-S5', question: 'C2-Q8' },
    {
      kind: 'read',
      id: 'C2-S6',
      title: 'What counts as an allegation',
      paragraphs: [
        'An allegation is a claim or worry about someone who works with children. It may come from a child, a colleague or a parent.',
        'You do not have to decide if it is true. If it fits one of these, it counts.',
      ],
      points: [
        'They may have harmed a child',
        'They may have committed a crime linked to a child',
        'They may pose a risk to children',
        'They may not be suitable to work with children',
      ],
      facts: ['C2-F8'],
    },
    {
      kind: 'read',
      id: 'C2-S7',
      title: 'Tell a senior manager at once',
      paragraphs: [
        'The Guide says an allegation should go to a senior manager at once. Not at handover. Not tomorrow. Make the child safe, listen, then call.',
        'The LADO is the council officer for allegations about staff. Working Together says they should hear within one working day.',
        'Do not investigate. You do not need to ask the colleague, and you do not need proof.',
      ],
      facts: ['C2-F7', 'C2-F14'],
    },
    {
      kind: 'read',
      id: 'C2-S8',
      title: 'If it is about your manager',
      paragraphs: ['Then go to someone else. The Regulations list four places where you may report abuse. You do not need permission to use any of them.'],
      points: [
        'The registered provider, who runs the home. The RI (responsible individual), who supervises management, can reach them',
        'Ofsted',
        'An officer of the council where the home is, such as the LADO',
        'The police',
      ],
      facts: ['C2-F13'],
    },
    { kind: 'question', id: 'C2-S9', question: 'C2-K1' },
    {
      kind: 'local',
      id: 'C2-S10',
      title: 'Who to call in this home',
      slot: 'safeguardingContacts',
      ask: 'Ask your manager who leads on safeguarding here. Ask for the senior manager on call, the council’s duty number and the LADO’s number.',
      facts: ['C2-F7', 'C2-F13'],
    },
  ],
};

export const fourKinds: Module = {
  id: 'C2-M2',
  kind: 'lesson',
  title: 'Four kinds of abuse',
  minutes: 12,
  screens: [
    {
      kind: 'read',
      id: 'C2-S11',
      title: 'Four names for harm',
      paragraphs: [
        'Working Together, the national guidance on keeping children safe, names four kinds of abuse. Knowing them helps you notice.',
        'You do not have to be sure which one it is. Notice, tell, and let others help decide.',
      ],
      points: ['Physical abuse, such as shaking a child', 'Emotional abuse', 'Sexual abuse', 'Neglect'],
      facts: ['C2-F1'],
    },
    {
      kind: 'read',
      id: 'C2-S12',
      title: 'Emotional abuse',
      paragraphs: [
        'A child who is told “You are worthless” can carry it for years. There is no bruise to see.',
        'Some emotional abuse is part of every kind of abuse. It can also happen on its own, and that is enough to report.',
      ],
      facts: ['C2-F2'],
    },
    { kind: 'question', id: 'C2-S13', question: 'C2-K2' },
    {
      kind: 'read',
      id: 'C2-S14',
      title: 'Sexual abuse',
      paragraphs: [
        'It does not need touch. Showing a child sexual images is sexual abuse. It can happen online, with nobody in the room.',
        'It is not only done by men. Women can abuse, and so can other children. The child is never to blame.',
      ],
      facts: ['C2-F3'],
    },
    {
      kind: 'read',
      id: 'C2-S15',
      title: 'Neglect',
      paragraphs: [
        'Neglect is failing to meet a child’s needs, again and again. No doctor when they are ill is one sign. Nobody watching over them is another.',
        'Each event can look small. Together they make a pattern. What you write down helps others see it.',
      ],
      facts: ['C2-F4'],
    },
    { kind: 'question', id: 'C2-S16', question: 'C2-K3' },
  ],
};
