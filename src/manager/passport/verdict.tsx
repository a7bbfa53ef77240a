import type { Fault } from '../../shared/training/passport/check.ts';
import { Icon } from '../../ui/icon.tsx';
import { w } from '../../words/passport.ts';
import styles from './verdict.module.css';

/** `cannotCheck`: this browser has no Ed25519. */
export type Refusal = Fault | 'cannotCheck';

/** The answer, before anything else: by word, sign and colour, and large enough to be shown across a desk. */
export function Verdict({ refusal, name }: { refusal: Refusal | null; name: string | null }) {
  const isGood = refusal === null;
  return (
    <div class={`${styles.verdict} ${isGood ? styles.good : styles.bad}`}>
      <span class={styles.sign}>
        <Icon name={isGood ? 'check' : 'cross'} />
      </span>
      <div>
        <p class={styles.word}>{w(isGood ? 'verdict.valid' : 'verdict.refused')}</p>
        {isGood && name !== null && <p class={styles.name}>{name}</p>}
        <p>{w(isGood ? 'verdict.valid.says' : `verdict.${refusal}`)}</p>
      </div>
    </div>
  );
}
