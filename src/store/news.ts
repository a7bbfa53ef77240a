import type { Database } from './database.ts';
import { readMark, readOwned, writeMark, writeOwned } from './marks.ts';

/** What every trusted reply tells besides its answers. */
export type News = {
  epoch: string;
  /** Server clock minus phone clock, milliseconds; null when the reply could not say. */
  offset: number | null;
  durableThrough?: number | null;
};

/** Smaller changes are the network's jitter, and writing each would wake every screen. */
const OFFSET_CHANGE_MS = 500;

/**
 * Notes the news inside the caller's transaction. An epoch that is not the one this person's
 * work was delivered in means a restored server: what it forgot must be sent again. It may be put
 * back once more before all is checked; then the checking begins anew.
 */
export async function noteNews(db: Database, owner: string, news: News): Promise<void> {
  if (await readOwned(db, owner, 'tried')) await writeOwned(db, owner, 'tried', false);
  if (news.offset !== null) {
    const known = await readMark(db, 'clockOffset');
    if (known === undefined || Math.abs(known - news.offset) >= OFFSET_CHANGE_MS) await writeMark(db, 'clockOffset', Math.round(news.offset));
  }
  if (news.durableThrough !== undefined && (news.durableThrough !== (await readMark(db, 'durableThrough')) || news.epoch !== (await readMark(db, 'durableEpoch')))) {
    await writeMark(db, 'durableThrough', news.durableThrough);
    await writeMark(db, 'durableEpoch', news.epoch);
  }
  const epoch = await readOwned(db, owner, 'epoch');
  if (epoch === undefined) await writeOwned(db, owner, 'epoch', news.epoch);
  else if (((await readOwned(db, owner, 'recover')) ?? epoch) !== news.epoch) await writeOwned(db, owner, 'recover', news.epoch);
}
