import { ui } from './en-GB/ui.ts';
import { phrasebook } from './phrasebook.ts';

export const w = phrasebook(ui);
