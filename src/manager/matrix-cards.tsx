import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { Cell, Group, Matrix, Row } from './matrix.ts';
import { breaksOn, groupOf, needsAttention } from './matrix.ts';
import { evidencePath, personPath } from './paths.ts';
import { standingSays, standingShape } from './standing-words.ts';
import styles from './matrix-cards.module.css';

function inOrder(cells: readonly Cell[]): Cell[] {
  return [...cells].sort((one, other) => (breaksOn(one.standing) ?? '9999').localeCompare(breaksOn(other.standing) ?? '9999'));
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

function PersonCard({ row, group }: { row: Row; group: Group | '' }) {
  const [isOpen, setOpen] = useState(false);
  const asked = row.cells.filter((cell) => cell.standing.word !== 'notRequired');
  const pressing = asked.filter((cell) => (group === '' ? needsAttention(cell.standing) : groupOf(cell.standing) === group));
  const current = asked.filter((cell) => cell.standing.word === 'current').length;
  const listId = `courses-${row.person.personId}`;
  return (
    <Card>
      <h3 class={styles.name}>
        <a href={personPath(row.person.personId)}>{row.person.name}</a>
      </h3>
      <p class={styles.soft}>
        {s(`role.${row.role}`)} · {w('card.current', { count: current })}
      </p>
      <div id={listId}>
        {!isOpen && pressing.length === 0 ? <p class={styles.soft}>{w('card.calm')}</p> : <CourseRows personId={row.person.personId} cells={isOpen ? asked : pressing} />}
      </div>
      {asked.length > pressing.length && (
        <Button kind="quiet" onClick={() => setOpen(!isOpen)}>
          {isOpen ? w('card.showFewer') : w('card.showAll', { count: asked.length })}
        </Button>
      )}
    </Card>
  );
}

/** The home on a phone: one card a person, what needs attention first. */
export function MatrixCards({ matrix, group, shown }: { matrix: Matrix; group: Group | ''; shown: number }) {
  return (
    <ul class={`plain-list ${styles.cards}`}>
      {matrix.rows.slice(0, shown).map((row) => (
        <li key={row.person.personId}>
          <PersonCard row={row} group={group} />
        </li>
      ))}
    </ul>
  );
}
