import { rota } from './en-GB/rota.ts';
import { phrasebook } from './phrasebook.ts';

/** What those who lead a home read about its rota. */
export const r = phrasebook(rota);
