import type { Module } from '../../../shared/training/course.ts';

/** Kept whole and self-standing: the agency refresher is cut from it. */
export const bannedAndAllowed: Module = {
  id: 'C5-M1',
  kind: 'lesson',
  title: 'What is banned, and the three purposes',
  minutes: 14,
  screens: [
    {
      kind: 'read',
      id: 'C5-S1',
      title: 'Why this matters',
      paragraphs: [
        'Many children here have been hurt by adults with power. When you stay calm and fair, you show them that power can be safe.',
        'On a hard shift it is easy to reach for a quick sanction. This lesson gives you clear lines, so that you do not have to guess.',
      ],
      facts: ['C5-F1'],
    },
    {
      kind: 'read',
      id: 'C5-S2',
      title: 'Banned: body and care',
      paragraphs: ['The Regulations list ten banned measures. No one may use them as discipline, not even once. Six of them touch a child’s body or care.'],
      points: [
        'Hitting or any corporal punishment',
        'Giving or taking away food or drink',
        'Giving or holding back medicine or treatment',
        'Taking away sleep',
        'Intimate examination of the body',
        'Holding back an aid a disabled child needs',
      ],
      facts: ['C5-F2'],
    },
    {
      kind: 'read',
      id: 'C5-S3',
      title: 'Banned: contact, money, groups',
      paragraphs: ['The other four are just as firm. They can look small on a busy night, so they are worth learning.'],
      points: ['Limiting contact with family or calls to help lines', 'Fines, beyond fair repayment', 'One child punishing another', 'Punishing a group for what one child did'],
      facts: ['C5-F2'],
    },
    {
      kind: 'read',
      id: 'C5-S4',
      title: 'Repair, do not punish',
      paragraphs: [
        'The Regulations allow a child to repay a reasonable part of what was broken. It can be by instalments, a little at a time.',
        'The Guide says sanctions should be restorative. That means they mend the harm. Fixing a fence together is better than a week of gloom.',
      ],
      facts: ['C5-F3'],
    },
    { kind: 'question', id: 'C5-S5', question: 'C5-K1' },
    {
      kind: 'read',
      id: 'C5-S6',
      title: 'The three purposes of restraint',
      paragraphs: [
        'The Regulations allow restraint for three purposes only. The third applies only in a secure home, which is a home approved to keep children locked in.',
        'In any other home, refusing, swearing or running off are not on the list by themselves.',
      ],
      points: ['To prevent injury to anyone', 'To prevent serious damage to property', 'To stop a child absconding from a secure home'],
      facts: ['C5-F4'],
    },
    {
      kind: 'read',
      id: 'C5-S7',
      title: 'Necessary and proportionate',
      paragraphs: [
        'A purpose is not enough. The law says restraint must also be necessary. Ask: is there any other way to keep people safe?',
        'It must be proportionate too. That means no more than the danger calls for. The Guide says least force, for the shortest time.',
      ],
      facts: ['C5-F4', 'C5-F6'],
    },
    {
      kind: 'read',
      id: 'C5-S8',
      title: 'Never pain, breath or neck',
      paragraphs: ['Some things should never happen, whatever the child has done. The Guide is plain about them. If you see one, say “stop” and get help.'],
      points: ['Never deliberate pain, however brief', 'Never a technique that may hinder breathing', 'Never a neck hold'],
      facts: ['C5-F6'],
    },
    { kind: 'question', id: 'C5-S9', question: 'C5-K2' },
  ],
};
