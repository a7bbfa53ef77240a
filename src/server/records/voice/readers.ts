import { londonDay } from '../../../shared/basics/day.ts';
import type { Actor } from '../../../shared/people/access.ts';
import { isPlacementOpen } from '../../../shared/training/requirement.ts';
import type { Directory, ReaderDevice } from '../../../shared/voice/directory.ts';
import { readActor } from '../known.ts';
import type { Queries } from '../rows.ts';

const LEADERS: readonly string[] = ['manager', 'deputy'];

/** Roles somebody holds today, with the place. */
export type Standing = { personId: string; roles: readonly { role: string; placeId: string }[] };

export async function standingOf(db: Queries, personId: string, now: string): Promise<Standing> {
  return standing(await readActor(db, personId), now);
}

function standing(actor: Actor, now: string): Standing {
  const today = londonDay(now);
  return { personId: actor.personId, roles: actor.placements.filter((placement) => isPlacementOpen(placement, today)).map(({ role, placeId }) => ({ role, placeId })) };
}

export function isOfficer({ roles }: Standing): boolean {
  return roles.some(({ role }) => role === 'directoryOfficer');
}

export function isAdmin({ roles }: Standing): boolean {
  return roles.some(({ role }) => role === 'regionAdmin');
}

/** Whoever may hold keys at all. */
export function mayRead({ roles }: Standing): boolean {
  return roles.some(({ role }) => role === 'reader' || LEADERS.includes(role));
}

export function devicesOf(directory: Directory, personId: string, now: string): ReaderDevice[] {
  return directory.devices.filter((device) => device.personId === personId && !device.revokedAt && device.from <= now && device.until > now);
}

/**
 * The audiences this person reads now: both the signed directory and their place today must say so, so that a
 * leaver is out at once, before the next directory is signed (G12). No role inherits it down the tree (A4).
 */
export function audiencesOf(directory: Directory | null, who: Standing, now: string): string[] {
  if (!directory) return [];
  const listed = new Set(devicesOf(directory, who.personId, now).flatMap(({ audiences }) => audiences));
  return directory.audiences
    .filter(({ a, kind, unit }) => {
      if (!listed.has(a)) return false;
      return who.roles.some(({ role, placeId }) => role === 'reader' || (kind === 'home' && placeId === unit && LEADERS.includes(role)));
    })
    .map(({ a }) => a)
    .sort();
}
