import type { Place } from '../shared/people/place.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { useWatched } from '../ui/use-watched.ts';

/** The name of a place this device knows; empty until then. */
export function usePlaceName(cabinet: Cabinet, placeId: string | null): string {
  const places = useWatched<Place[]>((tell) => (placeId === null ? () => undefined : cabinet.watchPlaces(tell)), [cabinet, placeId]);
  return places?.find((place) => place.placeId === placeId)?.name ?? '';
}
