import type { SealedChunks, ViewToSeal } from '../seal/keeper.ts';
import { addMs } from '../shared/basics/moment.ts';
import type { Audience } from '../shared/voice/directory.ts';
import type { ReaderBody } from '../shared/voice/sealed-body.ts';
import type { Share, ShareStatement } from '../shared/voice/share.ts';
import type { Act, Thread } from '../shared/wire/sealed.ts';
import type { Letter } from '../store/quiet/shelf.ts';
import type { Desk } from './desk.ts';
import { keyOf } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Opened } from './opened.ts';

/** What every act is about, and with which keys. */
export type About = { inbox: Inbox; desk: Desk; thread: Thread; view: string; opened: Opened };
export type ReplyVoice = { bytes: Uint8Array; type: string; seconds: number };

const freshId = () => crypto.randomUUID();

let lastAt = '';
/** Two acts never bear the same moment: they are carried in the order they were made. */
function nextMoment(now: string): string {
  lastAt = now > lastAt ? now : addMs(lastAt, 1);
  return lastAt;
}

/** What does not fit in a message of this kind is left to each act. */
type Said<Body> = Body extends ReaderBody ? Omit<Body, 're' | 'a' | 'at' | 'attachments'> : never;
type More = { act: Act['act']; duty?: boolean; share?: Share; also?: Audience; voice?: ReplyVoice | null; re?: string; isAmongUs?: boolean };

/**
 * Seals and signs what is said, and puts it on the shelf. From there it goes by itself.
 * @throws when it cannot be sealed or written; then nothing was sent.
 */
export async function sendAct({ inbox, desk, thread, view, opened }: About, said: Said<ReaderBody>, more: More): Promise<void> {
  const { keeper, shelf, line, personId } = inbox;
  const at = nextMoment(inbox.now());
  const own = keyOf(desk.audiences.find(({ a }) => a === thread.audience));
  if (!own) throw new Error('this audience has no key');
  const also = keyOf(more.also);
  const body = { ...said, re: more.re ?? view, a: thread.audience, at } as ReaderBody;
  const attachments: ViewToSeal['attachments'] = more.voice ? [{ kind: 'voice', type: more.voice.type, seconds: Math.round(more.voice.seconds), bytes: more.voice.bytes }] : [];
  const tk = more.isAmongUs || opened.isWithheld ? null : opened.tk;
  const { message, chunks } = await keeper.answer(
    body,
    { tk, audiences: also ? [own, also] : [own] },
    { mbox: opened.mbox, unit: opened.unit, safety: opened.safety },
    attachments,
  );
  const act: Act = { act: more.act, view, audience: thread.audience, message, ...(more.share ? { share: more.share } : {}), ...(more.duty ? { duty: true } : {}) };
  await shelf.send(lettersOf(act, chunks, personId, at));
  line.wake();
}

/** Chunks go after their act. */
function lettersOf(act: Act, chunks: readonly SealedChunks[], owner: string, madeAt: string): Letter[] {
  const carriage = { owner, madeAt, tries: 0, notBefore: madeAt };
  const parts = chunks.flatMap(({ attachment, chunks: sealed }) =>
    sealed.map((bytes, n): Letter => ({ ...carriage, id: `${attachment.id}.${n}`, content: { kind: 'chunk', attachment: attachment.id, n, bytes, capability: null } })),
  );
  return [{ ...carriage, id: freshId(), content: { kind: 'act', act } }, ...parts];
}

/** Tells the young person that it was opened, and by whom. @param re the view, or what they added. */
export function sendRead(about: About, re: string): Promise<void> {
  return sendAct(about, { t: 'read' }, { act: 'read', re });
}

export type PassingOn = { to: Audience; why: ShareStatement['why']; text: string; toldFirst: boolean; withheld: boolean };

/** Seals the original for one more audience, under a signed reason. False when it could not be. */
export async function passOn(about: About, { to, why, text, toldFirst, withheld }: PassingOn): Promise<boolean> {
  const { inbox, thread } = about;
  const key = keyOf(to);
  if (!key) return false;
  const statement = { why, at: inbox.now(), toldFirst, withheld };
  const share = await inbox.keeper.passOn(thread.view, { a: thread.audience, e: thread.epoch }, thread.share, key, statement);
  if (!share) return false;
  await sendAct(about, { t: 'shared', to: key.a, e: key.e, why, text, toldFirst }, { act: 'share', share, also: to, isAmongUs: withheld });
  return true;
}

/** What this person opens now for the first time: the view itself, and what was added to it. Each is told to the young person. */
export function unreadOf(opened: Opened, view: string, personId: string): string[] {
  const read = opened.entries.flatMap((entry) => (entry.kind === 'message' && entry.body.t === 'read' && entry.personId === personId ? [entry.body.re] : []));
  const all = [view, ...opened.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.id] : []))];
  return all.filter((id) => !read.includes(id));
}
