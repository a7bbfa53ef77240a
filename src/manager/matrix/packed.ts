import type { Day } from '../../shared/basics/day.ts';
import { addDays, epochDay } from '../../shared/basics/day.ts';
import type { Role } from '../../shared/people/role.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import type { Standing, StandingWord } from '../../shared/training/standing.ts';
import type { RollEntry } from '../../store/cabinet.ts';
import type { Cell, Column, Filters, Group } from '../matrix.ts';
import { breaksOn, byRole, cellsFor, columnsAsked, columnsOf, GROUPS, groupOf, isOut, placeIn, searchable } from '../matrix.ts';

const WORDS: readonly StandingWord[] = ['notRequired', 'notStarted', 'inProgress', 'awaitingSignOff', 'current', 'dueSoon', 'expired', 'lapsed', 'waived'];
const WORD_BITS = 0b1111;
const OVERDUE = 1 << 4;
const UNVERIFIED = 1 << 5;
const DISAGREED = 1 << 6;
const DAY_AT = 8;
/** No day at all sorts after every day. */
const NEVER = 0xffff_ffff;

/** A standing in 32 bits: its word, what is said beside it, and the day it breaks. Never kept: made anew for the day asked about. */
export function packStanding(standing: Standing): number {
  const day = breaksOn(standing);
  const flags = (standing.isOverdue ? OVERDUE : 0) | (standing.hasUnverified ? UNVERIFIED : 0) | (standing.hasDisagreement ? DISAGREED : 0);
  return (WORDS.indexOf(standing.word) | flags | (day === null ? 0 : (epochDay(day) + 1) << DAY_AT)) >>> 0;
}

function packedBreak(cell: number): Day | null {
  return cell >>> DAY_AT === 0 ? null : addDays('1970-01-01', (cell >>> DAY_AT) - 1);
}

/** As much of a standing as is shown of it in a table. */
function unpackStanding(cell: number): Standing {
  const day = packedBreak(cell);
  const word = WORDS[cell & WORD_BITS] ?? 'notRequired';
  const isHeld = word === 'current' || word === 'dueSoon' || word === 'expired' || word === 'lapsed';
  return {
    word,
    dueOn: isHeld ? null : day,
    expiresOn: isHeld ? day : null,
    daysLeft: null,
    isOverdue: (cell & OVERDUE) > 0,
    isRenewing: false,
    signOffsLeft: 0,
    ...((cell & UNVERIFIED) > 0 && { hasUnverified: true }),
    ...((cell & DISAGREED) > 0 && { hasDisagreement: true }),
  };
}

const GROUP_OF = WORDS.map((word) => {
  const group = groupOf({ word } as Standing);
  return group === null ? -1 : GROUPS.indexOf(group);
});

function isPackedOut(cell: number): boolean {
  return isOut({ word: WORDS[cell & WORD_BITS], isOverdue: (cell & OVERDUE) > 0 } as Standing);
}

export type Post = { person: RollEntry; role: Role; homeId: string; search: string };

/** What some people’s standings are, as numbers: counted here, or in a worker and handed over. */
export type Part = {
  personIds: string[];
  /** Row after row, one number a cell. */
  cells: Uint32Array<ArrayBuffer>;
  /** The first day anything of a row breaks, as an epoch day. */
  breaks: Uint32Array<ArrayBuffer>;
  /** The few standings of which more is said than a number holds: waivers, by their cell. */
  whole: [number, Standing][];
};

export type Counting = { catalogue: Catalogue; day: Day; rules?: HomeRules; cards: readonly CourseCard[] };

