import type { Talk } from '../talk.ts';
import type { SayingDesk } from './desk.ts';

/** The parts of saying something; null is the first of each. */
export type Step = 'more' | 'danger-help' | 'staff' | 'tell' | 'who' | 'check' | 'sent';

/** What every step is handed: `next` goes one on, and back comes here again. */
export type StepProps = { talk: Talk; desk: SayingDesk; next: (step: Step) => void };
