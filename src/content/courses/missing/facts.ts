import type { CourseFact } from '../../../shared/training/course.ts';

export const missingFacts: CourseFact[] = [
  {
    id: 'C3-F1',
    text: 'The home must have a policy for when a child is missing. It covers prevention, what to do, and what each worker’s role is. It must take account of police and council protocols, which are agreed local rules.',
    basis: 'must',
    cites: [{ source: 'R', at: '34(4)-(5)' }],
  },
  {
    id: 'C3-F2',
    text: 'The Guide says a child who is likely to go missing should have a strategy in the placement plan. Staff should talk with the child about the dangers and where to get help.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.24' },
      { source: 'G', at: '9.27' },
    ],
  },
  {
    id: 'C3-F3',
    text: 'First checks, if they are safe to do: the room, the house, outbuildings and vehicles. Phone the child. Try friends, relatives and usual places. Inspectors expect staff to look for a missing child.',
    basis: 'home',
    cites: [
      { source: 'MP', at: 'section 3' },
      { source: 'SC', at: 'children’s homes, text of 29 June 2026' },
    ],
  },
  {
    id: 'C3-F4',
    text: 'If the child is not found after reasonable steps, call the police. Use 101, or 999 in an emergency. Tell the social worker or the council’s out-of-hours team.',
    basis: 'home',
    cites: [{ source: 'MP', at: 'section 3' }],
  },
  {
    id: 'C3-F5',
    text: 'The police need the child’s name, birth date, description, clothes, photo and medical needs. They need to know when, where and with whom the child was last seen, and who their friends are.',
    basis: 'home',
    cites: [{ source: 'MP', at: 'section 3' }],
  },
  {
    id: 'C3-F6',
    text: 'A child who is late, when you know where they are, is not missing. You still act for their welfare.',
    basis: 'home',
    cites: [{ source: 'MP', at: 'principle 5' }],
  },
  {
    id: 'C3-F7',
    text: 'A short time missing can be as risky as a long one. The risk goes up when it happens again and again.',
    basis: 'home',
    cites: [{ source: 'MP', at: 'principle 1' }],
  },
  {
    id: 'C3-F8',
    text: 'When a child returns, show that you are relieved. Check their health, food and drink, and safety. If you suspect a crime, call the police at once. Gently discourage washing, as it can remove evidence.',
    basis: 'home',
    cites: [{ source: 'MP', at: 'section 5' }],
  },
  {
    id: 'C3-F9',
    text: 'The Guide says the council has to offer the child an independent return interview. One local protocol says within 72 hours. If it is not offered, inspectors expect the home to challenge the council.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.30' },
      { source: 'MP', at: 'section 5' },
      { source: 'SC', at: 'children’s homes, text of 29 June 2026' },
    ],
    unconfirmed: 'A person must confirm that the 2014 national guidance also says 72 hours, and what this home’s own protocol says.',
  },
  {
    id: 'C3-F10',
    text: 'The home must record the date, what happened, and where the child was. The Guide says the home should then look for gaps in staff training.',
    basis: 'must',
    cites: [
      { source: 'R', at: 'Schedule 3, paragraph 14' },
      { source: 'G', at: '9.31' },
    ],
  },
  {
    id: 'C3-F11',
    text: 'Keep the grab-pack forms up to date. One local protocol says fill them in before a planned move in, or within five days if it was not planned. They are handed to the police officer.',
    basis: 'home',
    cites: [
      { source: 'MP', at: 'section 4' },
      { source: 'MP', at: 'section 6' },
    ],
  },
  {
    id: 'C3-F12',
    text: 'If a child keeps going missing, the Guide says there should be a risk meeting. The placing council, the local council and the police should agree a strategy. The Regulations cover asking for a review of the child’s plan.',
    basis: 'should',
    cites: [
      { source: 'G', at: '9.32' },
      { source: 'R', at: '14(2)(e)' },
    ],
  },
];
