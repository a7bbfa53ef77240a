import { publishing } from './en-GB/publishing.ts';
import { phrasebook } from './phrasebook.ts';

/** What those who lead the academy read when they change a course. */
export const p = phrasebook(publishing);
