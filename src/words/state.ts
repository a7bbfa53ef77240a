import { state } from './en-GB/state.ts';
import { phrasebook } from './phrasebook.ts';

/** State words, standing words, roles and refusals: said in the same way everywhere. */
export const s = phrasebook(state);

type After<Prefix extends string, Key = keyof typeof state> = Key extends `${Prefix}.${infer Rest}` ? Rest : never;
type Where = { state: 'onThisPhone' | 'waiting' | 'delivered' | 'needsYou'; refusal?: After<'refusal'>; heldFor?: After<'held'> };

/** Where a record stands, with the reason where there is one to give. */
export function sayDelivery(delivery: Where): string {
  const { refusal, heldFor } = delivery;
  if (refusal) return s('needsYou', { reason: s(`refusal.${refusal}`) });
  return heldFor ? s('held', { reason: s(`held.${heldFor}`) }) : s(delivery.state);
}
