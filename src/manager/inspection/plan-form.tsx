import { useState } from 'preact/hooks';
import type { DocumentWhat } from '../../shared/home/inspection-documents.ts';
import { londonDay } from '../../shared/basics/day.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { DayField, TextField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { look } from '../../words/inspection.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';

const WHERE_LIMIT = 300;

type PlanFormProps = { cabinet: Cabinet; homeId: string; what: DocumentWhat; where: string; reviewedOn: string };

/** Where a plan is and when it was last looked at. Hearth keeps the plan nowhere. */
export function PlanForm({ cabinet, homeId, what, where: knownWhere, reviewedOn }: PlanFormProps) {
  const today = londonDay(cabinet.now());
  const [where, setWhere] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(null);
  const [errors, setErrors] = useState<{ where?: string; on?: string }>({});
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const about = `${homeId}.doc.${what}`;

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const place = (where ?? knownWhere).trim();
    const day = on ?? reviewedOn;
    const found = {
      ...(place === '' || place.length > WHERE_LIMIT ? { where: look('plan.noWhere') } : {}),
      ...(day === '' || day > today ? { on: look('plan.noDay') } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) {
      document.getElementById(found.where ? `where-${what}` : `on-${what}`)?.focus();
      return;
    }
    setBusy(true);
    const recorded = await cabinet.record([{ kind: 'home.document.dated', about, body: { homeId, what, where: place, reviewedOn: day } }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) {
      setWhere(null);
      setOn(null);
    }
  };

  return (
    <Disclosure summary={look('plan.update', { plan: look(`word.${what}`) })}>
      <form noValidate onSubmit={save}>
        <Stack gap="s">
          <FaultNotice fault={fault} />
          <TextField id={`where-${what}`} label={look('plan.where')} hint={look('plan.where.hint')} value={where ?? knownWhere} onInput={setWhere} error={errors.where} />
          <DayField id={`on-${what}`} label={look('plan.on')} max={today} value={on ?? reviewedOn} onInput={setOn} error={errors.on} />
          <Row>
            <Button type="submit" busy={isBusy}>
              {look('plan.act')}
            </Button>
            <DeliveryWord cabinet={cabinet} about={about} />
          </Row>
        </Stack>
      </form>
    </Disclosure>
  );
}
