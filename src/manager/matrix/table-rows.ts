import type { Cell, Row } from '../matrix.ts';
import { breaksOn } from '../matrix.ts';
import { evidencePath, personPath } from '../paths.ts';
import { standingDay, standingNote, standingSays, standingShape, standingWord } from '../standing-words.ts';
import { w } from '../../words/manager.ts';

/** Names of classes, and the words of a row that its cells do not say. */
export type RowLook = {
  /** Class of the cell that holds a standing, of the link in it, and of the day in that. */
  cell(shape: string): { td: string; link: string };
  day: string;
  note: string;
  /** A row that is laid out only where it is in view. */
  later: string;
  person: string;
  about: string;
  /** Where nothing is asked: the cell, what is in it, and what is heard only. */
  none: { td: string; inner: string; heard: string };
  /** Marks the first column of a pathway. */
  first: string;
  /** What stands under a name. */
  aboutOf(row: Row): string;
};

export type TableRows = {
  /** Shows these rows in this order. `firsts` are the courses that begin a pathway. */
  show(rows: readonly Row[], firsts: ReadonlySet<string | undefined>): void;
  /** Draws what is still missing at once, as paper needs it. */
  finish(): void;
  end(): void;
};

/** Drawn at once; the others follow frame by frame, that none takes long (experience reference, section 14). */
const FIRST_ROWS = 6;
/** Laid out in one frame, once all are there: for who listens, and for who scrolls far at once. */
const SETTLED_AT_ONCE = 3;
/** So long may the rows of one frame take, in milliseconds: the page must still answer a finger. */
const STRETCH_MS = 8;

type Drawn = { el: HTMLElement; row: Row; key: string };
type Worded = { shape: string; word: string; day: string; note: string; says: string };

function make(tag: string, className: string, role?: string): HTMLElement {
  const el = document.createElement(tag);
  if (className) el.className = className;
  // The rows are boxes of their own on a screen, not parts of a table: what they are is said.
  if (role) el.setAttribute('role', role);
  return el;
}

/**
 * The rows of the table, in plain DOM: 2,400 cells as components cost a phone a second, and as copies
 * of a cell a fifth of that. What did not change is moved and never drawn again.
 */
