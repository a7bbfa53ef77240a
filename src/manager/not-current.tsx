import { useMemo } from 'preact/hooks';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import type { Matrix, Row } from './matrix.ts';
import { applyFilters, EVERYONE, outOf } from './matrix.ts';
import { personPath } from './paths.ts';
import { useHeld } from './use-still.ts';
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
          const { learning, signOff } = outOf(row.cells);
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
                  <span class={styles.count}>
                    {count}
                    <span class="visually-hidden"> {w('out.courses', { count })}</span>
                  </span>
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
export function NotCurrent({ whole, deliveries, title }: { whole: Matrix; deliveries: number; title: (count: number, of: number) => string }) {
  const { rows, outs } = useMemo(() => {
    const inOrder = applyFilters(whole, EVERYONE).rows;
    return { rows: inOrder, outs: inOrder.map((row) => outOf(row.cells)) };
  }, [whole]);
  const idsWhere = (isMeant: (out: ReturnType<typeof outOf>) => boolean) =>
    rows.flatMap((row, at) => (isMeant(outs[at] ?? { learning: 0, signOff: 0 }) ? row.person.personId : []));
  // Whoever becomes current while the page is open stays, with a tick, so that nothing below moves.
  const learningIds = useHeld(
    idsWhere((out) => out.learning > 0),
    `${deliveries}`,
  );
  const signOffIds = useHeld(
    idsWhere((out) => out.learning === 0 && out.signOff > 0),
    `${deliveries}`,
  ).filter((personId) => !learningIds.includes(personId));
  const withId = (personIds: readonly string[]) => personIds.flatMap((personId) => rows.find((row) => row.person.personId === personId) ?? []);
  const count = idsWhere((out) => out.learning + out.signOff > 0).length;
  return (
    <Card tone={count === 0 ? 'good' : 'danger'}>
      <div class={styles.top}>
        <h2 class={styles.title}>{title(count, whole.rows.length)}</h2>
        {count > 0 && <p class={styles.more}>{w('out.hint')}</p>}
      </div>
      {learningIds.length + signOffIds.length > 0 && (
        <div class={styles.groups}>
          {learningIds.length > 0 && <Names title={w('out.learning')} mark="expired" rows={withId(learningIds)} />}
          {signOffIds.length > 0 && <Names title={w('out.signOff')} mark="awaitingSignOff" rows={withId(signOffIds)} />}
        </div>
      )}
    </Card>
  );
}
