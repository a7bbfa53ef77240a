import { shifts } from './en-GB/shifts.ts';
import { phrasebook } from './phrasebook.ts';

/** What a person reads about their own shifts. */
export const sh = phrasebook(shifts);
