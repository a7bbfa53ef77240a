import { hall } from './en-GB/hall.ts';
import { phrasebook } from './phrasebook.ts';

/** The quieter pages of the hallway: signing in, what is on this phone, settings, help. */
export const h = phrasebook(hall);
