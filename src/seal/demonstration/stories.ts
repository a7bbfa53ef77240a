import { FIRST_HOME } from './stories-first-home.ts';
import { OTHER_HOMES } from './stories-other-homes.ts';
import type { Story } from './story.ts';

/** Forty views in every state a view can be in: new, late, read, answered, asked, passed on, a concern, closed, withdrawn. */
export const STORIES: readonly Story[] = [...FIRST_HOME, ...OTHER_HOMES];
