import type { Module } from '../../../shared/training/course.ts';

export const signKeepTell: Module = {
  id: 'C10-M2',
  kind: 'lesson',
  title: 'Sign it, keep it, tell it straight',
  minutes: 12,
  screens: [
    {
      kind: 'read',
      id: 'C10-S9',
      title: 'Your name, the date',
      paragraphs: [
        'The Regulations say each entry in a case record must be signed and dated by the person who wrote it. A case record is the child’s own file.',
        'It must also be kept up to date. Write on shift, while you still remember it well.',
      ],
      facts: ['C10-F2'],
    },
    {
      kind: 'read',
      id: 'C10-S10',
      title: 'How long records last',
      paragraphs: [
        'A case record must be kept for 75 years from the child’s birth. If a child dies before 18, it is 15 years from the death.',
        'Other home records, such as drills, rosters and staff records, must be kept too. For those it is at least 15 years from the last entry.',
      ],
      facts: ['C10-F3', 'C10-F11'],
    },
    {
      kind: 'read',
      id: 'C10-S11',
      title: 'Safe, and easy to read',
      paragraphs: [
        'A case record must be kept securely in the home. Later it goes to another secure place.',
        'Records may be electronic. They must be accessible, so the right people can get to them, and legible, so people can read them.',
      ],
      facts: ['C10-F4', 'C10-F6'],
    },
    { kind: 'question', id: 'C10-S12', question: 'C10-K2' },
    {
      kind: 'read',
      id: 'C10-S13',
      title: 'Injuries: map, not phone',
      paragraphs: [
        'In our home, an injury goes on a body map. That is an outline drawing where you mark the place. The medical route means someone with medical training looks at it.',
        'Never photograph an injury on your own phone, even for a moment.',
      ],
      facts: ['C10-F10'],
    },
    {
      kind: 'read',
      id: 'C10-S14',
      title: 'When a child complains',
      paragraphs: [
        'A complaint takes courage. The Regulations say the home must record it, with the action and the outcome. There must be no reprisal, which means payback.',
        'If it is about you, you must take no part. The one exception is an informal stage, if the manager agrees.',
      ],
      facts: ['C10-F7'],
    },
    {
      kind: 'read',
      id: 'C10-S15',
      title: 'Notices to Ofsted',
      paragraphs: ['Some events must be told to Ofsted in writing. Your entry is often where the notice begins. The Regulations say it must give three things.'],
      points: ['What the matter is', 'Who was told', 'What actions were taken'],
      facts: ['C10-F8'],
    },
    { kind: 'question', id: 'C10-S16', question: 'C10-K3' },
    {
      kind: 'read',
      id: 'C10-S17',
      title: 'What to do next shift',
      paragraphs: ['Pick one child. Give their record ten careful minutes.'],
      points: [
        'Write one entry about something good',
        'Read it as if you were that child at 25',
        'Mark what is your view and what someone told you',
        'Sign and date it',
        'Ask the child if they want to read it and add to it',
      ],
      facts: ['C10-F1', 'C10-F2', 'C10-F5', 'C10-F9'],
    },
  ],
};
