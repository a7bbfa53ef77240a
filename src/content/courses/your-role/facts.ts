import type { CourseFact } from '../../../shared/training/course.ts';

export const yourRoleFacts: CourseFact[] = [
  {
    id: 'C1-F1',
    text: 'There are nine quality standards. They are: quality and purpose of care; views, wishes and feelings; education; enjoyment and achievement; health and well-being; positive relationships; protection of children; leadership and management; and care planning.',
    basis: 'must',
    cites: [
      { source: 'R', at: '4' },
      { source: 'R', at: '6 to 14' },
    ],
  },
  {
    id: 'C1-F2',
    text: 'Care staff must hold the Level 3 diploma, or an equivalent. The date is two years after they started a care role in a home.',
    basis: 'must',
    cites: [{ source: 'R', at: '32(4)-(5)' }],
  },
  {
    id: 'C1-F3',
    text: 'The Level 3 date moves only if the registered person defers it. The grounds are a long absence or part-time work.',
    basis: 'must',
    cites: [{ source: 'R', at: '32(6)' }],
  },
  {
    id: 'C1-F4',
    text: 'The Guide says agency and bank staff have the same Level 3 date as everyone else.',
    basis: 'should',
    cites: [{ source: 'G', at: '10.12' }],
  },
  {
    id: 'C1-F5',
    text: 'You must be given an induction and a job description. You must pass a time of probation before a permanent post.',
    basis: 'must',
    cites: [{ source: 'R', at: '33(1)' }],
  },
  {
    id: 'C1-F6',
    text: 'You must be given development, practice supervision, and an appraisal at least once a year.',
    basis: 'must',
    cites: [{ source: 'R', at: '33(4)' }],
  },
  {
    id: 'C1-F7',
    text: 'Not reporting abuse is a ground for discipline. It counts whether the abuse is happening now or happened in the past.',
    basis: 'must',
    cites: [{ source: 'R', at: '33(2)(b)' }],
  },
  {
    id: 'C1-F8',
    text: 'You may report abuse to the registered person, to Ofsted, to an officer of the home’s local authority, or to the police.',
    basis: 'must',
    cites: [{ source: 'R', at: '33(3)' }],
  },
  {
    id: 'C1-F9',
    text: 'An independent person must visit the home at least once a month. Ofsted must be given the report.',
    basis: 'must',
    cites: [{ source: 'R', at: '44(1), 44(7)' }],
  },
  {
    id: 'C1-F10',
    text: 'The registered manager runs the home. The responsible individual supervises how it is managed. The Guide says induction should cover whistleblowing, which means raising a concern about wrongdoing at work.',
    basis: 'must',
    cites: [
      { source: 'R', at: '2' },
      { source: 'G', at: '10.9' },
    ],
  },
  {
    id: 'C1-F11',
    text: 'Ofsted registers homes. It inspects them against the Regulations and the Guide.',
    basis: 'should',
    cites: [{ source: 'G', at: '1.22-1.23' }],
  },
];
