import { dayOfCell } from './day-of-cell.ts';
import { plainWords } from './plain-words.ts';

/** What a column can say. Anything else in a file is left where it is, staff numbers and e-mail addresses above all. */
export type ColumnUse = 'name' | 'firstName' | 'surname' | 'course' | 'on' | 'expiresOn' | 'number' | 'provider';
export const COLUMN_USES: readonly ColumnUse[] = ['name', 'firstName', 'surname', 'course', 'on', 'expiresOn', 'number', 'provider'];

/** Where a file says what. Columns count from 0. */
export type Columns = Partial<Record<ColumnUse, number>>;

/** A course named at the head of a column, with its days under it. */
export type CourseColumn = { course: string; on: number; expiresOn: number | null };

/**
 * How a file is read. `long`: one record in a row. `wide`: one person in a row, one course in a
 * column, days in the cells. `heads` counts the rows above the first record.
 */
export type Mapping = { shape: 'long' | 'wide'; headRow: number; heads: number; columns: Columns; courses: CourseColumn[]; isNameCarried: boolean };

const HEADINGS: Record<ColumnUse, readonly string[]> = {
  name: [
    'name',
    'full name',
    'staff',
    'staff name',
    'staff member',
    'employee',
    'employee name',
    'learner',
    'learner name',
    'person',
    'worker',
    'team member',
    'candidate',
    'delegate',
    'name of staff',
    'names',
    'colleague',
    'carer',
  ],
  firstName: ['first name', 'forename', 'forenames', 'given name', 'firstname'],
  surname: ['surname', 'last name', 'family name', 'lastname'],
  course: [
    'course',
    'course name',
    'course title',
    'training',
    'training course',
    'training title',
    'training name',
    'qualification',
    'certificate name',
    'subject',
    'module',
    'topic',
  ],
  on: [
    'date',
    'date completed',
    'completed',
    'completed on',
    'completion date',
    'date of completion',
    'date of training',
    'training date',
    'date done',
    'done',
    'date attended',
    'attended',
    'achieved',
    'date achieved',
    'date passed',
    'passed',
    'issue date',
    'date issued',
    'issued',
    'course date',
    'completion',
    'date taken',
    'last completed',
  ],
  expiresOn: [
    'expiry',
    'expiry date',
    'expires',
    'expires on',
    'date of expiry',
    'expiration',
    'expiration date',
    'valid until',
    'valid to',
    'renewal',
    'renewal date',
    'due',
    'due date',
    'next due',
    'renewal due',
    'end',
    'refresher due',
  ],
  number: ['certificate number', 'certificate no', 'cert no', 'cert number', 'certificate ref', 'certificate reference', 'certificate id', 'cert ref'],
  provider: [
    'provider',
    'training provider',
    'trainer',
    'delivered by',
    'issuer',
    'issued by',
    'company',
    'training company',
    'awarding body',
    'supplier',
    'organisation',
    'organization',
  ],
};

/** Columns that hold dates or words of another kind: never a course, whatever stands in them. */
const NEVER_A_COURSE =
  /^(role|job|job title|position|post|start date|date started|started|date of birth|dob|birthday|age|e ?mail.*|phone.*|mobile.*|tel.*|staff (no|number|id).*|employee (no|number|id).*|payroll.*|id|no|ni.*|national insurance.*|dbs.*|notes?|comments?|status|home|team|manager|line manager|contract.*|hours|address.*|gender|probation.*|leaving.*|leaver.*|end date|supervision.*|appraisal.*|holiday.*)$/;

function useOf(heading: string): ColumnUse | null {
  const plain = plainWords(heading);
  return COLUMN_USES.find((use) => HEADINGS[use].includes(plain)) ?? null;
}

