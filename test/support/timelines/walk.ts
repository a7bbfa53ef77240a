import { monthsOn, textOf } from './calendar.ts';
import type { Happening, Home, Stay, Story } from './story.ts';

/**
 * The state machine of one requirement once more, in another way: it lives through the days one by
 * one, as a clerk with a card would, and never looks at a formula of the product.
 */
type Of<What extends Happening['what']> = Extract<Happening, { what: What }>;

export type Found = {
  word: string;
  dueOn: string | null;
  expiresOn: string | null;
  daysLeft: number | null;
  isOverdue: boolean;
  isRenewing: boolean;
  signOffsLeft: number;
  hasUnverified: boolean;
  hasDisagreement: boolean;
};

const minuteOf = ({ made }: Happening) => made.day * 1440 + made.minute;

/** What each home asks for on the last day, having lived through every day before. */
type Asking = { needSince: number | null; months: number | null; own: Map<string, { since: number; ask: Of<'asks'> }> };

function liveThroughRules(story: Story, home: Home, day: number): Asking {
  const mine = story.happenings.filter((entry): entry is Of<'needs' | 'interval' | 'asks'> => 'home' in entry && entry.home === home && 'from' in entry);
  const over = story.happenings.filter((entry): entry is Of<'asksNoMore'> => entry.what === 'asksNoMore' && entry.home === home);
  const state: Asking = { needSince: null, months: null, own: new Map() };
  const first = Math.min(day, ...mine.map((entry) => entry.from));
  for (let now = first; now <= day; now += 1) {
    const said = mine.filter((entry) => entry.from === now).sort((one, other) => minuteOf(one) - minuteOf(other));
    const needs = said.filter((entry) => entry.what === 'needs').at(-1);
    if (needs) state.needSince = needs.isThere ? (state.needSince ?? now) : null;
    for (const entry of said) {
      if (entry.what === 'interval') state.months = entry.months;
      if (entry.what === 'asks') state.own.set(entry.id, { since: now, ask: entry });
    }
  }
  for (const { id, to } of over) if (day > to) state.own.delete(id);
  return state;
}

const isThere = (stay: Stay, day: number) => stay.to === null || day <= stay.to;

function dueDay(story: Story, asking: Map<Home, Asking>, day: number): number | null {
  let due: number | null = null;
  const owe = (on: number) => {
    if (due === null || on < due) due = on;
  };
  for (const stay of story.stays) {
    if (!isThere(stay, day)) continue;
    for (const duty of story.duties) if (duty.roles.includes(stay.role)) owe(stay.from + duty.within);
    const home = asking.get(stay.home);
    if (!home) continue;
    if (home.needSince !== null && story.needWithin !== null && stay.role === 'carer') owe(Math.max(stay.from, home.needSince) + story.needWithin);
    for (const { since, ask } of home.own.values()) {
      if (!ask.roles.includes(stay.role) || (ask.onlyWithNeed && home.needSince === null)) continue;
      owe(Math.max(stay.from, since, ask.onlyWithNeed ? (home.needSince ?? 0) : 0) + ask.within);
    }
  }
  return due;
}

function intervalOf(story: Story, asking: Map<Home, Asking>, day: number): number {
  let months = story.months ?? Number.POSITIVE_INFINITY;
  for (const stay of story.stays) if (isThere(stay, day)) months = Math.min(months, asking.get(stay.home)?.months ?? months);
  return months;
}

/** `knows` is the newest version that somebody who learnt this has met. */
type Learning = { on: number; cap: number; isWhole: boolean; knows: number };

