import { academy } from './en-GB/academy.ts';
import { phrasebook } from './phrasebook.ts';

/** What the carer's own training pages say. */
export const w = phrasebook(academy);
