import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';
import { w } from '../../words/rules.ts';

/** The name of whoever did something, as far as this device knows it. */
export function useNames(cabinet: Cabinet, who: SignedIn): (personId: string) => string {
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  return (personId) => (personId === who.personId ? who.name : people?.find((person) => person.personId === personId)?.name || w('someone'));
}
