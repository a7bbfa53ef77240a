import { inbox } from './en-GB/inbox.ts';
import { phrasebook } from './phrasebook.ts';

/** What those who were chosen read. */
export const w = phrasebook(inbox);
