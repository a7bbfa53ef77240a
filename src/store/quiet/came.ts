import { wellFormed } from '../../shared/voice/well-formed.ts';
import type { Mailbox, Thread } from '../../shared/wire/sealed.ts';
import type { ThreadRow } from './quiet-database.ts';
import type { Post } from './shelf.ts';

/** What came is kept so long on a phone (voice reference, section 8); the server has it longer. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export function freshPost(now: number): (post: Post) => boolean {
  const oldest = new Date(now - KEPT_MS).toISOString();
  return (post) => post.at > oldest;
}

export function boxesOf(boxes: readonly Mailbox[], at: string): Post[] {
  return boxes.map((box) => ({ mbox: box.mbox, box, at }));
}

/** A thread is named by its audience and its view; one that cannot be read is left out. */
export function threadRows(personId: string, threads: readonly Thread[]): ThreadRow[] {
  return threads.flatMap((thread) => {
    const view = wellFormed(thread.view)?.header.id;
    return view ? [{ personId, id: `${thread.audience}:${view}`, thread }] : [];
  });
}
