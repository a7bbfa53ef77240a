import type { CourseFact } from '../../../shared/training/course.ts';

export const behaviourFacts: CourseFact[] = [
  {
    id: 'C5-F1',
    text: 'Behaviour carries past experience and present feeling. Staff must have the skill to read it and to de-escalate, which means helping things calm down.',
    basis: 'must',
    cites: [
      { source: 'R', at: '11(2)(a)(ix)' },
      { source: 'R', at: '11(2)(a)(xi)' },
    ],
  },
  {
    id: 'C5-F2',
    text: 'Ten measures are banned as discipline. Corporal punishment, such as hitting. Using food or drink. Limiting contact or help lines. Using medicine or treatment. Taking sleep. Fines beyond reasonable repayment. Intimate examination. Holding back disability aids. Child punishing child. Group punishment.',
    basis: 'must',
    cites: [{ source: 'R', at: '19(2)' }],
  },
  {
    id: 'C5-F3',
    text: 'The Regulations allow reasonable repayment, by instalments if needed. The Guide says sanctions should be restorative, which means they repair harm.',
    basis: 'must',
    cites: [
      { source: 'R', at: '19(2)(f)' },
      { source: 'G', at: '9.38' },
    ],
  },
  {
    id: 'C5-F4',
    text: 'Restraint may be used only to prevent injury or serious damage to property. In a secure home, it may also be used to stop a child absconding. It must be necessary and proportionate.',
    basis: 'must',
    cites: [
      { source: 'R', at: '20(1)' },
      { source: 'R', at: '20(2)' },
    ],
  },
  {
    id: 'C5-F5',
    text: 'Restraint means using force, or restricting liberty of movement. It counts even when the child does not resist. A handle placed too high or a wheelchair switched off can be restraint.',
    basis: 'must',
    cites: [
      { source: 'R', at: '2' },
      { source: 'G', at: '9.42' },
    ],
  },
  {
    id: 'C5-F6',
    text: 'Restraint should use the least force for the shortest time. It should never use deliberate pain, a technique that may hinder breathing, or a neck hold.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.50' },
      { source: 'G', at: '9.51' },
      { source: 'G', at: '9.56' },
    ],
  },
  {
    id: 'C5-F7',
    text: 'You may stop a child leaving to be exploited, if that is proportionate and lasts no longer than needed.',
    basis: 'should',
    cites: [{ source: 'G', at: '9.52' }],
  },
  {
    id: 'C5-F8',
    text: 'Before restraint, staff should weigh the child’s age, size, disability and health. They should weigh the risk of not acting, the child’s earlier views, the method, and the relationship afterwards.',
    basis: 'should',
    cites: [{ source: 'G', at: '9.55' }],
  },
  {
    id: 'C5-F9',
    text: 'The record must be made within 24 hours. Within 48 hours the manager must speak to the person who used restraint, and sign. The manager may choose someone to do this. Within 5 days the child must be spoken to, and this must be noted.',
    basis: 'must',
    cites: [{ source: 'R', at: '35(3)' }],
  },
  {
    id: 'C5-F10',
    text: 'The child should be heard, ideally within 24 hours. They should be able to add to the record and be offered advocacy. The Regulations exempt routine restraint set out in an education, health and care plan from this record.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.60' },
      { source: 'R', at: '35(4)' },
    ],
  },
  {
    id: 'C5-F11',
    text: 'The record must name the child. It must give the behaviour before, and the date, time and place. It must give the measure, its length and the steps taken to avoid it. It must say who used it and who else was there. It must give the effect, and any injury and treatment.',
    basis: 'must',
    cites: [{ source: 'R', at: '35(3)(a)' }],
  },
  {
    id: 'C5-F12',
    text: 'A home should not involve the police where an ordinary family would not.',
    basis: 'should',
    cites: [{ source: 'G', at: '9.40' }],
  },
];
