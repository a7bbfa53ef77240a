import type { Role } from '../shared/people/role.ts';
import type { Cabinet } from '../store/cabinet.ts';

/** Rooms that not everybody has. Their doors are named in vite.config.ts; a new room is a line there and its name here. */
export type RoomName = 'manager' | 'records' | 'region' | 'inbox' | 'keys' | 'hearing' | 'inspector';

/** What a phone keeps for whoever signed in on it, beyond what it keeps for everybody. The inspector's is kept for nobody: each look needs signal. */
const ROOMS_OF: Partial<Record<Role, { first: readonly RoomName[]; later?: readonly RoomName[] }>> = {
  deputy: { first: ['manager'], later: ['inbox', 'records', 'keys'] },
  manager: { first: ['manager'], later: ['inbox', 'records', 'keys'] },
  academyLead: { first: ['region'] },
  regionAdmin: { first: ['region'] },
  reader: { first: ['inbox'], later: ['keys'] },
  directoryOfficer: { first: ['hearing'], later: ['keys'] },
};

/** @returns the rooms of somebody's roles, each once; on a first visit without what is wanted later, and at a desk. */
export function roomsOf(roles: readonly { role: Role }[], isFirstVisit = false): RoomName[] {
  return [...new Set(roles.flatMap(({ role }) => [...(ROOMS_OF[role]?.first ?? []), ...(isFirstVisit ? [] : (ROOMS_OF[role]?.later ?? []))]))];
}

/** What is wanted later comes with the next start, or when the first visit has lasted. */
const LATER_AFTER_MS = 5 * 60 * 1000;

/** Asks every version of the worker to keep the code of these rooms: the one in charge, and the one that waits to be. */
async function keepRooms(rooms: readonly RoomName[]): Promise<void> {
  if (!('serviceWorker' in navigator) || rooms.length === 0 || !navigator.onLine) return;
  const { installing, waiting, active } = await navigator.serviceWorker.ready;
  for (const worker of [installing, waiting, active]) worker?.postMessage({ kind: 'keepRooms', rooms });
}

/** The pages of whoever signs in here open without signal from then on: asked at once, and again at each start and each new signal. */
export function keepTheirRooms(cabinet: Cabinet): () => void {
  let roles: readonly { role: Role }[] = [];
  let isFirstVisit = navigator.serviceWorker?.controller === null;
  const ask = () => void keepRooms(roomsOf(roles, isFirstVisit)).catch(() => undefined);
  const unwatch = cabinet.watchSignedIn((who) => {
    roles = who?.roles ?? [];
    ask();
  });
  const later = setTimeout(() => {
    isFirstVisit = false;
    ask();
  }, LATER_AFTER_MS);
  addEventListener('online', ask);
  return () => {
    unwatch();
    clearTimeout(later);
    removeEventListener('online', ask);
  };
}
