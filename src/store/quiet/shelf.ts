import type { Directory, SignedDirectory } from '../../shared/voice/directory.ts';
import type { Envelope, Sealed } from '../../shared/voice/envelope.ts';
import type { Act, Escalation, KeptKey, Mailbox, Thread } from '../../shared/wire/sealed.ts';

/** A young person's own phone, or one that others use too: then nothing is kept after leaving. */
export type PhoneMode = 'mine' | 'shared' | 'notSure';

/**
 * Single named values. Whatever could tell who or what is `Locked`: AES-GCM under the local key, which
 * only `seal` can open while the phone is unlocked.
 */
export type Notes = {
  /** That somebody joined, and how: nothing that names them. */
  member: { membership: string; units: string[]; root: string; mode: PhoneMode; capabilities: string[] };
  /** How the local key is locked (security reference, section 16); see `seal/lock`. */
  lock: { kind: 'pin' | 'pictures'; salt: Uint8Array; iv: Uint8Array; wrapped: Uint8Array; device: CryptoKey; tries: number };
  /** The thread's root secret and the count of mailboxes used, under the local key. */
  thread: Locked;
  /** What was sent, without a word of it: kind, day, to whom and into which mailbox, under the local key. */
  sent: Locked;
  /** How many mailboxes of the thread are taken, under the local key. */
  used: Locked;
  /** The newest directory that was checked, and the highest version ever seen. */
  directory: { signed: SignedDirectory; version: number; checkedAt: string };
  /** This reader's device keys: never extractable, by person. `root`: the root's fingerprint, once its person compared it. */
  device: { personId: string; d: string; dk: CryptoKeyPair; dsk: CryptoKeyPair; dkPub: string; dskPub: string; root?: string };
  /**
   * A directory officer's own signing key, never extractable. `root`: the fingerprint they compared or made; `statement`: what the
   * root signed here, until the first directory carries it.
   */
  officer: { personId: string; k: string; pair: CryptoKeyPair; pub: string; root?: string; statement?: SignedDirectory['root'] };
  /** Audience keys as they came, each sealed to this reader’s device: without signal they are needed to open anything. */
  keys: { personId: string; keys: KeptKey[] };
  /** Highest cursor of the inbox, by person. */
  inbox: { personId: string; cursor: string; audiences: string[]; seenAt: string; escalations?: Escalation[] };
  /** What a young person chose to see: read aloud, hidden words. No content. */
  looks: { wordsHidden: boolean };
};
export type Locked = { iv: Uint8Array; sealed: Uint8Array };

/** Kept on this phone until its young person deletes it, and never sent. */
export type Draft = { id: string; at: string; content: Locked };

/** What waits to be delivered. Only sealed things fit in. */
export type Letter = {
  id: string;
  /** Whose it is: the young person of this phone, or a reader by person id. */
  owner: 'young' | string;
  content: /** `work`: done by the room already, where there is no membership; the postman can do it too. */
    | { kind: 'view'; envelope: Sealed<Envelope>; capability: string | null; work?: { challenge: string; answer: number } }
    | { kind: 'chunk'; attachment: string; n: number; bytes: Uint8Array; capability: string | null }
    | { kind: 'act'; act: Act }
    | { kind: 'withdraw'; secret: string; view: string };
  madeAt: string;
  tries: number;
  /** ISO moment before which it is not sent: up to 15 minutes of chance unless it is flagged (security reference, section 6). */
  notBefore: string;
  /** Why the server will not take it. It stays until the person decides. */
  refused?: string;
  /** Of a chunk: the letter it goes after, and with. The shelf notes it when both are sent together. */
  of?: string;
};

/** What came for one mailbox, sealed as it came. Kept seven days at most. */
export type Post = { mbox: string; box: Mailbox; at: string };

/**
 * The shelf of the sealed lane, in a database of its own: leaving deletes it by name and touches nothing
 * of a carer's work. One interface, two versions: IndexedDB, and memory for a phone that keeps nothing.
 */
export type Shelf = {
  readonly isKept: boolean;
  read<Name extends keyof Notes>(name: Name): Promise<Notes[Name] | null>;
  write<Name extends keyof Notes>(name: Name, value: Notes[Name] | null): Promise<void>;

  drafts(): Promise<Draft[]>;
  keepDraft(draft: Draft): Promise<void>;
  dropDraft(id: string): Promise<void>;

  /** Adds the letters, takes one capability for each view and its chunks, and drops the draft, in one strict transaction. */
  send(letters: Letter[], dropDraft?: string): Promise<void>;
  letters(): Promise<Letter[]>;
  /** For the sender: those due now, a view before its chunks, the flagged first. */
  dueLetters(now: string, limit: number): Promise<Letter[]>;
  settleLetter(id: string, how: { is: 'taken' } | { is: 'later'; notBefore: string } | { is: 'refused'; why: string }): Promise<void>;
  /** While it has not been delivered, its young person may take it back. */
  dropLetter(id: string): Promise<void>;

  post(): Promise<Post[]>;
  keepPost(boxes: Mailbox[], at: string): Promise<void>;

  threads(personId: string): Promise<Thread[]>;
  keepThreads(personId: string, threads: Thread[], note: Notes['inbox']): Promise<void>;

  /** Tells at once and after every change, in whichever tab. */
  watch(told: () => void): () => void;
  /** Leaving: everything but what still waits to be delivered. `all` takes that too. */
  leave(how: 'keepLetters' | 'all'): Promise<void>;
  close(): void;
};

/** What the rooms of the sealed lane see of the directory once `seal` has checked it. */
export type CheckedDirectory = { directory: Directory; isDemonstration: boolean };
