import type { CourseFact } from '../../../shared/training/course.ts';

export const facts: CourseFact[] = [
  {
    id: 'C6-F1',
    text: 'The home must arrange how medicines are handled, recorded, kept safe, given and disposed of.',
    basis: 'must',
    cites: [{ source: 'R', at: '23(1)' }],
  },
  {
    id: 'C6-F2',
    text: 'No child may get at medicines unsupervised. A prescribed medicine must be given as prescribed, and only to the child it is for. Every dose must be recorded. The Guide says refusals should be recorded too.',
    basis: 'must',
    cites: [
      { source: 'R', at: '23(2)(a)' },
      { source: 'R', at: '23(2)(b)' },
      { source: 'R', at: '23(2)(c)' },
      { source: 'G', at: '7.15' },
    ],
  },
  {
    id: 'C6-F3',
    text: 'A child may keep and take their own medicine if it is safe for them and other people cannot use it.',
    basis: 'must',
    cites: [
      { source: 'R', at: '23(3)' },
      { source: 'G', at: '7.16' },
    ],
  },
  {
    id: 'C6-F4',
    text: "Consent for first aid and for medicine without a prescription should be in the child's plan. It comes from someone with parental responsibility. The social worker arranges it.",
    basis: 'should',
    cites: [{ source: 'G', at: '7.14' }],
  },
  {
    id: 'C6-F5',
    text: 'If you are unsure about a medicine, you should ask a GP, a community pharmacist or the designated nurse. Staff should follow a protocol that a medical professional has approved.',
    basis: 'should',
    cites: [{ source: 'G', at: '7.15' }],
  },
  {
    id: 'C6-F6',
    text: "The child's case record must show medicines kept for them, any medicine they take themselves, doses given and disposal. It must also show allergies.",
    basis: 'must',
    cites: [
      { source: 'R', at: 'Schedule 3, paragraph 25' },
      { source: 'R', at: 'Schedule 3, paragraph 23' },
    ],
  },
  {
    id: 'C6-F7',
    text: 'Medicine must never be given or held back as discipline.',
    basis: 'must',
    cites: [{ source: 'R', at: '19(2)(d)' }],
  },
  {
    id: 'C6-F8',
    text: 'As-needed medicine needs clear records. Medicine should be used to restrain a child only by qualified staff, following best practice.',
    basis: 'should',
    cites: [
      { source: 'SC', at: "children's homes, text of 29 June 2026" },
      { source: 'G', at: '9.47' },
    ],
  },
  {
    id: 'C6-F9',
    text: 'If controlled drugs are lost or stolen, the home tells the NHS controlled drugs officer, and the police if needed.',
    basis: 'practice',
    cites: [{ source: 'SC', at: "children's homes, text of 29 June 2026" }],
  },
  {
    id: 'C6-F10',
    text: 'The six rights are: right child, right medicine, right dose, right route, right time, right record.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C6-F10' }],
    unconfirmed: 'A competent person must confirm that these are the six rights this academy teaches.',
  },
  {
    id: 'C6-F11',
    text: 'After a medicine error, get medical advice at once, be open about it, record it and report it.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C6-F11' }],
    unconfirmed: 'A competent person must confirm these steps after a medicine error before launch.',
  },
];
