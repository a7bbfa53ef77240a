import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(html|js|css|json|svg|txt|webmanifest|xml)$/;
/** Below one packet nothing is won. */
const FROM_BYTES = 512;

/** Puts a `.br` and a `.gz` beside every text file of a folder, so that no request waits for packing. */
export function compressFolder(folder: string): number {
  let packed = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !TEXT.test(entry.name) || statSync(file).size < FROM_BYTES) continue;
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    packed += 1;
  }
  return packed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('Name the folder to pack.');
    process.exitCode = 2;
  } else console.log(`${compressFolder(folder)} files packed`);
}
