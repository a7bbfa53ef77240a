import { useEffect, useState } from 'preact/hooks';
import type { SlotName } from '../shared/people/place.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextArea } from '../ui/field.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { DeliveryWord } from './delivery-word.tsx';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';

const TEXT_LIMIT = 2000;

type SlotFormProps = { cabinet: Cabinet; homeId: string; slot: SlotName; text: string };

/** One place in the courses that only the home can fill. Saving again adds a new fact. */
export function SlotForm({ cabinet, homeId, slot, text }: SlotFormProps) {
  // Null until somebody types, so that news from the server shows and typing is never overwritten.
  const [typed, setTyped] = useState<string | null>(null);
  const [says, setSays] = useState<string | null>(null);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Once the store says the same, what is typed is no longer ahead of it.
  useEffect(() => {
    if (typed === text) setTyped(null);
  }, [typed, text]);
  const about = `${homeId}.${slot}`;
  const field = `slot-${slot}`;

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const written = (typed ?? text).trim();
    const found = written === '' ? w('slots.missing') : written.length > TEXT_LIMIT ? w('slots.tooLong') : null;
    setSays(found);
    if (found !== null) {
      document.getElementById(field)?.focus();
      return;
    }
    setBusy(true);
    const recorded = await cabinet.record([{ kind: 'home.slot.filled', about, body: { homeId, slot, text: written } }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setTyped(written);
  };

  return (
    <Card>
      <form noValidate onSubmit={save}>
        <Stack gap="s">
          {text === '' && (
            <p>
              <StandingMark word="notStarted" says={w('slots.empty')} />
            </p>
          )}
          <FaultNotice fault={fault} />
          <TextArea id={field} label={w(`slot.${slot}`)} hint={w(`slot.${slot}.why`)} value={typed ?? text} onInput={setTyped} error={says ?? undefined} />
          <Row>
            <Button type="submit" busy={isBusy} kind={typed === null || typed === text ? 'quiet' : 'primary'}>
              {w('slots.act')}
            </Button>
            <DeliveryWord cabinet={cabinet} about={about} />
          </Row>
        </Stack>
      </form>
    </Card>
  );
}
