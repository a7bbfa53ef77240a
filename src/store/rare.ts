import { dropGone, forgetScopes, refuseHere } from './forget.ts';
import { putBackCopies } from './put-back.ts';
import { deliveriesToCheck, endRecovery, settleRecovery } from './recovery.ts';

/**
 * What few days need: a home that was lost, a tombstone, a restored server, an upgrade that lost
 * something. A page loads it then; a worker, which cannot, is given it from the start.
 */
export const rare = { dropGone, forgetScopes, refuseHere, putBackCopies, deliveriesToCheck, endRecovery, settleRecovery };
export type Rare = typeof rare;
