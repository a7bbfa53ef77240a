import type { Day } from '../basics/day.ts';
import { addDays } from '../basics/day.ts';
import type { Span } from './span.ts';
import { isTold } from './span.ts';
import type { VersionNote } from './publishing.ts';
import { AGAIN_DAYS, TOP_UP_DAYS } from './publishing.ts';

/** Something held: `version` it was learnt in; missing where only the day tells (a certificate from elsewhere). */
export type Held = { on: Day; version?: number | undefined };
/** What changed was gone through on a day. */
export type Gone = Span & { on: Day };

/** What is certified: learnt on `on`, and whole, with its sign-offs, from `since` on. */
export type Whole = Held & { since: Day };

/** `by` is the last day a certificate counts without it. */
export type Asked = { note: VersionNote; by: Day };

/** It was learnt in this version or a later one. What came from elsewhere is taken as it was on its day. */
function isLearntIn(note: VersionNote, { on, version }: Held): boolean {
  return version === undefined ? on >= note.from : version >= note.version;
}

/** Small and material changes in force that this person has not met, neither by learning nor by going through them. */
export function changesMissed(history: readonly VersionNote[], learnt: readonly Held[], gone: readonly Gone[], today: Day): VersionNote[] {
  return history.filter(
    (note) =>
      isTold(note) &&
      note.from <= today &&
      !learnt.some((entry) => isLearntIn(note, entry)) &&
      !gone.some((span) => span.on <= today && span.since < note.version && note.version <= span.version),
  );
}

/**
 * What ends a certificate before its own time, with the last day it counts: a material change that
 * was not gone through within 30 days of coming into force, or of the certificate where that came
 * later; a new course that was not certified anew within 30 days, the same for everybody.
 */
export function changesAsked(history: readonly VersionNote[], learnt: readonly Held[], certified: readonly Whole[], gone: readonly Gone[], today: Day): Asked[] {
  const last =
    certified
      .map((entry) => entry.since)
      .sort()
      .at(-1) ?? '';
  const material = changesMissed(history, learnt, gone, today).filter((note) => note.changeClass === 'material');
  const anew = history.filter((note) => note.changeClass === 'new' && note.from <= today && !certified.some((entry) => isLearntIn(note, entry)));
  return [
    ...material.map((note) => ({ note, by: addDays(last > note.from ? last : note.from, TOP_UP_DAYS) })),
    ...anew.map((note) => ({ note, by: addDays(note.from, AGAIN_DAYS) })),
  ];
}
