import type { Claim } from '../shared/training/claimed-time.ts';
import { isSkewed } from '../shared/training/claimed-time.ts';
import { Icon } from '../ui/icon.tsx';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { skewSays } from './elapsed.ts';
import styles from './claim-times.module.css';

/** When it happened by the phone, when the server had it, and whether the phone's clock was wrong. */
export function ClaimTimes({ claim }: { claim: Claim }) {
  return (
    <p class={styles.times}>
      <span>{w('time.phone', { moment: formatMoment(claim.at) })}</span>
      <span>{claim.recordedAt === null ? w('time.noServer') : w('time.server', { moment: formatMoment(claim.recordedAt) })}</span>
      {isSkewed(claim) && (
        <span class={styles.skewed}>
          <Icon name="warn" /> {skewSays(claim)}
        </span>
      )}
    </p>
  );
}
