import { address } from 'keys-address/reader';
import type { Inbox } from '../inbox/inbox.ts';
import { makeSession } from '../inbox/session.ts';
import type { ReaderEngine } from '../seal/reader-engine.ts';
import { makeReaderKeeper } from '../seal/reader-keeper.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { openKeptShelf } from '../store/quiet/kept-shelf.ts';
import type { ReaderLine } from '../store/quiet/line.ts';
import { openMemoryShelf } from '../store/quiet/memory-shelf.ts';
import { startQuiet } from '../sync/quiet/start-quiet.ts';
import { readDemoDevice } from './demo-device.ts';
import { provePresence } from './inbox-passkey.ts';
import { linkToKeys } from './seal-worker.ts';

type Open = { personId: string; inbox: Inbox; close(): void };

let open: Promise<Open> | null = null;
let openFor: string | null = null;

async function furnish(personId: string): Promise<Open> {
  const shelf = await openKeptShelf({ personId });
  const { reader: line, stop } = startQuiet({ shelf, who: { personId } });
  if (!line) throw new Error('there is no line');
  const keeper = makeReaderKeeper(() => linkToKeys<ReaderEngine>(address));
  const parts = { personId, shelf, line, keeper, now: () => new Date().toISOString(), prove: () => provePresence(personId), seed: readDemoDevice };
  const session = makeSession(parts);
  const close = () => {
    session.end();
    stop();
    shelf.close();
  };
  return { personId, inbox: { ...parts, session }, close };
}

async function shut(): Promise<void> {
  const before = open;
  open = null;
  openFor = null;
  (await before?.catch(() => null))?.close();
}

/**
 * The inbox of whoever is signed in: one for all its pages, so that going from one to the next does
 * not lock it. Signing out, or somebody else signing in, drops its keys at once.
 */
export async function openInbox(personId: string, cabinet: Cabinet): Promise<Inbox> {
  if (openFor !== personId) {
    await shut();
    openFor = personId;
    open = furnish(personId);
    open.catch(() => {
      open = null;
      openFor = null;
    });
    const stop = cabinet.watchSignedIn((who) => {
      if (who?.personId === personId) return;
      stop();
      if (openFor === personId) void shut();
    });
  }
  const opened = await open;
  if (!opened) throw new Error('the inbox was shut meanwhile');
  return opened.inbox;
}

/** For whoever only hands out codes: nothing of it is kept on their phone. */
export function openCodeLine(personId: string): { line: ReaderLine; stop: () => void } {
  const { reader, stop } = startQuiet({ shelf: openMemoryShelf(), who: { personId } });
  if (!reader) throw new Error('there is no line');
  return { line: reader, stop };
}
