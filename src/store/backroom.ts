import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import type { AnswerFor } from '../shared/wire/answer.ts';
import type { Fact } from '../shared/wire/fact.ts';
import type { PullDown } from '../shared/wire/pull.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Settled } from './answers.ts';
import type { Cabinet, Unwatch } from './cabinet.ts';
import type { Desk, Wake } from './desk.ts';
import type { Held } from './looking.ts';
import type { WantedCourse } from './kept-courses.ts';
import type { News } from './news.ts';
import type { Applied } from './pull-page.ts';
import type { Showing } from './sync-board.ts';

/** What sync and app need of the store. Rooms of people never see this side of it. */
export type Backroom = Pick<Cabinet, 'setting' | 'setSetting' | 'course'> & {
  readonly deviceId: string;
  /** For the courier of attachments, whose part of the store is loaded only when there are any. */
  readonly desk: Desk;
  signedIn(): Promise<SignedIn | null>;
  /** A new sign-in, or null at sign-out. A sign-in that merely expired is not a sign-out. */
  setSignedIn(who: SignedIn | null): Promise<void>;
  /** Told of everyone's undelivered work on this device: a number, and nothing more. */
  watchHeld(tell: (held: Held) => void): Unwatch;
  /** How many open lines belong to somebody not signed in. The sign-in page may say that, and nothing more. */
  waitingForOthers(): Promise<number>;

  /** The oldest first. @param after only those with a higher counter. */
  openLines(owner: string, limit: number, except?: ReadonlySet<string>, after?: number): Promise<Fact[]>;
  /** @param sent the facts these are answers to, so that their lines need not be read again. */
  applyAnswers(owner: string, answers: AnswerFor[], news: News, sent?: readonly Fact[]): Promise<Settled>;
  /** Whether anything attached by this person has no receipt yet; without a person, whether anything attached is here at all. */
  hasAttachments(owner?: string): Promise<boolean>;
  /** A refusal found by the device itself: an envelope the server cannot read at all, say. */
  refuseLine(owner: string, factId: string, refusal: Refusal): Promise<void>;

  cursor(owner: string): Promise<string | null>;
  applyPull(owner: string, from: string | null, page: PullDown, news: News): Promise<Applied>;

  /** Delivered facts to ask a restored server about; null when no restore is known. */
  deliveriesToCheck(owner: string, limit: number): Promise<{ epoch: string; factIds: string[] } | null>;
  applyRecovery(owner: string, epoch: string, answers: AnswerFor[], unknown: string[]): Promise<void>;
  endRecovery(owner: string, epoch: string): Promise<void>;

  /** Tells screens how the phone stands with the server; offline also marks open lines as waiting. */
  setSync(part: Partial<Showing>): Promise<void>;
  syncNow(): Showing;
  onWake(hear: (wake: Wake) => void): Unwatch;

  /** Room had to be made, and the reserve does not fit again yet: nothing more is fetched. */
  isFull(): Promise<boolean>;
  catalogue(): Promise<Catalogue | null>;
  saveCatalogue(catalogue: Catalogue): Promise<void>;
  wantedCourses(): Promise<WantedCourse[]>;
  saveCourse(course: Course, bytes: number): Promise<void>;

  helloAt(): Promise<number | null>;
  noteHello(at: number): Promise<void>;
  /** Sets room aside for the day the phone is full, and lets go of old delivered bytes. */
  tidy(): Promise<void>;
  close(): void;
};
