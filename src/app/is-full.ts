import type { Full } from '../store/cabinet.ts';

/** Only once the reserve had to go: until then nothing was given up that anybody would miss. */
export function isFullNow(full: Full | null | undefined): full is Full {
  return full?.dropped.includes('reserve') === true || full?.isSaved === false;
}
