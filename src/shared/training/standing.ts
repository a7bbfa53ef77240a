import type { Day } from '../basics/day.ts';
import type { Asked, Gone } from './changed.ts';
import { changesAsked } from './changed.ts';
import type { ChangeClass, VersionNote } from './publishing.ts';
import type { Waiver } from './told-of-course.ts';
import { addDays, addMonths, daysBetween } from '../basics/day.ts';

/**
 * Standing of one person for one course. Never stored: computed from facts, requirement and
 * today's date, by this function, on the phone and on the server (training reference, section 7).
 */
export type StandingWord = 'notRequired' | 'notStarted' | 'inProgress' | 'awaitingSignOff' | 'current' | 'dueSoon' | 'expired' | 'lapsed' | 'waived';

export type Standing = {
  word: StandingWord;
  /** When the requirement falls due for someone who has never held it. */
  dueOn: Day | null;
  /** The last day the certificate counts; null when it lasts for ever or there is none. */
  expiresOn: Day | null;
  /** Days until it is due or ends; negative when overdue; null when nothing is due. */
  daysLeft: number | null;
  isOverdue: boolean;
  /** A renewal has been begun. The word stays what the certificate says. */
  isRenewing: boolean;
  signOffsLeft: number;
  /** The waiver in force: who gave it and when somebody looks at it again. */
  waiver?: Waiver;
  /** An old certificate was brought in and nobody has seen it yet. It counts for nothing in the word. */
  hasUnverified?: boolean;
  /** What changed in the course ends the certificate before its own time, unless it is met by `expiresOn`. */
  change?: { version: number; changeClass: Extract<ChangeClass, 'material' | 'new'> };
  /** The carer did not agree with an observation of their practice: it does not count until that is settled. */
  hasDisagreement?: boolean;
};

/** Learning that was passed on a day, or a certificate taken over from elsewhere. */
export type Passed = {
  on: Day;
  /** The last day by what the certificate itself says; null when it says none. */
  until: Day | null;
  /** Practice was seen where it came from: no sign-off is missing. */
  isWhole: boolean;
  /** The version it was learnt in; missing where only the day tells. */
  version?: number | undefined;
};

/** The renewal window: a renewal inside it keeps the anniversary. Setting of the academy, not law. */
export const WINDOW_DAYS = 60;
/** Due soon, in the matrix and on the carer's list. Setting of the academy, not law. */
export const DUE_SOON_DAYS = 30;
/** Later than this the full course is needed, not the refresher. Setting of the academy, not law. */
export const LAPSED_AFTER_DAYS = 90;

export type StandingFacts = {
  today: Day;
  /** Null when no rule applies to this person. */
  dueOn: Day | null;
  renewalMonths: number | null;
  /** Days on which the course's completion rule was met. */
  completedOn: readonly Day[];
  /** What else counts as a completion, with an end of its own. */
  passed?: readonly Passed[];
  hasOpenAttempt: boolean;
  /** Sign-offs needed, each on its own day; 0 when the course has no practical part. */
  signOffsNeeded: number;
  /** Days on which practice was signed as met. */
  signedOn: readonly Day[];
  /** Last day of a waiver in force; null when none. */
  waivedUntil: Day | null;
  /** What was published of the course, where anything was. */
  published?: {
    history: readonly VersionNote[];
    /** The version of each entry of `completedOn`. */
    completedIn: readonly number[];
    /** When this person went through what changed. */
    gone: readonly Gone[];
  };
};

/** The day the last needed sign-off was given for a completion, or null while some are missing. */
function certifiedOn(completedOn: Day, needed: number, signedOn: readonly Day[]): { day: Day | null; left: number } {
  if (needed === 0) return { day: completedOn, left: 0 };
  const counted = [...new Set(signedOn.filter((day) => day >= addDays(completedOn, -WINDOW_DAYS)))].sort();
  const last = counted[needed - 1];
  if (last === undefined) return { day: null, left: needed - counted.length };
  return { day: last > completedOn ? last : completedOn, left: 0 };
}

/** Later than any day that is asked about. */
const FOR_EVER: Day = '9999-12-31';

type Certified = { day: Day; until: Day; learntOn?: Day; version?: number | undefined };

/**
 * The last valid day after a run of certified days. Renewed inside the window: old last day +
 * interval. Renewed earlier, or after the end: that day + interval. No certificate outlives the
 * end it states itself. Doing it once more never shortens what is held, or a second pass just
 * after a renewal would lose the anniversary.
 */
