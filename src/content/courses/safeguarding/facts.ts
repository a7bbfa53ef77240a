import type { CourseFact } from '../../../shared/training/course.ts';

const schoolsGuidance = 'This guidance is written for schools. The academy lead must confirm its use in children’s homes.';

export const safeguardingFacts: CourseFact[] = [
  {
    id: 'C2-F1',
    text: 'Working Together names four kinds of abuse. They are physical abuse, emotional abuse, sexual abuse and neglect.',
    basis: 'practice',
    cites: [{ source: 'WT', at: 'glossary' }],
  },
  {
    id: 'C2-F2',
    text: 'Some emotional abuse is part of every kind of abuse. It can also happen on its own.',
    basis: 'practice',
    cites: [{ source: 'WT', at: 'glossary' }],
  },
  {
    id: 'C2-F3',
    text: 'Sexual abuse does not need touch, and it can happen online. Women and other children can also be the ones who abuse.',
    basis: 'practice',
    cites: [{ source: 'WT', at: 'glossary' }],
  },
  {
    id: 'C2-F4',
    text: 'Neglect means failing, again and again, to meet a child’s needs. Medical care and supervision are two such needs.',
    basis: 'practice',
    cites: [{ source: 'WT', at: 'glossary' }],
  },
  {
    id: 'C2-F5',
    text: 'Never promise a child that you will keep abuse a secret. Tell only the people who need to know.',
    basis: 'practice',
    cites: [
      { source: 'K', at: 'paragraph 15' },
      { source: 'K', at: 'paragraph 478' },
    ],
    unconfirmed: schoolsGuidance,
  },
  {
    id: 'C2-F6',
    text: 'Ask open questions, not leading ones. Write it up straight afterwards, with the facts as the child gave them.',
    basis: 'practice',
    cites: [{ source: 'K', at: 'paragraph 477' }],
    unconfirmed: schoolsGuidance,
  },
  {
    id: 'C2-F7',
    text: 'Report any allegation to a senior manager at once. The LADO should be told within one working day. The LADO is the council officer for allegations about staff.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.17' },
      { source: 'WT', at: 'paragraph 226' },
    ],
  },
  {
    id: 'C2-F8',
    text: 'An allegation can be about harm to a child, a possible crime, or someone posing a risk. It can also be that someone is not suitable to work with children.',
    basis: 'practice',
    cites: [{ source: 'WT', at: 'paragraph 223' }],
  },
  {
    id: 'C2-F9',
    text: 'Anyone may refer a child to the council. Refer at once if significant harm is likely. The council should reply and decide the next steps in one working day. If you are not satisfied, escalate.',
    basis: 'practice',
    cites: [
      { source: 'WT', at: 'paragraph 150' },
      { source: 'WT', at: 'paragraph 153' },
      { source: 'WT', at: 'paragraph 151' },
    ],
  },
  {
    id: 'C2-F10',
    text: 'If a person is removed because they pose a risk to children, the home refers them to DBS. DBS is the Disclosure and Barring Service. Referring can be a legal duty. Failing to do it without good reason is then an offence.',
    basis: 'must',
    cites: [
      { source: 'WT', at: 'paragraph 227' },
      { source: 'WT', at: 'paragraph 228' },
    ],
  },
  {
    id: 'C2-F11',
    text: 'The home must tell Ofsted of an allegation without delay. It must also tell Ofsted when a child protection enquiry starts and how it ends. The Guide says this should be within 24 hours.',
    basis: 'must',
    cites: [
      { source: 'R', at: '40(4)(c)-(d)' },
      { source: 'G', at: '14.13' },
    ],
  },
  {
    id: 'C2-F12',
    text: 'Children should be able to reach Childline on 0800 1111, in private.',
    basis: 'should',
    cites: [{ source: 'G', at: '9.16' }],
  },
  {
    id: 'C2-F13',
    text: 'You may report abuse to the registered person, Ofsted or the police. You may also report to an officer of the council where the home is.',
    basis: 'must',
    cites: [{ source: 'R', at: '33(3)' }],
  },
  {
    id: 'C2-F14',
    text: 'If a child tells you about harm by a colleague, make them safe and listen. Do not investigate.',
    basis: 'practice',
    cites: [{ source: 'HD', at: 'curriculum C2-Q1' }],
    unconfirmed: 'A person must confirm the words “do not investigate” before launch.',
  },
];
