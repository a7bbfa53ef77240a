import type { Directory, DirectoryFault, SignedDirectory } from '../shared/voice/directory.ts';
import type { Addressee, Envelope, Header, Sealed, SignedEnvelope } from '../shared/voice/envelope.ts';
import type { AnswerBody, ReaderBody, SealedAttachment, ViewBody } from '../shared/voice/sealed-body.ts';
import type { Share, ShareStatement } from '../shared/voice/share.ts';
import type { KeptKey, KeyInvitation } from '../shared/wire/sealed.ts';

/** One answer for everything that does not open; `why` is for tests and the log of the phone, never for a sender. */
export type Opened<Body> = { ok: true; body: Body; header: Header; secret: Uint8Array } | { ok: false; why: OpenFault };
export type OpenFault = 'notWellFormed' | 'notAddressed' | 'slot' | 'commit' | 'body' | 'length' | 'shape';

/** AES-GCM under the local key. */
export type LockedBytes = { iv: Uint8Array; sealed: Uint8Array };

export type LockRow = { kind: 'pin' | 'pictures'; salt: Uint8Array; iv: Uint8Array; wrapped: Uint8Array; device: CryptoKey; tries: number };

/** Sealed chunks of one attachment, in order: 64 KiB each before the tag. */
export type SealedChunks = { attachment: SealedAttachment; chunks: Uint8Array[] };

export type ViewToSeal = {
  body: Omit<ViewBody, 'tk' | 'attachments'> | Omit<AnswerBody, 'tk' | 'attachments'>;
  attachments: { kind: SealedAttachment['kind']; type: string; seconds?: number; bytes: Uint8Array }[];
  /** Which mailbox of the thread's root: 0 for the first view, and so on. Answers use their view's. */
  mailbox: number;
  to: { a: string; e: number; pub: string }[];
  unit: string;
  safety: boolean;
  isWorry: boolean;
};

/**
 * The young person's keeper: keys live in its worker, and what it is given to seal never leaves it open.
 * It begins locked, and `lock()` drops every key at once.
 */
export type YoungKeeper = {
  /** Six new words, and the root they stand for, held in memory. */
  begin(): Promise<{ words: string[] }>;
  /** Comes back with six words. False when they are not six words of the list. */
  comeBack(words: string[]): Promise<boolean>;
  /** The words of the card, to be shown again while unlocked. */
  words(): Promise<string[] | null>;
  /** Makes a local key under this PIN (six digits) or five pictures ("03-17-…") and locks the root under it. */
  setLock(kind: 'pin' | 'pictures', secret: string): Promise<{ lock: LockRow; thread: LockedBytes }>;
  unlock(lock: LockRow, secret: string, thread: LockedBytes): Promise<boolean>;
  lock(): void;
  isOpen(): boolean;
  /** Mailbox secrets 0…count−1, for the postman, with the ids they stand for. */
  mailboxes(count: number): Promise<{ secret: string; mbox: string }[]>;
  keepDraft(content: unknown): Promise<LockedBytes>;
  readDraft(content: LockedBytes): Promise<unknown>;
  seal(view: ViewToSeal): Promise<{ envelope: Sealed<Envelope>; id: string; chunks: SealedChunks[] }>;
  /**
   * Opens a reply or a receipt: the signature, up the chain to the root, before its words.
   * @param mbox the mailbox it came in: a message for another thread is `notAddressed`.
   */
  open(
    message: SignedEnvelope,
    directory: Directory,
    mbox?: string,
  ): Promise<{ ok: true; body: ReaderBody; header: Header; by: { name: string; role: string }; secret: Uint8Array } | { ok: false; why: OpenFault | 'forged' | 'unknownDevice' }>;
  checkShare(share: Share, directory: Directory): Promise<ShareStatement | null>;
  /** Four words for a root, compared with the worker’s screen when a code was typed. Needs no key. */
  matchWords(fingerprint: string): Promise<string[]>;
  openChunks(attachment: SealedAttachment, secret: Uint8Array, chunks: Uint8Array[]): Promise<Uint8Array | null>;
};

/** A reader's keeper. Device keys are made in its worker and are not extractable. */
export type ReaderKeeper = {
  makeDevice(): Promise<{ d: string; dk: CryptoKeyPair; dsk: CryptoKeyPair; dkPub: string; dskPub: string }>;
  /** The device that 32 bytes of a demonstration's link stand for. Ask only under a root that says `demonstration`. */
  deviceOfSeed(seed: string): Promise<{ d: string; dk: CryptoKeyPair; dsk: CryptoKeyPair; dkPub: string; dskPub: string }>;
  /** Gives it the device and the audience keys sealed to it. Keys that do not match the directory are left out and named. */
  takeKeys(device: { d: string; dk: CryptoKeyPair; dsk: CryptoKeyPair }, keys: KeptKey[], directory: Directory): Promise<{ held: Addressee[]; wrong: Addressee[] }>;
  lock(): void;
  isOpen(): boolean;
  /**
   * A reader's own message is believed only when a listed device of its audience signed it.
   * @param tk of the view, for what its young person added later. Only they and their readers know it, so
   * that nobody else, the server among them, can add an answer in their name.
   */
  open(
    envelope: Envelope | SignedEnvelope,
    as: Addressee,
    share: Share | null,
    directory: Directory,
    tk?: string,
  ): Promise<Opened<ViewBody | AnswerBody | ReaderBody> | { ok: false; why: 'forged' | 'unknownDevice' }>;
  /** Seals to the thread (unless `tk` is null) and to the reader's own audience, and signs it. */
  answer(
    body: ReaderBody,
    to: { tk: string | null; audiences: { a: string; e: number; pub: string }[] },
    about: { mbox: string; unit: string; safety: 0 | 1 },
    attachments: ViewToSeal['attachments'],
  ): Promise<{ message: Sealed<SignedEnvelope>; chunks: SealedChunks[] }>;
  passOn(
    view: Envelope,
    as: Addressee,
    share: Share | null,
    to: { a: string; e: number; pub: string },
    statement: Pick<ShareStatement, 'why' | 'at' | 'toldFirst' | 'withheld'>,
  ): Promise<Share | null>;
  openChunks(attachment: SealedAttachment, secret: Uint8Array, chunks: Uint8Array[]): Promise<Uint8Array | null>;

  /** A new epoch of an audience, sealed to each of these devices. The private bytes exist nowhere else. */
  newEpoch(a: string, e: number, devices: { d: string; dk: string }[]): Promise<{ pub: string; keys: KeptKey[] }>;
  /** Another device of the same audience gets what this one holds. */
  sealKeyTo(of: Addressee, device: { d: string; dk: string }): Promise<KeptKey | null>;
  invite(of: Addressee, invitee: string, exp: string): Promise<{ invitation: KeyInvitation; secret: string } | null>;
  accept(invitation: KeyInvitation, secret: string, directory: Directory): Promise<KeptKey | null>;
  /** Eight words that two people compare before a device is listed. */
  deviceWords(dk: string, dsk: string): Promise<string[]>;
};

/**
 * Of a directory that arrived: the content when every check holds, in the order of the security reference, section 4.
 * @param believed the last one that was: an older statement of the root is then refused as well, so that an officer
 * whose key the root took back cannot sign again.
 */
export type CheckDirectory = (
  signed: SignedDirectory,
  fingerprint: string,
  seenVersion: number,
  now: string,
  believed?: SignedDirectory | null,
) => Promise<{ ok: true; directory: Directory; isDemonstration: boolean } | { ok: false; fault: DirectoryFault }>;
