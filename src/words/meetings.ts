import { meetings } from './en-GB/meetings.ts';
import { phrasebook } from './phrasebook.ts';

/** Supervision and appraisal, as everybody reads them. */
export const m = phrasebook(meetings);
