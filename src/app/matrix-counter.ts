import { address } from 'counter-address';
import { scriptAddress } from './script-address.ts';

/** The worker that reads and counts thousands of people beside the page. */
export function startCounter(): Worker {
  return new Worker(scriptAddress(address), { type: 'module' });
}
