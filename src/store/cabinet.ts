import type { SlotFilled } from '../shared/people/place.ts';
import type { Authority } from '../shared/practice/authority.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import type { Figures } from '../shared/training/figures.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Attachment } from '../shared/wire/attachment.ts';
import type { Receipt } from '../shared/wire/answer.ts';
import type { Bodies, FactKind } from '../shared/wire/kinds.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { Refusal, RefusalKind } from '../shared/wire/refusal.ts';
import type { SignedIn } from '../shared/wire/session.ts';

/** Bytes to go with a fact, of a type the wire allows. */
export type NewAttachment = { bytes: Uint8Array; type: Attachment['type'] };

/**
 * A fact about to be recorded. The store adds id, owner, device, seq, prev, hash and time; the
 * body's `evidence` it fills in itself, from `attachments`.
 */
export type Draft = { [Kind in FactKind]: { kind: Kind; about: string; body: Bodies[Kind]; deps?: string[]; replaces?: string; attachments?: NewAttachment[] } }[FactKind];

/** Saved means: the strict transaction completed. Anything else left nothing behind. */
export type Recorded = { ok: true; factIds: string[] } | { ok: false; kind: 'storageFull' | 'storageLost' | 'signedOut' };

/** What a delivered thing still waits for. */
export type HeldFor = NonNullable<Receipt['heldFor']>;

/** Where something the person made stands (sync reference, section 1). */
export type Delivery =
  | { state: 'onThisPhone' | 'waiting' }
  /**
   * `heldFor`: the bytes are safe with the server, and their effect waits. `attachmentsLeft`: how
   * many of what goes with it are still on this phone only.
   */
  | { state: 'delivered'; heldFor?: HeldFor; attachmentsLeft?: number }
  | { state: 'needsYou'; refusal: RefusalKind; where: string };

/** One line of "On this phone". */
export type Waiting = {
  factId: string;
  /** `newer`: a newer version of the app made it, and this one cannot read it. It is sent all the same. */
  kind: FactKind | 'newer';
  about: string;
  /** Course, person or home it concerns, so that a screen can name it. */
  body: KnownFact['body'];
  savedAt: string;
  bytes: number;
  state: 'onThisPhone' | 'waiting' | 'needsYou';
  refusal: Refusal | null;
  /** A new one that puts it right is on its way. Then it asks for nothing more. */
  isReplaced?: boolean;
};

/** Something attached that the server does not hold whole yet; a line of its own beside the facts. */
export type AttachmentLeft = {
  sha256: string;
  bytes: number;
  madeAt: string;
  /** The facts that name it. */
  factIds: string[];
  /** Course it is evidence for, where this phone can tell. */
  courseId: string | null;
  state: 'onThisPhone' | 'needsYou';
  refusal: RefusalKind | null;
};

export type KeptCourse = { courseId: string; version: number; title: string; bytes: number; keptAt: string; isAssigned: boolean };

/** What was given up on a full phone, in this order. All but the reserve comes again by itself. */
export type Dropped = 'media' | 'courses' | 'receipts' | 'reserve';

/** `isSaved`: the last thing written had room in the end. Otherwise it is still on its form. */
export type Full = { dropped: Dropped[]; isSaved: boolean };

/** How the phone stands with the server, in facts; the words are the screen's. */
export type SyncState = {
  signal: 'unknown' | 'online' | 'offline';
  isSending: boolean;
  /** Open lines plus refusals: always what a screen shows (I15). */
  waiting: number;
  refused: number;
  /** Attached pictures that are on this phone only; never part of `waiting`. */
  attachmentsLeft?: number;
  /** Those of them that the phone cannot send by itself. */
  attachmentsStuck?: number;
  /** Server time of the last trusted pull; null when there never was one. */
  pulledAt: string | null;
  /** The phone must be signed in again before more is sent. */
  needsSignIn: boolean;
  /** The server answers only a newer app. What is on the phone still goes up. */
  needsUpdate?: boolean;
  /** Server clock minus phone clock, milliseconds; null when never learnt. */
  clockOffset: number | null;
  /** The phone is full; null or missing while there is room. */
  full?: Full | null;
  /** Things made on this phone that neither it nor the server holds. */
  missing?: number;
  /** Course downloads under way. */
  downloads: { done: number; of: number; bytes: number; bytesOf: number; waitsForYes: boolean } | null;
};

