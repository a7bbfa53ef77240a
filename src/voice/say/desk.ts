import { useEffect, useReducer, useState } from 'preact/hooks';
import type { YoungKeeper } from '../../seal/keeper.ts';
import type { Talk } from '../talk.ts';
import { forgetWhenLocked } from './forget-when-locked.ts';
import { newSaying, readSaying, isEmpty, type Saying, type SayingKind } from './saying.ts';
import type { Sent } from './send.ts';

/** `kept`: locked on this phone; `memory`: gone when they leave; `trouble`: this phone would not write it. */
export type DraftState = 'kept' | 'memory' | 'trouble';
type Desk = { saying: Saying; isBegun: boolean; draft: DraftState | null; sent: Sent | null };

/** What is being said now, in memory: one thing for each keeper, and nothing once the keeper is locked. */
const desks = new WeakMap<YoungKeeper, Desk>();
function hold(talk: Talk, desk: Desk): void {
  const { keeper } = talk;
  if (!desks.has(keeper)) forgetWhenLocked(keeper, () => desks.delete(keeper));
  desks.set(keeper, desk);
}
type Waits = { timer: ReturnType<typeof setTimeout> | undefined; writing: Promise<unknown>; isGone: boolean };
const KEEP_AFTER_MS = 700;

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function deskOf(talk: Talk, kind: SayingKind): Desk {
  const there = desks.get(talk.keeper);
  if (there && there.saying.kind === kind) return there;
  const fresh: Desk = { saying: newSaying(newId(), kind), isBegun: false, draft: null, sent: null };
  hold(talk, fresh);
  return fresh;
}

/** Goes on with a draft; its screen is opened next. */
export function takeUp(talk: Talk, saying: Saying): void {
  hold(talk, { saying, isBegun: true, draft: 'kept', sent: null });
}

/** Locks it under the local key and keeps it on this phone. It is never sent. */
export async function keepDraft(talk: Talk, saying: Saying): Promise<DraftState> {
  if (!talk.keepsDrafts) return 'memory';
  try {
    await talk.shelf.keepDraft({ id: saying.id, at: talk.now(), content: await talk.keeper.keepDraft(saying) });
    return 'kept';
  } catch {
    return 'trouble';
  }
}

/** Every draft that opens, newest first. */
export async function readDrafts(talk: Talk): Promise<{ at: string; saying: Saying }[]> {
  if (!talk.keepsDrafts) return [];
  const drafts = await talk.shelf.drafts();
  const read = await Promise.all(
    drafts.map(async ({ at, content }) => {
      const saying = readSaying(await talk.keeper.readDraft(content).catch(() => null));
      return saying ? [{ at, saying }] : [];
    }),
  );
  return read.flat().sort((one, other) => other.at.localeCompare(one.at));
}

export type SayingDesk = {
  saying: Saying;
  isBegun: boolean;
  draft: DraftState | null;
  sent: Sent | null;
  change: (saying: Saying) => void;
  /** Changes what stands there now, also long after it was drawn: a recording that ends, say. */
  patch: (patch: Partial<Saying>) => void;
  /** Sealed: nothing of it stays in memory but to whom it goes. */
  finish: (sent: Sent) => void;
  /** Kept as a draft, or dropped: the next one begins empty. */
  clear: () => void;
  /** Writes what waits to be kept, now. */
  keepNow: () => Promise<DraftState>;
};

/** What is being said on this screen. Each change is kept as a draft a moment later, where this phone keeps any. */
export function useDesk(talk: Talk, kind: SayingKind): SayingDesk {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [waits] = useState<Waits>({ timer: undefined, writing: Promise.resolve(), isGone: false });
  const desk = deskOf(talk, kind);

  const put = (next: Desk) => {
    hold(talk, next);
    draw(0);
  };
  const keepNow = async () => {
    clearTimeout(waits.timer);
    waits.timer = undefined;
    const { saying } = deskOf(talk, kind);
    // One after the other: an older draft must not be written over what was sent meanwhile.
    const written = waits.writing.then(() => (isEmpty(saying) ? 'memory' : keepDraft(talk, saying)));
    waits.writing = written;
    const draft = await written;
    const now = desks.get(talk.keeper);
    if (now?.saying.id === saying.id) put({ ...now, draft });
    return draft;
  };
  useEffect(
    () => () => {
      waits.isGone = true;
      if (waits.timer !== undefined && talk.keeper.isOpen()) void keepNow();
      clearTimeout(waits.timer);
      if (!talk.keeper.isOpen()) desks.delete(talk.keeper);
    },
    [],
  );

  const change = (saying: Saying) => {
    // Left and locked meanwhile: nothing of it may be held any longer.
    if (waits.isGone && !talk.keeper.isOpen()) return;
    put({ ...deskOf(talk, kind), saying, isBegun: true });
    clearTimeout(waits.timer);
    waits.timer = setTimeout(keepNow, KEEP_AFTER_MS);
  };
  return {
    ...desk,
    change,
    patch: (patch) => change({ ...deskOf(talk, kind).saying, ...patch }),
    finish: (sent) => {
      clearTimeout(waits.timer);
      waits.timer = undefined;
      put({ saying: newSaying(newId(), kind), isBegun: false, draft: null, sent });
    },
    clear: () => {
      clearTimeout(waits.timer);
      waits.timer = undefined;
      put({ saying: newSaying(newId(), kind), isBegun: false, draft: null, sent: null });
    },
    keepNow,
  };
}
