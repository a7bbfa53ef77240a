import { describe, expect, it } from 'vitest';
import { COURSE_FAULT_KINDS } from '../../src/shared/training/course-fault.ts';
import type { CourseFaultKind } from '../../src/shared/training/course-fault.ts';
import { courseFaults } from '../../src/shared/training/course-faults.ts';
import type { Course, Screen } from '../../src/shared/training/course.ts';
import type { Branch, Question } from '../../src/shared/training/question.ts';
import type { Source } from '../../src/shared/training/source.ts';

const sources: Source[] = [{ id: 'R', title: 'A law', short: 'A law, regulation', edition: '2015', url: null, licence: 'open' }];

function single(id: string, changes: Partial<Extract<Question, { type: 'single' }>> = {}): Question {
  return {
    type: 'single',
    id,
    prompt: 'Which?',
    facts: ['T-F1'],
    star: false,
    options: [
      { id: 'a', text: 'This', right: true, says: 'Yes.' },
      { id: 'b', text: 'That', right: false, says: 'Not quite.' },
    ],
    ...changes,
  };
}

function branch(changes: Partial<Branch> = {}): Branch {
  return {
    type: 'branch',
    id: 'T-B1',
    prompt: 'What now?',
    facts: ['T-F1'],
    star: false,
    start: 'one',
    nodes: [
      {
        id: 'one',
        text: 'It starts.',
        choices: [
          { id: 'a', text: 'Go on', to: 'good', says: 'Good.' },
          { id: 'b', text: 'Stop', to: 'bad', says: 'Try again.' },
        ],
      },
    ],
    endings: [
      { id: 'good', text: 'All safe.', safe: true },
      { id: 'bad', text: 'Not safe.', safe: false },
    ],
    ...changes,
  };
}

const quizOf = (questions: readonly Question[]): Screen[] => questions.map((question) => ({ kind: 'question', id: `T-S-${question.id}`, question: question.id }));

/** A small full course without a fault: eight facts, eight questions, one lesson, one quiz. */
function course(changes: Partial<Course> = {}, questions: Question[] = Array.from({ length: 8 }, (_, index) => single(`T-Q${index + 1}`))): Course {
  return {
    id: 'T',
    version: 1,
    changeClass: 'new',
    kind: 'full',
    title: 'A course',
    summary: 'A small course.',
    minutes: 10,
    passMark: 80,
    renewal: { months: 12, basis: 'commonPractice' },
    outcomes: ['Know it.'],
    facts: Array.from({ length: 8 }, (_, index) => ({ id: `T-F${index + 1}`, text: 'Doors stay shut.', basis: 'must' as const, cites: [{ source: 'R', at: '1' }] })),
    questions,
    modules: [
      {
        id: 'T-M1',
        kind: 'lesson',
        title: 'Lesson',
        minutes: 6,
        screens: [{ kind: 'read', id: 'T-S1', title: 'Why', paragraphs: ['Doors stay shut.'], facts: ['T-F1'] }],
      },
      { id: 'T-M2', kind: 'quiz', title: 'Quiz', minutes: 4, screens: quizOf(questions) },
    ],
    ...changes,
  };
}

/** The sound course with one more question in its quiz. */
function withQuestion(question: Question): Course {
  return course({}, [...course().questions, question]);
}

/** The sound course whose one reading screen says something else. */
function saying(paragraph: string): Course {
  const sound = course();
  const [, quiz] = sound.modules;
  return course({
    modules: [
      { id: 'T-M1', kind: 'lesson', title: 'Lesson', minutes: 6, screens: [{ kind: 'read', id: 'T-S1', title: 'Why', paragraphs: [paragraph], facts: ['T-F1'] }] },
      ...(quiz ? [quiz] : []),
    ],
  });
}

const kindsIn = (checked: Course): CourseFaultKind[] => [...new Set(courseFaults(checked, sources).map((fault) => fault.kind))];

const sound = course();
const firstFact = { id: 'T-F1', text: 'Doors stay shut.', basis: 'must' as const, cites: [{ source: 'R', at: '1' }] };
const longSentence = `${Array.from({ length: 26 }, () => 'word').join(' ')}.`;