function columnsOf(row: readonly string[]): Columns {
  const columns: Columns = {};
  for (const [at, cell] of row.entries()) {
    const use = useOf(cell);
    if (use !== null && columns[use] === undefined) columns[use] = at;
  }
  // A whole name is better than its halves, and half a name names nobody.
  if (columns.name !== undefined || columns.firstName === undefined || columns.surname === undefined) {
    delete columns.firstName;
    delete columns.surname;
  }
  return columns;
}

export function hasName(columns: Columns): boolean {
  return columns.name !== undefined || (columns.firstName !== undefined && columns.surname !== undefined);
}

const ENDING = /\b(expiry date|expiry|expires( on)?|expired|renewal date|renewal( due)?|valid until|due( date)?|next due|exp)\b/;
const DOING = /\b(date completed|completed( on)?|completion( date)?|date( of training| done| attended)?|done|achieved|passed|issued)\b/;

/** What a second line of headings says about the column under a course's name. */
function partOf(heading: string): 'on' | 'expiresOn' | null {
  const plain = plainWords(heading);
  if (plain === '') return null;
  if (ENDING.test(plain)) return 'expiresOn';
  return DOING.test(plain) ? 'on' : null;
}

/** The course a heading names, without the words that say what the day under it means. */
function courseIn(heading: string): string {
  const plain = heading.replace(/\s+/g, ' ').trim();
  const bare = plain.replace(new RegExp(ENDING.source, 'gi'), '').replace(new RegExp(DOING.source, 'gi'), '');
  const trimmed = bare.replace(/[\s\-–:/()]+$/, '').trim();
  return trimmed === '' ? plain : trimmed;
}

/** Courses across: each column under a heading that holds days, or names a course Hearth knows. */
function courseColumns(table: readonly string[][], headRow: number, columns: Columns, isKnown: (name: string) => boolean): { heads: number; courses: CourseColumn[] } {
  const head = table[headRow] ?? [];
  const under = table[headRow + 1] ?? [];
  const isDouble = under.filter((cell) => partOf(cell) !== null).length >= 2;
  const heads = headRow + (isDouble ? 2 : 1);
  const taken = new Set(Object.values(columns));
  const width = Math.max(head.length, isDouble ? under.length : 0);
  const body = table.slice(heads, heads + 200);
  const found = new Map<string, CourseColumn>();
  let above = '';
  for (let at = 0; at < width; at += 1) {
    const own = (head[at] ?? '').trim();
    // One heading over two columns stands in the first of them only.
    if (own !== '') above = own;
    const heading = own !== '' ? own : isDouble && partOf(under[at] ?? '') !== null ? above : '';
    if (heading === '' || taken.has(at) || NEVER_A_COURSE.test(plainWords(heading))) continue;
    const course = courseIn(heading);
    const part = (isDouble ? partOf(under[at] ?? '') : partOf(heading)) ?? 'on';
    const hasDays = body.some((row) => 'day' in dayOfCell(row[at] ?? ''));
    if (!hasDays && !isKnown(course)) continue;
    const known = found.get(course);
    if (part === 'expiresOn') {
      if (known) known.expiresOn ??= at;
      else found.set(course, { course, on: -1, expiresOn: at });
    } else if (known && known.on < 0) known.on = at;
    else found.set(known ? `${course} ${at}` : course, { course, on: at, expiresOn: null });
  }
  return { heads, courses: [...found.values()] };
}

/** Where the names stand in a wide file: under their heading, in either line of it, or in a first column without any. */
function whoAt(table: readonly string[][], headRow: number): Columns {
  for (const row of [headRow, headRow + 1]) {
    const { name, firstName, surname } = columnsOf(table[row] ?? []);
    if (name !== undefined) return { name };
    if (firstName !== undefined && surname !== undefined) return { firstName, surname };
  }
  const first = table.slice(headRow + 1, headRow + 60).map((row) => (row[0] ?? '').trim());
  const hasNames = first.filter((cell) => /\p{L}{2}/u.test(cell) && !('day' in dayOfCell(cell))).length;
  return (table[headRow]?.[0] ?? '').trim() === '' && hasNames * 2 > first.length ? { name: 0 } : {};
}

