import type { Module } from '../../../shared/training/course.ts';

/** The first-shift course is cut from this module, so it must stand alone. */
export const missingBasics: Module = {
  id: 'C3-M1',
  kind: 'lesson',
  title: 'The first minutes',
  minutes: 8,
  screens: [
    {
      kind: 'read',
      id: 'C3-S1',
      title: 'Why the first minutes matter',
      paragraphs: [
        'A child you cannot find may be frightened, lost, or with someone who means harm. The sooner you act, the safer they are.',
        'Never blame the child. Something is pulling them away, or pushing them out. Your calm action tells them that they matter.',
      ],
      facts: ['C3-F3', 'C3-F4'],
    },
    {
      kind: 'read',
      id: 'C3-S2',
      title: 'Late is not the same as missing',
      paragraphs: [
        'If a child is late, but you know where they are, they are not missing. You still act for their welfare.',
        'Keep in contact. Follow the child’s plan. If you become unsure where they are, start the first checks.',
      ],
      facts: ['C3-F6'],
    },
    {
      kind: 'read',
      id: 'C3-S3',
      title: 'First checks',
      paragraphs: ['Do these at once, if they are safe to do. Inspectors expect staff to look for a missing child. Start a timed log as you go.'],
      points: ['The child’s room and the whole house.', 'Outbuildings and vehicles.', 'Phone the child.', 'Call friends and relatives.', 'Try the usual places.'],
      facts: ['C3-F3'],
      picture: { file: '/media/missing/first-checks-1.svg', alt: 'Five checks in a row, each ticked: a house, a car, a phone, two people, and a place on a map.' },
    },
    { kind: 'question', id: 'C3-S4', question: 'C3-K1' },
    {
      kind: 'read',
      id: 'C3-S5',
      title: 'Still not found? Report',
      paragraphs: [
        'When reasonable steps have not found the child, call the police. Use 101, or 999 in an emergency. Do not wait for handover.',
        'Tell the social worker, or the council’s out-of-hours team. Tell your on-call manager too.',
        'These steps come from one local protocol. Your home has its own, so follow that.',
      ],
      facts: ['C3-F4'],
    },
    {
      kind: 'read',
      id: 'C3-S6',
      title: 'What the police need',
      paragraphs: ['Have these in front of you when you call. Facts help officers to look. Opinions do not.'],
      points: [
        'Name and birth date.',
        'Description, clothes and a photo.',
        'Medical needs and medicines.',
        'When, where and with whom the child was last seen.',
        'Who their friends are.',
      ],
      facts: ['C3-F5'],
    },
    { kind: 'question', id: 'C3-S7', question: 'C3-K2' },
    {
      kind: 'local',
      id: 'C3-S8',
      title: 'Our home’s missing protocol',
      slot: 'missingProtocol',
      ask: 'Ask the shift leader where the missing protocol and the grab packs are kept. Ask who is told out of hours, and on which number.',
      facts: ['C3-F1', 'C3-F4'],
    },
  ],
};
