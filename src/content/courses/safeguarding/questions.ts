import type { Question } from '../../../shared/training/question.ts';
import { safeguardingCheckQuestions } from './check-questions.ts';
import { safeguardingQuizQuestions } from './quiz-questions.ts';
import { safeguardingScenario } from './scenario.ts';

export const safeguardingQuestions: Question[] = [...safeguardingQuizQuestions, ...safeguardingCheckQuestions, safeguardingScenario];
