import { state } from './en-GB/state.ts';
import { phrasebook } from './phrasebook.ts';

/** State words, standing words, roles and refusals: said in the same way everywhere. */
export const s = phrasebook(state);
