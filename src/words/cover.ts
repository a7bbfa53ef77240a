import { cover } from './en-GB/cover.ts';
import { phrasebook } from './phrasebook.ts';

/** What stands beside a photo while parts of it are covered. */
export const w = phrasebook(cover);
