import { feelings } from './en-GB/feelings.ts';
import { say } from './en-GB/say.ts';
import { phrasebook } from './phrasebook.ts';

/** What a young person reads while they say something, choose who hears it, and look for an answer. */
export const w = phrasebook({ ...feelings, ...say });
