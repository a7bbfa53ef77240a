import type { Course } from '../../shared/training/course.ts';
import type { Source } from '../../shared/training/source.ts';
import type { FactKind } from '../../shared/wire/kinds.ts';
import { isFactKind, OLDEST } from '../../shared/wire/kinds.ts';

/** The oldest version of a kind that is still read, where it is not 1. */
export type Oldest = Partial<Record<FactKind, number>>;

/** The courses as they came with the app, and what a new version of them may name. */
export type Publishing = {
  authored: readonly Course[];
  sources: readonly Source[];
  /** Cut from a full course, and so changed there. */
  isCut(courseId: string): boolean;
  hasPicture(address: string): boolean;
};

/** What the rules need besides the records: every course version ever listed, and the forms still read. */
export type RuleBook = {
  /** `moduleId`: as that part of it is scored, where it is what changed. */
  course(id: string, version: number, moduleId?: string): Course | undefined;
  /** The region's longest interval of a course in months (null: for ever); undefined when there is no such course. */
  longestMonths?(id: string): number | null | undefined;
  /** What proposals are judged by; where it is missing, nothing can be published. */
  publishing?: Publishing | undefined;
  /** What this release reads, unless something else is said. */
  oldest?: Oldest;
};

/** Written in a form that this release reads no more. Its bytes are kept for one that does. */
export function isTooOld(kind: FactKind, v: number, oldest: Oldest = OLDEST): boolean {
  return v < (oldest[kind] ?? 1);
}

const FORM = 'form:';

/** What a fact in a form too old to read waits for. */
export function formKey(kind: string, v: number): string {
  return `${FORM}${kind}@${v}`;
}

export function isFormKey(key: string): boolean {
  return key.startsWith(FORM);
}

/** Can the form that a key names be read now? */
export function isFormRead(key: string, oldest: Oldest = OLDEST): boolean {
  const [kind = '', v = '0'] = key.slice(FORM.length).split('@');
  return isFactKind(kind) && !isTooOld(kind, Number(v), oldest);
}
