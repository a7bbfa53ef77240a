import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Place } from '../shared/people/place.ts';
import { isBelow, placesBelow, treeOf } from '../shared/people/place-tree.ts';
import { LEADING_ROLES } from '../shared/people/role.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { useWatched } from '../ui/use-watched.ts';

export type Home = { placeId: string; placeName: string; isManager: boolean };
/** A provider or an authority with more than one home below it. */
export type HomeGroup = Home & { homes: Home[] };

const byPlaceName = (one: Home, other: Home) => one.placeName.localeCompare(other.placeName);

/**
 * The homes a person leads, each once, by name: those they are placed in, and those below a
 * provider or an authority they are placed in, as far as this device knows the tree.
 */
export function homesLedBy(who: SignedIn, places: readonly Place[] = []): Home[] {
  const homes = new Map<string, Home>();
  const known = new Map(places.map((place) => [place.placeId, place]));
  const tree = treeOf(places);
  for (const held of who.roles) {
    if (!LEADING_ROLES.includes(held.role)) continue;
    const isHome = (known.get(held.placeId)?.kind ?? 'home') === 'home';
    const led = isHome ? [held.placeId] : placesBelow(held.placeId, tree).filter((placeId) => known.get(placeId)?.kind === 'home');
    for (const placeId of led) {
      const isManager = held.role === 'manager' || homes.get(placeId)?.isManager === true;
      homes.set(placeId, { placeId, placeName: known.get(placeId)?.name ?? held.placeName, isManager });
    }
  }
  return [...homes.values()].sort(byPlaceName);
}

/** Providers and authorities, of which all homes are led, where there are several. The widest comes first. */
function groupsLedBy(who: SignedIn, places: readonly Place[], homes: readonly Home[]): HomeGroup[] {
  const tree = treeOf(places);
  const led = who.roles.filter((held) => LEADING_ROLES.includes(held.role)).map((held) => held.placeId);
  return places
    .filter((place) => place.kind !== 'home' && led.some((placeId) => placeId === place.placeId || isBelow(place.placeId, placeId, tree)))
    .map((place) => ({ placeId: place.placeId, placeName: place.name, isManager: false, homes: homes.filter((home) => isBelow(home.placeId, place.placeId, tree)) }))
    .filter((group) => group.homes.length > 1)
    .sort((one, other) => other.homes.length - one.homes.length || byPlaceName(one, other));
}

export function useHomesLed(cabinet: Cabinet, who: SignedIn): Home[] {
  const places = useWatched<Place[]>((tell) => cabinet.watchPlaces(tell), [cabinet]);
  return useMemo(() => homesLedBy(who, places), [who, places]);
}

const SETTING = 'manager.home';
const GROUP_SETTING = 'manager.homes';

export type HomeChoice = {
  homes: Home[];
  home: Home | null;
  choose: (placeId: string) => void;
  groups?: HomeGroup[];
  group?: HomeGroup | null;
  /** Until this device's places and memory were read, it may still be another home. */
  isKnown: boolean;
  /** Where the people looked for most likely are, so that they can be read meanwhile; null when nothing tells. */
  likely: string | null;
};

/** Undefined until it was read, null when nothing is kept. */
function useKept(cabinet: Cabinet, name: string): [string | null | undefined, (value: string) => void] {
  const [chosen, setChosen] = useState<string | null>();
  useLayoutEffect(() => {
    let isGone = false;
    void cabinet.setting(name).then((kept) => {
      if (!isGone) setChosen((now) => now ?? kept);
    });
    return () => {
      isGone = true;
    };
  }, [cabinet]);
  const choose = (value: string) => {
    setChosen(value);
    void cabinet.setSetting(name, value);
  };
  return [chosen, choose];
}

/** Which of their homes the person looks at. Remembered on this device, the same for every page. */
export function useHome(cabinet: Cabinet, who: SignedIn): HomeChoice {
  const [chosen, choose] = useKept(cabinet, SETTING);
  const places = useWatched<Place[]>((tell) => cabinet.watchPlaces(tell), [cabinet], useLayoutEffect);
  const homes = useMemo(() => homesLedBy(who, places), [who, places]);
  const home = homes.find((entry) => entry.placeId === chosen) ?? homes[0] ?? null;
  const only = homes.length === 1 ? (home?.placeId ?? null) : null;
  const likely = chosen === undefined ? only : (chosen ?? home?.placeId ?? null);
  return { homes, home, choose, isKnown: places !== undefined && chosen !== undefined, likely };
}

/** The home whose people are looked at next, as far as this device remembers; null where it is several, or none. */
export async function likelyHome(cabinet: Cabinet, who: SignedIn): Promise<string | null> {
  const [chosen, group] = await Promise.all([cabinet.setting(SETTING), cabinet.setting(GROUP_SETTING)]);
  if (group) return null;
  const places = await new Promise<Place[]>((tell) => {
    const stop = cabinet.watchPlaces((seen) => {
      tell(seen);
      queueMicrotask(() => stop());
    });
  });
  const homes = homesLedBy(who, places);
  return (homes.find((home) => home.placeId === chosen) ?? homes[0])?.placeId ?? null;
}

/** As `useHome`, and all homes of a provider or an authority can be chosen together. That is remembered for the matrix alone. */
export function useHomes(cabinet: Cabinet, who: SignedIn): HomeChoice {
  const [chosen, chooseGroup] = useKept(cabinet, GROUP_SETTING);
  const choice = useHome(cabinet, who);
  const places = useWatched<Place[]>((tell) => cabinet.watchPlaces(tell), [cabinet], useLayoutEffect);
  const groups = useMemo(() => groupsLedBy(who, places ?? [], choice.homes), [who, places, choice.homes]);
  const choose = (placeId: string) => {
    const isGroup = groups.some((group) => group.placeId === placeId);
    if (groups.length > 0) chooseGroup(isGroup ? placeId : '');
    if (!isGroup) choice.choose(placeId);
  };
  const isKnown = choice.isKnown && chosen !== undefined;
  return { ...choice, choose, groups, group: groups.find((group) => group.placeId === chosen) ?? null, isKnown, likely: chosen ? null : choice.likely };
}
