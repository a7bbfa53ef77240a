import type { Question, QuestionType } from '../../shared/training/question.ts';
import type { Answer } from '../../shared/training/answer.ts';

/** What every kind of question is given. `given` closes it: the answer is shown and no longer asked. */
export type Ask<Type extends QuestionType> = {
  question: Extract<Question, { type: Type }>;
  /** Same seed, same order of options, so that an attempt opened again looks as it did. */
  seed: string;
  given: Answer | null;
  busy: boolean;
  onAnswer: (answer: Answer) => void;
};
