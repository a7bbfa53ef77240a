import { keys } from './en-GB/keys.ts';
import { phrasebook } from './phrasebook.ts';

/** What directory officers read, and readers about their own keys. */
export const w = phrasebook(keys);
