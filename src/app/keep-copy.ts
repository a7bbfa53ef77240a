import type { Cabinet } from '../store/cabinet.ts';

/** A browser may take a while to begin saving, a phone's most of all. */
const SAVING_MS = 60_000;

/** A file the person can keep, of everything that nobody else has yet, or of one thing. */
export async function keepCopy(cabinet: Cabinet, factId?: string): Promise<void> {
  const text = await cabinet.exportWaiting(factId);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'hearth-on-this-phone.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVING_MS);
}
