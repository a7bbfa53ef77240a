import type { Directory } from '../shared/voice/directory.ts';
import type { Header } from '../shared/voice/envelope.ts';
import { headerSchema } from '../shared/voice/envelope.ts';
import { asciiOf, canonicalOf, wellFormedSigned } from '../shared/voice/well-formed.ts';
import type { Thread } from '../shared/wire/sealed.ts';
import type { Letter, Notes } from '../store/quiet/shelf.ts';
import { signerOf } from './desk.ts';

/** What was received is kept and shown for so long (voice reference, section 8). */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** What the queue says of one view: metadata, and nothing of what is in it. */
export type Row = {
  view: string;
  thread: Thread;
  header: Header;
  isWorry: boolean;
  isFlagged: boolean;
  isNew: boolean;
  isLate: boolean;
  /** Who of this audience has done something with it, by their signed messages. */
  by: string[];
  /** Their own acts that are still on this phone, and those the server would not take. */
  waiting: number;
  refused: number;
};

/** The header of a view, which the server may read too. Null when it is none. */
export function headerOf(thread: Thread): Header | null {
  const header = headerSchema.safeParse(canonicalOf(asciiOf(thread.view.header) ?? ''));
  return header.success ? header.data : null;
}

export type ActLetter = Letter & { content: { kind: 'act' } };
export function actsOn(letters: readonly Letter[], audience: string, view: string): ActLetter[] {
  return letters.filter((letter): letter is ActLetter => letter.content.kind === 'act' && letter.content.act.view === view && letter.content.act.audience === audience);
}

/** Too long ago to be shown without looking again. */
export function isStale(note: Notes['inbox'] | null, now: string): boolean {
  return !note || Date.parse(now) - Date.parse(note.seenAt) >= KEPT_MS;
}

/** Never by what was said: what must happen first stands first, then what came first. */
function byClock(one: Row, other: Row): number {
  const dueOf = ({ thread }: Row) => thread.due?.at ?? '9';
  return dueOf(one).localeCompare(dueOf(other)) || one.thread.receivedAt.localeCompare(other.thread.receivedAt);
}

export function rowsOf(threads: readonly Thread[], letters: readonly Letter[], directory: Directory, now: string): Row[] {
  const rows = threads.flatMap((thread): Row[] => {
    const header = headerOf(thread);
    if (!header) return [];
    const acts = actsOn(letters, thread.audience, header.id);
    const certs = thread.messages.filter((message) => wellFormedSigned(message)?.header.mbox === header.mbox).map(({ cert }) => cert);
    const by = certs.map((cert) => directory.devices.find(({ d }) => d === cert)).filter((device) => device?.audiences.includes(thread.audience));
    return [
      {
        view: header.id,
        thread,
        header,
        isWorry: header.cat === 'worry',
        isFlagged: header.safety === 1,
        isNew: thread.state === 'new',
        isLate: thread.due !== null && thread.due.at <= now,
        by: [...new Set(by.map((device) => signerOf(directory, device?.d ?? '')?.name ?? ''))],
        waiting: acts.filter(({ refused }) => !refused).length,
        refused: acts.filter(({ refused }) => refused).length,
      },
    ];
  });
  return rows.sort(byClock);
}
