import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Json } from '../shared/basics/canonical.ts';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Catalogue, CourseCard, NeedRule } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import type { Pathway } from '../shared/training/pathway.ts';
import type { Requirement } from '../shared/training/requirement.ts';
import type { Source } from '../shared/training/source.ts';
import type { RuleBook } from './records/rule-book.ts';

/** A text ready to send in each coding, so that no request waits for packing. */
export type Packed = { plain: Buffer; brotli: Buffer; gzip: Buffer; etag: string };

/** Every authored course, by version, and what phones are told of them. */
export type Library = RuleBook & {
  catalogue: Catalogue;
  cataloguePacked: Packed;
  /** Course packages by their address. */
  packages: ReadonlyMap<string, Packed>;
};

export type Authored = {
  courses: readonly Course[];
  pathways: readonly Pathway[];
  requirements: readonly Requirement[];
  sources: readonly Source[];
  needs?: readonly NeedRule[];
  /** The size in bytes of every picture there is, by its address. */
  media?: ReadonlyMap<string, number>;
};

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Enough of the hash that two packages of one course never share an address. */
const HASH_CHARS = 16;

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, HASH_CHARS);
}

async function packedFrom(text: string): Promise<Packed> {
  const plain = Buffer.from(text);
  const [brotli, gzipped] = await Promise.all([
    packBrotli(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
    packGzip(plain, { level: 9 }),
  ]);
  return { plain, brotli, gzip: gzipped, etag: `"${shortHash(text)}"` };
}

/** The pictures a course shows, each once. */
function mediaOf(course: Course): string[] {
  const screens = course.modules.flatMap((module) => module.screens);
  return [...new Set(screens.flatMap((screen) => (screen.kind === 'read' && screen.picture ? [screen.picture.file] : [])))];
}

/** @throws when a course shows a picture that is not there: the library is wrong. */
function sizeOf(address: string, media: ReadonlyMap<string, number>): number {
  const size = media.get(address);
  if (size === undefined) throw new Error(`There is no picture at ${address}`);
  return size;
}

function cardOf(course: Course, address: string, bytes: number, sizes: ReadonlyMap<string, number>): CourseCard {
  const media = mediaOf(course);
  const { id, version, kind, title, summary, minutes, passMark, renewal, practical } = course;
  const card: CourseCard = {
    id,
    version,
    kind,
    title,
    summary,
    minutes,
    passMark,
    renewalMonths: renewal.months,
    modules: course.modules.map((module) => ({ id: module.id, kind: module.kind, title: module.title, minutes: module.minutes })),
    address,
    bytes,
    media,
    mediaBytes: media.reduce((sum, picture) => sum + sizeOf(picture, sizes), 0),
  };
  if (renewal.unconfirmed) card.renewalUnconfirmed = renewal.unconfirmed;
  if (practical) card.practical = practical;
  return card;
}

/**
 * Packs what was authored. Every listed version stays reachable, because an attempt pins the
 * version it was made with; the catalogue names the newest of each course.
 */
export async function buildLibrary(authored: Authored): Promise<Library> {
  const byVersion = new Map<string, Course>();
  const packages = new Map<string, Packed>();
  const newest = new Map<string, CourseCard>();
  const packedCourses = await Promise.all(
    authored.courses.map(async (course) => {
      const text = canonicalJson(course as unknown as Json);
      return { course, address: `/content/courses/${course.id}/${course.version}-${shortHash(text)}.json`, packed: await packedFrom(text) };
    }),
  );
  for (const { course, address, packed } of packedCourses) {
    byVersion.set(`${course.id} ${course.version}`, course);
    packages.set(address, packed);
    if ((newest.get(course.id)?.version ?? 0) < course.version) newest.set(course.id, cardOf(course, address, packed.brotli.length, authored.media ?? new Map()));
  }
  const rest = {
    sources: [...authored.sources],
    pathways: [...authored.pathways],
    requirements: [...authored.requirements],
    needs: [...(authored.needs ?? [])],
    courses: [...newest.values()],
  };
  const catalogue: Catalogue = { version: shortHash(canonicalJson(rest as unknown as Json)), ...rest };
  return {
    course: (id, version) => byVersion.get(`${id} ${version}`),
    longestMonths: (id) => newest.get(id)?.renewalMonths,
    catalogue,
    cataloguePacked: await packedFrom(canonicalJson(catalogue as unknown as Json)),
    packages,
  };
}
