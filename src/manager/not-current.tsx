import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import type { Matrix, Row } from './matrix.ts';
import { outOf } from './matrix.ts';
import { personPath } from './paths.ts';
import { useStill } from './use-still.ts';
import styles from './not-current.module.css';

/** Beyond these the list below tells the rest. */
const NAMES_SHOWN = 24;

type NamesProps = { title: string; mark: 'expired' | 'awaitingSignOff'; rows: readonly Row[] };

function Names({ title, mark, rows }: NamesProps) {
  return (
    <section class={styles.group}>
      <h3 class={styles.why}>
        <StandingMark word={mark} says={title} />
      </h3>
      <ul class={`plain-list ${styles.names}`}>
        {rows.slice(0, NAMES_SHOWN).map((row) => {
          const { learning, signOff } = outOf(row);
          const count = learning || signOff;
          return (
            <li key={row.person.personId}>
              <a class={styles.name} href={personPath(row.person.personId)}>
                <span>{row.person.name}</span>
                {count === 0 ? (
                  <span class={styles.again}>
                    <Icon name="check" label={w('out.again')} />
                  </span>
                ) : (
                  <span class={styles.count}>{w('out.courses', { count })}</span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
      {rows.length > NAMES_SHOWN && <p class={styles.more}>{w('out.more', { count: rows.length - NAMES_SHOWN })}</p>}
    </section>
  );
}

/** The first question of the day, answered first: who is not current, and is it learning or a signature. */
export function NotCurrent({ whole, deliveries }: { whole: Matrix; deliveries: number }) {
  const isOutNow = (row: Row) => outOf(row).learning + outOf(row).signOff > 0;
  const now = whole.rows.filter(isOutNow).length;
  // Whoever becomes current while the page is open stays, with a tick: nothing below moves.
  const still = useStill({ columns: whole.columns, rows: whole.rows }, { role: '', group: '', sort: 'break' }, deliveries);
  const shown = useShownNames(still, isOutNow, deliveries);
  const learning = shown.filter((row) => row.why === 'learning').map((row) => row.row);
  const signOff = shown.filter((row) => row.why === 'signOff').map((row) => row.row);
  return (
    <Card tone={now === 0 ? 'good' : 'danger'}>
      <h2 class={styles.title}>
        {now === 0 && <Icon name="check" />}
        {w('out.title', { count: now, of: whole.rows.length })}
      </h2>
      {shown.length > 0 && (
        <div class={styles.groups}>
          {learning.length > 0 && <Names title={w('out.learning')} mark="expired" rows={learning} />}
          {signOff.length > 0 && <Names title={w('out.signOff')} mark="awaitingSignOff" rows={signOff} />}
        </div>
      )}
    </Card>
  );
}
