import { clocks } from './en-GB/clocks.ts';
import { phrasebook } from './phrasebook.ts';

/** Legal dates, as managers read them. */
export const c = phrasebook(clocks);
