import { unzipSync, zipSync } from 'fflate';
import readWorkbookFile from 'read-excel-file/universal';
import { turn } from './in-slices.ts';
import type { Sheet } from './read-file.ts';

/** Unpacked, and in so many files: a workbook of 5,000 rows has about 3 MB in 12. More is no spreadsheet of records. */
const UNPACKED_LIMIT = 40_000_000;
const FILES_LIMIT = 300;

class TooBig extends Error {}

/**
 * Takes the sheets' own text out of the archive, within bounds, and nothing else: no macro, no picture,
 * no link to elsewhere. A file that says it is smaller than it is does not unpack.
 */
function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  let count = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      count += 1;
      if (count > FILES_LIMIT) throw new TooBig();
      if (!/\.(xml|rels)$/.test(name)) return false;
      total += originalSize;
      if (total > UNPACKED_LIMIT) throw new TooBig();
      return true;
    },
  });
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell);
}

/** Every sheet of an Excel file as text. Formulas are not worked out: what Excel last showed is read. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[] | 'tooBig' | 'broken'> {
  try {
    // Packed again without compression: the reader would hand large parts to workers that the page may not start.
    const parts = unpack(bytes);
    await turn();
    const plain = zipSync(parts, { level: 0 });
    await turn();
    const sheets = await readWorkbookFile(plain.buffer as ArrayBuffer);
    await turn();
    return sheets.map(({ sheet, data }) => ({ name: sheet, table: data.map((row) => row.map(textOf)) }));
  } catch (error) {
    return error instanceof TooBig ? 'tooBig' : 'broken';
  }
}