const FAULTY: [title: string, kind: CourseFaultKind, faulty: Course][] = [
  ['a fact without a source stops a course', 'unsourcedFact', course({ facts: [{ ...firstFact, cites: [] }, ...sound.facts.slice(1)] })],
  ['a fact may only cite a source that Hearth holds', 'unknownSource', course({ facts: [{ ...firstFact, cites: [{ source: 'X', at: '1' }] }, ...sound.facts.slice(1)] })],
  ['a question rests on at least one fact', 'unsourcedQuestion', withQuestion(single('T-Q9', { facts: [] }))],
  ['a question may only rest on a fact of its course', 'unknownFact', withQuestion(single('T-Q9', { facts: ['T-F99'] }))],
  ['a practical may only rest on a fact of its course', 'unknownFact', course({ practical: { id: 'T-P1', title: 'Show it', times: 1, steps: ['Shows it.'], facts: ['T-F99'] } })],
  [
    'a single choice with two right answers cannot be answered',
    'unanswerable',
    withQuestion(
      single('T-Q9', {
        options: [
          { id: 'a', text: 'This', right: true, says: 'Yes.' },
          { id: 'b', text: 'That', right: true, says: 'Yes.' },
        ],
      }),
    ),
  ],
  [
    'a single choice without a right answer cannot be answered',
    'unanswerable',
    withQuestion(
      single('T-Q9', {
        options: [
          { id: 'a', text: 'This', right: false, says: 'No.' },
          { id: 'b', text: 'That', right: false, says: 'No.' },
        ],
      }),
    ),
  ],
  [
    'several choices need a right one',
    'unanswerable',
    withQuestion({ ...single('T-Q9'), type: 'several', options: ['a', 'b', 'c'].map((id) => ({ id, text: id, right: false, says: 'No.' })) } as Question),
  ],
  [
    'several choices need a wrong one',
    'unanswerable',
    withQuestion({ ...single('T-Q9'), type: 'several', options: ['a', 'b', 'c'].map((id) => ({ id, text: id, right: true, says: 'Yes.' })) } as Question),
  ],
  [
    'steps that may swap are steps of the question',
    'unanswerable',
    withQuestion({
      type: 'order',
      id: 'T-Q9',
      prompt: 'Order?',
      facts: ['T-F1'],
      star: false,
      saysRight: 'Yes.',
      saysWrong: 'No.',
      steps: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
      equal: [['a', 'z']],
    }),
  ],
  [
    'every entry goes to a target that is there',
    'unanswerable',
    withQuestion({
      type: 'match',
      id: 'T-Q9',
      prompt: 'Match?',
      facts: ['T-F1'],
      star: false,
      saysRight: 'Yes.',
      saysWrong: 'No.',
      targets: [
        { id: 't1', text: 'One' },
        { id: 't2', text: 'Two' },
      ],
      entries: [
        { id: 'e1', text: 'First', target: 't1' },
        { id: 'e2', text: 'Second', target: 't9' },
      ],
    }),
  ],
  [
    'a number answer is a number',
    'unanswerable',
    withQuestion({ type: 'number', id: 'T-Q9', prompt: 'How many?', facts: ['T-F1'], star: false, saysRight: 'Yes.', saysWrong: 'No.', answer: Number.NaN, unit: 'hours' }),
  ],
  [
    'a scenario has a safe ending',
    'unanswerable',
    withQuestion(
      branch({
        endings: [
          { id: 'good', text: 'Hm.', safe: false },
          { id: 'bad', text: 'No.', safe: false },
        ],
      }),
    ),
  ],
  [
    'a choice in a scenario leads somewhere',
    'brokenBranch',
    withQuestion(
      branch({
        nodes: [
          {
            id: 'one',
            text: 'It starts.',
            choices: [
              { id: 'a', text: 'On', to: 'good', says: 'Good.' },
              { id: 'b', text: 'Off', to: 'bad', says: 'No.' },
              { id: 'c', text: 'Out', to: 'nowhere', says: 'No.' },
            ],
          },
        ],
      }),
    ),
  ],
  ['a scenario starts somewhere', 'brokenBranch', withQuestion(branch({ start: 'nowhere' }))],
  ['every ending of a scenario can be reached', 'brokenBranch', withQuestion(branch({ endings: [...branch().endings, { id: 'lost', text: 'Never seen.', safe: false }] }))],
  [
    'a scenario never walks in a circle',
    'brokenBranch',
    withQuestion(
      branch({
        nodes: [
          {
            id: 'one',
            text: 'It starts.',
            choices: [
              { id: 'a', text: 'On', to: 'two', says: 'Good.' },
              { id: 'b', text: 'Off', to: 'bad', says: 'No.' },
            ],
          },
          {
            id: 'two',
            text: 'It goes on.',
            choices: [
              { id: 'a', text: 'On', to: 'good', says: 'Good.' },
              { id: 'b', text: 'Back', to: 'one', says: 'Again.' },
            ],
          },
        ],
      }),
    ),
  ],
  ['no id is used twice', 'duplicateId', course({ facts: [...sound.facts, firstFact] })],
  [
    'no option id is used twice in a question',
    'duplicateId',
    withQuestion(
      single('T-Q9', {
        options: [
          { id: 'a', text: 'This', right: true, says: 'Yes.' },
          { id: 'a', text: 'That', right: false, says: 'No.' },
        ],
      }),
    ),
  ],
  [
    'a screen shows a question that is there',
    'screenQuestionMissing',
    course({ modules: [...sound.modules.slice(0, 1), { id: 'T-M2', kind: 'quiz', title: 'Quiz', minutes: 4, screens: quizOf([...sound.questions, single('T-Q77')]) }] }),
  ],
  ['every question is shown somewhere', 'questionNotUsed', course({ questions: [...sound.questions, single('T-Q9')] })],
  [
    'no question is shown twice',
    'questionUsedTwice',
    course({
      modules: [
        ...sound.modules.slice(0, 1),
        { id: 'T-M2', kind: 'quiz', title: 'Quiz', minutes: 4, screens: [...quizOf(sound.questions), { kind: 'question', id: 'T-S99', question: 'T-Q1' }] },
      ],
    }),
  ],
  [
    'a safety-critical question counts in the quiz',
    'starNotInQuiz',
    course({
      questions: [...sound.questions, single('T-Q9', { star: true })],
      modules: [...sound.modules, { id: 'T-M3', kind: 'lesson', title: 'More', minutes: 0, screens: quizOf([single('T-Q9')]) }],
    }),
  ],
  ['a full course asks eight questions or more', 'quizTooShort', course({}, sound.questions.slice(0, 7))],
  ['a full course teaches eight facts or more', 'tooFewFacts', course({ facts: sound.facts.slice(0, 7) })],
  ['the minutes of the modules add up to those of the course', 'minutesDoNotAdd', course({ minutes: 11 })],
  [
    'every option is explained',
    'noSays',
    withQuestion(
      single('T-Q9', {
        options: [
          { id: 'a', text: 'This', right: true, says: ' ' },
          { id: 'b', text: 'That', right: false, says: 'No.' },
        ],
      }),
    ),
  ],
  ['a screen never blames a child', 'blamesChild', saying('He puts himself at risk when he runs.')],
  ['a fact never blames a child', 'blamesChild', course({ facts: [{ ...firstFact, text: 'It is attention-seeking.' }, ...sound.facts.slice(1)] })],
  ['a sentence on a screen is at most 25 words', 'sentenceTooLong', saying(longSentence)],
];

