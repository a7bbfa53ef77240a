import { useState } from 'preact/hooks';
import type { Cabinet, Delivery } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { look } from '../../words/inspection.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { Admission } from './admission.ts';
import { admissionLink, makeAdmission } from './admission.ts';
import styles from './admit-card.module.css';

type AdmitCardProps = { cabinet: Cabinet; homeId: string; isManager: boolean };

/** A link and a PIN for an inspector, shown once. */
export function AdmitCard({ cabinet, homeId, isManager }: AdmitCardProps) {
  const [made, setMade] = useState<Admission | null>(null);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);

  const make = async () => {
    setBusy(true);
    const admission = await makeAdmission(homeId, cabinet.newId());
    const recorded = await cabinet.record([admission.draft]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setMade(admission);
  };

  return (
    <Stack gap="s">
      <p>{look('admit.lead')}</p>
      <p>{look('admit.what')}</p>
      <FaultNotice fault={fault} />
      {!isManager && <Notice tone="info">{look('admit.notYours')}</Notice>}
      {isManager && !made && (
        <div>
          <Button busy={isBusy} onClick={() => void make()}>
            {look('admit.act')}
          </Button>
        </div>
      )}
      {made && <Shown cabinet={cabinet} admission={made} onDone={() => setMade(null)} />}
    </Stack>
  );
}

function Shown({ cabinet, admission, onDone }: { cabinet: Cabinet; admission: Admission; onDone: () => void }) {
  const { grantId, secret, pin } = admission;
  const delivery = useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(grantId, tell), [cabinet, grantId]);
  const link = admissionLink(location.origin, secret);
  return (
    <Card tone="accent">
      <Stack gap="m">
        <div>
          <DeliveryWord cabinet={cabinet} about={grantId} />
          <p role="status">{look(delivery?.state === 'delivered' ? 'admit.works' : 'admit.waiting')}</p>
        </div>
        <div>
          <p>{look('admit.pin')}</p>
          <p class={styles.pin} dir="ltr">
            {pin}
          </p>
          <p>{look('admit.pin.once')}</p>
        </div>
        <CopyLine label={look('admit.link')} text={link} act={look('admit.copy')} done={look('admit.copied')} not={look('admit.notCopied')} />
        <QrCode text={link} label={look('admit.code')} />
        <div>
          <Button kind="quiet" onClick={onDone}>
            {look('admit.done')}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}
