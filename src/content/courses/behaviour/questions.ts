import type { Question } from '../../../shared/training/question.ts';
import { behaviourCheckQuestions } from './check-questions.ts';
import { behaviourQuizQuestions } from './quiz-questions.ts';
import { behaviourScenario } from './scenario.ts';

export const behaviourQuestions: Question[] = [...behaviourQuizQuestions, ...behaviourCheckQuestions, behaviourScenario];
