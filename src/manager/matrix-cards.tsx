import { useEffect, useState } from 'preact/hooks';
import { Card } from '../ui/card.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { Cell, Group, Matrix, Row } from './matrix.ts';
import { breaksOn, groupOf, isOut, needsAttention } from './matrix.ts';
import { evidencePath, personPath } from './paths.ts';
import { standingSays, standingShape } from './standing-words.ts';
import styles from './matrix-cards.module.css';

/** What must be learnt now, what must be signed, what runs out soon, and the rest. */
function urgency({ standing }: Cell): number {
  if (isOut(standing)) return standing.word === 'awaitingSignOff' ? 1 : 0;
  return needsAttention(standing) ? 2 : 3;
}

function inOrder(cells: readonly Cell[]): Cell[] {
  const day = (cell: Cell) => breaksOn(cell.standing) ?? '9999';
  return [...cells].sort((one, other) => urgency(one) - urgency(other) || day(one).localeCompare(day(other)));
}

/** Courses of one person as rows that open the evidence. Also on the person's own page. */
export function CourseRows({ personId, cells }: { personId: string; cells: readonly Cell[] }) {
  return (
    <ul class={`plain-list ${styles.rows}`}>
      {inOrder(cells).map((cell) => (
        <li key={cell.card.id}>
          <a class={styles.row} href={evidencePath(personId, cell.card.id)}>
            <span>{cell.card.title}</span>
            <StandingMark word={standingShape(cell.standing)} says={standingSays(cell.standing)} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function PersonCard({ row, group, homeName }: { row: Row; group: Group | ''; homeName?: (homeId: string) => string }) {
  const [isOpen, setOpen] = useState(false);
  const asked = row.cells.filter((cell) => cell.standing.word !== 'notRequired');
  const pressing = asked.filter((cell) => (group === '' ? needsAttention(cell.standing) : groupOf(cell.standing) === group));
  const current = asked.filter((cell) => cell.standing.word === 'current').length;
  return (
    <Card>
      <h3 class={styles.name}>
        <a href={personPath(row.person.personId)}>{row.person.name}</a>
      </h3>
      <p class={styles.soft}>
        {s(`role.${row.role}`)}
        {homeName && ` · ${homeName(row.homeId)}`} · {w('card.current', { count: current })}
      </p>
      {!isOpen && pressing.length === 0 ? (
        <p>
          <StandingMark word="current" says={w('card.calm')} />
        </p>
      ) : (
        <CourseRows personId={row.person.personId} cells={isOpen ? asked : pressing} />
      )}
      {asked.length > pressing.length && (
        <button type="button" class={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? w('card.showFewer') : w('card.showAll', { count: asked.length })}
        </button>
      )}
    </Card>
  );
}

/** Painted at once; so many more follow in each frame, that none takes long. */
const FIRST_CARDS = 10;

/** The home on a phone: one card a person, what needs attention first. */
export function MatrixCards({ matrix, group, homeName }: { matrix: Matrix; group: Group | ''; homeName?: ((homeId: string) => string) | undefined }) {
  const [shown, setShown] = useState(FIRST_CARDS);
  useEffect(() => {
    if (shown >= matrix.rows.length) return;
    const frame = requestAnimationFrame(() => setShown(shown + FIRST_CARDS));
    return () => cancelAnimationFrame(frame);
  }, [shown, matrix.rows.length]);
  return (
    <ul class={`plain-list ${styles.cards}`}>
      {matrix.rows.slice(0, shown).map((row) => (
        <li key={row.person.personId}>
          <PersonCard row={row} group={group} homeName={homeName} />
        </li>
      ))}
    </ul>
  );
}
