import * as z from 'zod/mini';
import { headerSchema } from '../../shared/voice/envelope.ts';
import { asciiOf, canonicalOf } from '../../shared/voice/well-formed.ts';
import type { Mailbox, Thread } from '../../shared/wire/sealed.ts';
import type { ThreadRow } from './quiet-database.ts';
import type { Notes, Post } from './shelf.ts';

/** What came is kept so long on a phone (voice reference, section 8); the server has it longer. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export function freshPost(now: number): (post: Post) => boolean {
  const oldest = new Date(now - KEPT_MS).toISOString();
  return (post) => post.at > oldest;
}

/** What is new of what came: a look that brings the same again writes nothing and wakes no screen, but once a day, so that it stays. */
export function newsOf(kept: readonly Post[], boxes: readonly Mailbox[], at: string): Post[] {
  const dayBefore = new Date(Date.parse(at) - DAY_MS).toISOString();
  const same = new Map(kept.filter((post) => post.at > dayBefore).map((post) => [post.mbox, JSON.stringify(post.box)]));
  return boxes.filter((box) => same.get(box.mbox) !== JSON.stringify(box)).map((box) => ({ mbox: box.mbox, box, at }));
}

/** Whether a page of the inbox says anything that this phone did not know. */
export function isNews(before: Notes['inbox'] | null, now: Notes['inbox'], threads: readonly Thread[]): boolean {
  const { seenAt: _then, ...was } = before ?? { seenAt: '' };
  const { seenAt: _now, ...is } = now;
  return threads.length > 0 || JSON.stringify(was) !== JSON.stringify(is);
}

/** Of a view that was taken back only the header is left, so no more than that is looked at. */
function viewId({ view }: Thread): string | null {
  const header = z.safeParse(headerSchema, canonicalOf(asciiOf(view.header) ?? ''));
  return header.success ? header.data.id : null;
}

/** A thread is named by its audience and its view; one that cannot be read is left out. */
export function threadRows(personId: string, threads: readonly Thread[]): ThreadRow[] {
  return threads.flatMap((thread) => {
    const view = viewId(thread);
    return view ? [{ personId, id: `${thread.audience}:${view}`, thread }] : [];
  });
}
