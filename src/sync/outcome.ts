import type { World } from './world.ts';
import type { Reply } from './post.ts';

/** What the lane must know of one request; the names are events of the state table. */
export type Outcome = { event: 'repliedLinesLeft' | 'repliedNoneLeft' | 'pulled' | 'fault' | 'turnedAway' | 'stopped' } | { event: 'noReply'; retryAfterS: number };

export type Refused<Down> = Exclude<Reply<Down>, { kind: 'trusted' }>;

/**
 * The server knows this sign-in no more, or it is another person's. News for the one who asked:
 * where somebody else has signed in since, here or in another tab, it says nothing about them,
 * and the lane looks again under their name.
 */
async function turnedAway(world: World, owner: string): Promise<Outcome> {
  if ((await world.cabinet.signedIn())?.personId !== owner) return { event: 'fault' };
  await world.cabinet.setSync({ signal: 'online', needsSignIn: true });
  return { event: 'turnedAway' };
}

/**
 * The browser's session belongs to somebody else than the person of this phone: they signed in
 * and the phone has not heard of it yet. What came under it must not be mixed with this view.
 * @returns null where the session is the owner's own.
 */
export async function othersSession(world: World, reply: Extract<Reply<unknown>, { kind: 'trusted' }>, owner: string): Promise<Outcome | null> {
  return reply.person === null || reply.person === owner ? null : turnedAway(world, owner);
}

/** Everything that is not a trusted reply and not the batch's own fault. `owner` is who was signed in when it was asked. */
export async function outcomeOf(world: World, reply: Refused<unknown>, owner: string): Promise<Outcome> {
  const { cabinet } = world;
  if (reply.kind === 'turnedAway' && (reply.status === 401 || reply.status === 403)) return turnedAway(world, owner);
  if (reply.kind === 'turnedAway' && reply.status === 426) {
    await cabinet.setSync({ signal: 'online', needsUpdate: true });
    return { event: 'pulled' };
  }
  await cabinet.setSync({ signal: 'offline' });
  return { event: 'noReply', retryAfterS: reply.retryAfterS };
}
