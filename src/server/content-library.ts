import { courses } from '../content/library.ts';
import { pathways } from '../content/pathways.ts';
import { requirements } from '../content/requirements.ts';
import { sources } from '../content/sources.ts';
import type { Library } from './library.ts';
import { buildLibrary } from './library.ts';

/** The academy's own content, packed for phones. */
export function contentLibrary(): Promise<Library> {
  return buildLibrary({ courses, pathways, requirements, sources });
}
