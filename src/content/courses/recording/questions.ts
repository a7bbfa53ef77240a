import type { Question } from '../../../shared/training/question.ts';
import { recordingCheckQuestions } from './check-questions.ts';
import { recordingQuizQuestions } from './quiz-questions.ts';
import { recordingScenario } from './scenario.ts';

export const recordingQuestions: Question[] = [...recordingQuizQuestions, ...recordingCheckQuestions, recordingScenario];
