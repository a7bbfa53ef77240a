import * as z from 'zod/mini';
import type { Json } from '../basics/canonical.ts';
import { canonicalJson } from '../basics/canonical.ts';
import type { Course, Module } from './course.ts';
import { courseFactSchema, courseSchema, moduleSchema, screenSchema } from './course.ts';
import { practicalSchema } from './practical.ts';
import { questionSchema } from './question.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));

/** What became of a list whose entries have ids. `order` is there only where it is not what follows by itself. */
function listSchema<Entry extends z.ZodMiniType>(entry: Entry) {
  return z.object({ put: z.optional(z.array(entry)), gone: z.optional(z.array(idSchema)), order: z.optional(z.array(idSchema)) });
}
type ListChanges<Entry> = { put?: Entry[] | undefined; gone?: string[] | undefined; order?: string[] | undefined };

const { version, changeClass, kind, title, summary, minutes, passMark, renewal, outcomes } = courseSchema.shape;
const topSchema = z.object({
  version: z.optional(version),
  changeClass: z.optional(changeClass),
  kind: z.optional(kind),
  title: z.optional(title),
  summary: z.optional(summary),
  minutes: z.optional(minutes),
  passMark: z.optional(passMark),
  renewal: z.optional(renewal),
  outcomes: z.optional(outcomes),
});
const insideSchema = z.object({
  id: idSchema,
  kind: z.optional(z.enum(['lesson', 'quiz'])),
  title: z.optional(z.string()),
  minutes: z.optional(z.number()),
  screens: z.optional(listSchema(screenSchema)),
});

/**
 * The difference between two versions of one course, by the ids of what changed. Fields of the
 * course itself are given whole. `practical` is null where there is none any more.
 */
export const courseChangesSchema = z.object({
  top: z.optional(topSchema),
  facts: z.optional(listSchema(courseFactSchema)),
  questions: z.optional(listSchema(questionSchema)),
  /** Modules that are new, gone or moved. */
  modules: z.optional(listSchema(moduleSchema)),
  /** Modules that stay, by what changed inside them. */
  inside: z.optional(z.array(insideSchema)),
  practical: z.optional(z.nullable(practicalSchema)),
});
export type CourseChanges = z.infer<typeof courseChangesSchema>;
type ModuleChanges = NonNullable<CourseChanges['inside']>[number];

type Identified = { id: string };

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== undefined && other !== undefined && canonicalJson(one as Json) === canonicalJson(other as Json));
}

function idsOf(list: readonly Identified[]): string[] {
  return list.map((entry) => entry.id);
}

/** What stays keeps its place, what is new comes last. */
function laidOn<Entry extends Identified>(base: readonly Entry[], { put = [], gone = [] }: ListChanges<Entry>): Entry[] {
  const fresh = new Map(put.map((entry) => [entry.id, entry]));
  const left = new Set(gone);
  const known = new Set(idsOf(base));
  return [...base.filter((entry) => !left.has(entry.id)).map((entry) => fresh.get(entry.id) ?? entry), ...put.filter((entry) => !known.has(entry.id))];
}

function listChanges<Entry extends Identified>(base: readonly Entry[], next: readonly Entry[]): ListChanges<Entry> | undefined {
  const before = new Map(base.map((entry) => [entry.id, entry]));
  const after = new Set(idsOf(next));
  const put = next.filter((entry) => !isSame(before.get(entry.id), entry));
  const gone = idsOf(base).filter((id) => !after.has(id));
  const changes: ListChanges<Entry> = { ...(put.length > 0 && { put }), ...(gone.length > 0 && { gone }) };
  if (!isSame(idsOf(laidOn(base, changes)), idsOf(next))) changes.order = idsOf(next);
  return Object.keys(changes).length > 0 ? changes : undefined;
}

function withList<Entry extends Identified>(base: readonly Entry[], changes: ListChanges<Entry> | undefined): Entry[] {
  if (!changes) return [...base];
  const laid = laidOn(base, changes);
  const { order } = changes;
  if (!order) return laid;
  const places = new Map(order.map((id, at) => [id, at]));
  return laid.sort((one, other) => (places.get(one.id) ?? order.length) - (places.get(other.id) ?? order.length));
}

