import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cabinet, Draft } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/import.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { Entry } from './unverified-page.tsx';

const SHOWN = 30;
const NOTE_LIMIT = 1000;
const WAYS = ['original', 'copy', 'issuerAsked', 'doesNotHold'] as const;
type Way = (typeof WAYS)[number];

function draftOf({ body }: Entry, way: Way, note: string): Draft {
  const { recordId, personId } = body;
  const found = way === 'doesNotHold' ? ({ holds: false, seen: 'nothing' } as const) : ({ holds: true, seen: way } as const);
  return { kind: 'training.record.verified', about: recordId, body: { recordId, personId, ...found, note } };
}

/** One or several old records at once: what was seen, by whom, and whether they hold. */
export function SeenForm({ cabinet, entries }: { cabinet: Cabinet; entries: readonly Entry[] }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [way, setWay] = useState<Way | ''>('');
  const [note, setNote] = useState('');
  const [shown, setShown] = useState(SHOWN);
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [saved, setSaved] = useState<{ count: number; about: string } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saved) box.current?.focus();
  }, [saved]);
  const chosen = entries.filter((entry) => picked.has(entry.body.recordId));
  const visible = entries.slice(0, shown);

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = [];
    if (chosen.length === 0) found.push({ field: 'records', says: w('seen.noneChosen') });
    if (way === '') found.push({ field: 'way', says: w('seen.nothingSaid') });
    if (note.trim().length > NOTE_LIMIT) found.push({ field: 'note', says: w('seen.noteTooLong') });
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0 || way === '') return;
    setBusy(true);
    const recorded = await cabinet.record(chosen.map((entry) => draftOf(entry, way, note.trim())));
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    setSaved({ count: chosen.length, about: chosen[0]?.body.recordId ?? '' });
    setPicked(new Set());
    setWay('');
    setNote('');
  };

  const error = (field: string) => errors.find((entry) => entry.field === field)?.says;
  return (
    <Stack gap="m">
      <div role="status" ref={box} tabIndex={-1}>
        {saved && <StateWord state="saved" says={`${w('seen.saved', { count: saved.count })}. ${s('saved')}`} />}
      </div>
      {saved && <DeliveryWord cabinet={cabinet} about={saved.about} />}
      {entries.length > 0 && (
        <form noValidate onSubmit={save} data-dirty={way !== '' || note !== '' || undefined}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={errors} />
            <FaultNotice fault={fault} />
            <ChoiceGroup id="records" legend={w('seen.pick')} error={error('records')}>
              {visible.map((entry) => (
                <Choice
                  key={entry.body.recordId}
                  type="checkbox"
                  name="records"
                  value={entry.body.recordId}
                  checked={picked.has(entry.body.recordId)}
                  onChange={(isOn, value) => {
                    const next = new Set(picked);
                    if (isOn) next.add(value);
                    else next.delete(value);
                    setPicked(next);
                  }}
                >
                  <EntryLine entry={entry} />
                </Choice>
              ))}
            </ChoiceGroup>
            <Row>
              {visible.length > 1 && (
                <Button kind="quiet" onClick={() => setPicked(new Set(visible.map((entry) => entry.body.recordId)))}>
                  {w('seen.all')}
                </Button>
              )}
              {entries.length > shown && (
                <Button kind="quiet" onClick={() => setShown(shown + SHOWN)}>
                  {w('list.more', { count: Math.min(SHOWN, entries.length - shown) })}
                </Button>
              )}
            </Row>
            <ChoiceGroup id="way" legend={w('seen.how')} error={error('way')}>
              {WAYS.map((value) => (
                <Choice key={value} type="radio" name="way" value={value} checked={way === value} onChange={() => setWay(value)}>
                  {w(`seen.${value}`)}
                </Choice>
              ))}
            </ChoiceGroup>
            <TextArea id="note" label={w('seen.note')} hint={w('seen.noteHint')} value={note} onInput={setNote} error={error('note')} />
            <Button type="submit" busy={isBusy}>
              {w('seen.act', { count: chosen.length })}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

function EntryLine({ entry: { person, course, body } }: { entry: Entry }) {
  const extras = [body.provider === '' ? null : w('seen.provider', { provider: body.provider }), body.number === '' ? null : w('seen.number', { number: body.number })].filter(
    Boolean,
  );
  return (
    <>
      <strong>{person.name}</strong>
      <br />
      {w('seen.record', { course, day: formatDay(body.on) })}
      {extras.length > 0 && ` · ${extras.join(' · ')}`}
    </>
  );
}
