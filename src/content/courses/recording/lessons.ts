import type { Module } from '../../../shared/training/course.ts';

export const wordsToLiveWith: Module = {
  id: 'C10-M1',
  kind: 'lesson',
  title: 'Words a child can live with',
  minutes: 13,
  screens: [
    {
      kind: 'read',
      id: 'C10-S1',
      title: 'Why this matters',
      paragraphs: [
        'One day an adult will open a file and read about their own childhood. Some of those words will be yours.',
        'They may be looking for who they were, and whether anyone liked them. Write for that reader.',
      ],
      facts: ['C10-F1', 'C10-F3'],
    },
    {
      kind: 'read',
      id: 'C10-S2',
      title: 'Fact, opinion, third party',
      paragraphs: ['The Guide says records should be clear and objective. That means fair, and not bent by feelings. It says three things should be kept apart.'],
      points: [
        'Fact: what you saw or heard. “At 19:40 Ty threw a cup; it broke.”',
        'Opinion: what you think. “He seemed frightened.”',
        'Third party: what someone else told you. “His teacher said he missed lunch.”',
      ],
      facts: ['C10-F1'],
      picture: {
        file: '/media/recording/three-kinds-1.svg',
        alt: 'Three kinds, side by side: an eye that sees a broken cup, a person who wonders, and one person who tells another.',
      },
    },
    {
      kind: 'read',
      id: 'C10-S3',
      title: 'No labels, no shame',
      paragraphs: [
        'To stigmatise is to put shame on someone. “Attention seeking” does that. It also hides what happened.',
        'Say what you saw, what came before and what helped. If you name a feeling, mark it as your view: “I think he was sad.”',
      ],
      facts: ['C10-F1'],
    },
    { kind: 'question', id: 'C10-S4', question: 'C10-Q2' },
    {
      kind: 'read',
      id: 'C10-S5',
      title: 'Good days count too',
      paragraphs: [
        'If you write only when things go wrong, the file tells a false story. Inspectors look for everyday life and achievements. So will the child.',
        'The Guide says homes should keep memorabilia. Those are small things that hold a memory: a photo, a ticket, a certificate.',
      ],
      facts: ['C10-F9'],
    },
    {
      kind: 'read',
      id: 'C10-S6',
      title: 'Write it with the child',
      paragraphs: [
        'The Guide says children should be encouraged to read their records and add to them. The Regulations say staff must help them.',
        'Ask: “Do you want to see what I wrote? Is there anything you would add?” Their words sit beside yours, signed and dated.',
      ],
      facts: ['C10-F5'],
    },
    { kind: 'question', id: 'C10-S7', question: 'C10-K1' },
    { kind: 'question', id: 'C10-S8', question: 'C10-B1' },
  ],
};
