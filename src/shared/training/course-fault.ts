/** Everything that stops a course from being published. The list is closed: each kind has a test. */
export const COURSE_FAULT_KINDS = [
  'unsourcedFact',
  'unknownSource',
  'unsourcedQuestion',
  'unknownFact',
  'unanswerable',
  'brokenBranch',
  'duplicateId',
  'screenQuestionMissing',
  'questionNotUsed',
  'questionUsedTwice',
  'starNotInQuiz',
  'quizTooShort',
  'tooFewFacts',
  'minutesDoNotAdd',
  'noSays',
  'blamesChild',
  'sentenceTooLong',
] as const;
export type CourseFaultKind = (typeof COURSE_FAULT_KINDS)[number];

/** `at` is the id of the fact, question, screen, module or course where it was found. */
export type CourseFault = { kind: CourseFaultKind; at: string; detail: string };