/** What the clerk knows on a day, and when it counts from. */
function evidenceOn(story: Story, day: number, counts: (course: string) => boolean) {
  // Another course is never behind in this one. A certificate from elsewhere is as new as its day.
  const asNewAs = (course: string, on: number) => (course === 'instead' ? 99 : Math.max(1, ...story.published.filter((entry) => entry.from <= on).map((entry) => entry.version)));
  const known = story.happenings.filter((entry) => entry.made.day <= day && (!('course' in entry) || counts(entry.course)));
  const takenBack = new Set(known.flatMap((entry) => (entry.what === 'takenBack' ? [`${entry.id}`] : [])));
  const learnings: Learning[] = [];
  const signed: number[] = [];
  let hasUnverified = false;
  let lastLearnt = -1;
  for (const entry of known) {
    if (entry.what === 'learnt') {
      lastLearnt = Math.max(lastLearnt, minuteOf(entry));
      if (!takenBack.has(entry.id)) learnings.push({ on: entry.made.day, cap: Number.POSITIVE_INFINITY, isWhole: false, knows: entry.course === 'instead' ? 99 : entry.version });
    }
    if (entry.what === 'seen' && entry.met) signed.push(entry.made.day);
    if (entry.what === 'accepted' && !takenBack.has(entry.id))
      learnings.push({ on: entry.on, cap: entry.to ?? Number.POSITIVE_INFINITY, isWhole: true, knows: asNewAs(entry.course, entry.on) });
    if (entry.what === 'brought' && !takenBack.has(entry.id)) {
      let verdict: Of<'looked'> | null = null;
      for (const other of known) {
        if (other.what !== 'looked' || other.id !== entry.id || other.byThemselves) continue;
        if (verdict === null || minuteOf(other) > minuteOf(verdict)) verdict = other;
      }
      if (verdict === null) hasUnverified = true;
      else if (verdict.holds) learnings.push({ on: entry.on, cap: entry.to ?? Number.POSITIVE_INFINITY, isWhole: false, knows: asNewAs(entry.course, entry.on) });
    }
  }
  // An observation counts on the day both wrote down, or on the day it was first received if that is earlier.
  const together = new Map<string, number>();
  let hasDisagreement = false;
  for (const entry of story.happenings) {
    if (entry.what !== 'seenTogether' || !counts(entry.course)) continue;
    const first = Math.min(entry.on, entry.made.day, together.get(entry.id) ?? Number.POSITIVE_INFINITY);
    if (first > day) continue;
    together.set(entry.id, first);
    if (!entry.agrees) hasDisagreement = true;
  }
  for (const entry of story.happenings) {
    const on = entry.what === 'seenTogether' && entry.met && entry.agrees && counts(entry.course) ? together.get(entry.id) : undefined;
    if (on !== undefined) {
      signed.push(on);
    }
  }
  const isBegun = known.some((entry) => entry.what === 'begun' && minuteOf(entry) > lastLearnt);
  return { learnings: learnings.filter((entry) => entry.on <= day), signed, hasUnverified, hasDisagreement, isBegun };
}

/** Day after day: learning is passed, practice is seen, certificates begin and are carried on. */
function liveThroughCourse(learnings: readonly Learning[], signed: readonly number[], needed: number, months: number, day: number) {
  let validTo: number | null = null;
  let certifiedOn = -1;
  let certifiedIn = 0;
  const done = new Set<Learning>();
  const first = Math.min(day, ...learnings.map((entry) => entry.on));
  for (let now = first; now <= day; now += 1) {
    let best: number | null = null;
    for (const learning of learnings) {
      if (done.has(learning) || learning.on > now) continue;
      const seen = new Set(signed.filter((on) => on <= now && on >= learning.on - 60));
      if (!learning.isWhole && seen.size < needed) continue;
      done.add(learning);
      certifiedOn = now;
      certifiedIn = Math.max(certifiedIn, learning.knows);
      best = Math.max(best ?? -1, learning.cap);
    }
    if (best === null) continue;
    const carriesOn: boolean = validTo !== null && now <= validTo && validTo - now <= 60;
    const from: number = carriesOn && validTo !== null ? validTo : now;
    const end = Math.min(months === Number.POSITIVE_INFINITY ? months : monthsOn(from, months), best);
    validTo = validTo === null ? end : Math.max(validTo, end);
  }
  const latest = Math.max(-1, ...learnings.map((entry) => entry.on));
  const open = learnings.filter((entry) => entry.on === latest);
  const isWhole = open.some((entry) => entry.isWhole);
  const seen = new Set(signed.filter((on) => on <= day && on >= latest - 60)).size;
  return { validTo, certifiedOn, certifiedIn, signOffsLeft: open.length === 0 || isWhole ? 0 : Math.max(0, needed - seen) };
}

