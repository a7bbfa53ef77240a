import { feelings } from './en-GB/feelings.ts';
import { inbox } from './en-GB/inbox.ts';
import { phrasebook } from './phrasebook.ts';

/** What those who were chosen read. */
export const w = phrasebook({ ...feelings, ...inbox });
