import { authoritySchema } from '../shared/practice/authority.ts';
import { saveAuthority } from '../store/signing.ts';
import { post } from './post.ts';
import type { World } from './world.ts';

/** Asked for again no sooner, however often a page is opened. */
const AT_MOST_EVERY_MS = 60_000;

let askedAt = Number.NEGATIVE_INFINITY;
let askedFor = '';

/** Who may sign practice in the homes of whoever is signed in: kept for when there is no signal. Whatever goes wrong, the older list stays. */
export async function freshenAuthority(world: World): Promise<void> {
  const { cabinet } = world;
  const owner = (await cabinet.signedIn())?.personId;
  const now = world.clock();
  if (owner === undefined || !world.isOnline() || (askedFor === owner && now - askedAt < AT_MOST_EVERY_MS)) return;
  [askedAt, askedFor] = [now, owner];
  const reply = await post(world, '/authority', {}, authoritySchema);
  if (reply.kind !== 'trusted' || (reply.person !== null && reply.person !== owner)) {
    askedFor = '';
    return;
  }
  const { on, assessors, people } = reply.down;
  await saveAuthority(cabinet.desk, owner, { on, assessors, people });
}
