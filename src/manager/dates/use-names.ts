import type { Bodies } from '../../shared/wire/kinds.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';
import type { NameOf } from './clock-words.ts';

/** Names of homes and people, as far as this device knows them. */
export function useNames(cabinet: Cabinet, who: SignedIn): { placeName: NameOf; personName: NameOf } {
  const places = useWatched<Bodies['people.place.opened'][]>((tell) => cabinet.watchPlaces(tell), [cabinet]);
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  return {
    placeName: (id) => who.roles.find((held) => held.placeId === id)?.placeName ?? places?.find((place) => place.placeId === id)?.name ?? null,
    personName: (id) => (id === who.personId ? who.name : (people?.find((person) => person.personId === id)?.name ?? null)),
  };
}
