import { base64url } from '../../shared/basics/base64url.ts';
import { encodingOf, fileKind } from '../../shared/training/import/text-of-bytes.ts';
import { tabling } from '../../shared/training/import/text-table.ts';
import { inSlices } from './in-slices.ts';

export type Sheet = { name: string; table: string[][] };
export type FileFault = 'oldExcel' | 'pdf' | 'tooBig' | 'broken' | 'empty' | 'reader';
/** `mark`: the same for the same bytes, so that a file brought in again is known again. */
export type FileRead = { ok: true; name: string; mark: string; sheets: Sheet[] } | { ok: false; fault: FileFault };

const BYTES_LIMIT = 10_000_000;

function isFilled(table: readonly string[][]): boolean {
  return table.some((row) => row.some((cell) => cell.trim() !== ''));
}

/** Reads a spreadsheet into tables of text. What it is, its first bytes say; its name is not believed. */
export async function readFile(file: File): Promise<FileRead> {
  if (file.size > BYTES_LIMIT) return { ok: false, fault: 'tooBig' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = fileKind(bytes);
  if (kind === 'oldExcel' || kind === 'pdf') return { ok: false, fault: kind };
  const mark = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 16));
  if (kind === 'text') {
    const table = await inSlices(tabling(new TextDecoder(encodingOf(bytes)).decode(bytes)));
    return table !== null && isFilled(table) ? { ok: true, name: file.name, mark, sheets: [{ name: '', table }] } : { ok: false, fault: 'empty' };
  }
  const reader = await import('./read-workbook.ts').catch(() => null);
  if (!reader) return { ok: false, fault: 'reader' };
  const read = await reader.readWorkbook(bytes);
  if (!Array.isArray(read)) return { ok: false, fault: read };
  const sheets = read.filter((sheet) => isFilled(sheet.table));
  return sheets.length > 0 ? { ok: true, name: file.name, mark, sheets } : { ok: false, fault: 'empty' };
}
