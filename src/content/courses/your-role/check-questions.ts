import type { Question } from '../../../shared/training/question.ts';

/** Asked inside the lessons; they teach and do not count. */
export const yourRoleChecks: Question[] = [
  {
    id: 'C1-K1',
    type: 'trueFalse',
    prompt: 'The duty to report covers abuse that happened years ago.',
    facts: ['C1-F7'],
    star: false,
    isTrue: true,
    saysRight: 'Yes. The Regulations cover abuse now and abuse in the past. Old harm can still put a child at risk today.',
    saysWrong: 'It can feel too late to raise it. But the Regulations cover past abuse as well as abuse now. Report it.',
  },
  {
    id: 'C1-B1',
    type: 'branch',
    prompt: 'You have a worry at the end of a shift. Choose what you would do at each step.',
    facts: ['C1-F7', 'C1-F8', 'C1-F10'],
    star: false,
    start: 'worry',
    nodes: [
      {
        id: 'worry',
        text: 'You hear a loud slap from the kitchen. Ryan, 11, runs out holding his face. Your colleague Lee says, “Leave it. It was nothing.”',
        choices: [
          {
            id: 'wait',
            text: 'See if it happens again before you say anything',
            to: 'home',
            says: 'You want to be fair to Lee. But Ryan may be hurt while you wait. It is not your job to be sure.',
          },
          { id: 'manager', text: 'See that Ryan is safe, then tell the registered manager', to: 'manager', says: 'Yes. Ryan comes first, and then you report it at once.' },
          {
            id: 'lee',
            text: 'Agree with Lee to sort it out between you',
            to: 'home',
            says: 'You have to work together, so this feels kind. But keeping it between you is not reporting it.',
          },
        ],
      },
      {
        id: 'home',
        text: 'You are at home, and you cannot sleep. Nobody has been told. Ryan is on shift with Lee again tomorrow.',
        choices: [
          { id: 'ring', text: 'Ring the registered manager now', to: 'manager', says: 'Yes. You can always put it right. Reporting late is far better than not reporting.' },
          { id: 'forget', text: 'Let it go, as you have left it too long', to: 'silent', says: 'It is never too late. The Regulations cover abuse in the past too.' },
        ],
      },
      {
        id: 'manager',
        text: 'You tell the registered manager. She says, “Lee is a good worker. Let us not make a fuss.” Nothing happens.',
        choices: [
          {
            id: 'enough',
            text: 'Leave it there, as you have told your manager',
            to: 'silent',
            says: 'You did the first part well. But Ryan is still not safe. You may go further.',
          },
          {
            id: 'outside',
            text: 'Tell Ofsted, an officer of the home’s local authority, or the police',
            to: 'heard',
            says: 'Yes. The Regulations name all of these. You do not need to ask your manager first.',
          },
          {
            id: 'friends',
            text: 'Post about it in a staff group chat',
            to: 'chat',
            says: 'You want someone to listen. But a chat cannot keep Ryan safe, and his story is private.',
          },
        ],
      },
      {
        id: 'chat',
        text: 'Three workers send sad faces. Nobody reports it. Ryan is still on shift with Lee.',
        choices: [
          { id: 'report', text: 'Take the post down and report it to Ofsted or the police', to: 'heard', says: 'Yes. Those people can act. Tell them about the post too.' },
          { id: 'hope', text: 'Hope that one of the others reports it', to: 'silent', says: 'Each of them may be hoping the same of you. If you know, you report.' },
        ],
      },
    ],
    endings: [
      { id: 'heard', text: 'Someone with the power to act now knows. Ryan is listened to. You spoke up, and you did not stop at the first closed door.', safe: true },
      { id: 'silent', text: 'Nobody who can act has been told. Ryan is still at risk. Not reporting abuse is a ground for discipline. Try again.', safe: false },
    ],
  },
  {
    id: 'C1-K2',
    type: 'match',
    prompt: 'Who does what? Match each person or body to their part.',
    facts: ['C1-F9', 'C1-F10', 'C1-F11'],
    star: false,
    saysRight: 'Yes. Each one sees the home from a different place. Together they help to keep children safe.',
    saysWrong: 'Look again. The manager runs the home, and the responsible individual supervises that. The independent person visits monthly. Ofsted registers and inspects.',
    targets: [
      { id: 'manager', text: 'Registered manager' },
      { id: 'responsible', text: 'Responsible individual' },
      { id: 'independent', text: 'Independent person' },
      { id: 'ofsted', text: 'Ofsted' },
    ],
    entries: [
      { id: 'registers', text: 'Registers homes and inspects them', target: 'ofsted' },
      { id: 'runs', text: 'Runs the home from day to day', target: 'manager' },
      { id: 'visits', text: 'Visits at least once a month and writes a report', target: 'independent' },
      { id: 'supervises', text: 'Supervises how the home is managed', target: 'responsible' },
    ],
  },
  {
    id: 'C1-K3',
    type: 'several',
    prompt: 'Which of these are quality standards? Choose all that are right.',
    facts: ['C1-F1'],
    star: false,
    options: [
      { id: 'a', text: 'Protection of children', right: true, says: 'Yes. It is one of the nine standards in the Regulations.' },
      { id: 'b', text: 'Neat and tidy bedrooms', right: false, says: 'A pleasant home matters. But tidy rooms are not one of the nine standards.' },
      { id: 'c', text: 'Positive relationships', right: true, says: 'Yes. How we get on with children is a standard of its own.' },
      { id: 'd', text: 'Care planning', right: true, says: 'Yes. Care planning is the last of the nine.' },
    ],
  },
  {
    id: 'C1-K4',
    type: 'single',
    prompt: 'Amina is off work for many months with an illness. What happens to her Level 3 date?',
    facts: ['C1-F3'],
    star: false,
    options: [
      { id: 'a', text: 'It moves by itself, day for day', right: false, says: 'That would seem fair. But nothing moves by itself. The registered person has to decide.' },
      {
        id: 'b',
        text: 'It moves only if the registered person defers it',
        right: true,
        says: 'Yes. The Regulations allow it for a long absence or part-time work. Ask, and get it in writing.',
      },
      { id: 'c', text: 'It can never move', right: false, says: 'There is some room. The registered person may defer it for a long absence or part-time work.' },
    ],
  },
  {
    id: 'C1-K5',
    type: 'several',
    prompt: 'What must the home give you as a worker? Choose all that are right.',
    facts: ['C1-F5', 'C1-F6'],
    star: false,
    options: [
      { id: 'a', text: 'An induction', right: true, says: 'Yes. The Regulations say every worker must have an induction.' },
      { id: 'b', text: 'A job description', right: true, says: 'Yes. You must know what your job is.' },
      {
        id: 'c',
        text: 'Supervision, but only if something goes wrong',
        right: false,
        says: 'Supervision is not a telling-off. The Regulations say you must have practice supervision, whatever happens.',
      },
      { id: 'd', text: 'Chances to develop', right: true, says: 'Yes. Development is part of what the Regulations ask for.' },
    ],
  },
];
