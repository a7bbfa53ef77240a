import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';
import { p } from '../../words/publishing.ts';

/** Names of those who lead the academy, as far as this device knows them. */
export function useNameOf(cabinet: Cabinet, who: SignedIn): (personId: string) => string {
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  return (personId) => (personId === who.personId ? p('you') : people?.find((person) => person.personId === personId)?.name || p('somebody'));
}
