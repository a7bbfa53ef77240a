import { passport } from './en-GB/passport.ts';
import { phrasebook } from './phrasebook.ts';

/** What the pages of the training passport say, to whoever carries one and to whoever checks one. */
export const w = phrasebook(passport);
