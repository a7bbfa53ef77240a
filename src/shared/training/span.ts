import type { VersionNote } from './publishing.ts';

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
