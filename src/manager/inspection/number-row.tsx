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
};

/** One number, what it rests on, and its evidence when it is asked for. */
export function NumberRow({ number, isOpen, onToggle, children, beside }: NumberRowProps) {
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
          {tone !== 'plain' && (
            <p class={`${styles.tone} ${styles[tone]}`}>
              <Icon name={tone === 'good' ? 'check' : 'warn'} /> {look(`tone.${tone}`)}
            </p>
          )}
          <p class={styles.why}>{look(`why.${id}`)}</p>
        </div>
      </div>
      {beside}
      <button type="button" class={styles.toggle} aria-expanded={isOpen} aria-controls={`e-${id}`} onClick={onToggle}>
        {look(isOpen ? 'evidence.hide' : 'evidence.show')}
        <span class="visually-hidden"> {title}</span>
      </button>
      <div id={`e-${id}`} class={styles.evidence} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
