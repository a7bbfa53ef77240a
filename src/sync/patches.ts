import { base64url } from '../shared/basics/base64url.ts';
import type { Json } from '../shared/basics/canonical.ts';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { CourseCard } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import { applyChanges, courseChangesSchema } from '../shared/training/course-changes.ts';
import { fetchContent } from './content.ts';
import type { World } from './world.ts';

/** As many characters of the hash as the address of a course holds. */
const HASH_CHARS = 16;

async function isTheVery(world: World, text: string, card: CourseCard): Promise<boolean> {
  const digest = new Uint8Array(await world.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return card.address.endsWith(`/${card.version}-${base64url(digest).slice(0, HASH_CHARS)}.json`);
}

/**
 * Makes the wanted version of the newest one this phone holds, where the catalogue names what
 * changed in between. Null where it does not, where the patch does not come, and where what it makes
 * is not letter by letter the course that the address names: then the whole is fetched.
 */
export async function fetchPatched(world: World, card: CourseCard): Promise<{ content: Course; bytes: number } | null> {
  const held = await world.cabinet.course(card.id);
  const patch = card.patches?.find((entry) => entry.from === held?.version);
  if (!held || !patch) return null;
  const fetched = await fetchContent(world, patch.address, courseChangesSchema, 'default');
  if (!fetched) return null;
  const course = applyChanges(held, fetched.content);
  const text = canonicalJson(course as unknown as Json);
  return (await isTheVery(world, text, card)) ? { content: course, bytes: new TextEncoder().encode(text).length } : null;
}
