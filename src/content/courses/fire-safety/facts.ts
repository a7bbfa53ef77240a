import type { CourseFact } from '../../../shared/training/course.ts';

export const fireSafetyFacts: CourseFact[] = [
  {
    id: 'C9-F1',
    text: 'The Regulations say the home must guard against fire and have suitable equipment. It must have good ways out. It must train staff, and hold fire drills at suitable intervals.',
    basis: 'must',
    cites: [{ source: 'R', at: '25(1)' }],
  },
  {
    id: 'C9-F2',
    text: 'Where the Fire Safety Order 2005 applies to a home, its rules must be followed in place of that list.',
    basis: 'must',
    cites: [{ source: 'R', at: '25(2)' }],
  },
  {
    id: 'C9-F3',
    text: 'Staff must know what to do if there is a fire. So must children, as far as practicable. Drills are how they learn it.',
    basis: 'must',
    cites: [{ source: 'R', at: '25(1)(d)' }],
  },
  {
    id: 'C9-F4',
    text: 'The home must record every fire drill and every alarm test. It must record any fault and the steps taken to fix it. These records must be kept for at least 15 years.',
    basis: 'must',
    cites: [
      { source: 'R', at: 'Schedule 4, paragraph 6' },
      { source: 'R', at: '37(2)(c)' },
    ],
  },
  {
    id: 'C9-F5',
    text: 'New, agency and temporary staff are trained in fire safety before they start their duties. The training is in working time.',
    basis: 'practice',
    cites: [{ source: 'HMG', at: 'paragraph 4.4, second-hand' }],
    unconfirmed: 'A person must read the HM Government fire guide and confirm that training comes before duty and in working time.',
  },
  {
    id: 'C9-F6',
    text: 'The Regulations say the building must be kept in a way that protects children from hazards that can be avoided. The Guide says it should still feel like a home, within safety law.',
    basis: 'must',
    cites: [
      { source: 'R', at: '12(2)(d)' },
      { source: 'G', at: '3.9' },
    ],
  },
  {
    id: 'C9-F7',
    text: 'The Guide says locked outside doors may be part of routine security. The Regulations say there must still be adequate ways to escape from a fire.',
    basis: 'must',
    cites: [
      { source: 'G', at: '9.62' },
      { source: 'R', at: '25(1)(b)' },
    ],
  },
  {
    id: 'C9-F8',
    text: 'The home must keep a record of its visitors. Use that list at roll call, so that nobody is forgotten.',
    basis: 'must',
    cites: [{ source: 'R', at: 'Schedule 4, paragraph 5' }],
  },
  {
    id: 'C9-F9',
    text: 'Fire doors stay shut. When the alarm sounds, get everyone out, call 999, take a roll call, and stay out.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C9-F9' }],
    unconfirmed: 'A competent fire safety person must confirm these steps, and that they match the home’s own fire plan.',
  },
  {
    id: 'C9-F10',
    text: 'The assembly point, the alarm panel, the extinguishers and the exits are marked on the home’s own fire plan.',
    basis: 'home',
    cites: [{ source: 'HD', at: 'curriculum C9-F10' }],
    unconfirmed: 'The manager must fill in and confirm where each of these is in this home.',
  },
];
