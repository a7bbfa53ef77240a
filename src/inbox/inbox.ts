import type { ReaderKeeper } from '../seal/keeper.ts';
import type { ReaderLine } from '../store/quiet/line.ts';
import type { Shelf } from '../store/quiet/shelf.ts';
import type { Session } from './session.ts';

/** `noPasskey`: this phone has none for this person. `other`: it was somebody else’s. */
export type Proof = 'proved' | 'cancelled' | 'noPasskey' | 'other';

/** What the app gives this room. It lives as long as the person is signed in, whichever page is shown. */
export type InboxParts = {
  personId: string;
  /** Their own: threads and letters of nobody else are in it. */
  shelf: Shelf;
  line: ReaderLine;
  keeper: ReaderKeeper;
  now(): string;
  /** They show that they are here, with the passkey of this phone. Needs no signal. */
  prove(): Promise<Proof>;
  /** 32 bytes from the link of a demonstration, for the device they stand for; null otherwise. */
  seed(): string | null;
};

export type Inbox = InboxParts & { session: Session };

/** What every page of this room is handed. */
export type InboxPageProps = { inbox: Inbox; go: (path: string) => void };
