import type { Directory, DirectoryFault } from '../../shared/voice/directory.ts';
import type { Talk } from '../talk.ts';

export type Known = { is: 'known'; directory: Directory } | { is: 'refused'; fault: DirectoryFault } | { is: 'none' };

/** The directory that may be sealed to now. Hours may pass while a page is open, so its last day is looked at again. */
export function knownDirectory(talk: Talk): Known {
  if (talk.directoryFault) return { is: 'refused', fault: talk.directoryFault };
  const directory = talk.directory()?.directory;
  if (!directory) return { is: 'none' };
  return directory.expiresAt <= talk.now() ? { is: 'refused', fault: 'expired' } : { is: 'known', directory };
}
