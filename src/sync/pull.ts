import { PULL_LIMIT, pullDownSchema } from '../shared/wire/pull.ts';
import { PROTOCOL } from '../shared/wire/version.ts';
import type { Outcome } from './outcome.ts';
import { othersSession, outcomeOf } from './outcome.ts';
import { post } from './post.ts';
import type { World } from './world.ts';

/** `more`: another page is waiting, or the page did not fit this phone any more and is asked anew. */
export type Pulled = { kind: 'done' | 'more' } | { kind: 'outcome'; outcome: Outcome };

/** One page. Its changes and its cursor are kept together, so being cut off costs one page at most. */
export async function pullPage(world: World, onCatalogue: (version: string | null) => void): Promise<Pulled> {
  const { cabinet } = world;
  const owner = (await cabinet.signedIn())?.personId;
  if (owner === undefined) return { kind: 'done' };
  const cursor = await cabinet.cursor(owner);
  const reply = await post(world, '/sync/pull', { proto: PROTOCOL, deviceId: cabinet.deviceId, cursor, limit: PULL_LIMIT }, pullDownSchema);
  if (reply.kind !== 'trusted') return { kind: 'outcome', outcome: await outcomeOf(world, reply, owner) };
  const others = await othersSession(world, reply, owner);
  if (others) return { kind: 'outcome', outcome: others };
  const { down, offset, catalogue } = reply;
  const applied = await cabinet.applyPull(owner, cursor, down, { epoch: down.epoch, offset, durableThrough: down.durableThrough });
  await cabinet.setSync({ signal: 'online', needsSignIn: false });
  onCatalogue(catalogue);
  if (applied !== 'applied') return { kind: 'more' };
  return { kind: down.more && down.cursor !== cursor ? 'more' : 'done' };
}