/** Counts the standings of these people for these courses. Pure, whoever asks. */
export function countPart(people: readonly PersonRecord[], { catalogue, day, rules, cards }: Counting): Part {
  const part: Part = {
    personIds: people.map((person) => person.personId),
    cells: new Uint32Array(people.length * cards.length),
    breaks: new Uint32Array(people.length).fill(NEVER),
    whole: [],
  };
  for (const [row, person] of people.entries()) {
    const from = row * cards.length;
    for (const [at, { standing }] of cellsFor(person, catalogue, day, rules, cards).entries()) {
      const number = packStanding(standing);
      part.cells[from + at] = number;
      if (standing.waiver) part.whole.push([from + at, standing]);
      if (number >>> DAY_AT > 0 && number >>> DAY_AT < (part.breaks[row] ?? 0)) part.breaks[row] = number >>> DAY_AT;
    }
  }
  return part;
}

/** Many people as one block of numbers. Rows are counted when they are looked at, or little by little. */
export type Packed = Omit<Part, 'personIds' | 'whole'> & {
  columns: Column[];
  posts: Post[];
  whole: Map<number, Standing>;
  /** Which rows are counted. */
  done: Uint8Array;
  left: number;
  /** Where the next slice goes on. */
  next: number;
  /** Counts a row whose record is here. */
  compute(row: number): void;
  /** Lays counted rows in. Who is not in the block is left out. */
  lay(part: Part): void;
};

type Roll = { catalogue: Catalogue; homeIds: readonly string[]; day: Day; rules?: HomeRules };
export type PackedInput = Roll & { people: readonly PersonRecord[] };

/** As `packedRoll`, where every record is here. */
export function packed({ people, ...roll }: PackedInput): Packed {
  const records = new Map(people.map((person) => [person.personId, person]));
  return packedRoll({ ...roll, people }, (personId) => records.get(personId));
}

/** The rows and columns of these people, with nothing counted yet. */
export function packedRoll({ people, catalogue, homeIds, day, rules }: Roll & { people: readonly RollEntry[] }, recordOf: (personId: string) => PersonRecord | undefined): Packed {
  const homes = new Set(homeIds);
  const posts = people.flatMap((person): Post[] => {
    const place = placeIn(person, homes, day);
    return place === null ? [] : [{ person, ...place, search: searchable(person.name) }];
  });
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  posts.sort((one, other) => order(one.search, other.search) || order(one.person.name, other.person.name) || order(one.person.personId, other.person.personId));
  const columns = columnsOf(
    posts.map((post) => post.person),
    catalogue,
    day,
    rules,
  );
  const cards = columns.map((column) => column.card);
  const width = columns.length;
  const rowOf = new Map(posts.map((post, row) => [post.person.personId, row]));
  const block: Packed = {
    columns,
    posts,
    cells: new Uint32Array(posts.length * width),
    breaks: new Uint32Array(posts.length).fill(NEVER),
    whole: new Map(),
    done: new Uint8Array(posts.length),
    left: posts.length,
    next: 0,
    compute(row) {
      const person = block.done[row] === 1 ? undefined : recordOf(posts[row]?.person.personId ?? '');
      if (person) block.lay(countPart([person], { catalogue, day, cards, ...(rules && { rules }) }));
    },
    lay({ personIds, cells, breaks, whole }) {
      const rows = personIds.map((personId) => rowOf.get(personId));
      for (const [at, row] of rows.entries()) {
        if (row === undefined) continue;
        block.cells.set(cells.subarray(at * width, (at + 1) * width), row * width);
        block.breaks[row] = breaks[at] ?? NEVER;
        if (block.done[row] === 0) block.left -= 1;
        else if (block.whole.size > 0) for (let cell = row * width; cell < (row + 1) * width; cell += 1) block.whole.delete(cell);
        block.done[row] = 1;
      }
      for (const [cell, standing] of whole) {
        const row = rows[Math.floor(cell / width)];
        if (row !== undefined) block.whole.set(row * width + (cell % width), standing);
      }
    },
  };
  return block;
}

/** Computes rows until there are none left, or `mayGoOn` says no. */
export function computeSome(block: Packed, mayGoOn: () => boolean): void {
  while (block.left > 0 && block.next < block.posts.length) {
    block.compute(block.next);
    block.next += 1;
    if (!mayGoOn()) return;
  }
}

