import type { Directory } from '../../shared/voice/directory.ts';
import type { ShareStatement } from '../../shared/voice/share.ts';
import type { Mailbox } from '../../shared/wire/sealed.ts';
import type { Letter } from '../../store/quiet/shelf.ts';
import { knownDirectory } from '../say/known-directory.ts';
import type { Talk } from '../talk.ts';
import { type Entry, readLedger } from './ledger.ts';
import { type Message, type MessageFault, openMessages, openShares } from './opened.ts';

/** Where it stands. What others claim counts only with their signature: `read` and after come from opened messages alone. */
export type Stand =
  | { is: 'waiting'; until: string | null }
  | { is: 'refused'; isTooOld: boolean }
  | { is: 'delivered' }
  | { is: 'read' | 'answered'; by: string; at: string }
  | { is: 'changed' | 'closed' }
  | { is: 'withdrawing' | 'withdrawn' };

/** One thing that was said, and all that this phone knows of what became of it. */
export type Story = {
  entry: Entry;
  box: Mailbox | null;
  messages: Message[];
  faults: MessageFault[];
  shares: ShareStatement[];
  shareFaults: number;
  isOverdue: boolean;
  stand: Stand;
};

/** What each piece of one thread on the screen is handed; `again` reads it anew. */
export type ThreadProps = { talk: Talk; story: Story; again: () => void };

/** On a phone that came back with six words the mailbox alone says that something was sent. */
function entryOf(box: Mailbox, mailbox: number): Entry | null {
  const [first] = box.sent;
  if (!first) return null;
  const to = first.state.map(({ a }) => a);
  return {
    id: first.id,
    mbox: box.mbox,
    mailbox,
    kind: 'unknown',
    at: first.at,
    to,
    unit: '',
    isFlagged: false,
    isAboutStaff: false,
    isSure: true,
    takenBackAt: null,
    said: {},
    asked: [],
  };
}

function viewLetter(letters: readonly Letter[], id: string): Letter | undefined {
  return letters.find((letter) => letter.id === id && letter.content.kind === 'view');
}

function standOf(entry: Entry, box: Mailbox | null, letters: readonly Letter[], messages: readonly Message[], now: string): Stand {
  if (entry.takenBackAt || box?.withdrawn) {
    const isOnItsWay = letters.some(({ content }) => content.kind === 'withdraw' && content.view === entry.id);
    return { is: isOnItsWay ? 'withdrawing' : 'withdrawn' };
  }
  const letter = viewLetter(letters, entry.id);
  if (letter) return letter.refused ? { is: 'refused', isTooOld: letter.refused === 'tooOld' } : { is: 'waiting', until: letter.notBefore > now ? letter.notBefore : null };
  const last = (...kinds: Message['body']['t'][]) => messages.findLast(({ body }) => kinds.includes(body.t));
  const outcome = last('outcome');
  if (outcome?.body.t === 'outcome') return { is: outcome.body.outcome === 'done' || outcome.body.outcome === 'part' ? 'changed' : 'closed' };
  const reply = last('reply', 'ask', 'theme');
  if (reply) return { is: 'answered', by: reply.body.a, at: reply.at };
  const read = messages.find(({ body }) => body.t === 'read');
  return read ? { is: 'read', by: read.body.a, at: read.at } : { is: 'delivered' };
}

async function storyOf(talk: Talk, entry: Entry, box: Mailbox | null, letters: readonly Letter[], directory: Directory | null): Promise<Story> {
  const sent = [entry.id, ...(box?.sent.map(({ id }) => id) ?? [])];
  const opened = box && directory ? await openMessages(talk, box, sent, directory) : { messages: [], faults: [] };
  const passed = box && directory ? await openShares(talk, box, sent, directory) : { shares: [], faults: 0 };
  return {
    entry,
    box,
    messages: opened.messages,
    faults: opened.faults,
    shares: passed.shares,
    shareFaults: passed.faults,
    isOverdue: box?.sent.some(({ state }) => state.some(({ overdue }) => overdue)) ?? false,
    stand: standOf(entry, box, letters, opened.messages, talk.now()),
  };
}

/** Everything that was said from here or with these six words, newest first. Needs no network. */
export async function readStories(talk: Talk): Promise<Story[]> {
  const [entries, letters, post] = await Promise.all([readLedger(talk), talk.shelf.letters(), talk.shelf.post()]);
  const known = knownDirectory(talk);
  // An old directory still says who signed what; only sealing to it is refused.
  const directory = known.is === 'known' ? known.directory : (talk.directory()?.directory ?? null);
  const boxes = new Map(post.map(({ mbox, box }) => [mbox, box]));
  const ours = new Map(entries.map((entry) => [entry.id, entry]));
  const back = await cameBack(
    talk,
    [...boxes.values()].filter((box) => !entries.some((entry) => entry.mbox === box.mbox)),
  );
  for (const entry of back) ours.set(entry.id, entry);
  const sure = [...ours.values()].filter((entry) => entry.isSure || boxes.has(entry.mbox) || viewLetter(letters, entry.id));
  const stories = await Promise.all(sure.map((entry) => storyOf(talk, entry, boxes.get(entry.mbox) ?? null, letters, directory)));
  return stories.sort((one, other) => other.entry.at.localeCompare(one.entry.at));
}

async function cameBack(talk: Talk, boxes: Mailbox[]): Promise<Entry[]> {
  if (boxes.length === 0) return [];
  const mailboxes = await talk.keeper.mailboxes(MAILBOXES_BACK);
  return boxes.flatMap((box) => {
    const mailbox = mailboxes.findIndex(({ mbox }) => mbox === box.mbox);
    const entry = mailbox < 0 ? null : entryOf(box, mailbox);
    return entry ? [entry] : [];
  });
}

/** More than anyone is likely to have sent; each costs one derivation. */
const MAILBOXES_BACK = 120;
