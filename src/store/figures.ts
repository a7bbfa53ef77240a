import type { Figures } from '../shared/training/figures.ts';
import type { FiguresShelf, KeptFigures } from './cabinet.ts';
import type { Database } from './database.ts';
import type { Desk } from './desk.ts';
import { ownerNow, readOwned, writeOwned } from './marks.ts';
import { watch } from './watch.ts';

async function findFigures(db: Database, courseId: string): Promise<KeptFigures | null> {
  const owner = await ownerNow(db);
  return owner === null ? null : ((await readOwned(db, owner, 'figures'))?.[courseId] ?? null);
}

export function makeFigures(desk: Desk): FiguresShelf {
  const { db, steady } = desk;
  return {
    watch: (courseId, tell) => watch(desk, () => findFigures(db, courseId), tell),
    freshen: async (courseId) => {
      await steady(async () => {
        const owner = await ownerNow(db);
        if (owner !== null) await writeOwned(db, owner, 'figuresWanted', courseId);
      });
      desk.wake('figures');
    },
  };
}

/** Which course's counts whoever is signed in asked for last. */
export async function wantedFigures(desk: Desk, owner: string): Promise<string | null> {
  return (await desk.steady(() => readOwned(desk.db, owner, 'figuresWanted'))) ?? null;
}

/** As the server just counted. Not kept for somebody who has signed out meanwhile. */
export async function saveFigures(desk: Desk, owner: string, figures: Figures): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.marks], async () => {
      if ((await ownerNow(db)) !== owner) return;
      await writeOwned(db, owner, 'figures', { ...(await readOwned(db, owner, 'figures')), [figures.courseId]: { ...figures, at: desk.now() } });
    }),
  );
}
