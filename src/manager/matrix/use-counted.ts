import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ManyPeople } from '../../store/cabinet.ts';
import type { CountOrder } from './count-order.ts';
import { makeCount } from './count-order.ts';
import type { Counted } from './count-worker.ts';
import type { Packed } from './packed.ts';
import { computeSome } from './packed.ts';

/** Starts the worker that counts; missing where there is none. */
export type StartCounter = () => Promise<Worker>;
/** People whose records were not read yet, and who reads them. */
export type Crowd = { many: ManyPeople; startCounter?: StartCounter | undefined };

/** So long may one stretch of counting be, in milliseconds: the page must still answer a finger. */
const STRETCH_MS = 12;
/** Saying how far it is costs a drawing of the page: seldom is enough. */
const SAY_AFTER_MS = 400;
/** Records read at one go, where there is no worker. */
const AT_ONCE = 40;
/** News of more people than these is counted as a whole, when it is over. */
const FEW = 20;
const RECOUNT_AFTER_MS = 1500;

const breathe = () => new Promise<void>((go) => setTimeout(go, 0));

/** Everybody’s record is here: rows are counted in short stretches. */
function countHere(block: Packed, say: () => void): () => void {
  let timer = 0;
  const stretch = () => {
    const until = performance.now() + STRETCH_MS;
    computeSome(block, () => performance.now() < until);
    say();
    if (block.left > 0) timer = window.setTimeout(stretch, 0);
  };
  timer = window.setTimeout(stretch, 0);
  return () => clearTimeout(timer);
}

/** Reads and counts in the page, for a browser that starts no worker. */
async function readAndCount(block: Packed, many: ManyPeople, order: CountOrder, isOver: () => boolean, say: () => void): Promise<void> {
  const count = makeCount(order);
  for (let at = 0; at < block.posts.length && !isOver(); at += AT_ONCE) {
    const people = await many.people(block.posts.slice(at, at + AT_ONCE).map((post) => post.person.personId));
    if (isOver()) return;
    block.lay(count(people));
    say();
    await breathe();
  }
}

/** Counts everybody, apart from the page where it can. */
function countCrowd(block: Packed, { many, startCounter }: Crowd, order: CountOrder, say: (isLast: boolean) => void): () => void {
  let isGone = false;
  const inPage = () =>
    void readAndCount(
      block,
      many,
      order,
      () => isGone,
      () => say(false),
    ).then(() => say(true));
  let worker: Worker | null = null;
  const end = (hasFailed: boolean) => {
    worker?.terminate();
    if (isGone) return;
    if (hasFailed) inPage();
    else say(true);
  };
  const give = (started: Worker) => {
    worker = started;
    if (isGone) return started.terminate();
    started.addEventListener('message', ({ data: counted }: MessageEvent<Counted>) => {
      if (isGone) return;
      if ('isOver' in counted) return end(counted.hasFailed);
      block.lay(counted.part);
      say(false);
    });
    started.addEventListener('error', () => end(true));
    started.postMessage(order);
  };
  if (startCounter) startCounter().then(give, () => end(true));
  else inPage();
  return () => {
    isGone = true;
    worker?.terminate();
  };
}

export type CountedBlock = {
  /** How many people are still to be counted. */
  left: number;
  /** Rises when rows came in that were asked for, or were written anew. */
  news: number;
  /** These rows are looked at: they come first. */
  want(rows: readonly number[]): void;
};

/** Counts the block, those first who are looked at, and follows what changes. */
export function useCounted(block: Packed, order: CountOrder, crowd: Crowd | null): CountedBlock {
  const [left, setLeft] = useState(block.left);
  const [news, setNews] = useState(0);
  const count = useMemo(() => makeCount(order), [block]);
  const wanted = useRef<{ block: Packed; rows: number[]; isReading: boolean }>({ block, rows: [], isReading: false });
  if (wanted.current.block !== block) wanted.current = { block, rows: [], isReading: false };

  useEffect(() => {
    let said = performance.now();
    const say = (isLast = false) => {
      // Whoever has no record any more has nothing to count.
      if (isLast) block.left = 0;
      if (block.left > 0 && performance.now() - said < SAY_AFTER_MS) return;
      said = performance.now();
      setLeft(block.left);
      if (isLast) setNews((before) => before + 1);
    };
    setLeft(block.left);
    if (!crowd) return countHere(block, say);
    let stop = countCrowd(block, crowd, order, say);
    let timer = 0;
    let isGone = false;
    const unwatch = crowd.many.watchChanged((personIds) => {
      if (personIds && personIds.length <= FEW) {
        void crowd.many.people(personIds).then((people) => {
          if (isGone) return;
          block.lay(count(people));
          setNews((before) => before + 1);
        });
        return;
      }
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        stop();
        stop = countCrowd(block, crowd, order, say);
      }, RECOUNT_AFTER_MS);
    });
    return () => {
      isGone = true;
      clearTimeout(timer);
      unwatch();
      stop();
    };
  }, [block, crowd]);

  const read = async (turn: typeof wanted.current): Promise<void> => {
    if (!crowd || turn.isReading) return;
    turn.isReading = true;
    // Only what was looked at last is read: whoever flings past is counted with all the others.
    for (let rows = turn.rows; rows.length > 0; rows = turn.rows) {
      turn.rows = [];
      const personIds = rows.flatMap((row) => (block.done[row] === 1 ? [] : (block.posts[row]?.person.personId ?? [])));
      if (personIds.length === 0) continue;
      const people = await crowd.many.people(personIds);
      if (wanted.current !== turn) return;
      block.lay(count(people));
      setNews((before) => before + 1);
    }
    turn.isReading = false;
  };
  return {
    left,
    news,
    want(rows) {
      if (!crowd || rows.every((row) => block.done[row] === 1)) return;
      wanted.current.rows = [...rows];
      void read(wanted.current);
    },
  };
}
