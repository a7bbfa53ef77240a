import { useEffect, useState } from 'preact/hooks';
import { LEADING_ROLES } from '../shared/people/role.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';

export type Home = { placeId: string; placeName: string; isManager: boolean };

/** The homes a person leads, each once, by name. */
export function homesLedBy(who: SignedIn): Home[] {
  const homes = new Map<string, Home>();
  for (const held of who.roles) {
    if (!LEADING_ROLES.includes(held.role)) continue;
    const isManager = held.role === 'manager' || homes.get(held.placeId)?.isManager === true;
    homes.set(held.placeId, { placeId: held.placeId, placeName: held.placeName, isManager });
  }
  return [...homes.values()].sort((one, other) => one.placeName.localeCompare(other.placeName));
}

const SETTING = 'manager.home';

export type HomeChoice = { homes: Home[]; home: Home | null; choose: (placeId: string) => void };

/** Which of their homes the person looks at. Remembered on this device, the same for every page. */
export function useHome(cabinet: Cabinet, who: SignedIn): HomeChoice {
  const homes = homesLedBy(who);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    if (homes.length < 2) return;
    let isGone = false;
    void cabinet.setting(SETTING).then((kept) => {
      if (!isGone && kept !== null) setChosen((now) => now ?? kept);
    });
    return () => {
      isGone = true;
    };
  }, [cabinet, homes.length]);
  const choose = (placeId: string) => {
    setChosen(placeId);
    void cabinet.setSetting(SETTING, placeId);
  };
  return { homes, home: homes.find((home) => home.placeId === chosen) ?? homes[0] ?? null, choose };
}
