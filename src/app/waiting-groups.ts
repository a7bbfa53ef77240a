import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Waiting } from '../store/cabinet.ts';

/** What a person made in one go: one attempt with its answers, or anything else by itself. */
export type WaitingGroup = { key: string; first: Waiting; lines: Waiting[] };

/** A quiz is one thing to the person who did it. A refusal stands alone, because it asks for an act. */
export function groupWaiting(lines: readonly Waiting[]): WaitingGroup[] {
  const groups = new Map<string, WaitingGroup>();
  for (const line of lines) {
    const key = line.kind.startsWith('training.attempt.') && line.state !== 'needsYou' ? line.about : line.factId;
    const known = groups.get(key);
    if (known) known.lines.push(line);
    else groups.set(key, { key, first: line, lines: [line] });
  }
  return [...groups.values()];
}

export type Named = { course: string | null; module: string | null; name: string | null };

/** What a line is about, as far as this phone knows it. An answer knows only its attempt. */
export function namesOf(line: Waiting, record: PersonRecord | null, catalogue: Catalogue | null): Named {
  const body = line.body as { courseId?: string; moduleId?: string; name?: string };
  const attempt = record?.attempts.find((entry) => entry.attemptId === line.about);
  const card = catalogue?.courses.find((entry) => entry.id === (body.courseId ?? attempt?.courseId));
  const module = card?.modules.find((entry) => entry.id === (body.moduleId ?? attempt?.moduleId));
  return { course: card?.title ?? null, module: module?.title ?? null, name: body.name ?? null };
}
