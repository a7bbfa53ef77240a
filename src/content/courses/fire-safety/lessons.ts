import type { Module } from '../../../shared/training/course.ts';

export const fireSafetyModules: Module[] = [
  {
    // The first-shift course is cut from this module, so it must stand alone.
    id: 'C9-M1',
    kind: 'lesson',
    title: 'Before your first shift',
    minutes: 10,
    screens: [
      {
        kind: 'read',
        id: 'C9-S1',
        title: 'Why fire comes first',
        paragraphs: [
          'Children sleep here because they trust the adults downstairs to wake them. A fire can start on your very first night.',
          'You do not need to be brave. You need to know the plan, and to start it at the first sound.',
        ],
        facts: ['C9-F3'],
      },
      {
        kind: 'read',
        id: 'C9-S2',
        title: 'What the home must have in place',
        paragraphs: ['Regulation 25 sets out the home’s fire duties. You are part of them.'],
        points: [
          'The home must guard against fire and have suitable equipment.',
          'There must be adequate ways to escape.',
          'Staff must be trained.',
          'There must be fire drills at suitable intervals.',
          'Staff must know what to do. So must children, as far as practicable.',
        ],
        facts: ['C9-F1', 'C9-F3'],
      },
      {
        kind: 'read',
        id: 'C9-S3',
        title: 'Trained before you start',
        paragraphs: [
          'New, agency and temporary staff are trained before they start their duties. That is what the government fire guide is said to ask.',
          'The training is in working time. If you have not had it, say so before you go on shift.',
        ],
        facts: ['C9-F5'],
      },
      { kind: 'question', id: 'C9-S4', question: 'C9-K1' },
      {
        kind: 'read',
        id: 'C9-S5',
        title: 'Doors: shut to fire, open to escape',
        paragraphs: [
          'Fire doors stay shut. They hold back smoke and give people time. Do not wedge one open, even on a hot day.',
          'The Guide says locked outside doors may be part of routine security. But the Regulations say people must still be able to escape. Know how each exit opens, and who has the key.',
        ],
        facts: ['C9-F7', 'C9-F9'],
        picture: {
          file: '/media/fire-safety/doors-1.svg',
          alt: 'A shut fire door holds back smoke and flames. On its other side, someone walks out through an open exit.',
        },
      },
      {
        kind: 'read',
        id: 'C9-S6',
        title: 'When the alarm sounds',
        paragraphs: ['Treat every alarm as real, and follow your home’s plan. Do not look for the fire. Do not reset the panel first.'],
        points: ['Get everyone out.', 'Call 999.', 'Take a roll call: count everyone by name.', 'Stay out. Nobody goes back in.'],
        facts: ['C9-F9'],
        picture: { file: '/media/fire-safety/alarm-1.svg', alt: 'Four steps in order: a door out, a phone, a list with ticks, and a house crossed out.' },
      },
      {
        kind: 'read',
        id: 'C9-S7',
        title: 'Count everyone',
        paragraphs: [
          'At roll call, count the children, the staff and the visitors. A plumber in the loft counts too.',
          'The home must keep a record of visitors. Take that list out with you, so that nobody is forgotten.',
        ],
        facts: ['C9-F8'],
        picture: {
          file: '/media/fire-safety/roll-call-1.svg',
          alt: 'People of all sizes stand by an assembly point sign, a visitor with a bag among them. A list beside them has every line ticked.',
        },
      },
      { kind: 'question', id: 'C9-S8', question: 'C9-K2' },
      {
        kind: 'local',
        id: 'C9-S9',
        title: 'Our home’s fire plan',
        slot: 'firePlan',
        ask: 'Ask the shift leader to show you the fire plan now. Find the assembly point, the alarm panel, the extinguishers and every exit. Ask who calls 999.',
        facts: ['C9-F10'],
      },
    ],
  },
  {
    id: 'C9-M2',
    kind: 'lesson',
    title: 'Prevent, practise, record',
    minutes: 10,
    screens: [
      {
        kind: 'read',
        id: 'C9-S10',
        title: 'Two sets of fire rules',
        paragraphs: [
          'The Children’s Homes Regulations list fire duties. There is also a wider law, the Fire Safety Order 2005.',
          'Where that Order applies to a home, its rules must be followed in place of the list. Your manager will know which applies. Your part stays the same: know the plan and keep people safe.',
        ],
        facts: ['C9-F1', 'C9-F2'],
      },
      {
        kind: 'read',
        id: 'C9-S11',
        title: 'Safe, and still a home',
        paragraphs: [
          'The Regulations say hazards to children in the building must be dealt with. Look as you walk round: a blocked exit, a hot charger, a broken lead.',
          'The Guide says the place should still feel like a home, within safety law. Safety and comfort can go together.',
        ],
        facts: ['C9-F6'],
      },
      { kind: 'question', id: 'C9-S12', question: 'C9-K3' },
      {
        kind: 'read',
        id: 'C9-S13',
        title: 'Drills are for everyone',
        paragraphs: [
          'There must be drills at suitable intervals. They teach staff what to do, and children as far as practicable.',
          'Tell children what a drill is for, in words that fit them. Some have bad memories of noise or fire. Ask what would help.',
        ],
        facts: ['C9-F1', 'C9-F3'],
      },
      {
        kind: 'read',
        id: 'C9-S14',
        title: 'Write down every drill and test',
        paragraphs: ['The record must be full and honest. It must be kept for at least 15 years.'],
        points: ['Every fire drill.', 'Every alarm test.', 'Any fault you find.', 'The steps taken to fix it.'],
        facts: ['C9-F4'],
      },
      {
        kind: 'read',
        id: 'C9-S15',
        title: 'When a drill goes badly',
        paragraphs: [
          'A child may hide, freeze or refuse to leave. That is not bad behaviour. It is news about the plan.',
          'Write down what happened. Then help to change the plan, so that it works for that child. Talk it through with them when things are calm.',
        ],
        facts: ['C9-F3', 'C9-F4'],
      },
      { kind: 'question', id: 'C9-S16', question: 'C9-K4' },
      {
        kind: 'read',
        id: 'C9-S17',
        title: 'What to do next shift',
        paragraphs: ['Before you settle in, take five minutes. Then do the walk-round with the person who will sign it off.'],
        points: [
          'Walk every exit, and see that each one is clear and opens.',
          'Check that no fire door is wedged.',
          'Find the panel, the extinguishers and the assembly point.',
          'Know how many children, staff and visitors are in.',
          'Ask which child needs extra help to get out.',
        ],
        facts: ['C9-F7', 'C9-F8', 'C9-F9', 'C9-F10'],
      },
    ],
  },
  {
    id: 'C9-M3',
    kind: 'quiz',
    title: 'Fire safety quiz',
    minutes: 10,
    screens: [
      { kind: 'question', id: 'C9-S18', question: 'C9-Q1' },
      { kind: 'question', id: 'C9-S19', question: 'C9-Q2' },
      { kind: 'question', id: 'C9-S20', question: 'C9-Q3' },
      { kind: 'question', id: 'C9-S21', question: 'C9-Q4' },
      { kind: 'question', id: 'C9-S22', question: 'C9-Q5' },
      { kind: 'question', id: 'C9-S23', question: 'C9-Q6' },
      { kind: 'question', id: 'C9-S24', question: 'C9-Q7' },
      { kind: 'question', id: 'C9-S25', question: 'C9-Q8' },
      { kind: 'question', id: 'C9-S26', question: 'C9-Q9' },
    ],
  },
];
