import type { Course, CourseFact } from '../../../shared/training/course.ts';
import type { Question } from '../../../shared/training/question.ts';

const facts: CourseFact[] = [
  {
    id: 'FS-F1',
    text: 'In our home the ligature knife has a known place.',
    basis: 'home',
    cites: [{ source: 'HD', at: 'curriculum C8-F15' }],
  },
  {
    id: 'FS-F2',
    text: "Staff must know and follow the home's child protection policies.",
    basis: 'must',
    cites: [{ source: 'R', at: '12(2)(a)(vii)' }],
  },
  {
    id: 'FS-F3',
    text: 'The registered manager runs the home. The Guide says induction should cover whistleblowing, which means raising a concern about wrongdoing at work.',
    basis: 'must',
    cites: [
      { source: 'R', at: '2' },
      { source: 'G', at: '10.9' },
    ],
  },
];

const questions: Question[] = [
  {
    type: 'single',
    id: 'FS-Q1',
    prompt: 'It is your first night. The drawer where you expected the ligature knife is empty. What do you do?',
    facts: ['FS-F1'],
    star: false,
    options: [
      { id: 'a', text: 'Leave it. Someone will know if it is needed.', right: false, says: 'There is no time to ask in an emergency. Find out now, while it is quiet.' },
      {
        id: 'b',
        text: 'Tell the person in charge now, and go to see its place.',
        right: true,
        says: 'Yes. The knife has a known place in this home. If it is not there, the person in charge needs to know at once.',
      },
      {
        id: 'c',
        text: 'Bring scissors from the kitchen, just in case.',
        right: false,
        says: 'You are thinking ahead. But the right knife must be in its place. Tell the person in charge now.',
      },
    ],
  },
  {
    type: 'single',
    id: 'FS-Q2',
    prompt: 'A policy here differs from the one in your last home. Which do you follow?',
    facts: ['FS-F2'],
    star: false,
    options: [
      {
        id: 'a',
        text: "This home's policy. I ask if I am not sure.",
        right: true,
        says: "Yes. The Regulations say staff must follow the home's child protection policies. Asking is right.",
      },
      { id: 'b', text: 'The one I know best.', right: false, says: "It is natural to do what you know. But this home's team relies on its own policy." },
      { id: 'c', text: 'Whichever a colleague uses.', right: false, says: 'Colleagues can show you. But read it for yourself, as habits can drift.' },
    ],
  },
];

/** The things only this home can say, before a first shift. Its slots are filled by the manager. */
export const thisHome: Course = {
  id: 'FS-home',
  version: 1,
  changeClass: 'new',
  kind: 'short',
  title: 'This home: first things',
  summary: 'Who is in charge, where the ligature knife is, and which policies to read, before your first shift here.',
  minutes: 5,
  passMark: 80,
  renewal: { months: null, basis: 'commonPractice' },
  outcomes: ['Know who is in charge.', 'Know where the ligature knife is.', 'Know where the key policies are.'],
  facts,
  questions,
  modules: [
    {
      id: 'FS-home-M1',
      kind: 'lesson',
      title: 'Who, where and which',
      minutes: 3,
      screens: [
        {
          kind: 'read',
          id: 'FS-S1',
          title: 'Why it matters',
          paragraphs: ['Every home is different. In an emergency there is no time to ask where things are.', 'Take this slowly. Walk to each place as you read about it.'],
          facts: ['FS-F1', 'FS-F2'],
        },
        {
          kind: 'local',
          id: 'FS-S2',
          title: 'Who is in charge',
          slot: 'inCharge',
          ask: 'Ask who leads this shift, who is on call, and how to reach the registered manager.',
          facts: ['FS-F3'],
        },
        {
          kind: 'local',
          id: 'FS-S3',
          title: 'Where our ligature knife is',
          slot: 'ligatureKnife',
          ask: 'Ask to be shown the ligature knife: a safe knife for cutting something tight around the neck. Ask how you reach it at night.',
          facts: ['FS-F1'],
        },
        {
          kind: 'local',
          id: 'FS-S4',
          title: 'Our key policies',
          slot: 'keyPolicies',
          ask: 'Ask where the policies are. Read child protection, missing children and whistleblowing first.',
          facts: ['FS-F2', 'FS-F3'],
        },
        {
          kind: 'read',
          id: 'FS-S5',
          title: 'Before you start',
          paragraphs: ['If any answer is still missing, ask the person in charge before your shift starts. You are never a nuisance for asking.'],
          facts: ['FS-F2', 'FS-F3'],
        },
      ],
    },
    {
      id: 'FS-home-M2',
      kind: 'quiz',
      title: 'Quick check',
      minutes: 2,
      screens: questions.map((question, index) => ({ kind: 'question', id: `FS-S${6 + index}`, question: question.id })),
    },
  ],
};
