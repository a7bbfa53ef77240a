import type { World } from './world.ts';
import type { Reply } from './post.ts';

/** What the lane must know of one request; the names are events of the state table. */
export type Outcome = { event: 'repliedLinesLeft' | 'repliedNoneLeft' | 'pulled' | 'fault' | 'turnedAway' | 'stopped' } | { event: 'noReply'; retryAfterS: number };

export type Refused<Down> = Exclude<Reply<Down>, { kind: 'trusted' }>;

/** Everything that is not a trusted reply and not the batch's own fault. */
export async function outcomeOf(world: World, reply: Refused<unknown>): Promise<Outcome> {
  const { cabinet } = world;
  if (reply.kind === 'turnedAway' && (reply.status === 401 || reply.status === 403)) {
    await cabinet.setSync({ signal: 'online', needsSignIn: true });
    return { event: 'turnedAway' };
  }
  if (reply.kind === 'turnedAway' && reply.status === 426) {
    await cabinet.setSync({ signal: 'online', needsUpdate: true });
    return { event: 'pulled' };
  }
  await cabinet.setSync({ signal: 'offline' });
  return { event: 'noReply', retryAfterS: reply.retryAfterS };
}
