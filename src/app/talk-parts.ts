import type { Parts } from '../voice/parts.ts';

const missing = () => Promise.reject(new Error('not built yet'));

/** Database, keys and postman of the young person's page. */
export const PARTS: Parts = {
  openKeptShelf: missing,
  openMemoryShelf: missing,
  makeKeeper: missing,
  startLine: missing,
  checkDirectory: missing,
  fingerprintOf: missing,
  matchWords: missing,
};
