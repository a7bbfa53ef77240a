import type { SealedChunks, ViewToSeal } from '../../seal/keeper.ts';
import type { Audience } from '../../shared/voice/directory.ts';
import type { Envelope, Sealed } from '../../shared/voice/envelope.ts';
import type { Letter, Shelf } from '../../store/quiet/shelf.ts';
import { addEntry, changeEntry } from '../answers/ledger.ts';
import type { Talk } from '../talk.ts';
import { attachmentsOf, bodyOf, type Saying } from './saying.ts';

/** Security reference, section 6: arrival must not tell when somebody wrote. */
const MOST_JITTER_MS = 15 * 60_000;

/** What the screen after it may say: no word of what was said. */
export type Sent = {
  id: string;
  at: string;
  to: Audience[];
  isFlagged: boolean;
  isWorry: boolean;
  goesAfter: string;
  /** A phone that keeps nothing and has no signal: the person decides about these. */
  undecided: Letter[] | null;
};

export function isOnline(): boolean {
  return navigator.onLine !== false;
}

/** Chunks follow their view, and go in under the same capability. */
export function lettersOf(envelope: Sealed<Envelope>, id: string, chunks: SealedChunks[], capability: string | null, madeAt: string, notBefore: string): Letter[] {
  const carriage = { owner: 'young', madeAt, tries: 0, notBefore };
  const parts = chunks.flatMap(({ attachment, chunks: sealed }) =>
    sealed.map((bytes, n): Letter => ({ ...carriage, id: `${attachment.id}.${n}`, content: { kind: 'chunk', attachment: attachment.id, n, bytes, capability } })),
  );
  return [{ ...carriage, id, content: { kind: 'view', envelope, capability } }, ...parts];
}

/**
 * When it may go. Flagged: at once. On a phone that keeps nothing it goes while the page is open, so
 * it cannot wait either.
 */
export function goesAfter(talk: Pick<Talk, 'now' | 'shelf'>, isFlagged: boolean): string {
  const wait = isFlagged || !talk.shelf.isKept ? 0 : Math.floor(Math.random() * MOST_JITTER_MS);
  return new Date(new Date(talk.now()).getTime() + wait).toISOString();
}

export function keysOf(audiences: readonly Audience[]): ViewToSeal['to'] {
  return audiences.flatMap(({ a, epochs: [newest] }) => (newest ? [{ a, e: newest.e, pub: newest.pub }] : []));
}

/**
 * Seals it for these audiences, and puts it on the shelf in the transaction that drops its draft.
 * @throws when it cannot be sealed or written: nothing was sent then, and the words are where they were.
 */
export async function sealAndSend(talk: Talk, saying: Saying, to: Audience[]): Promise<Sent> {
  const at = talk.now();
  const isFlagged = saying.isHurtFeared;
  const unit = talk.place?.units[0] ?? to[0]?.unit ?? '';
  const mailbox = await talk.takeMailbox();
  const { envelope, id, chunks } = await talk.keeper.seal({
    body: bodyOf(saying, at),
    attachments: attachmentsOf(saying),
    mailbox,
    to: keysOf(to),
    unit,
    safety: isFlagged,
    isWorry: saying.kind === 'worry',
  });
  const mbox = (await talk.keeper.mailboxes(mailbox + 1))[mailbox]?.mbox ?? '';
  const after = goesAfter(talk, isFlagged);
  const letters = lettersOf(envelope, id, chunks, null, at, after);
  const isHomeHidden = saying.aboutStaff === 'yes' || saying.aboutStaff === 'notSure';
  const entry = {
    id,
    mbox,
    mailbox,
    kind: saying.kind,
    at,
    to: to.map(({ a }) => a),
    unit,
    isFlagged,
    isAboutStaff: isHomeHidden,
    isSure: false,
    takenBackAt: null,
    said: {},
    asked: [],
  };
  // Noted before it is sent: a phone that dies in between must not hide what may be on its way.
  await addEntry(talk, entry);
  const sent: Sent = { id, at, to, isFlagged, isWorry: saying.kind === 'worry', goesAfter: after, undecided: null };
  if (!talk.shelf.isKept && !isOnline()) return { ...sent, undecided: letters };
  await talk.shelf.send(letters, saying.id);
  await changeEntry(talk, id, () => ({ isSure: true }));
  talk.line.wake();
  return sent;
}

/** Sealed letters of a phone that keeps nothing go to the shelf that outlives the page, with the capability they need. */
export async function keepSealed(talk: Talk, letters: Letter[]): Promise<void> {
  const capability = await takeCapability(talk.shelf);
  const kept = await talk.sealedShelf();
  await kept.send(letters.map((letter) => withCapability(letter, capability)));
  const [view] = letters;
  if (view) await changeEntry(talk, view.id, () => ({ isSure: true }));
  talk.line.wake();
}

function withCapability(letter: Letter, capability: string | null): Letter {
  const { content } = letter;
  return content.kind === 'view' || content.kind === 'chunk' ? { ...letter, content: { ...content, capability } } : letter;
}

async function takeCapability(shelf: Shelf): Promise<string | null> {
  const member = await shelf.read('member');
  const [first, ...left] = member?.capabilities ?? [];
  if (!member || first === undefined) return null;
  await shelf.write('member', { ...member, capabilities: left });
  return first;
}