/** What was said about a home besides its slots: needs, intervals, rota, documents. Read with `toldOf`. */
export type HomeRecord = { homeId: string; told: KnownFact[] };

/** Versions proposed, approved and sent back, and questions reviewed; told to those who publish. Read with `shared/training/versions`. */
export type AcademyRecord = { told: KnownFact[] };

/** Everyone ever placed in these homes, each once, and what was said about the homes. */
export type HomesSeen = { people: PersonRecord[]; told: KnownFact[] };

/** As much of a person as a list of names needs. */
export type RollEntry = Pick<PersonRecord, 'personId' | 'name' | 'placements'>;

/** As `HomesSeen`, without anybody's training. */
export type RollSeen = { people: RollEntry[]; told: KnownFact[] };

/** Stop listening. */
export type Unwatch = () => void;

/** For who leads so many people that nobody wants to wait until all of them are read. */
export type ManyPeople = {
  /** Everyone ever placed in these homes, by name. Follows who comes, goes and is called otherwise. */
  watchRoll(homeIds: readonly string[], tell: (seen: RollSeen) => void): Unwatch;
  /** The records of these people, as far as this device holds them. */
  people(personIds: readonly string[]): Promise<PersonRecord[]>;
  /** Whose records were written anew, in this tab or another; null when it may be anybody’s. */
  watchChanged(tell: (personIds: string[] | null) => void): Unwatch;
};

/** What the signed-in person attached, on this device. */
export type Attachments = {
  /** Whatever has no receipt yet. */
  watchLeft(tell: (left: AttachmentLeft[]) => void): Unwatch;
  /** The bytes while they are on this phone; null otherwise, and for anybody else's. */
  find(sha256: string): Promise<NewAttachment | null>;
  /** Another try at what the phone could not send by itself. */
  tryAgain(sha256: string): Promise<void>;
  /** Gone for good; only what needs the person. */
  letGo(sha256: string): Promise<void>;
};

/** A person's key for signing on one device: its name, and the half that everybody may know. */
export type DeviceKey = { keyId: string; publicKey: string };

/** Signatures face to face, without signal. Texts are what `shared/practice` writes. */
export type Signing = {
  /** Made on first use. Null where this browser cannot sign (Ed25519 in Web Crypto), or nobody is signed in. */
  key(): Promise<DeviceKey | null>;
  sign(text: string): Promise<(DeviceKey & { signature: string }) | null>;
  verify(publicKey: string, text: string, signature: string): Promise<boolean>;
  /** SHA-256 of a text, or of bytes. */
  hash(what: string | Uint8Array): Promise<Uint8Array>;
  /** A whole number from 0, below the limit. */
  dice(limit: number): number;
  /** Who may sign, as the server last said; null when this phone never heard. */
  authority(): Promise<Authority | null>;
  watchAuthority(tell: (authority: Authority | null) => void): Unwatch;
  /** Ask for a newer list, where there is signal. */
  freshen(): void;
};

/** Counts of one course, and when the server made them. */
export type KeptFigures = Figures & { at: string };

/** Counts that only the server can make, for those who lead the academy. */
export type FiguresShelf = {
  /** As they were last heard; null when this device never heard. */
  watch(courseId: string, tell: (figures: KeptFigures | null) => void): Unwatch;
  /** Ask for newer ones, where there is signal. */
  freshen(courseId: string): Promise<void>;
};

/**
 * The filing cabinet of this device: the only door to its database. Rooms act and look through
 * it; sync empties and fills it. Opened once by app and handed to every page.
 */