describe('what stops a course from being published', () => {
  it('a sound course has no fault', () => {
    expect(courseFaults(course(), sources)).toEqual([]);
    expect(courseFaults(withQuestion(branch()), sources)).toEqual([]);
  });

  it.each(FAULTY)('%s', (_title, kind, faulty) => {
    expect(kindsIn(faulty)).toContain(kind);
  });

  it('every kind of fault in the closed list is found somewhere above', () => {
    expect([...new Set(FAULTY.map(([, kind]) => kind))].sort()).toEqual([...COURSE_FAULT_KINDS].sort());
  });

  it('one mistake is named once, with the place where it is', () => {
    expect(courseFaults(course({ minutes: 11 }), sources)).toEqual([{ kind: 'minutesDoNotAdd', at: 'T', detail: 'modules 10, course 11' }]);
  });

  it('a short course may have fewer facts and questions', () => {
    expect(courseFaults(course({ kind: 'short', facts: sound.facts.slice(0, 1) }, sound.questions.slice(0, 2)), sources)).toEqual([]);
  });

  it('words that blame may be shown in quotes, to teach what not to write', () => {
    expect(kindsIn(saying('Do not write "attention seeking". Say what you saw.'))).toEqual([]);
    expect(kindsIn(saying('Do not write “he puts himself at risk”. He is being exploited.'))).toEqual([]);
  });

  it('a wrong answer may show words that blame', () => {
    const question = single('T-Q9', {
      options: [
        { id: 'a', text: 'Being exploited', right: true, says: 'Yes.' },
        { id: 'b', text: 'She puts herself at risk', right: false, says: 'She is not to blame.' },
      ],
    });
    expect(kindsIn(withQuestion(question))).toEqual([]);
  });

  it('a scenario may lead a wrong turn back to the safe path', () => {
    const recovering = branch({
      nodes: [
        {
          id: 'one',
          text: 'It starts.',
          choices: [
            { id: 'a', text: 'On', to: 'good', says: 'Good.' },
            { id: 'b', text: 'Off', to: 'two', says: 'No.' },
          ],
        },
        {
          id: 'two',
          text: 'It is harder now.',
          choices: [
            { id: 'a', text: 'Repair', to: 'good', says: 'Good.' },
            { id: 'b', text: 'Leave', to: 'bad', says: 'No.' },
          ],
        },
      ],
    });
    expect(kindsIn(withQuestion(recovering))).toEqual([]);
  });
});
