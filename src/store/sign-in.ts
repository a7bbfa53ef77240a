import type { SignedIn } from '../shared/wire/session.ts';
import { writeWithBallast } from './ballast.ts';
import type { Desk } from './desk.ts';
import { ownerNow, writeMark } from './marks.ts';
import { startViewAfresh } from './view.ts';

/**
 * Notes who is signed in. When it is not the same person, all that screens read goes: the next
 * person on a shared phone must find nothing. Undelivered lines stay, under their own author.
 * @returns whether the person changed.
 */
export async function changePerson(desk: Desk, who: SignedIn | null): Promise<boolean> {
  const { db } = desk;
  return writeWithBallast(desk, () =>
    db.transaction('rw', [db.facts, db.records, db.outbox, db.marks, db.places], async () => {
      const before = await ownerNow(db);
      const after = who?.personId ?? null;
      await writeMark(db, 'signedIn', who);
      if (before === after) return false;
      await db.places.clear();
      // Without their rows a cursor would skip what it already brought.
      await db.marks.where('name').startsWith('cursor:').delete();
      await db.marks.where('name').startsWith('pulledAt:').delete();
      await db.marks.where('name').startsWith('authority:').delete();
      await startViewAfresh(db, after);
      return true;
    }),
  );
}
