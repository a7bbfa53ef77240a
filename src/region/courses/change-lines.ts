import type { Course } from '../../shared/training/course.ts';

/** One text of one thing, before and after; null where it was not there, or is no more. `path` names it inside its thing. */
export type ChangedText = { path: string; before: string | null; after: string | null };
/** A fact, question, screen, module, the practical part or the course itself, and what became of it. */
export type ChangedThing = { what: 'about' | 'fact' | 'question' | 'module' | 'screen' | 'practical'; id: string; is: 'new' | 'gone' | 'changed' | 'moved'; texts: ChangedText[] };

type Thing = { what: ChangedThing['what']; id: string; texts: Map<string, string> };

/** A value as one line to read, or null where its parts are lines of their own. */
function sayValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

/** Every text in a thing by its path. Entries with ids are named by them, others by their place. */
function textsOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  const said = sayValue(value);
  if (said !== null) into.set(path, said);
  else if (Array.isArray(value) && value.every((entry) => typeof entry === 'string') && /(^|\.)(facts|equal\.\d+)$/.test(path)) into.set(path, value.join(', '));
  else if (Array.isArray(value)) for (const [at, entry] of value.entries()) textsOf(entry, `${path}.${(entry as { id?: string } | null)?.id ?? at + 1}`, into);
  else if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) if (key !== 'id' && key !== 'kind' && key !== 'type') textsOf(inner, path === '' ? key : `${path}.${key}`, into);
  return into;
}

function thingsOf(course: Course): Thing[] {
  const { id, facts, questions, modules, practical, version: _version, changeClass: _class, ...about } = course;
  const thing = (what: Thing['what'], of: { id: string }): Thing => ({ what, id: of.id, texts: textsOf(of, '', new Map()) });
  return [
    thing('about', { id, ...about } as { id: string }),
    ...facts.map((fact) => thing('fact', fact)),
    ...questions.map((question) => thing('question', question)),
    ...modules.flatMap(({ screens, ...module }) => [thing('module', module), ...screens.map((screen) => thing('screen', screen))]),
    ...(practical ? [thing('practical', practical)] : []),
  ];
}

/** Where each screen stands among those that both versions have: a new neighbour moves nobody. */
function placesOf(course: Course, other: Course): Map<string, string> {
  const shared = new Set(other.modules.flatMap((module) => module.screens.map((screen) => screen.id)));
  return new Map(
    course.modules.flatMap((module) => module.screens.filter((screen) => shared.has(screen.id)).map((screen, at): [string, string] => [screen.id, `${module.id} ${at}`])),
  );
}

/** Exactly what differs between two versions, thing by thing and text by text, in the order of the newer one. */
export function changedThings(base: Course, next: Course): ChangedThing[] {
  const before = new Map(thingsOf(base).map((thing) => [`${thing.what} ${thing.id}`, thing]));
  const after = thingsOf(next);
  const kept = new Set(after.map((thing) => `${thing.what} ${thing.id}`));
  const [placesBefore, placesAfter] = [placesOf(base, next), placesOf(next, base)];
  const found = after.flatMap((thing): ChangedThing[] => {
    const { what, id, texts } = thing;
    const known = before.get(`${what} ${id}`);
    if (!known) return [{ what, id, is: 'new', texts: [...texts].map(([path, said]) => ({ path, before: null, after: said })) }];
    const paths = [...new Set([...texts.keys(), ...known.texts.keys()])].filter((path) => texts.get(path) !== known.texts.get(path));
    const isMoved = what === 'screen' && placesBefore.get(id) !== placesAfter.get(id);
    if (paths.length === 0) return isMoved ? [{ what, id, is: 'moved', texts: [] }] : [];
    return [{ what, id, is: 'changed', texts: paths.map((path) => ({ path, before: known.texts.get(path) ?? null, after: texts.get(path) ?? null })) }];
  });
  const gone = [...before.values()]
    .filter((thing) => !kept.has(`${thing.what} ${thing.id}`))
    .map(({ what, id, texts }): ChangedThing => ({ what, id, is: 'gone', texts: [...texts].map(([path, said]) => ({ path, before: said, after: null })) }));
  return [...found, ...gone];
}