function lastOf(certified: readonly Certified[], renewalMonths: number | null): Day {
  const [only] = certified;
  if (only && certified.length === 1) {
    const end = renewalMonths === null ? FOR_EVER : addMonths(only.day, renewalMonths);
    return end < only.until ? end : only.until;
  }
  const days = new Map<Day, Day>();
  for (const { day, until } of certified) if (until > (days.get(day) ?? '')) days.set(day, until);
  let last: Day = '';
  for (const day of [...days.keys()].sort()) {
    const until = days.get(day) ?? '';
    const isInWindow = day <= last && daysBetween(day, last) <= WINDOW_DAYS;
    const end = renewalMonths === null ? FOR_EVER : addMonths(isInWindow ? last : day, renewalMonths);
    const next = end < until ? end : until;
    if (next > last) last = next;
  }
  return last;
}

export function lastValidDay(certified: readonly Day[], renewalMonths: number): Day | null {
  return (
    lastOf(
      certified.map((day) => ({ day, until: FOR_EVER })),
      renewalMonths,
    ) || null
  );
}

/** The change that ends what is held first, if it comes before the certificate's own end. */
function endedByChange({ published, today }: StandingFacts, learnt: readonly Passed[], certified: readonly Certified[], ownEnd: Day): Asked | null {
  if (!published) return null;
  const held = certified.map(({ day, learntOn = day, version }) => ({ on: learntOn, since: day, version }));
  return changesAsked(published.history, learnt, held, published.gone, today).reduce<Asked | null>((first, asked) => (asked.by < (first?.by ?? ownEnd) ? asked : first), null);
}

export function standingOf(facts: StandingFacts): Standing {
  const certified: Certified[] = [];
  let pending = 0;
  // Facts after today belong to the future when an earlier day is asked about.
  const signedOn = facts.signedOn.filter((day) => day <= facts.today);
  const passed: Passed[] = [];
  for (const [index, on] of facts.completedOn.entries()) if (on <= facts.today) passed.push({ on, until: null, isWhole: false, version: facts.published?.completedIn[index] });
  for (const entry of facts.passed ?? []) if (entry.on <= facts.today) passed.push(entry);
  // Of one day, what is whole comes last: nothing is missing then.
  if (passed.length > 1) passed.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : Number(one.isWhole) - Number(other.isWhole)));
  for (const { on, until, isWhole, version } of passed) {
    const result = certifiedOn(on, isWhole ? 0 : facts.signOffsNeeded, signedOn);
    if (result.day !== null) certified.push({ day: result.day, until: until ?? FOR_EVER, learntOn: on, version });
    pending = result.left;
  }
  const base = { dueOn: facts.dueOn, expiresOn: null, daysLeft: null, isOverdue: false, isRenewing: false, signOffsLeft: pending } satisfies Partial<Standing>;
  const isRenewing = facts.hasOpenAttempt && certified.length > 0;

  if (facts.waivedUntil !== null && facts.waivedUntil >= facts.today) return { ...base, word: 'waived' };

  if (certified.length > 0) {
    const ownEnd = lastOf(certified, facts.renewalMonths);
    const change = endedByChange(facts, passed, certified, ownEnd);
    const expiresOn = change?.by ?? ownEnd;
    if (expiresOn === FOR_EVER) return { ...base, word: 'current', isRenewing };
    const daysLeft = daysBetween(facts.today, expiresOn);
    const held = {
      ...base,
      expiresOn,
      daysLeft,
      isRenewing,
      ...(change && { change: { version: change.note.version, changeClass: change.note.changeClass as 'material' | 'new' } }),
    };
    if (daysLeft > DUE_SOON_DAYS) return { ...held, word: 'current' };
    if (daysLeft >= 0) return { ...held, word: 'dueSoon' };
    const ended = { ...held, isOverdue: facts.dueOn !== null };
    if (pending > 0) return { ...ended, word: 'awaitingSignOff' };
    // Going through what changed brings a certificate back until its own end: no full course is needed before that.
    return { ...ended, word: daysBetween(facts.today, ownEnd) < -LAPSED_AFTER_DAYS ? 'lapsed' : 'expired' };
  }

  const daysLeft = facts.dueOn === null ? null : daysBetween(facts.today, facts.dueOn);
  const open = { ...base, daysLeft, isOverdue: daysLeft !== null && daysLeft < 0 };
  if (pending > 0) return { ...open, word: 'awaitingSignOff' };
  if (facts.hasOpenAttempt) return { ...open, word: 'inProgress' };
  return { ...open, word: facts.dueOn === null ? 'notRequired' : 'notStarted' };
}

/** Does this standing let the person be counted as trained on a shift? (training reference, section 7) */
export function coversShift(word: StandingWord): boolean {
  return word === 'current' || word === 'dueSoon';
}
