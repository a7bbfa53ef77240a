import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { courses } from '../content/library.ts';
import { needs } from '../content/needs.ts';
import { pathways } from '../content/pathways.ts';
import { requirements } from '../content/requirements.ts';
import { sources } from '../content/sources.ts';
import type { Library } from './library.ts';
import { buildLibrary } from './library.ts';

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

/** The academy's own content, packed for phones. */
export function contentLibrary(): Promise<Library> {
  return buildLibrary({ courses, pathways, requirements, needs, sources, media: mediaIn(PUBLIC) });
}
