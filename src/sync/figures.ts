import { figuresSchema } from '../shared/training/figures.ts';
import { saveFigures, wantedFigures } from '../store/figures.ts';
import { post } from './post.ts';
import type { World } from './world.ts';

/** Counted again for one course no sooner, however often its pages are opened. */
const AT_MOST_EVERY_MS = 60_000;

const askedAt = new Map<string, number>();

/** Counts of the course that was asked for, for when there is no signal. Whatever goes wrong, the older ones stay. */
export async function freshenFigures(world: World): Promise<void> {
  const { cabinet } = world;
  const owner = (await cabinet.signedIn())?.personId;
  if (owner === undefined || !world.isOnline()) return;
  const courseId = await wantedFigures(cabinet.desk, owner);
  if (courseId === null) return;
  const asking = `${owner} ${courseId}`;
  const now = world.clock();
  if (now - (askedAt.get(asking) ?? Number.NEGATIVE_INFINITY) < AT_MOST_EVERY_MS) return;
  askedAt.set(asking, now);
  const reply = await post(world, '/academy/figures', { courseId }, figuresSchema);
  if (reply.kind !== 'trusted' || (reply.person !== null && reply.person !== owner)) {
    askedAt.delete(asking);
    return;
  }
  const { nonce: _nonce, ...figures } = reply.down;
  await saveFigures(cabinet.desk, owner, figures);
}
