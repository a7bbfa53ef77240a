import { region } from './en-GB/region.ts';
import { phrasebook } from './phrasebook.ts';

/** What the academy lead and the region read. */
export const w = phrasebook(region);
