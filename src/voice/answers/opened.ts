import type { YoungKeeper } from '../../seal/keeper.ts';
import type { Directory } from '../../shared/voice/directory.ts';
import type { SignedEnvelope } from '../../shared/voice/envelope.ts';
import type { ReaderBody } from '../../shared/voice/sealed-body.ts';
import type { ShareStatement } from '../../shared/voice/share.ts';
import type { Mailbox } from '../../shared/wire/sealed.ts';
import { forgetWhenLocked } from '../say/forget-when-locked.ts';
import type { Talk } from '../talk.ts';

export type Message = { id: string; at: string; by: { name: string; role: string }; body: ReaderBody; secret: Uint8Array };
/** `forged`: not signed by a reader of that team. `foreign`: meant for another thread. `unreadable`: sealed to other keys, or broken. */
export type MessageFault = 'forged' | 'foreign' | 'unreadable';
type Read = { ok: true; message: Message } | { ok: false; why: MessageFault };

/** What was opened once is not opened again while the keys are here: each opening is a signature and a decryption. */
const memory = new WeakMap<YoungKeeper, Map<string, Promise<Read>>>();
const REPORTS = { forged: 'forgedReply', foreign: 'foreignReceipt', unreadable: 'unreadable' } as const;

async function readOne(talk: Talk, given: SignedEnvelope, mbox: string, sent: readonly string[], directory: Directory): Promise<Read> {
  const opened = await talk.keeper.open(given, directory, mbox);
  if (!opened.ok) {
    const why = opened.why === 'forged' || opened.why === 'unknownDevice' ? 'forged' : opened.why === 'notAddressed' ? 'foreign' : 'unreadable';
    return { ok: false, why };
  }
  const { body, header, by, secret } = opened;
  if (header.mbox !== mbox || (sent.length > 0 && !sent.includes(body.re))) return { ok: false, why: 'foreign' };
  return { ok: true, message: { id: header.id, at: body.at, by, body, secret } };
}

/**
 * Opens what came into one mailbox. What does not hold is refused, counted and reported, once.
 * @param sent ids of what was said in this mailbox; a message about anything else is foreign.
 */
export async function openMessages(talk: Talk, box: Mailbox, sent: readonly string[], directory: Directory): Promise<{ messages: Message[]; faults: MessageFault[] }> {
  const known = memory.get(talk.keeper) ?? new Map<string, Promise<Read>>();
  if (!memory.has(talk.keeper)) forgetWhenLocked(talk.keeper, () => memory.delete(talk.keeper));
  memory.set(talk.keeper, known);
  const read = await Promise.all(
    box.messages.map((given) => {
      const key = `${box.mbox}|${given.sig}|${given.cert}|${directory.version}`;
      const before = known.get(key);
      if (before) return before;
      const now = readOne(talk, given, box.mbox, sent, directory).then((result) => {
        if (!result.ok) talk.line.report(REPORTS[result.why]);
        return result;
      });
      known.set(key, now);
      now.catch(() => known.delete(key));
      return now;
    }),
  );
  const messages = read.flatMap((one) => (one.ok ? [one.message] : []));
  // The same message twice is one message.
  const once = [...new Map(messages.map((message) => [message.id, message])).values()].sort((one, other) => one.at.localeCompare(other.at));
  return { messages: once, faults: read.flatMap((one) => (one.ok ? [] : [one.why])) };
}

/** Who passed it on, to whom and why, as far as their signatures hold. */
export async function openShares(talk: Talk, box: Mailbox, sent: readonly string[], directory: Directory): Promise<{ shares: ShareStatement[]; faults: number }> {
  const read = await Promise.all(box.shares.map((share) => talk.keeper.checkShare(share, directory)));
  const shares = read.filter((statement) => statement !== null && (sent.length === 0 || sent.includes(statement.msg))) as ShareStatement[];
  return { shares, faults: read.length - shares.length };
}
