import type { CourseFact } from '../../../shared/training/course.ts';

export const recordingFacts: CourseFact[] = [
  {
    id: 'C10-F1',
    text: 'Records should be clear and objective, and should not stigmatise. To stigmatise is to put shame on a child. Fact, opinion and what other people said should be kept apart. Records should help the child.',
    basis: 'should',
    cites: [{ source: 'G', at: '14.4' }],
  },
  {
    id: 'C10-F2',
    text: 'Each entry in a child’s case record must be signed and dated by the person who wrote it. The record must be kept up to date.',
    basis: 'must',
    cites: [{ source: 'R', at: '36(1)' }],
  },
  {
    id: 'C10-F3',
    text: 'A case record must be kept for 75 years from the child’s birth. If the child dies before 18, it must be kept for 15 years from the death.',
    basis: 'must',
    cites: [{ source: 'R', at: '36(2)' }],
  },
  {
    id: 'C10-F4',
    text: 'A case record must be kept securely in the home, and later in a secure place.',
    basis: 'must',
    cites: [{ source: 'R', at: '36(2)(c)-(d)' }],
  },
  {
    id: 'C10-F5',
    text: 'The Guide says children should be encouraged to read their records and add to them. The Regulations say staff must help them do this.',
    basis: 'must',
    cites: [
      { source: 'R', at: '14(2)(f)' },
      { source: 'G', at: '14.6' },
      { source: 'G', at: '11.19' },
    ],
  },
  {
    id: 'C10-F6',
    text: 'Records may be electronic, if they are accessible and legible. Legible means easy to read.',
    basis: 'must',
    cites: [
      { source: 'R', at: '38' },
      { source: 'G', at: '14.2' },
    ],
  },
  {
    id: 'C10-F7',
    text: 'A complaint must be recorded, with the action and the outcome. The person complained of must take no part, except at an informal stage if the manager agrees. There must be no reprisal, which means paying someone back for complaining.',
    basis: 'must',
    cites: [{ source: 'R', at: '39' }],
  },
  {
    id: 'C10-F8',
    text: 'A notice to Ofsted must be in writing. It must say what the matter is, who was told and what actions were taken.',
    basis: 'must',
    cites: [{ source: 'R', at: '40(5)' }],
  },
  {
    id: 'C10-F9',
    text: 'Good records show a child’s everyday life and achievements. The Guide says homes should keep memorabilia, such as photos and certificates, for the child.',
    basis: 'should',
    cites: [
      { source: 'SC', at: 'children’s homes, text of 29 June 2026' },
      { source: 'G', at: '14.5' },
    ],
  },
  {
    id: 'C10-F10',
    text: 'In our home, injuries go on a body map and through the medical route. They are never photographed on a personal phone.',
    basis: 'home',
    cites: [{ source: 'HD', at: 'curriculum C10-F10' }],
    unconfirmed: 'A person must confirm the home’s own policy on recording injuries before launch.',
  },
  {
    id: 'C10-F11',
    text: 'Other home records must be kept for at least 15 years from the last entry. Drills, rosters and staff records are examples.',
    basis: 'must',
    cites: [{ source: 'R', at: '37(2)(c)' }],
  },
];
