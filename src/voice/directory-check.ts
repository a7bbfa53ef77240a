import type { DirectoryFault, SignedDirectory } from '../shared/voice/directory.ts';
import type { YoungLine } from '../store/quiet/line.ts';
import type { CheckedDirectory, Notes, Shelf } from '../store/quiet/shelf.ts';
import type { Parts } from './parts.ts';
import type { Place } from './talk.ts';

export type Found = { directory?: CheckedDirectory | null; fault?: DirectoryFault | null; place?: Place };

/** What was kept is checked again each time: days pass, and nothing on a phone is believed unseen. */
export async function believe(parts: Parts, note: Notes['directory'], place: Place | null, now: string): Promise<Found> {
  if (!place?.root) return {};
  const checked = await parts.checkDirectory(note.signed, place.root, note.version, now);
  return checked.ok ? { directory: { directory: checked.directory, isDemonstration: checked.isDemonstration }, fault: null } : { directory: null, fault: checked.fault };
}

/**
 * Asks for the newest directory and checks it. Without signal the one that is known stands. A refused
 * one is reported and shown, and the one that was known is no longer sealed to.
 */
export async function refresh(parts: Parts, shelf: Shelf, line: YoungLine, place: Place | null, known: CheckedDirectory | null, now: string): Promise<Found> {
  const answer = await line.directory().catch(() => null);
  const note = await shelf.read('directory');
  if (!answer?.ok || answer.value === null) return note && !known ? believe(parts, note, place, now) : {};
  const signed: SignedDirectory = answer.value;
  // Only a typed code comes without a fingerprint: the first root served is then pinned, and the person is shown its words.
  const root = place?.root ? place.root : await parts.fingerprintOf(signed.root.pub);
  const checked = await parts.checkDirectory(signed, root, note?.version ?? 0, now, note?.signed);
  if (!checked.ok) {
    line.report(checked.fault);
    return { directory: null, fault: checked.fault };
  }
  await shelf.write('directory', { signed, version: checked.directory.version, checkedAt: now });
  const found: Found = { directory: { directory: checked.directory, isDemonstration: checked.isDemonstration }, fault: null };
  if (place && !place.root) found.place = { ...place, root };
  return found;
}
