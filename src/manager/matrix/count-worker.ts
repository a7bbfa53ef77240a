import { readPeopleApart } from '../../store/read-apart.ts';
import type { CountOrder } from './count-order.ts';
import { makeCount } from './count-order.ts';
import type { Part } from './packed.ts';

/** `isOver`: everybody was counted, or nothing more will come because of a fault. */
export type Counted = { part: Part } | { isOver: true; hasFailed: boolean };

/** Where the device keeps its tables (store/open-cabinet). */
const TABLES = 'hearth';

addEventListener('message', ({ data: order }: MessageEvent<CountOrder>) => {
  const count = makeCount(order);
  readPeopleApart(TABLES, (people) => {
    const part = count(people);
    postMessage({ part } satisfies Counted, { transfer: [part.cells.buffer, part.breaks.buffer] });
  }).then(
    () => postMessage({ isOver: true, hasFailed: false } satisfies Counted),
    () => postMessage({ isOver: true, hasFailed: true } satisfies Counted),
  );
});
