import { inspection } from './en-GB/inspection.ts';
import { phrasebook } from './phrasebook.ts';

/** What is read on the inspection page, by the manager and by an inspector. */
export const look = phrasebook(inspection);
