import { address } from 'keys-address/young';
import { checkDirectory, fingerprintOf } from '../seal/directory.ts';
import type { YoungEngine } from '../seal/young-engine.ts';
import { makeYoungKeeper } from '../seal/young-keeper.ts';
import { handOver } from '../store/quiet/hand-over.ts';
import { openKeptShelf } from '../store/quiet/kept-shelf.ts';
import { openMemoryShelf } from '../store/quiet/memory-shelf.ts';
import type { Backshelf } from '../store/quiet/backshelf.ts';
import { carryLeft } from '../sync/quiet/drain-quiet-once.ts';
import { startQuiet } from '../sync/quiet/start-quiet.ts';
import type { Parts } from '../voice/parts.ts';
import { linkToKeys } from './seal-worker.ts';

/** Database, keys and postman of the young person's page. */
export const PARTS: Parts = {
  openKeptShelf: () => openKeptShelf(),
  openMemoryShelf: async () => openMemoryShelf(),
  makeKeeper: async () => makeYoungKeeper(() => linkToKeys<YoungEngine>(address)),
  startLine: async (shelf) => {
    // The shelves come from above, and have a back that only the postman sees.
    const { young, stop } = startQuiet({ shelf: shelf as Backshelf, who: 'young' });
    if (!young) throw new Error('there is no line');
    return { line: young, stop };
  },
  handOver: async (from, to) => {
    await handOver(from, to);
    // Nobody's postman runs over the kept shelf on a phone that keeps nothing.
    void carryLeft().catch(() => undefined);
  },
  checkDirectory,
  fingerprintOf,
};
