import type { Plant } from './plant.ts';
import { PHONE_PLANTS } from './plants-of-the-phone.ts';
import { SERVER_PLANTS } from './plants-of-the-server.ts';

/** Every planted bug, by what it does. */
export const PLANTS: Readonly<Record<string, Plant>> = { ...PHONE_PLANTS, ...SERVER_PLANTS };
