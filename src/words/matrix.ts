import { matrix } from './en-GB/matrix.ts';
import { phrasebook } from './phrasebook.ts';

/** What the registered manager reads in the matrix. */
export const m = phrasebook(matrix);
