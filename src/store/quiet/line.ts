import type { EpochOffer, Joined, KeyInvitation, KeyProposal, KeptKey, MyKeys } from '../../shared/wire/sealed.ts';
import type { DirectoryFault, SignedDirectory } from '../../shared/voice/directory.ts';

/** Why the line could not do it. `code`: the join code is not known, used up or too old, all told alike. */
export type LineTrouble = 'noSignal' | 'code' | 'tooMany' | 'signIn' | 'refused' | 'trouble';
export type LineAnswer<Value> = { ok: true; value: Value } | { ok: false; why: LineTrouble };

/**
 * What a room of the sealed lane may ask of the postman. Rooms are handed one; they do not know the
 * network. Letters on the shelf go by themselves: nothing here sends a view.
 */
export type YoungLine = {
  join(code: string): Promise<LineAnswer<Joined>>;
  /** Without a membership: for one envelope. Does the work, which may take seconds; `stop` ends it. */
  work(stop: AbortSignal): Promise<LineAnswer<{ challenge: string; answer: number; units: string[] }>>;
  directory(): Promise<LineAnswer<SignedDirectory | null>>;
  report(kind: DirectoryFault | 'forgedReply' | 'foreignReceipt' | 'unreadable'): void;
  /** Looks into the mailboxes now and puts what came on the shelf. Their secrets are held by the room while unlocked. */
  look(secrets: string[]): Promise<LineAnswer<{ directoryVersion: number; known: string[] }>>;
  chunk(attachment: string, n: number, secret: string): Promise<LineAnswer<Uint8Array>>;
  /** A letter was put on the shelf, or the person wants it to go now. */
  wake(): void;
};

export type ReaderLine = {
  directory(): Promise<LineAnswer<SignedDirectory | null>>;
  /** Brings the inbox of everyone's audiences up to date on the shelf. */
  look(): Promise<LineAnswer<{ directoryVersion: number }>>;
  chunk(attachment: string, n: number): Promise<LineAnswer<Uint8Array>>;
  wake(): void;

  makeCode(): Promise<LineAnswer<{ code: string; expiresAt: string; root: string | null }>>;
  askDevice(device: { d: string; dk: string; dsk: string }): Promise<LineAnswer<null>>;
  myKeys(): Promise<LineAnswer<{ devices: { d: string; dk: string; dsk: string; isListed: boolean }[]; keys: KeptKey[] }>>;
  keepKeys(keys: KeptKey[]): Promise<LineAnswer<null>>;
  invite(invitation: KeyInvitation): Promise<LineAnswer<null>>;
  redeem(id: string): Promise<LineAnswer<KeyInvitation>>;
  /** For directory officers: the version that waits for signatures, and devices that asked to be listed. */
  proposal(): Promise<
    LineAnswer<{ current: SignedDirectory | null; proposed: SignedDirectory | null; asked: { d: string; dk: string; dsk: string; personId: string; name: string; at: string }[] }>
  >;
  propose(signed: SignedDirectory): Promise<LineAnswer<{ isPublished: boolean }>>;
};

/** What the pages of keys ask besides. */
export type KeysLine = Omit<ReaderLine, 'myKeys' | 'proposal'> & {
  myKeys(): Promise<LineAnswer<MyKeys>>;
  proposal(): Promise<LineAnswer<KeyProposal>>;
  /** This device made a key of an audience, and vouches for it to the officers. */
  offerEpoch(offer: EpochOffer): Promise<LineAnswer<null>>;
};
