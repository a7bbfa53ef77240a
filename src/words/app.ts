import { app } from './en-GB/app.ts';
import { phrasebook } from './phrasebook.ts';

export const w = phrasebook(app);
