import type { Cabinet, Delivery } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { DeliveryWord } from './delivery-word.tsx';
import { invitationLink } from './invitation.ts';
import { QrCode } from '../ui/qr-code.tsx';
import styles from './invitation-card.module.css';

type InvitationCardProps = { cabinet: Cabinet; name: string; invitationId: string; secret: string };

/** The link, once: as text, to share and to scan. It is nowhere else, so leaving loses it. */
export function InvitationCard({ cabinet, name, invitationId, secret }: InvitationCardProps) {
  const delivery = useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(invitationId, tell), [cabinet, invitationId]);
  const link = invitationLink(location.origin, secret);
  const isDelivered = delivery?.state === 'delivered';

  // Closing the sheet without sharing is a normal end.
  const share = () => void navigator.share({ title: w('link.shareTitle'), url: link }).catch(() => undefined);

  return (
    <Card tone="accent">
      <Stack gap="m">
        <div>
          <DeliveryWord cabinet={cabinet} about={invitationId} />
          <p role="status" class={styles.works}>
            {w(isDelivered ? 'link.works' : 'link.waiting')}
          </p>
        </div>
        <p>{w('link.once')}</p>
        <CopyLine label={w('link.label')} text={link} act={w('link.copy')} done={w('link.copied')} not={w('link.notCopied')}>
          {'share' in navigator && (
            <Button kind="quiet" onClick={share}>
              {w('link.share')}
            </Button>
          )}
        </CopyLine>
        <QrCode text={link} label={w('link.code')} />
        <p>{w('link.private', { name })}</p>
        <Notice tone="warn">{w('link.lost')}</Notice>
      </Stack>
    </Card>
  );
}
