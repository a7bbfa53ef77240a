import { checkDirectory, fingerprintOf } from '../seal/directory.ts';
import type { DirectoryFault } from '../shared/voice/directory.ts';
import type { LineTrouble } from '../store/quiet/line.ts';
import type { CheckedDirectory } from '../store/quiet/shelf.ts';
import type { InboxParts } from './inbox.ts';

/** `checked` is null when nothing may be believed. A `fault` beside it: what was served now was refused, and the older one stands. */
export type Found = { checked: CheckedDirectory | null; fault: DirectoryFault | LineTrouble | 'none' | null };

/**
 * The newest directory that holds. The root its person compared is pinned, or else the first one this phone saw; what was kept is checked
 * again each time, because days pass.
 */
export async function findDirectory({ shelf, line, now }: Pick<InboxParts, 'shelf' | 'line' | 'now'>): Promise<Found> {
  const note = await shelf.read('directory');
  const compared = (await shelf.read('device'))?.root;
  const kept = note && (await checkDirectory(note.signed, compared ?? (await fingerprintOf(note.signed.root.pub)), note.version, now()));
  const known = kept?.ok ? { directory: kept.directory, isDemonstration: kept.isDemonstration } : null;
  const answer = await line.directory();
  if (!answer.ok) return { checked: known, fault: known ? null : kept && !kept.ok ? kept.fault : answer.why };
  const signed = answer.value;
  if (!signed) return { checked: known, fault: known ? null : 'none' };
  const checked = await checkDirectory(signed, compared ?? (await fingerprintOf((note?.signed ?? signed).root.pub)), note?.version ?? 0, now());
  if (!checked.ok) return { checked: known, fault: checked.fault };
  if (checked.directory.version !== note?.version) await shelf.write('directory', { signed, version: checked.directory.version, checkedAt: now() });
  return { checked: { directory: checked.directory, isDemonstration: checked.isDemonstration }, fault: null };
}