function wideAt(table: readonly string[][], headRow: number, isKnown: (name: string) => boolean): Mapping {
  const columns = whoAt(table, headRow);
  return { shape: 'wide', headRow, ...courseColumns(table, headRow, columns, isKnown), columns, isNameCarried: false };
}

/** The mapping for a row of headings, were it the one; in that shape, where somebody chose it. */
export function mappingAt(table: readonly string[][], headRow: number, isKnown: (name: string) => boolean, shape?: Mapping['shape']): Mapping {
  const columns = columnsOf(table[headRow] ?? []);
  const long: Mapping = { shape: 'long', headRow, heads: headRow + 1, columns, courses: [], isNameCarried: false };
  if (shape === 'long' || (shape === undefined && isWhole(long))) return long;
  const wide = wideAt(table, headRow, isKnown);
  const isWide = wide.courses.length >= 2 || (wide.courses.length === 1 && columns.course === undefined);
  return shape === 'wide' || isWide ? wide : long;
}

function scoreOf(mapping: Mapping): number {
  const who = hasName(mapping.columns) ? 2 : 0;
  if (mapping.shape === 'wide') return who > 0 ? who + Math.min(mapping.courses.length, 40) / 10 + 1 : 0;
  return who + (mapping.columns.course === undefined ? 0 : 2) + (mapping.columns.on === undefined ? 0 : 2) + Object.keys(mapping.columns).length / 10;
}

const LOOKED_AT = 25;

/** The row of headings is not always the first: the best of the first rows is taken. */
export function detectMapping(table: readonly string[][], isKnown: (name: string) => boolean): Mapping {
  let best = mappingAt(table, 0, isKnown);
  for (let row = 1; row < Math.min(table.length, LOOKED_AT); row += 1) {
    const mapping = mappingAt(table, row, isKnown);
    if (scoreOf(mapping) > scoreOf(best)) best = mapping;
  }
  return best;
}

/** Is enough known to read records? Otherwise a person must say what the columns mean. */
export function isWhole(mapping: Mapping): boolean {
  if (!hasName(mapping.columns)) return false;
  return mapping.shape === 'wide' ? mapping.courses.length > 0 : mapping.columns.course !== undefined && mapping.columns.on !== undefined;
}

/** What a home keeps of a mapping: headings, not places, since the next file may have its columns in another order. */
export type KeptMapping = { titles: Partial<Record<ColumnUse, string>>; isNameCarried: boolean };

export function keptMapping(table: readonly string[][], mapping: Mapping): KeptMapping {
  const head = table[mapping.headRow] ?? [];
  const titles: KeptMapping['titles'] = {};
  for (const use of COLUMN_USES) {
    const at = mapping.columns[use];
    if (at !== undefined && (head[at] ?? '').trim() !== '') titles[use] = plainWords(head[at] ?? '');
  }
  return { titles, isNameCarried: mapping.isNameCarried };
}

/** The kept mapping laid on a new file, or null when its headings are not all there. */
export function laidMapping(table: readonly string[][], kept: KeptMapping): Mapping | null {
  const uses = COLUMN_USES.filter((use) => kept.titles[use] !== undefined);
  for (let headRow = 0; headRow < Math.min(table.length, LOOKED_AT); headRow += 1) {
    const head = (table[headRow] ?? []).map(plainWords);
    if (!uses.every((use) => head.includes(kept.titles[use] ?? ''))) continue;
    const columns: Columns = Object.fromEntries(uses.map((use) => [use, head.indexOf(kept.titles[use] ?? '')]));
    const mapping: Mapping = { shape: 'long', headRow, heads: headRow + 1, columns, courses: [], isNameCarried: kept.isNameCarried };
    if (isWhole(mapping)) return mapping;
  }
  return null;
}
