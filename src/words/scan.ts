import { scan } from './en-GB/scan.ts';
import { phrasebook } from './phrasebook.ts';

/** What is said beside a camera that reads codes. */
export const w = phrasebook(scan);