/** The last day before something published stops the certificate; the clerk counts thirty days from the word that began them. */
function stoppedAfter(story: Story, day: number, learnings: readonly Learning[], certifiedOn: number, certifiedIn: number): number {
  let last = Number.POSITIVE_INFINITY;
  for (const { version, changeClass, from } of story.published) {
    if (from > day || changeClass === 'editorial' || changeClass === 'minor') continue;
    const isLearnt = learnings.some((entry) => entry.knows >= version);
    const isMet = story.happenings.some((entry) => entry.what === 'wentThrough' && entry.made.day <= day && entry.after < version && entry.version >= version);
    if (changeClass === 'material' ? isLearnt || isMet : certifiedIn >= version) continue;
    let end = changeClass === 'material' && certifiedOn > from ? certifiedOn : from;
    for (let counted = 0; counted < 30; counted += 1) end += 1;
    last = Math.min(last, end);
  }
  return last;
}

function isExcused(story: Story, day: number): boolean {
  return story.happenings.some((entry) => {
    if (entry.what !== 'excused' || day < entry.from || day > entry.to) return false;
    return !story.happenings.some((other) => other.what === 'excuseOver' && other.id === entry.id && day > other.to);
  });
}

/** Where the person stands on a day. */
export function walkTo(story: Story, day: number): Found {
  const asking = new Map<Home, Asking>((['A', 'B'] as const).map((home) => [home, liveThroughRules(story, home, day)]));
  const due = dueDay(story, asking, day);
  const counts = (course: string) => course === 'asked' || (story.acceptsInstead && due !== null && story.duties.length > 0);
  const { learnings, signed, hasUnverified, hasDisagreement, isBegun } = evidenceOn(story, day, counts);
  const { validTo: ownEnd, certifiedOn, certifiedIn, signOffsLeft } = liveThroughCourse(learnings, signed, story.signOffs, intervalOf(story, asking, day), day);
  const validTo = ownEnd === null ? null : Math.min(ownEnd, stoppedAfter(story, day, learnings, certifiedOn, certifiedIn));
  const found: Found = {
    word: '',
    dueOn: due === null ? null : textOf(due),
    expiresOn: null,
    daysLeft: null,
    isOverdue: false,
    isRenewing: false,
    signOffsLeft,
    hasUnverified,
    hasDisagreement,
  };
  if (isExcused(story, day)) return { ...found, word: 'waived' };
  if (validTo === null) {
    const daysLeft = due === null ? null : due - day;
    const word = signOffsLeft > 0 ? 'awaitingSignOff' : isBegun ? 'inProgress' : due === null ? 'notRequired' : 'notStarted';
    return { ...found, word, daysLeft, isOverdue: daysLeft !== null && daysLeft < 0 };
  }
  if (validTo === Number.POSITIVE_INFINITY) return { ...found, word: 'current', isRenewing: isBegun };
  const daysLeft = validTo - day;
  const held = { ...found, expiresOn: textOf(validTo), daysLeft, isRenewing: isBegun };
  if (daysLeft >= 0) return { ...held, word: daysLeft > 30 ? 'current' : 'dueSoon' };
  const word = signOffsLeft > 0 ? 'awaitingSignOff' : day - (ownEnd ?? day) > 90 ? 'lapsed' : 'expired';
  return { ...held, word, isOverdue: due !== null };
}
