import { type Link, linkTo } from '../seal/link.ts';
import { scriptAddress } from './script-address.ts';

/** Keys live in a worker of their own, which locking ends. */
export function linkToKeys<Engine extends object>(address: string): Link<Engine> {
  return linkTo<Engine>(new Worker(scriptAddress(address), { type: 'module' }));
}
