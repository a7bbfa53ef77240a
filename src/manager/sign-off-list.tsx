import type { PersonRecord, SignOffRecord } from '../shared/training/person-record.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { ClaimTimes } from './claim-times.tsx';
import { DeliveryWord } from './delivery-word.tsx';

/** Every time practice was seen, newest first, with who saw it and where that record is. */
export function SignOffList({ cabinet, who, signOffs }: { cabinet: Cabinet; who: SignedIn; signOffs: readonly SignOffRecord[] }) {
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  const nameOf = (personId: string) => (personId === who.personId ? who.name : people?.find((person) => person.personId === personId)?.name || w('activity.someone'));
  if (signOffs.length === 0) return <p>{w('signOffs.none')}</p>;
  return (
    <Stack gap="s">
      {[...signOffs]
        .sort((one, other) => countedMoment(other).localeCompare(countedMoment(one)))
        .map((signOff) => (
          <Card key={signOff.factId} tone={signOff.met ? 'good' : 'plain'}>
            <p>
              <strong>{w(signOff.met ? 'signOffs.met' : 'signOffs.notYet')}</strong> · {w('signOffs.by', { name: nameOf(signOff.by) })}
            </p>
            {signOff.note !== '' && <p dir="auto">{signOff.note}</p>}
            <ClaimTimes claim={signOff} />
            <DeliveryWord cabinet={cabinet} about={signOff.signOffId} />
          </Card>
        ))}
    </Stack>
  );
}