export type Tally = { counts: Record<Group, number>; out: number };

/** Counted over everyone, whatever is filtered. */
export function tally({ cells, columns, posts }: Packed): Tally {
  const sums = new Uint32Array(GROUPS.length);
  let out = 0;
  for (let row = 0; row < posts.length; row += 1) {
    let isAnyOut = false;
    for (let at = row * columns.length; at < (row + 1) * columns.length; at += 1) {
      const cell = cells[at] ?? 0;
      const group = GROUP_OF[cell & WORD_BITS] ?? -1;
      if (group >= 0) sums[group] = (sums[group] ?? 0) + 1;
      if (!isAnyOut && isPackedOut(cell)) isAnyOut = true;
    }
    if (isAnyOut) out += 1;
  }
  return { counts: Object.fromEntries(GROUPS.map((group, at) => [group, sums[at] ?? 0])) as Record<Group, number>, out };
}

/** Which rows and columns are left, by their numbers in the block. The same answer as `applyFilters`. */
export type Left = { rows: Uint32Array; columns: number[] };

export function leftOf(block: Packed, filters: Filters): Left {
  const { columns, posts, cells, breaks } = block;
  const asked = new Set(columnsAsked(columns, filters));
  const wide = columns.flatMap((column, at) => (asked.has(column) ? [at] : []));
  const isNarrowed = wide.length < columns.length;
  const group = filters.group === '' ? -1 : GROUPS.indexOf(filters.group);
  const isWanted = (cell: number) => (group < 0 ? !isNarrowed || (cell & WORD_BITS) > 0 : GROUP_OF[cell & WORD_BITS] === group);
  const words = searchable(filters.name).split(' ');
  const kept: number[] = [];
  const firsts = new Uint32Array(isNarrowed ? posts.length : 0);
  const isColumnLeft = new Uint8Array(columns.length);
  for (let row = 0; row < posts.length; row += 1) {
    const post = posts[row] as Post;
    if ((filters.role !== '' && post.role !== filters.role) || !words.every((word) => post.search.includes(word))) continue;
    let isLeft = group < 0 && !isNarrowed;
    let first = NEVER;
    for (const at of wide) {
      const cell = cells[row * columns.length + at] ?? 0;
      if (isWanted(cell)) {
        isLeft = true;
        isColumnLeft[at] = 1;
      }
      if (cell >>> DAY_AT > 0 && cell >>> DAY_AT < first) first = cell >>> DAY_AT;
    }
    if (!isLeft) continue;
    if (isNarrowed) firsts[row] = first;
    kept.push(row);
  }
  const rows = Uint32Array.from(kept);
  const days = isNarrowed ? firsts : breaks;
  // Rows stand by name already, and sorting keeps equals as they stand.
  if (filters.sort === 'break') rows.sort((one, other) => (days[one] ?? 0) - (days[other] ?? 0) || one - other);
  if (filters.sort === 'role') rows.sort((one, other) => byRole((posts[one] as Post).role, (posts[other] as Post).role) || one - other);
  return { rows, columns: wide.filter((at) => isColumnLeft[at] === 1) };
}

const unpacked = new Map<number, Standing>();

/** What one cell says. Cells that say the same are one standing. */
export function standingAt(block: Packed, row: number, column: number): Standing {
  block.compute(row);
  const at = row * block.columns.length + column;
  const cell = block.cells[at] ?? 0;
  const known = block.whole.get(at) ?? unpacked.get(cell);
  if (known) return known;
  const standing = unpackStanding(cell);
  unpacked.set(cell, standing);
  return standing;
}

/** One row as the small matrix has it, for cards and for paper. */
export function cellsOfRow(block: Packed, row: number, columns: readonly number[]): Cell[] {
  return columns.flatMap((at) => {
    const column = block.columns[at];
    return column ? [{ card: column.card, due: null, standing: standingAt(block, row, at) }] : [];
  });
}
