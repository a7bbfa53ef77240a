import { nudges } from './en-GB/nudges.ts';
import { phrasebook } from './phrasebook.ts';

/** Being told that something is due. */
export const w = phrasebook(nudges);
