import { useState } from 'preact/hooks';
import { countedDay } from '../../shared/training/claimed-time.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/passport.ts';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';

type Props = { cabinet: Cabinet; person: PersonRecord; mayWithdraw: boolean };

/** Where somebody's record was shared, and how their manager ends every passport that is about. */
export function PassportPart({ cabinet, person, mayWithdraw }: Props) {
  const places = useWatched((tell: (places: { placeId: string; name: string }[]) => void) => cabinet.watchPlaces(tell), [cabinet]);
  const taken = toldOf(person, 'training.passport.accepted');
  if (taken.length === 0 && !mayWithdraw) return null;
  return (
    <div class={taken.length === 0 ? 'no-print' : undefined}>
      <Stack gap="s">
        <h2>{w('part.title')}</h2>
        {taken.map((fact) => (
          <p key={fact.factId}>
            {w('part.shared', {
              home: places?.find((place) => place.placeId === fact.body.homeId)?.name ?? w('shared.home'),
              day: formatDay(countedDay(fact)),
              count: fact.body.courses.length,
            })}
          </p>
        ))}
        {mayWithdraw && <WithdrawForm cabinet={cabinet} person={person} />}
      </Stack>
    </div>
  );
}

const REASON_LIMIT = 300;

function WithdrawForm({ cabinet, person }: Pick<Props, 'cabinet' | 'person'>) {
  const [reason, setReason] = useState('');
  const [tries, setTries] = useState(0);
  const [error, setError] = useState('');
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isDone, setDone] = useState(false);
  const withdraw = async (event: Event) => {
    event.preventDefault();
    const rationale = reason.trim();
    const wrong = rationale === '' ? w('part.missing') : rationale.length > REASON_LIMIT ? w('part.tooLong') : '';
    setError(wrong);
    setTries(tries + 1);
    if (wrong) return;
    const recorded = await cabinet.record([{ kind: 'training.passport.withdrawn', about: person.personId, body: { personId: person.personId, rationale } }]);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    setReason('');
    setDone(true);
  };
  return (
    <Disclosure summary={w('part.withdraw')}>
      <form noValidate onSubmit={withdraw}>
        <Stack gap="s">
          <ErrorSummary key={tries} errors={error ? [{ field: 'reason', says: error }] : []} />
          <FaultNotice fault={fault} />
          <p>{w('part.withdrawSays', { name: person.name })}</p>
          <TextField id="reason" label={w('part.reason')} hint={w('part.reasonHint')} value={reason} onInput={setReason} {...(error ? { error } : {})} />
          <div>
            <Button type="submit" kind="danger">
              {w('end.act')}
            </Button>
          </div>
        </Stack>
      </form>
      <div role="status">{isDone && <Notice tone="good" title={w('end.done')} />}</div>
    </Disclosure>
  );
}
