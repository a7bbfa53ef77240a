import type { World } from './world.ts';
import type { Reply } from './post.ts';

/** What the lane must know of one request; the names are events of the state table. */
export type Outcome = { event: 'repliedLinesLeft' | 'repliedNoneLeft' | 'pulled' | 'fault' | 'turnedAway' | 'stopped' } | { event: 'noReply'; retryAfterS: number };

export type Refused<Down> = Exclude<Reply<Down>, { kind: 'trusted' }>;

/**
 * The browser's session belongs to somebody else than the person of this phone: they signed in
 * and the phone has not heard of it yet. What came under it must not be mixed with this view.
 */
export async function isOthersSession(world: World, reply: Extract<Reply<unknown>, { kind: 'trusted' }>, owner: string): Promise<boolean> {
  if (reply.person === null || reply.person === owner) return false;
  await world.cabinet.setSync({ signal: 'online', needsSignIn: true });
  return true;
}

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
