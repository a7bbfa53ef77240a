import { voice } from './en-GB/voice.ts';
import { phrasebook } from './phrasebook.ts';

export const w = phrasebook(voice);