export function tableRows(body: HTMLElement, look: RowLook): TableRows {
  const drawn = new Map<string, Drawn>();
  const patterns = new Map<string, HTMLElement>();
  const words = new Map<string, Worded>();
  let wanted: readonly Row[] = [];
  let firsts: ReadonlySet<string | undefined> = new Set();
  let key = '';
  let request = 0;

  /** Many cells share few words. */
  function wordsOf({ standing }: Cell): Worded {
    const id = `${standing.word}${breaksOn(standing)}${standing.isOverdue}${standing.hasUnverified}${standing.hasDisagreement}${standing.waiver?.fact.factId}`;
    const known = words.get(id);
    if (known) return known;
    const made = { shape: standingShape(standing), word: `${standingWord(standing)} `, day: standingDay(standing), note: standingNote(standing), says: standingSays(standing) };
    words.set(id, made);
    return made;
  }

  /** An empty cell of one kind, made once and copied. */
  function patternOf(name: string, draw: () => HTMLElement): HTMLElement {
    let pattern = patterns.get(name);
    if (!pattern) {
      pattern = draw();
      patterns.set(name, pattern);
    }
    return pattern.cloneNode(true) as HTMLElement;
  }

  function drawCell(cell: Cell, row: Row): HTMLElement {
    const isFirst = firsts.has(cell.card.id);
    const edge = isFirst ? look.first : '';
    if (cell.standing.word === 'notRequired') {
      return patternOf(`none ${edge}`, () => {
        const td = make('td', `${look.none.td} ${edge}`, 'cell');
        const inner = make('span', look.none.inner);
        const heard = make('span', look.none.heard);
        heard.textContent = w('cell.none');
        inner.append(heard);
        td.append(inner);
        return td;
      });
    }
    const { shape, word, day, note, says } = wordsOf(cell);
    const td = patternOf(`${shape} ${day !== ''} ${note !== ''} ${edge}`, () => {
      const classes = look.cell(shape);
      const made = make('td', `${classes.td} ${edge}`, 'cell');
      const link = make('a', classes.link);
      link.append(word);
      if (day !== '') {
        // The date keeps its own direction; where it stands follows the page.
        const line = make('span', look.day);
        const date = make('bdi', '');
        date.append('');
        line.append(date);
        link.append(line);
      }
      if (note !== '') {
        const line = make('span', look.note);
        line.append('');
        link.append(' ', line);
      }
      made.append(link);
      return made;
    });
    const link = td.firstChild as HTMLElement;
    link.setAttribute('href', evidencePath(row.person.personId, cell.card.id));
    link.setAttribute('aria-label', w('cell.label', { standing: says, course: cell.card.title, person: row.person.name }));
    // The shape decides the word but for what is late.
    if (link.firstChild) link.firstChild.nodeValue = word;
    const date = day !== '' && link.querySelector('bdi')?.firstChild;
    if (date) date.nodeValue = day;
    if (note !== '' && link.lastChild?.firstChild) link.lastChild.firstChild.nodeValue = note;
    return td;
  }

  function drawPerson(row: Row): HTMLElement {
    const th = make('th', look.person, 'rowheader');
    const name = make('a', '');
    const about = make('span', look.about);
    th.setAttribute('scope', 'row');
    name.setAttribute('href', personPath(row.person.personId));
    name.textContent = row.person.name;
    about.textContent = look.aboutOf(row);
    th.append(name, about);
    return th;
  }

  /** The same courses with other standings: only what reads differently is drawn, and the keyboard stays where it is. */
  function change(known: Drawn, row: Row): void {
    if (known.row === row) return;
    const { el } = known;
    const put = (at: number, next: HTMLElement) => {
      const before = el.children[at];
      const hasFocus = before?.contains(document.activeElement) ?? false;
      before?.replaceWith(next);
      if (hasFocus) next.querySelector('a')?.focus({ preventScroll: true });
    };
    if (known.row.person.name !== row.person.name || look.aboutOf(known.row) !== look.aboutOf(row)) put(0, drawPerson(row));
    for (const [at, cell] of row.cells.entries()) {
      if (known.row.cells[at] === cell) continue;
      const before = known.row.cells[at];
      if (!before || before.standing.word === 'notRequired' || cell.standing.word === 'notRequired' || wordsOf(before) !== wordsOf(cell)) put(at + 1, drawCell(cell, row));
    }
    known.row = row;
  }

  function draw(row: Row): void {
    const el = make('tr', look.later, 'row');
    el.append(drawPerson(row), ...row.cells.map((cell) => drawCell(cell, row)));
    drawn.set(row.person.personId, { el, row, key });
  }

  /** Each where it belongs; who stands right is not touched. */
  function place(): void {
    let at = body.firstChild;
    for (const row of wanted) {
      const el = drawn.get(row.person.personId)?.el;
      if (!el) continue;
      if (el === at) at = at.nextSibling;
      else body.insertBefore(el, at);
    }
  }

  /** @param mayGoOn asked after each row. */
  function drawMissing(mayGoOn: (count: number) => boolean): void {
    let count = 0;
    for (const row of wanted) {
      if (drawn.has(row.person.personId)) continue;
      if (!mayGoOn(count)) break;
      draw(row);
      count += 1;
    }
    place();
    const isWhole = drawn.size >= wanted.length;
    // What is still to come has its room already, or the page would jump under the finger.
    body.style.minBlockSize = isWhole ? '' : `calc(${wanted.length} * 3.5rem)`;
    request = requestAnimationFrame(isWhole ? settle : drawStretch);
  }

  /**
   * Only while they are drawn do rows out of view go without layout: a screen reader would not find what is in them.
   */
  function settle(): void {
    request = 0;
    const rows = [...body.children].filter((el) => el.classList.contains(look.later)).slice(0, SETTLED_AT_ONCE);
    for (const el of rows) el.classList.remove(look.later);
    if (rows.length > 0) request = requestAnimationFrame(settle);
  }

  function drawStretch(): void {
    request = 0;
    const until = performance.now() + STRETCH_MS;
    drawMissing((count) => count === 0 || performance.now() < until);
  }

  return {
    show(rows, next) {
      cancelAnimationFrame(request);
      wanted = rows;
      firsts = next;
      key = rows[0]?.cells.map((cell) => `${next.has(cell.card.id) ? '|' : ''}${cell.card.id}`).join() ?? '';
      const byId = new Map(rows.map((row) => [row.person.personId, row]));
      for (const [personId, known] of drawn) {
        const row = byId.get(personId);
        if (row && known.key === key) change(known, row);
        else {
          known.el.remove();
          drawn.delete(personId);
        }
      }
      drawMissing((count) => count < FIRST_ROWS);
    },
    finish() {
      cancelAnimationFrame(request);
      drawMissing(() => true);
    },
    end: () => cancelAnimationFrame(request),
  };
}
