import { capabilitiesSchema, workSchema } from '../../shared/wire/sealed.ts';
import type { Backshelf } from '../../store/quiet/backshelf.ts';
import { ask } from './ask.ts';
import type { QuietWorld } from './quiet-world.ts';
import { doWork } from './work.ts';

/** Fewer than this, and more are fetched: a week without signal must not end a young person's say. */
const LEAST_LEFT = 5;
/** The server gives so many a day; asking sooner would be in vain. */
const ASK_AGAIN_MS = 10 * 60 * 1000;

export type Work = { challenge: string; answer: number };

export type Capabilities = {
  /** Another one for this letter: from the shelf, or fresh from the server. Null when there is none to be had. */
  another(letterId: string): Promise<string | null>;
  /** Fetches more when few are left. Never along with a letter, so that neither tells of the other. */
  refill(): Promise<void>;
  /** The price of one envelope for whoever has no membership, or whose membership gives no more. Null when it would not let this unit's letter in. */
  work(unit: string, isFlagged: boolean): Promise<Work | null>;
};

export function makeCapabilities(world: QuietWorld, shelf: Backshelf): Capabilities {
  let notBefore = 0;
  /** The server knows the membership no more: a lost phone's was ended, say. */
  let isGone = false;

  async function fetchMore(): Promise<void> {
    const member = await shelf.read('member');
    if (!member?.membership || world.clock() < notBefore) return;
    notBefore = world.clock() + ASK_AGAIN_MS;
    const { membership } = member;
    const reply = await ask(world, { as: 'nobody', path: '/voice/capabilities', message: { membership } }, capabilitiesSchema);
    isGone = false;
    if (reply.ok) await shelf.addCapabilities(membership, reply.down.capabilities);
    else if (reply.is === 'away' && (reply.status === 403 || reply.status === 404)) isGone = true;
    // Without a reply nothing was counted against the day.
    else if (reply.is === 'noReply') notBefore = 0;
  }

  return {
    another: async (letterId) => {
      const kept = await shelf.swapCapability(letterId);
      if (kept !== null) return kept;
      await fetchMore();
      return shelf.swapCapability(letterId);
    },
    refill: async () => {
      const member = await shelf.read('member');
      if (member && member.capabilities.length < LEAST_LEFT) await fetchMore();
    },
    work: async (unit, isFlagged) => {
      const asked = await ask(world, { as: 'nobody', path: '/sealed/work' }, workSchema);
      if (!asked.ok) return null;
      const { challenge, bits, units } = asked.down;
      // Who joined waits for tomorrow's capabilities rather than be refused; whoever is in danger, or is known no more, does not.
      if (!isFlagged && !isGone && !units.includes(unit) && (await shelf.read('member'))) return null;
      const answer = await doWork(world.crypto.subtle, challenge, bits);
      return answer === null ? null : { challenge, answer };
    },
  };
}
