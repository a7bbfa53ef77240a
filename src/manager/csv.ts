/** A spreadsheet runs what begins so; the last four are the wide forms that some programs read as the same signs. */
const STARTS_A_FORMULA = /^[\s\p{Cc}\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** A number below nothing begins with a minus and is no formula. */
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;
/** Without it a spreadsheet takes UTF-8 for Windows-1252. */
const BYTE_ORDER_MARK = '\ufeff';

export type CsvCell = string | number | null;

function safe(text: string): string {
  return STARTS_A_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function csvCell(cell: CsvCell): string {
  const text = safe(cell === null ? '' : String(cell));
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Lines and cells as RFC 4180 has them, with CRLF and a byte-order mark. What a spreadsheet would
 * run as a formula gets an apostrophe before it; numbers and days stay as they are.
 */
export function csvOf(lines: readonly (readonly CsvCell[])[]): string {
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** A name that every file system takes: `Training at Rowan House` becomes `training-at-rowan-house.csv`. */
export function fileName(ending: string, ...parts: string[]): string {
  const name = parts
    .join(' ')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${name.replace(/^-+|-+$/g, '').slice(0, 100) || 'hearth'}.${ending}`;
}

/** Hands a file to the person, as any download. */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin reading after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
