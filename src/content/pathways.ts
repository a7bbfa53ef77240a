import type { Pathway } from '../shared/training/pathway.ts';

const WEEK = 7;
const MONTH = 30;
const THREE_MONTHS = 90;
const SIX_MONTHS = 180;

const NOT_HELD = 'Not in Hearth yet. Ask your manager where it is taught.';
const IN_PERSON = 'Taught in person, outside Hearth. Your manager books it and keeps the certificate.';

/** What a person must learn, in order. Only course steps are tracked; the rest is said so that the path is honest. */
export const pathways: Pathway[] = [
  {
    id: 'first-shift',
    title: 'First shift',
    summary: 'About 38 minutes before your first duty in this home. Until it is done you may only shadow.',
    roles: ['carer', 'agency', 'senior', 'deputy', 'manager'],
    basis: 'Regulations 12, 25 and 33; the Guide 10.9. The 38 minutes and the order are the academy’s own.',
    unconfirmed: 'The contents of the first shift are the academy’s choice; a person must confirm them before launch.',
    steps: [
      { kind: 'course', course: 'C9-core', dueDays: 0, or: ['C9'] },
      { kind: 'course', course: 'C1-core', dueDays: 0, or: ['C1'] },
      { kind: 'course', course: 'C2-core', dueDays: 0, or: ['C2', 'C2-refresh'] },
      { kind: 'course', course: 'C3-basics', dueDays: 0, or: ['C3'] },
      { kind: 'course', course: 'FS-home', dueDays: 0 },
    ],
  },
  {
    id: 'induction',
    title: 'Induction',
    summary: 'Your first 24 weeks: eight courses here, and what is taught in person or elsewhere. You have a mentor from week 1.',
    roles: ['carer', 'senior', 'deputy'],
    basis: 'Regulation 33(1) asks for an induction and probation and sets no length. The days are common practice.',
    unconfirmed: 'No statutory list of courses or days exists (Guide 10.8); the academy lead must confirm each day.',
    steps: [
      { kind: 'outside', title: 'Meet your mentor', dueDays: WEEK, note: 'A named, experienced colleague who is not your line manager. Your manager chooses them with you.' },
      { kind: 'course', course: 'C9', dueDays: WEEK },
      { kind: 'course', course: 'C2', dueDays: WEEK },
      { kind: 'course', course: 'C1', dueDays: WEEK },
      { kind: 'course', course: 'C10', dueDays: WEEK },
      { kind: 'outside', title: 'Exploitation and Prevent', dueDays: WEEK, note: NOT_HELD },
      { kind: 'outside', title: 'Bullying and child-on-child abuse', dueDays: WEEK, note: NOT_HELD },
      { kind: 'outside', title: 'Food hygiene, level 2', dueDays: WEEK, note: IN_PERSON },
      { kind: 'outside', title: 'Health and safety, and infection', dueDays: WEEK, note: NOT_HELD },
      { kind: 'outside', title: 'Equality and diversity', dueDays: WEEK, note: NOT_HELD },
      { kind: 'course', course: 'C3', dueDays: MONTH },
      { kind: 'outside', title: 'Before you work alone', dueDays: MONTH, note: 'The missing child course comes before any lone work, however early that is. Your manager checks.' },
      { kind: 'course', course: 'C5', dueDays: MONTH },
      {
        kind: 'outside',
        title: 'Restraint scheme',
        dueDays: MONTH,
        note: 'Taught in person by a scheme instructor. Do not restrain by technique before you hold the certificate.',
      },
      { kind: 'outside', title: 'Trauma and PACE', dueDays: MONTH, note: NOT_HELD },
      { kind: 'outside', title: 'Review at 12 weeks', dueDays: 84, note: 'A probation review with your manager, face to face.' },
      { kind: 'course', course: 'C6', dueDays: THREE_MONTHS },
      { kind: 'course', course: 'C8', dueDays: THREE_MONTHS },
      { kind: 'outside', title: 'First aid, and minor illness', dueDays: THREE_MONTHS, note: IN_PERSON },
      { kind: 'outside', title: 'Fire marshal', dueDays: THREE_MONTHS, note: IN_PERSON },
      { kind: 'outside', title: 'Review at 24 weeks', dueDays: 168, note: 'A probation review with your manager, face to face.' },
      { kind: 'outside', title: 'Online safety', dueDays: SIX_MONTHS, note: NOT_HELD },
      { kind: 'outside', title: 'Mental health', dueDays: SIX_MONTHS, note: NOT_HELD },
      { kind: 'outside', title: 'FGM awareness and LGBT awareness', dueDays: SIX_MONTHS, note: NOT_HELD },
    ],
  },
  {
    id: 'agency-passport',
    title: 'Agency passport',
    summary: 'About 90 minutes before a first shift as agency staff: what is local to this home, and three refreshers.',
    roles: ['agency'],
    basis: 'The Guide 10.12 and 10.16; Ofsted’s guidance on recruiting staff. The courses and minutes are common practice.',
    unconfirmed: 'The list of refreshers is common practice; the academy lead must confirm it.',
    steps: [
      {
        kind: 'outside',
        title: 'Identity, DBS and Level 3 date',
        dueDays: 0,
        note: 'The manager checks identity, the agency’s written DBS confirmation and the Level 3 date. At short notice an agency worker is never in sole charge.',
      },
      { kind: 'course', course: 'C9-core', dueDays: 0, or: ['C9'] },
      { kind: 'course', course: 'C3-basics', dueDays: 0, or: ['C3'] },
      { kind: 'course', course: 'FS-home', dueDays: 0 },
      { kind: 'course', course: 'C2-refresh', dueDays: 0, or: ['C2'] },
      { kind: 'course', course: 'C5-refresh', dueDays: 0, or: ['C5'] },
      { kind: 'course', course: 'C6-refresh', dueDays: 0, or: ['C6'] },
    ],
  },
];
