import type { Cover, OutsideCourse } from '../shared/training/catalogue.ts';

/** Certificates from outside that a rota asks for. No course of Hearth can give one. */
export const outsideCourses: OutsideCourse[] = [
  {
    id: 'first-aid',
    title: 'First aid certificate',
    renewalMonths: 36,
    unconfirmed:
      'Regulation 31 does not say which first aid qualification is suitable: the home’s needs assessment decides. 3 years without grace comes from HSE L74, read second-hand.',
  },
];

/** What shows that somebody can do what a shift must have (regulations 31 and 23; Guide 9.57). */
export const cover: Cover[] = [
  { what: 'firstAid', courseId: 'first-aid', or: [] },
  { what: 'medication', courseId: 'C6', or: ['C6-refresh'] },
  { what: 'restraint', courseId: 'C5', or: ['C5-refresh'] },
];

/** What the rota check takes as practice, not as law. */
export const ROTA_PRACTICE = [
  {
    id: 'rota-rest',
    says: 'A swap is offered only with 11 hours of rest before and after (Working Time Regulations 1998, regulation 10). A person must confirm how the home counts sleep-ins.',
  },
  { id: 'rota-sleep-in', says: 'A person who sleeps in counts as on duty. A person must confirm that this is how the home plans.' },
  { id: 'rota-lone', says: 'A lone working assessment older than a year is pointed out. The Guide (10.18) names no interval.' },
  { id: 'rota-inducted', says: 'Somebody with no recorded induction counts as inducted once every course of their pathways was held. A person must confirm it.' },
];
