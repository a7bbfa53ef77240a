/** Letters and figures only, in small letters and without accents: two ways to write one thing look alike. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’‘`´.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'rev', 'sir']);

/** A person's name for comparing: no title, and `Shah, Priya` as `Priya Shah`. */
export function plainName(text: string): string {
  const [surname = '', first, ...more] = text.split(',');
  const turned = first !== undefined && first.trim() !== '' && more.length === 0 ? `${first} ${surname}` : text;
  const words = plainWords(turned).split(' ');
  while (words.length > 1 && TITLES.has(words[0] ?? '')) words.shift();
  return words.join(' ');
}

const FILLING = /\b(training|course|certificate|e learning|elearning|online|face to face|f2f|classroom|in person|virtual|mandatory)\b/g;
const LEVEL = /\b(?:l|lvl|lev)\s?(\d)\b/g;

/** A course's name for comparing: how it was taught is left out, `L2` is `level 2`. */
export function plainCourse(text: string): string {
  const short = plainWords(text).replace(LEVEL, 'level $1');
  const bare = short.replace(FILLING, ' ').replace(/\s+/g, ' ').trim();
  return bare === '' ? short : bare;
}

const NOTHING = new Set(['', 'na', 'n a', 'none', 'nil', 'not applicable', 'not required', 'tbc', 'tba', 'nr', 'x', 'no expiry', 'never', 'does not expire', 'no']);

/** Did somebody write that there is nothing to say here? */
export function saysNothing(cell: string): boolean {
  return NOTHING.has(plainWords(cell));
}

/** Spreadsheets say the same things over and over; each is worked out once. */
export function remember<Worked>(work: (text: string) => Worked): (text: string) => Worked {
  const known = new Map<string, Worked>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const worked = work(text);
    known.set(text, worked);
    return worked;
  };
}
