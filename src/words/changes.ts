import { changes } from './en-GB/changes.ts';
import { phrasebook } from './phrasebook.ts';

/** What a carer reads of a new version. */
export const c = phrasebook(changes);
