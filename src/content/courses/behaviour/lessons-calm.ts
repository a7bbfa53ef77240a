import type { Module } from '../../../shared/training/course.ts';

export const readAndCalm: Module = {
  id: 'C5-M2',
  kind: 'lesson',
  title: 'Read it, calm it, weigh it',
  minutes: 18,
  screens: [
    {
      kind: 'read',
      id: 'C5-S10',
      title: 'Behaviour tells you something',
      paragraphs: [
        'A slammed door can mean “my visit was cancelled”. A joke can feel like danger to a child who has been hurt. Behaviour carries the past, and how they feel now.',
        'The Regulations say staff must have the skill to read it. Ask yourself: what is this child telling me?',
      ],
      facts: ['C5-F1'],
    },
    {
      kind: 'read',
      id: 'C5-S11',
      title: 'Calm first',
      paragraphs: ['To de-escalate is to help things calm down. The Regulations say staff must have this skill too. Start with yourself, then the room.'],
      points: [
        'Notice early signs, and use the child’s plan',
        'Keep your voice low and give space',
        'Offer a choice of two good things',
        'Ask a colleague for help early',
        'Repair afterwards',
      ],
      facts: ['C5-F1'],
    },
    {
      kind: 'read',
      id: 'C5-S12',
      title: 'Would a family ring the police?',
      paragraphs: [
        'Before you call the police about behaviour, ask what a family would do. A broken lamp or a shouting match would not bring a police car.',
        'The Guide says homes should not involve the police where a family would not. If someone is in danger now, still call 999.',
      ],
      facts: ['C5-F12'],
    },
    { kind: 'question', id: 'C5-S13', question: 'C5-K3' },
    {
      kind: 'read',
      id: 'C5-S14',
      title: 'What counts as restraint',
      paragraphs: [
        'Restraint is using force. It is also restricting liberty of movement, which means limiting where a child can go. It counts even if the child does not resist.',
        'Some things do not look like it. A door handle placed too high can be restraint. So can switching off a wheelchair.',
      ],
      facts: ['C5-F5'],
    },
    { kind: 'question', id: 'C5-S15', question: 'C5-Q9' },
    {
      kind: 'read',
      id: 'C5-S16',
      title: 'A child leaving to be exploited',
      paragraphs: [
        'A child may be leaving to meet someone who will harm her. She is being exploited, and she is not to blame.',
        'The Guide says you may stop her, if that is proportionate and lasts no longer than needed. Try talking first.',
      ],
      facts: ['C5-F7'],
    },
    {
      kind: 'read',
      id: 'C5-S17',
      title: 'What to weigh',
      paragraphs: ['You may have seconds. Knowing the child beforehand gives you most of the answers. The Guide says staff should weigh these.'],
      points: ['Age and size', 'Disability and health', 'The risk if you do not act', 'What the child has said before', 'The method you would use', 'Your relationship afterwards'],
      facts: ['C5-F8'],
    },
    { kind: 'question', id: 'C5-S18', question: 'C5-K4' },
    { kind: 'question', id: 'C5-S19', question: 'C5-B1' },
  ],
};
