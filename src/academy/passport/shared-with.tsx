import { countedDay } from '../../shared/training/claimed-time.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/passport.ts';

type Props = { cabinet: Cabinet; who: SignedIn; record: PersonRecord };

/** Which homes took a passport over. Nothing when none did. */
export function SharedWith({ cabinet, who, record }: Props) {
  const places = useWatched((tell: (places: { placeId: string; name: string }[]) => void) => cabinet.watchPlaces(tell), [cabinet]);
  const taken = toldOf(record, 'training.passport.accepted');
  if (taken.length === 0) return null;
  const homeOf = (homeId: string) => who.roles.find((role) => role.placeId === homeId)?.placeName ?? places?.find((place) => place.placeId === homeId)?.name ?? w('shared.home');
  return (
    <Card>
      <Stack gap="s">
        <h2>{w('shared.title')}</h2>
        {taken.map((fact) => (
          <p key={fact.factId}>{w('shared.by', { home: homeOf(fact.body.homeId), day: formatDay(countedDay(fact)), count: fact.body.courses.length })}</p>
        ))}
      </Stack>
    </Card>
  );
}
