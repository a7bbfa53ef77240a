import type { ComponentChildren } from 'preact';
import type { InspectionNumber } from '../../shared/home/inspection-sheet.ts';
import { Icon } from '../../ui/icon.tsx';
import { look } from '../../words/inspection.ts';
import styles from './number-row.module.css';
import { sayAsides, sayValue } from './say.ts';

type NumberRowProps = {
  number: InspectionNumber;
  isOpen: boolean;
  onToggle: () => void;
  /** The evidence, while it is open. */
  children?: ComponentChildren;
  /** What stands beside the number: the manager's note. */
  beside?: ComponentChildren;
  /** What the manager can do where there is no number. */
  todo?: string | null;
};

/** One number, and behind it what it rests on and its evidence. */
export function NumberRow({ number, isOpen, onToggle, children, beside, todo = null }: NumberRowProps) {
  const { id, tone } = number;
  const title = look(`number.${id}`);
  return (
    <section class={styles.row} aria-labelledby={`n-${id}`}>
      <div class={styles.head}>
        <p class={`${styles.value} ${styles[tone]}`}>{sayValue(number)}</p>
        <div class={styles.says}>
          <h3 id={`n-${id}`} class={styles.title}>
            {title}
          </h3>
          {sayAsides(number).map((line) => (
            <p key={line} class={styles.aside}>
              {line}
            </p>
          ))}
          {todo !== null && <p class={styles.aside}>{todo}</p>}
          {tone !== 'plain' && (
            <p class={`${styles.tone} ${styles[tone]}`}>
              <Icon name={tone === 'good' ? 'check' : 'warn'} /> {look(`tone.${tone}`)}
            </p>
          )}
        </div>
      </div>
      <div class={styles.foot}>
        <button type="button" class={styles.link} aria-expanded={isOpen} aria-controls={`e-${id}`} onClick={onToggle}>
          {look(isOpen ? 'evidence.hide' : 'evidence.show')}
          <span class="visually-hidden"> {title}</span>
        </button>
        {beside}
      </div>
      <div id={`e-${id}`} class={styles.evidence} hidden={!isOpen}>
        {isOpen && (
          <>
            <p class={styles.why}>{look(`why.${id}`)}</p>
            {children}
          </>
        )}
      </div>
    </section>
  );
}
