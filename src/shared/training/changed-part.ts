import type { Course, Module, Screen } from './course.ts';
import type { VersionNote } from './publishing.ts';
import { CHANGE_MINUTES } from './publishing.ts';

/** Versions after `since`, up to `version`. */
export type Span = { since: number; version: number };

/** What changed since a version is learnt like a part of the course, under a name that no course uses for one. */
export function changedPartId({ since, version }: Span): string {
  return `WC-${since}-${version}`;
}

/** Which versions such a part tells of; null for any other part. */
export function spanOf(moduleId: string): Span | null {
  const [, since, version] = /^WC-(\d{1,7})-(\d{1,7})$/.exec(moduleId) ?? [];
  return since !== undefined && version !== undefined ? { since: Number(since), version: Number(version) } : null;
}

/** Is this told to whoever holds the course? A corrected word is not, and what must be learnt anew is learnt whole. */
export function isTold(note: VersionNote): boolean {
  return note.changeClass === 'minor' || note.changeClass === 'material';
}

export function notesIn(history: readonly VersionNote[], { since, version }: Span): VersionNote[] {
  return history.filter((note) => isTold(note) && note.version > since && note.version <= version);
}

function introOf(notes: readonly VersionNote[], title: string): Screen {
  return { kind: 'read', id: 'WC', title, paragraphs: notes.map((note) => note.whatChanged).filter((text) => text.trim() !== ''), facts: [] };
}

/**
 * What changed, as a part to be done in one sitting: the words for carers, then the changed screens
 * as they read now, then the changed questions. Nobody is scored: it is done when its questions are
 * answered, and those that are safety-critical rightly.
 */
function changedPart(course: Course, span: Span, history: readonly VersionNote[], title: string): Module {
  const notes = notesIn(history, { ...span, version: Math.min(span.version, course.version) });
  const screens = new Set(notes.flatMap((note) => note.screens ?? []));
  const questions = new Set(notes.flatMap((note) => note.questions ?? []));
  const all = course.modules.flatMap((module) => module.screens);
  return {
    id: changedPartId(span),
    kind: 'lesson',
    title,
    minutes: CHANGE_MINUTES,
    screens: [introOf(notes, title), ...all.filter((screen) => screens.has(screen.id)), ...all.filter((screen) => screen.kind === 'question' && questions.has(screen.question))],
  };
}

/** The course as this part of it is done and scored: itself, or what changed in it. */
export function courseForPart(course: Course, moduleId: string, history: readonly VersionNote[] | undefined, title = ''): Course {
  const span = spanOf(moduleId);
  return span ? { ...course, modules: [changedPart(course, span, history ?? [], title)] } : course;
}
