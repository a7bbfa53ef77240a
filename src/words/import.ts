import { imports } from './en-GB/import.ts';
import { phrasebook } from './phrasebook.ts';

/** Bringing in old records, and saying what was seen of them. */
export const w = phrasebook(imports);