export type Cabinet = {
  /** Device time put right by what the server last said, as an ISO moment. */
  now(): string;
  /** A new id made on this device. */
  newId(): string;

  // ---- who
  signedIn(): Promise<SignedIn | null>;
  watchSignedIn(tell: (who: SignedIn | null) => void): Unwatch;

  // ---- acting
  /** Writes facts and their outbox lines in one strict transaction. */
  record(drafts: Draft[]): Promise<Recorded>;

  // ---- looking
  person(personId: string): Promise<PersonRecord | null>;
  watchPerson(personId: string, tell: (record: PersonRecord | null) => void): Unwatch;
  /** Everyone placed in a home now or to come, for those who lead it. */
  watchHome(homeId: string, tell: (people: PersonRecord[]) => void): Unwatch;
  /** Several homes at once. Also those who have left, so that any past day can be looked at. */
  watchHomes(homeIds: readonly string[], tell: (seen: HomesSeen) => void): Unwatch;
  /** The same without reading everybody’s training at once. */
  manyPeople(): Promise<ManyPeople>;
  /** Newest first: finished attempts, completions and sign-offs of a home. */
  watchActivity(homeId: string, limit: number, tell: (facts: KnownFact[]) => void): Unwatch;
  watchPlaces(tell: (places: Bodies['people.place.opened'][]) => void): Unwatch;
  /** Everyone whose record this device holds. */
  watchPeople(tell: (people: PersonRecord[]) => void): Unwatch;
  watchHomeRecord(homeId: string, tell: (home: HomeRecord) => void): Unwatch;
  watchAcademy(tell: (academy: AcademyRecord) => void): Unwatch;
  watchSlots(homeId: string, tell: (slots: SlotFilled[]) => void): Unwatch;
  /** Facts about one thing (an attempt, say) in the order they were made. */
  factsAbout(about: string): Promise<KnownFact[]>;
  watchDelivery(factId: string, tell: (delivery: Delivery) => void): Unwatch;
  /** Delivery of everything about one record: the least settled of its facts. */
  watchDeliveryAbout(about: string, tell: (delivery: Delivery | null) => void): Unwatch;
  watchWaiting(tell: (lines: Waiting[]) => void): Unwatch;
  /** Loaded when asked for: few screens show or hold attachments. */
  attachments(): Promise<Attachments>;
  /** Loaded when asked for: few screens sign. */
  signing(): Promise<Signing>;
  /** Loaded when asked for: only the academy counts. */
  figures(): Promise<FiguresShelf>;
  watchSync(tell: (state: SyncState) => void): Unwatch;

  // ---- content
  watchCatalogue(tell: (catalogue: Catalogue | null) => void): Unwatch;
  catalogue(): Promise<Catalogue | null>;
  course(courseId: string, version?: number): Promise<Course | null>;
  watchKept(tell: (kept: KeptCourse[]) => void): Unwatch;
  /** Ask for a course to be kept offline; sync fetches it. */
  keep(courseId: string): Promise<void>;
  /** Drop a course that can be fetched again. Assigned courses come back by themselves. */
  letGo(courseId: string): Promise<void>;
  /** Say yes to downloading on a metered connection, this once. */
  allowMetered(): Promise<void>;

  // ---- places in a course, never sent: the screen the person is on
  place(attemptId: string): Promise<{ screenId: string } | null>;
  setPlace(attemptId: string, screenId: string): Promise<void>;

  // ---- refusals: the person decides
  /** As a new fact; `body` puts the refused one right. What a newer app made is left as it is. */
  sendAgain(factId: string, body?: KnownFact['body']): Promise<Recorded>;
  letGoOfRefusal(factId: string): Promise<void>;
  /** Everything not delivered, or that one thing, as text the person can keep. */
  exportWaiting(factId?: string): Promise<string>;
  /** Ask sync to try now. */
  sendNow(): void;

  // ---- settings of this device
  setting(name: string): Promise<string | null>;
  setSetting(name: string, value: string): Promise<void>;
};
