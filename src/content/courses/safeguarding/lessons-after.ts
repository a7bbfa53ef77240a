import type { Module } from '../../../shared/training/course.ts';

export const afterYouTell: Module = {
  id: 'C2-M3',
  kind: 'lesson',
  title: 'After you tell',
  minutes: 19,
  screens: [
    {
      kind: 'read',
      id: 'C2-S17',
      title: 'Anyone may refer',
      paragraphs: [
        'To refer is to tell the council’s children’s social care that you are worried about a child. Working Together says anyone may do this.',
        'If significant harm is likely, refer at once. You do not need proof.',
      ],
      facts: ['C2-F9'],
    },
    {
      kind: 'read',
      id: 'C2-S18',
      title: 'What the council does next',
      paragraphs: [
        'Within one working day the council should say that it has your referral. In that time it should also decide the next steps.',
        'No answer, or a weak one? Follow it up. If you are still not satisfied, escalate. That means taking it to someone more senior.',
      ],
      facts: ['C2-F9'],
    },
    { kind: 'question', id: 'C2-S19', question: 'C2-K4' },
    {
      kind: 'read',
      id: 'C2-S20',
      title: 'When someone is removed',
      paragraphs: [
        'DBS is the Disclosure and Barring Service. It can bar a person from working with children.',
        'If a person is removed because they pose a risk, the home refers them to DBS. Leaving first does not change that. It can be a legal duty.',
        'Where it is, failing to refer without good reason is an offence.',
      ],
      facts: ['C2-F10'],
    },
    {
      kind: 'read',
      id: 'C2-S21',
      title: 'Ofsted must hear',
      paragraphs: [
        'The Regulations say the home must tell Ofsted of an allegation, without delay. It must also tell Ofsted when a child protection enquiry starts, and its outcome.',
        'The Guide says this should be within 24 hours. The manager sends the notice. Your quick, clear record makes that possible.',
      ],
      facts: ['C2-F11'],
    },
    { kind: 'question', id: 'C2-S22', question: 'C2-K5' },
    { kind: 'question', id: 'C2-S23', question: 'C2-B1' },
    {
      kind: 'read',
      id: 'C2-S24',
      title: 'What to do next shift',
      paragraphs: ['Do these before the shift gets busy. Then talk them through with your mentor.'],
      points: [
        'Find the safeguarding contacts and the policy',
        'Save the on-call senior manager’s number on the work phone',
        'Find where a child can ring Childline in private',
        'Say aloud your own kind words for “I can’t keep that secret”',
      ],
      facts: ['C2-F5', 'C2-F7', 'C2-F12'],
    },
  ],
};
