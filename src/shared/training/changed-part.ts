import type { Course, Module, Screen } from './course.ts';
import type { VersionNote } from './publishing.ts';
import { CHANGE_MINUTES } from './publishing.ts';
import type { Span } from './span.ts';
import { changedPartId, isTold, spanOf } from './span.ts';

function notesIn(history: readonly VersionNote[], { since, version }: Span): VersionNote[] {
  return history.filter((note) => isTold(note) && note.version > since && note.version <= version);
}

/** What people read above it; the server, which only scores, has no words. */
type Titles = { part: string; intro: string };

function introOf(notes: readonly VersionNote[], title: string): Screen {
  return { kind: 'read', id: 'WC', title, paragraphs: notes.map((note) => note.whatChanged).filter((text) => text.trim() !== ''), facts: [] };
}

/**
 * What changed, as a part to be done in one sitting: the words for carers, then the changed screens
 * as they read now, then the changed questions. Nobody is scored: it is done when its questions are
 * answered, and those that are safety-critical rightly.
 */
function changedPart(course: Course, span: Span, history: readonly VersionNote[], titles: Titles): Module {
  const notes = notesIn(history, { ...span, version: Math.min(span.version, course.version) });
  const screens = new Set(notes.flatMap((note) => note.screens ?? []));
  const questions = new Set(notes.flatMap((note) => note.questions ?? []));
  const all = course.modules.flatMap((module) => module.screens);
  return {
    id: changedPartId(span),
    kind: 'lesson',
    title: titles.part,
    minutes: CHANGE_MINUTES,
    screens: [
      introOf(notes, titles.intro),
      ...all.filter((screen) => screens.has(screen.id)),
      ...all.filter((screen) => screen.kind === 'question' && questions.has(screen.question)),
    ],
  };
}

/** The course as this part of it is done and scored: itself, or what changed in it. */
export function courseForPart(course: Course, moduleId: string, history: readonly VersionNote[] | undefined, titles: Titles = { part: '', intro: '' }): Course {
  const span = spanOf(moduleId);
  return span ? { ...course, modules: [changedPart(course, span, history ?? [], titles)] } : course;
}
