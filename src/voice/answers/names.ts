import type { Directory } from '../../shared/voice/directory.ts';
import { w } from '../../words/say.ts';
import { sayDay, sayWhen } from '../say/when.ts';
import type { Story } from './story.ts';

/** The team as the young person knows it; one that is no longer listed is still somebody. */
export function nameOf(directory: Directory | null, a: string): string {
  return directory?.audiences.find((audience) => audience.a === a)?.name ?? w('who.someTeam');
}

export function namesOf(directory: Directory | null, ids: readonly string[]): string {
  return ids.map((a) => nameOf(directory, a)).join(', ');
}

/** The state word, the same on the list and inside. */
export function sayStand({ stand }: Story, directory: Directory | null, now: string): string {
  switch (stand.is) {
    case 'waiting':
      return stand.until ? w('state.waitingUntil', { when: sayWhen(stand.until, now) }) : w('state.waiting');
    case 'read':
      return w('state.read', { name: nameOf(directory, stand.by), when: sayWhen(stand.at, now) });
    default:
      return w(`state.${stand.is}`);
  }
}

/** What it was and when; on a phone that came back, only when. */
export function titleOf({ entry }: Story): string {
  return w('kind.from', { kind: entry.kind === 'unknown' ? w('list.unknown') : w(`kind.${entry.kind}`), day: sayDay(entry.at) });
}
