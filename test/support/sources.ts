import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export type SourceFile = { file: string; room: string; text: string; lines: number };

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(file) : [file];
  });
}

/** The room a file is in: `src/academy/x.ts` is in `academy`, `service-worker/sw.ts` in `service-worker`. */
export function roomOf(file: string): string {
  const [top, room] = file.split('/');
  return top === 'src' ? (room ?? '') : (top ?? '');
}

/** Every file of ours under these folders whose name ends so. */
export function sourceFiles(folders: string[], ending: RegExp): SourceFile[] {
  return folders.flatMap(walk).flatMap((file) => {
    if (!ending.test(file)) return [];
    const text = readFileSync(path.join(root, file), 'utf8');
    return [{ file, room: roomOf(file), text, lines: text.split('\n').length }];
  });
}

const IMPORT = /(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** Everything a file imports or re-exports, types and dynamic imports included. */
export function importsOf(source: SourceFile): string[] {
  return [...source.text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Where a relative import leads, as a path from the top of the project. */
export function resolveFrom(source: SourceFile, specifier: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(source.file), specifier));
}
