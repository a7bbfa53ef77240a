import { manager } from './en-GB/manager.ts';
import { phrasebook } from './phrasebook.ts';

/** What the registered manager reads. */
export const w = phrasebook(manager);