function insideOf(base: Module, next: Module): ModuleChanges | undefined {
  const screens = listChanges(base.screens, next.screens);
  const changes: ModuleChanges = {
    id: base.id,
    ...(base.kind !== next.kind && { kind: next.kind }),
    ...(base.title !== next.title && { title: next.title }),
    ...(base.minutes !== next.minutes && { minutes: next.minutes }),
    ...(screens && { screens }),
  };
  return Object.keys(changes).length > 1 ? changes : undefined;
}

function withInside(module: Module, changes: ModuleChanges | undefined): Module {
  if (!changes) return module;
  const { id: _id, screens, ...rest } = changes;
  return { ...module, ...rest, screens: withList(module.screens, screens) } as Module;
}

const LISTED = ['facts', 'questions', 'modules', 'practical', 'id'];

function topOf(base: Course, next: Course): CourseChanges['top'] | undefined {
  const names = Object.keys(next).filter((name) => !LISTED.includes(name)) as (keyof Course)[];
  const changed = names.filter((name) => !isSame(base[name], next[name]));
  return changed.length > 0 ? Object.fromEntries(changed.map((name) => [name, next[name]])) : undefined;
}

/**
 * What makes `next` of `base`, as small as ids allow; `applyChanges` is its inverse. Both are
 * versions of one course, with every id used once in its list.
 */
export function courseChanges(base: Course, next: Course): CourseChanges {
  const first = topOf(base, next);
  const facts = listChanges(base.facts, next.facts);
  const questions = listChanges(base.questions, next.questions);
  const before = new Map(base.modules.map((module) => [module.id, module]));
  const inside = next.modules.flatMap((module) => {
    const known = before.get(module.id);
    return (known && insideOf(known, module)) ?? [];
  });
  // What changed inside a module is told there, so that a corrected word does not bring the whole of it.
  const modules = listChanges(
    base.modules,
    next.modules.map((module) => before.get(module.id) ?? module),
  );
  return {
    ...(first && { top: first }),
    ...(facts && { facts }),
    ...(questions && { questions }),
    ...(modules && { modules }),
    ...(inside.length > 0 && { inside }),
    ...(!isSame(base.practical, next.practical) && { practical: next.practical ?? null }),
  };
}

/** Lays changes on the version they were made from. The result is checked by whoever trusts it. */
export function applyChanges(base: Course, changes: CourseChanges): Course {
  const { practical: kept, ...course } = base;
  const practical = changes.practical === undefined ? kept : (changes.practical ?? undefined);
  const inside = new Map(changes.inside?.map((entry) => [entry.id, entry]));
  return {
    ...course,
    ...(changes.top as Partial<Course>),
    facts: withList(base.facts, changes.facts),
    questions: withList(base.questions, changes.questions),
    modules: withList(base.modules, changes.modules).map((module) => withInside(module, inside.get(module.id))),
    ...(practical && { practical }),
  };
}

/** Screens and questions that read otherwise after a change, in the order of the course. A changed fact changes what teaches it and what rests on it. */
export function touchedBy(base: Course, next: Course): { screens: string[]; questions: string[] } {
  const facts = new Set(
    next.facts
      .filter(
        (fact) =>
          !isSame(
            base.facts.find((entry) => entry.id === fact.id),
            fact,
          ),
      )
      .map((fact) => fact.id),
  );
  const oldScreens = new Map(base.modules.flatMap((module) => module.screens.map((screen) => [screen.id, screen])));
  const screens = next.modules.flatMap((module) => module.screens).filter((screen) => screen.kind !== 'question');
  return {
    screens: idsOf(screens.filter((screen) => !isSame(oldScreens.get(screen.id), screen) || screen.facts.some((id) => facts.has(id)))),
    questions: idsOf(
      next.questions.filter(
        (question) =>
          !isSame(
            base.questions.find((entry) => entry.id === question.id),
            question,
          ),
      ),
    ),
  };
}
