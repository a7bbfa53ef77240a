import type { CheckDirectory } from '../../src/seal/keeper.ts';
import { checkDirectory, fingerprintOf } from '../../src/seal/directory.ts';
import type { SignedDirectory } from '../../src/shared/voice/directory.ts';
import { handOver } from '../../src/store/quiet/hand-over.ts';
import type { LineAnswer, YoungLine } from '../../src/store/quiet/line.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import type { Shelf } from '../../src/store/quiet/shelf.ts';
import type { World } from '../../src/voice/parts.ts';
import { NOW, youngHere } from './seal/cast.ts';

export const CODE = '7K3QWERTY2X';
const NO_SIGNAL = { ok: false, why: 'noSignal' } as const;

/** A phone with real shelves and real keys, whose line is ours to cut. What is kept stays when the page is opened again. */
export function youngPhone(given: { signed?: SignedDirectory; invite?: World['invite']; back?: World['back']; check?: CheckDirectory } = {}) {
  let now = Date.parse(NOW);
  let hasSignal = true;
  let signed = given.signed ?? null;
  const keptShelf: Shelf = { ...openMemoryShelf({ clock: () => now }), isKept: true };
  let hasKept = false;
  const asked: string[] = [];
  const reports: string[] = [];
  const keepers: ReturnType<typeof youngHere>[] = [];
  let left = 0;

  const online = <Value>(what: string, value: () => LineAnswer<Value>): Promise<LineAnswer<Value>> => {
    asked.push(what);
    return Promise.resolve(hasSignal ? value() : NO_SIGNAL);
  };
  const line: YoungLine = {
    join: (code) =>
      online(`join ${code}`, () => (code === CODE ? { ok: true, value: { membership: 'm'.repeat(43), units: ['home-1', 'kent', 'region'] } } : { ok: false, why: 'code' })),
    work: () => online('work', () => ({ ok: true, value: { challenge: 'c'.repeat(43), answer: 7, units: ['region'] } })),
    directory: () => online('directory', () => ({ ok: true, value: signed })),
    report: (kind) => void reports.push(kind),
    look: () => online('look', () => ({ ok: true, value: { directoryVersion: 3, known: [] } })),
    chunk: () => online('chunk', () => ({ ok: true, value: new Uint8Array() })),
    wake: () => undefined,
  };
  const world: World = {
    loadParts: async () => ({
      openKeptShelf: async () => {
        hasKept = true;
        return keptShelf;
      },
      openMemoryShelf: async () => openMemoryShelf({ clock: () => now }),
      makeKeeper: async () => {
        const keeper = youngHere();
        keepers.push(keeper);
        return keeper;
      },
      startLine: async () => ({ line, stop: () => undefined }),
      handOver,
      checkDirectory: given.check ?? checkDirectory,
      fingerprintOf,
    }),
    mayHoldThings: async () => hasKept,
    now: () => new Date(now),
    invite: given.invite ?? null,
    back: given.back ?? null,
    leave: () => {
      left += 1;
    },
  };
  return {
    world,
    asked,
    reports,
    keepers,
    kept: () => keptShelf,
    timesLeft: () => left,
    cut: () => {
      hasSignal = false;
    },
    mend: () => {
      hasSignal = true;
    },
    pass: (ms: number) => {
      now += ms;
    },
    serve: (next: SignedDirectory) => {
      signed = next;
    },
  };
}
