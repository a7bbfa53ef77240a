import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { courses } from '../content/library.ts';
import { needs } from '../content/needs.ts';
import { pathways } from '../content/pathways.ts';
import { requirements } from '../content/requirements.ts';
import { cover, outsideCourses } from '../content/rota-courses.ts';
import { shortCuts } from '../content/short-courses.ts';
import { sources } from '../content/sources.ts';
import type { Authored, Library } from './library.ts';
import { buildLibrary } from './library.ts';
import type { LivingLibrary } from './living-library.ts';
import { openLibrary } from './living-library.ts';
import type { Records } from './records/database.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../public');

/** Every picture of a course, by the address the page asks for it at. */
function mediaIn(folder: string): Map<string, number> {
  const files = readdirSync(path.join(folder, 'media'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [`/${path.relative(folder, file).split(path.sep).join('/')}`, statSync(file).size];
    }),
  );
}

function authored(): Authored {
  return { courses, pathways, requirements, needs, sources, outside: outsideCourses, cover, media: mediaIn(PUBLIC), cuts: shortCuts };
}

/** The academy's own content as it came with the app, packed for phones. */
export function contentLibrary(): Promise<Library> {
  return buildLibrary(authored());
}

/** The same with every version that was published since. */
export function publishedLibrary(records: Records, now: () => Date): Promise<LivingLibrary> {
  return openLibrary(authored(), records, now);
}
