import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Day } from '../shared/basics/day.ts';
import type { Json } from '../shared/basics/canonical.ts';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Catalogue, CourseCard, Cover, NeedRule, OutsideCourse } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import { courseForPart } from '../shared/training/changed-part.ts';
import { courseChanges } from '../shared/training/course-changes.ts';
import type { Pathway } from '../shared/training/pathway.ts';
import type { VersionNote } from '../shared/training/publishing.ts';
import type { Requirement } from '../shared/training/requirement.ts';
import type { Source } from '../shared/training/source.ts';
import type { Version } from '../shared/training/versions.ts';
import { noteOf } from '../shared/training/versions.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { ShortCut } from './published.ts';
import { publishedVersions } from './published.ts';
import type { RuleBook } from './records/rule-book.ts';

/** A text ready to send in each coding, so that no request waits for packing. */
export type Packed = { plain: Buffer; brotli: Buffer; gzip: Buffer; etag: string };

/** Every course, authored or published, by version, and what phones are told of them. */
export type Library = RuleBook & {
  catalogue: Catalogue;
  cataloguePacked: Packed;
  /** Course packages by their address. */
  packages: ReadonlyMap<string, Packed>;
  /** Looks whether something was published, and takes it up. A library that only holds what was authored has no need of it. */
  refresh?(): Promise<void>;
};

export type Authored = {
  courses: readonly Course[];
  pathways: readonly Pathway[];
  requirements: readonly Requirement[];
  sources: readonly Source[];
  needs?: readonly NeedRule[];
  outside?: readonly OutsideCourse[];
  cover?: readonly Cover[];
  /** The size in bytes of every picture there is, by its address. */
  media?: ReadonlyMap<string, number>;
  /** Short courses that are cut from full ones. */
  cuts?: readonly ShortCut[];
};

/** What was published since, as it stands on a day. */
export type Published = { told: readonly KnownFact[]; today: Day };

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Enough of the hash that two packages of one course never share an address. */
const HASH_CHARS = 16;

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, HASH_CHARS);
}

/** Packs texts, each once however often the library is built. */
export type Packer = (text: string) => Promise<Packed>;

export function makePacker(): Packer {
  const done = new Map<string, Promise<Packed>>();
  return (text) => {
    const packed = done.get(text) ?? packedFrom(text);
    done.set(text, packed);
    return packed;
  };
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
export function mediaOf(course: Course): string[] {
  const screens = course.modules.flatMap((module) => module.screens);
  return [...new Set(screens.flatMap((screen) => (screen.kind === 'read' && screen.picture ? [screen.picture.file] : [])))];
}

/** @throws when an authored course shows a picture that is not there: the library is wrong. One that a later app let go of must not keep the server from starting. */
function sizeOf(address: string, media: ReadonlyMap<string, number>, isAuthored: boolean): number {
  const size = media.get(address);
  if (size === undefined && isAuthored) throw new Error(`There is no picture at ${address}`);
  return size ?? 0;
}

function cardOf({ course, from }: Version, address: string, bytes: number, sizes: ReadonlyMap<string, number>): CourseCard {
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
    mediaBytes: media.reduce((sum, picture) => sum + sizeOf(picture, sizes, from === null), 0),
  };
  if (renewal.unconfirmed) card.renewalUnconfirmed = renewal.unconfirmed;
  if (practical) card.practical = practical;
  return card;
}

/** A phone further behind than this fetches the whole. */
const PATCHED_VERSIONS = 3;

type Patch = NonNullable<CourseCard['patches']>[number] & { packed: Packed };

/** What makes the newest version of those before it, where that is less to fetch. */
async function patchesOf(versions: readonly Version[], wholeBytes: number, pack: Packer): Promise<Patch[]> {
  const newest = versions.at(-1);
  if (!newest || newest.from === null) return [];
  const patches = await Promise.all(
    versions.slice(-1 - PATCHED_VERSIONS, -1).map(async ({ course }): Promise<Patch> => {
      const text = canonicalJson(courseChanges(course, newest.course) as unknown as Json);
      const packed = await pack(text);
      const address = `/content/courses/${course.id}/${course.version}-to-${newest.course.version}-${shortHash(text)}.json`;
      return { from: course.version, address, bytes: packed.brotli.length, packed };
    }),
  );
  return patches.filter((patch) => patch.bytes < wholeBytes);
}

/** What was published of a course, the oldest first. */
function historyOf(versions: readonly Version[]): VersionNote[] {
  return versions.flatMap((version, at) => {
    const base = versions[at - 1];
    return (base && noteOf(version, base.course)) ?? [];
  });
}

/**
 * Packs what was authored, and what was published since. Every version stays reachable, because an
 * attempt pins the version it was made with; the catalogue names the newest of each course that is
 * in force.
 */
export async function buildLibrary(authored: Authored, { told, today }: Published = { told: [], today: '' }, pack: Packer = makePacker()): Promise<Library> {
  const byVersion = new Map<string, Course>();
  const packages = new Map<string, Packed>();
  const media = authored.media ?? new Map<string, number>();
  const cutFrom = new Map(authored.cuts?.map(({ of, cut }) => [cut.id, of]));
  const cards = await Promise.all(
    publishedVersions(authored, told, today).map(async (versions) => {
      const packed = await Promise.all(
        versions.map(async (version) => {
          const { course } = version;
          const text = canonicalJson(course as unknown as Json);
          return { version, address: `/content/courses/${course.id}/${course.version}-${shortHash(text)}.json`, packed: await pack(text) };
        }),
      );
      for (const one of packed) {
        byVersion.set(`${one.version.course.id} ${one.version.course.version}`, one.version.course);
        packages.set(one.address, one.packed);
      }
      const newest = packed.at(-1);
      if (!newest) return [];
      const card = cardOf(newest.version, newest.address, newest.packed.brotli.length, media);
      const patches = await patchesOf(versions, card.bytes, pack);
      for (const patch of patches) packages.set(patch.address, patch.packed);
      if (patches.length > 0) card.patches = patches.map(({ packed: _packed, ...patch }) => patch);
      const history = historyOf(versions);
      if (history.length > 0) card.history = history;
      const full = cutFrom.get(card.id);
      if (full !== undefined) card.cutFrom = full;
      return [card];
    }),
  );
  const newest = new Map(cards.flat().map((card) => [card.id, card]));
  const rest = {
    sources: [...authored.sources],
    pathways: [...authored.pathways],
    requirements: [...authored.requirements],
    needs: [...(authored.needs ?? [])],
    courses: [...newest.values()],
    outside: [...(authored.outside ?? [])],
    cover: [...(authored.cover ?? [])],
  };
  const catalogue: Catalogue = { version: shortHash(canonicalJson(rest as unknown as Json)), ...rest };
  return {
    course: (id, version, moduleId = '') => {
      const course = byVersion.get(`${id} ${version}`);
      return course && courseForPart(course, moduleId, newest.get(id)?.history);
    },
    longestMonths: (id) => newest.get(id)?.renewalMonths,
    publishing: { authored: authored.courses, sources: authored.sources, isCut: (id) => cutFrom.has(id), hasPicture: (address) => media.has(address) },
    catalogue,
    cataloguePacked: await packedFrom(canonicalJson(catalogue as unknown as Json)),
    packages,
  };
}
