import { atOnce } from './at-once.ts';

/** Rows between two stops. */
const ROWS_AT_ONCE = 500;
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** Reads comma-separated text (RFC 4180, leniently): quotes may hold separators, quotes and line ends. */
function* splitting(text: string, separator: string, rowLimit: number): Generator<void, string[][]> {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) {
          cell += text.slice(at);
          at = text.length;
          break;
        }
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
    row.push(cell + text.slice(from, at));
    const sign = text[at];
    at += 1;
    if (sign === separator) {
      if (at >= text.length) row.push('');
      continue;
    }
    if (sign === '\r' && text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
    if (rows.length >= rowLimit) return rows;
    if (rows.length % ROWS_AT_ONCE === 0) yield;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** The separator that gives the most rows the same number of cells, more than one. */
function separatorOf(text: string): string {
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = new Map<number, number>();
    for (const row of atOnce(splitting(text, separator, 30))) if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + row.length);
    const score = Math.max(0, ...counts.values());
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** As `tableOfText`, stopping now and then so that a screen may move. */
export function* tabling(text: string): Generator<void, string[][]> {
  const plain = text.replace(/^\uFEFF/, '');
  const said = /^"?sep=(.)"?\r?\n/i.exec(plain);
  const [line = '', separator] = said ?? [];
  const rows = yield* splitting(plain.slice(line.length), separator ?? separatorOf(plain), Number.POSITIVE_INFINITY);
  // The first line stays a line, so that the numbers a person reads are those of their own program.
  return separator === undefined ? rows : [[], ...rows];
}

/** Text of a file as rows of cells, without the mark some programs put first. `sep=;` in the first line is obeyed, as Excel does. */
export function tableOfText(text: string): string[][] {
  return atOnce(tabling(text));
}
