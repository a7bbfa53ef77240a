import { useState } from 'preact/hooks';
import { isDay } from '../../shared/basics/day.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { DayField, SelectField, TextField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';

type Typed = { personId: string; on: string; ends: string; number: string; provider: string; isSeen: boolean };
type Found = { field: string; says: string };

const NOTHING: Typed = { personId: '', on: '', ends: '', number: '', provider: '', isSeen: false };

function faultsIn(typed: Typed, today: string): Found[] {
  const found: Found[] = [];
  if (typed.personId === '') found.push({ field: 'aid-person', says: r('aid.noPerson') });
  if (!isDay(typed.on)) found.push({ field: 'aid-on', says: r('aid.noDay') });
  else if (typed.on > today) found.push({ field: 'aid-on', says: r('aid.future') });
  if (typed.ends !== '' && typed.ends < typed.on) found.push({ field: 'aid-ends', says: r('aid.badEnds') });
  if (!typed.isSeen) found.push({ field: 'aid-seen', says: r('aid.notSeen') });
  return found;
}

/** First aid is earned elsewhere: the certificate is written down and seen in one act, by somebody other than its holder. */
export function FirstAidForm({ cabinet, people, courseId, today }: { cabinet: Cabinet; people: readonly PersonRecord[]; courseId: string; today: string }) {
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const [errors, setErrors] = useState<Found[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [recorded, setRecorded] = useState<string | null>(null);
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.says;

  const act = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = faultsIn(typed, today);
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    setBusy(true);
    const recordId = cabinet.newId();
    const { personId, on, ends, number, provider } = typed;
    const body = { recordId, personId, courseId, on, expiresOn: ends === '' ? null : ends, number: number.trim(), provider: provider.trim(), importId: recordId, row: 0 };
    const done = await cabinet.record([
      { kind: 'training.record.imported', about: recordId, body },
      { kind: 'training.record.verified', about: recordId, body: { recordId, personId, holds: true, seen: 'original', note: '' } },
    ]);
    setBusy(false);
    setFault(done.ok ? null : done.kind);
    if (!done.ok) return;
    setRecorded(recordId);
    setTyped(NOTHING);
  };

  const options = [{ value: '', label: r('aid.choose') }, ...people.map((person) => ({ value: person.personId, label: person.name }))];
  return (
    <form noValidate onSubmit={act}>
      <Stack gap="m">
        <p>{r('aid.why')}</p>
        <ErrorSummary key={tries} errors={errors} />
        <FaultNotice fault={fault} />
        <SelectField id="aid-person" label={r('aid.person')} options={options} value={typed.personId} onInput={(personId) => set({ personId })} error={errorAt('aid-person')} />
        <DayField id="aid-on" label={r('aid.on')} max={today} value={typed.on} onInput={(on) => set({ on })} error={errorAt('aid-on')} />
        <DayField id="aid-ends" label={r('aid.ends')} hint={r('aid.endsHint')} value={typed.ends} onInput={(ends) => set({ ends })} error={errorAt('aid-ends')} />
        <TextField id="aid-number" label={r('aid.number')} value={typed.number} maxLength={60} autocomplete="off" onInput={(number) => set({ number })} />
        <TextField id="aid-provider" label={r('aid.provider')} value={typed.provider} maxLength={120} autocomplete="off" onInput={(provider) => set({ provider })} />
        <div id="aid-seen" tabIndex={-1}>
          <Choice type="checkbox" name="aid-seen" value="seen" checked={typed.isSeen} onChange={(isSeen) => set({ isSeen })}>
            {r('aid.seen')}
          </Choice>
        </div>
        <Row>
          <Button type="submit" busy={isBusy}>
            {r('aid.act')}
          </Button>
          {recorded && <DeliveryWord cabinet={cabinet} about={recorded} />}
        </Row>
      </Stack>
    </form>
  );
}
