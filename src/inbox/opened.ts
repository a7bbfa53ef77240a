import { checkShare } from '../seal/share.ts';
import type { SignedEnvelope } from '../shared/voice/envelope.ts';
import type { AnswerBody, ReaderBody, ViewBody } from '../shared/voice/sealed-body.ts';
import type { ShareStatement } from '../shared/voice/share.ts';
import type { Thread } from '../shared/wire/sealed.ts';
import type { Letter } from '../store/quiet/shelf.ts';
import type { Desk } from './desk.ts';
import { signerOf } from './desk.ts';
import type { Inbox } from './inbox.ts';
import { actsOn, headerOf } from './rows.ts';

/** Where one’s own act is. `delivered` also for whatever others did. */
export type Where = 'delivered' | 'onThisPhone' | 'needsYou';

export type Entry =
  | { kind: 'answer'; id: string; at: string; body: AnswerBody; secret: Uint8Array }
  | { kind: 'message'; id: string; at: string; body: ReaderBody; secret: Uint8Array; by: string; personId: string; where: Where; letter: string | null; why: string | null }
  | { kind: 'share'; id: string; at: string; share: ShareStatement; by: string };

export type Opened = {
  id: string;
  /** An answer where the young person sent one to somebody who does not hold what it answers. */
  view: ViewBody | AnswerBody;
  secret: Uint8Array;
  mbox: string;
  unit: string;
  safety: 0 | 1;
  /** The newest thread key they gave. */
  tk: string;
  /** It came under a share that is kept from the young person: nothing may tell them. */
  isWithheld: boolean;
  entries: Entry[];
  /** How many things came with it that do not open, or whose signature does not hold. */
  faults: number;
};

type Message = { given: SignedEnvelope; letter: Letter | null };

/** Everything of one thread, opened with the keys that are here. Null when the view itself does not open. */
export async function openThread({ keeper }: Inbox, desk: Desk, thread: Thread, letters: readonly Letter[]): Promise<Opened | null> {
  const { directory } = desk;
  const header = headerOf(thread);
  if (!header) return null;
  const as = { a: thread.audience, e: thread.epoch };
  const view = await keeper.open(thread.view, as, thread.share, directory);
  if (!view.ok || (view.body.t !== 'view' && view.body.t !== 'answer')) return null;
  const brought = thread.share && (await checkShare(thread.share, directory));
  let faults = 0;

  const answers = await Promise.all(
    thread.answers.map(async ({ envelope }): Promise<Entry[]> => {
      for (const of of desk.held.filter(({ a }) => a === thread.audience)) {
        const opened = await keeper.open(envelope, of, null, directory);
        if (opened.ok && opened.body.t === 'answer' && opened.header.mbox === header.mbox)
          return [{ kind: 'answer', id: opened.header.id, at: opened.body.at, body: opened.body, secret: opened.secret }];
      }
      faults += 1;
      return [];
    }),
  );
  const given: Message[] = [
    ...thread.messages.map((message) => ({ given: message, letter: null })),
    ...actsOn(letters, thread.audience, header.id).flatMap((letter) => (letter.content.act.message ? [{ given: letter.content.act.message, letter }] : [])),
  ];
  const messages = await Promise.all(
    given.map(async ({ given: message, letter }): Promise<Entry[]> => {
      for (const of of desk.held.filter(({ a }) => a === thread.audience)) {
        const opened = await keeper.open(message, of, null, directory);
        if (!opened.ok || opened.body.t === 'view' || opened.body.t === 'answer' || opened.header.mbox !== header.mbox) continue;
        const { body, secret } = opened;
        const where = letter === null ? 'delivered' : letter.refused ? 'needsYou' : 'onThisPhone';
        const signer = directory.devices.find(({ d }) => d === message.cert);
        const { name: by = '', personId = '' } = signer ?? {};
        return [{ kind: 'message', id: opened.header.id, at: body.at, body, secret, by, personId, where, letter: letter?.id ?? null, why: letter?.refused ?? null }];
      }
      faults += 1;
      return [];
    }),
  );
  const shares = await Promise.all(
    thread.shares.map(async (share): Promise<Entry[]> => {
      const statement = await checkShare(share, directory);
      if (statement?.msg === header.id) return [{ kind: 'share', id: statement.slot, at: statement.at, share: statement, by: signerOf(directory, share.cert)?.name ?? '' }];
      faults += 1;
      return [];
    }),
  );
  const entries = [...answers, ...messages, ...shares].flat();
  // A letter just delivered may be here twice for a moment.
  const once = [...new Map(entries.reverse().map((entry) => [entry.id, entry])).values()];
  once.sort((one, other) => one.at.localeCompare(other.at));
  const tk = once.findLast((entry) => entry.kind === 'answer')?.body.tk ?? view.body.tk;
  return {
    id: header.id,
    view: view.body,
    secret: view.secret,
    mbox: header.mbox,
    unit: header.unit,
    safety: header.safety,
    tk,
    isWithheld: brought?.withheld ?? false,
    entries: once,
    faults,
  };
}

type FromReader<Kind extends ReaderBody['t']> = Extract<Entry, { kind: 'message' }> & { body: Extract<ReaderBody, { t: Kind }> };
export function messagesOf<Kind extends ReaderBody['t']>(entries: readonly Entry[], t: Kind): FromReader<Kind>[] {
  return entries.filter((entry): entry is FromReader<Kind> => entry.kind === 'message' && entry.body.t === t);
}
