import { phrasebook } from './phrasebook.ts';
import { rules } from './en-GB/rules.ts';

/** What a home asks of its people, and who is excused. */
export const w = phrasebook(rules);
