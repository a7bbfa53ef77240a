import type { Cabinet } from '../store/cabinet.ts';

/** A file the person can keep, of everything that nobody else has yet, or of one thing. */
export async function keepCopy(cabinet: Cabinet, factId?: string): Promise<void> {
  const text = await cabinet.exportWaiting(factId);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'hearth-on-this-phone.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
