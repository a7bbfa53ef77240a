import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { Rota } from './use-rota.ts';

type SaveBarProps = { cabinet: Cabinet; homeId: string; rota: Rota; weekOf: Day; says: string };

/** Saves every changed week at once, and says where the shown one is. */
export function SaveBar({ cabinet, homeId, rota, weekOf, says }: SaveBarProps) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const isChanged = rota.unsaved.length > 0;
  const save = async () => {
    if (isBusy || !isChanged) return;
    setBusy(true);
    const recorded = await rota.save();
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
  };
  return (
    <div class="no-print">
      <Stack gap="s">
        <FaultNotice fault={fault} />
        <p role="status">{says}</p>
        <Row>
          {isChanged && (
            <Button busy={isBusy} onClick={save}>
              {r('act.save')}
            </Button>
          )}
          {rota.unsaved.includes(weekOf) ? (
            <Button kind="quiet" onClick={() => rota.letGo(weekOf)}>
              {r('act.letGo')}
            </Button>
          ) : (
            <DeliveryWord cabinet={cabinet} about={`${homeId}.${weekOf}`} />
          )}
        </Row>
        {isChanged && <p>{r('act.unsaved', { count: rota.unsaved.length })}</p>}
      </Stack>
    </div>
  );
}
