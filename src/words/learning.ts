import { learning } from './en-GB/learning.ts';
import { phrasebook } from './phrasebook.ts';

/** What a carer reads inside a course: its page, modules, questions, results and history. */
export const learn = phrasebook(learning);
