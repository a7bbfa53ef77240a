import { practice } from './en-GB/practice.ts';
import { phrasebook } from './phrasebook.ts';

/** Practice seen by two people, each on their own phone. */
export const w = phrasebook(practice);
