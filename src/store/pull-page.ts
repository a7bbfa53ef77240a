import type { AnswerFor } from '../shared/wire/answer.ts';
import type { Change, PullDown } from '../shared/wire/pull.ts';
import { settleAnswers } from './answers.ts';
import { writeWithBallast } from './ballast.ts';
import type { Database, FactRow } from './database.ts';
import type { Desk } from './desk.ts';
import { rowOfPulled } from './known-fact.ts';
import { layFacts } from './lay.ts';
import { ownerNow, readOwned, writeOwned } from './marks.ts';
import type { News } from './news.ts';
import { noteNews } from './news.ts';
import { startViewAfresh } from './view.ts';

/** `stale`: another person signed in, or another tab moved the cursor. `recover`: check deliveries first. */
export type Applied = 'applied' | 'stale' | 'recover';

/** Stores pulled facts; one that came twice, or for two scopes, is one row. */
async function keepFacts(db: Database, changes: readonly Change[]): Promise<FactRow[]> {
  const carried = changes.flatMap((change) => (change.fact ? [{ ...change, fact: change.fact }] : []));
  const ids = [...new Set(carried.map((change) => change.fact.factId))];
  const known = await db.facts.bulkGet(ids);
  const rows = new Map<string, FactRow>(known.flatMap((row) => (row ? [[row.factId, row]] : [])));
  for (const { fact, serverSeq, scope } of carried) rows.set(fact.factId, rowOfPulled(fact, serverSeq, scope, rows.get(fact.factId)));
  const kept = ids.flatMap((id) => rows.get(id) ?? []);
  await db.facts.bulkPut(kept);
  return kept;
}

/** One page, one transaction: forgetting, changes, answers and cursor together, or none of them. */
export async function applyPage(desk: Desk, owner: string, from: string | null, page: PullDown, news: News): Promise<Applied> {
  const { db } = desk;
  // Loaded before the transaction, which would end while it waits.
  const rare = page.forget.length > 0 || page.changes.some((change) => change.gone) ? await desk.loadRare() : null;
  return writeWithBallast(desk, () =>
    db.transaction('rw', [db.facts, db.records, db.outbox, db.receipts, db.refusals, db.marks, ...(rare ? [db.attachments, db.attachmentChunks] : [])], async () => {
      if ((await ownerNow(db)) !== owner || ((await readOwned(db, owner, 'cursor')) ?? null) !== from) return 'stale';
      await noteNews(db, owner, news);
      if (await readOwned(db, owner, 'recover')) return 'recover';
      if (page.reset) await startViewAfresh(db, owner);
      if (page.forget.length > 0) await rare?.forgetScopes(desk, owner, page.forget);
      // Runs of facts are kept together; a tombstone or an answer has its place between them.
      let run: Change[] = [];
      const layRun = async () => {
        await layFacts(db, await keepFacts(db, run));
        run = [];
      };
      for (const change of page.changes) {
        if (change.fact) {
          run.push(change);
          continue;
        }
        await layRun();
        if (change.gone) await rare?.dropGone(db, change.gone);
        if (change.answer) await settleAnswers(desk, owner, page.epoch, [change.answer] satisfies AnswerFor[]);
      }
      await layRun();
      await writeOwned(db, owner, 'cursor', page.cursor);
      // Half the news is not the news: the phone says "as of" only once it has all of it.
      if (!page.more) {
        await writeOwned(db, owner, 'pulledAt', page.now);
        await writeOwned(db, owner, 'holes', page.holes ?? 0);
      }
      return 'applied';
    }),
  );
}
