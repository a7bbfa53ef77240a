/** What one cell shows: its shape, its words, and what is heard. Null where nothing is asked. */
export type GridCell = { shape: string; says: string; label: string; isWaiting?: boolean } | null;

export type GridSource = {
  label: string;
  corner: string;
  /** Said in a cell where nothing is asked. */
  none: string;
  columns: readonly { title: string; group: string }[];
  rowCount: number;
  row(row: number): { name: string; about: string };
  cell(row: number, column: number): GridCell;
  /** These rows are drawn now, and are looked at or nearly. */
  seen?(rows: readonly number[]): void;
  /** Enter, or a tap; column -1 is the name. */
  open(row: number, column: number): void;
};

/** `refresh`: some cells of the same source read differently. */
export type Grid = { show(source: GridSource): void; refresh(): void; end(): void };

type Look = Record<'grid' | 'body' | 'head' | 'row' | 'person' | 'about' | 'cell' | 'corner' | 'course' | 'group', string> & Record<string, string | undefined>;

/** Rows and columns drawn beyond what is seen, so that a fling meets no empty space. */
const MORE_ROWS = 3;
const MORE_COLUMNS = 1;
/** Measures in rem, so that larger text has larger cells. They are those of `grid.module.css`. */
const ROW = 4;
const COLUMN = 7.25;

type Line = { el: HTMLElement; name: HTMLElement; text: Text; about: HTMLElement; cells: Map<number, HTMLElement>; row: number };

function make(tag: string, className: string | undefined, role?: string): HTMLElement {
  const el = document.createElement(tag);
  el.className = className ?? '';
  if (role) el.setAttribute('role', role);
  return el;
}

/**
 * A table of any size with only what is seen of it in the page, in plain DOM: components cost three
 * frames where this costs one (experience reference, section 14). Rows and cells are used again for
 * others while it scrolls. The one cell that holds the keyboard stays, wherever it is.
 */
export function drawGrid(frame: HTMLElement, look: Look): Grid {
  let source: GridSource | null = null;
  let active = { row: 0, column: -1 };
  let request = 0;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const rowPx = ROW * rem;
  const columnPx = COLUMN * rem;

  const grid = make('div', look.grid, 'grid');
  const head = make('div', look.head, 'row');
  const corner = make('div', look.corner, 'columnheader');
  const body = make('div', look.body, 'presentation');
  head.setAttribute('aria-rowindex', '1');
  corner.setAttribute('aria-colindex', '1');
  head.append(corner);
  grid.append(head, body);
  frame.append(grid);

  const heads = new Map<number, HTMLElement>();
  const lines = new Map<number, Line>();
  const spareHeads: HTMLElement[] = [];
  const spareLines: Line[] = [];
  const spareCells: HTMLElement[] = [];

  function span(start: number, size: number, step: number, count: number, more: number, always: number | null): number[] {
    const from = Math.max(0, Math.floor(start / step) - more);
    const to = Math.min(count - 1, Math.ceil((start + size) / step) + more);
    const list = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
    if (always !== null && always >= 0 && always < count && (always < from || always > to)) list.push(always);
    return list;
  }

  function seen(): { rows: number[]; columns: number[] } {
    const { columns, rowCount } = source as GridSource;
    const personPx = corner.offsetWidth;
    const hasFocus = grid.contains(document.activeElement);
    return {
      rows: span(frame.scrollTop, frame.clientHeight, rowPx, rowCount, MORE_ROWS, hasFocus ? active.row : null),
      columns: span(Math.abs(frame.scrollLeft), frame.clientWidth - personPx, columnPx, columns.length, MORE_COLUMNS, hasFocus ? active.column : null),
    };
  }

  function place(el: HTMLElement, column: number): void {
    el.style.insetInlineStart = `calc(var(--person) + ${column * columnPx}px)`;
    el.setAttribute('aria-colindex', String(column + 2));
  }

  function fill(el: HTMLElement, row: number, column: number): void {
    const { cell: read, none } = source as GridSource;
    const cell = read(row, column);
    el.className = `${look.cell} ${look[cell?.shape ?? 'notRequired'] ?? ''}`;
    if (el.firstChild) el.firstChild.nodeValue = cell?.says ?? none;
    el.setAttribute('aria-label', cell?.label ?? none);
    if (cell?.isWaiting) el.setAttribute('aria-busy', 'true');
    else if (el.hasAttribute('aria-busy')) el.removeAttribute('aria-busy');
    el.tabIndex = row === active.row && column === active.column ? 0 : -1;
  }

  function takeLine(): Line {
    const spare = spareLines.pop();
    if (spare) return spare;
    const el = make('div', look.row, 'row');
    const name = make('div', look.person, 'rowheader');
    const text = document.createTextNode('');
    const about = make('span', look.about);
    name.setAttribute('aria-colindex', '1');
    name.append(text, about);
    el.append(name);
    body.append(el);
    return { el, name, text, about, cells: new Map(), row: -1 };
  }

  function drawHead(columns: readonly number[]): void {
    const wanted = new Set(columns);
    for (const [column, el] of heads) {
      if (wanted.has(column)) continue;
      heads.delete(column);
      el.remove();
      spareHeads.push(el);
    }
    for (const column of columns) {
      if (heads.has(column)) continue;
      const el = spareHeads.pop() ?? make('div', look.course, 'columnheader');
      const { title, group } = source?.columns[column] ?? { title: '', group: '' };
      const above = make('span', look.group);
      above.textContent = group;
      el.replaceChildren(above, title);
      place(el, column);
      head.append(el);
      heads.set(column, el);
    }
  }

  function drawLine(line: Line, row: number, columns: ReadonlySet<number>, isAnew: boolean): void {
    const isOther = line.row !== row;
    if (isOther || isAnew) {
      const { name, about } = (source as GridSource).row(row);
      line.row = row;
      line.el.style.transform = `translateY(${row * rowPx}px)`;
      line.el.setAttribute('aria-rowindex', String(row + 2));
      line.text.nodeValue = name;
      line.about.textContent = about;
    }
    line.name.tabIndex = row === active.row && active.column < 0 ? 0 : -1;
    const free: HTMLElement[] = [];
    for (const [column, el] of line.cells) {
      if (columns.has(column)) {
        if (isOther || isAnew) fill(el, row, column);
        continue;
      }
      line.cells.delete(column);
      free.push(el);
    }
    for (const column of columns) {
      if (line.cells.has(column)) continue;
      let el = free.pop() ?? spareCells.pop();
      if (!el) {
        el = make('div', look.cell, 'gridcell');
        el.append('');
      }
      if (el.parentNode !== line.el) line.el.append(el);
      place(el, column);
      fill(el, row, column);
      line.cells.set(column, el);
    }
    for (const el of free) {
      el.remove();
      spareCells.push(el);
    }
  }

  function draw(isAnew = false): void {
    request = 0;
    if (!source) return;
    const { rows, columns } = seen();
    const wantedRows = new Set(rows);
    const wantedColumns = new Set(columns);
    drawHead(columns);
    for (const [row, line] of lines) {
      if (wantedRows.has(row)) continue;
      lines.delete(row);
      spareLines.push(line);
    }
    for (const row of rows) {
      const line = lines.get(row) ?? takeLine();
      drawLine(line, row, wantedColumns, isAnew);
      line.el.hidden = false;
      lines.set(row, line);
    }
    for (const line of spareLines) {
      line.el.hidden = true;
      line.row = -1;
    }
    source.seen?.(rows);
  }

  function drawSoon(): void {
    if (request === 0) request = requestAnimationFrame(() => draw());
  }

  function cellAt(row: number, column: number): HTMLElement | undefined {
    const line = lines.get(row);
    return column < 0 ? line?.name : line?.cells.get(column);
  }

  /** Scrolls the cell out from under headings and names, draws it, and gives it the keyboard. */
  function moveTo(row: number, column: number): void {
    if (!source || source.rowCount === 0) return;
    active = { row: Math.max(0, Math.min(source.rowCount - 1, row)), column: Math.max(-1, Math.min(source.columns.length - 1, column)) };
    const top = active.row * rowPx;
    const height = frame.clientHeight - head.offsetHeight;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top + rowPx > frame.scrollTop + height) frame.scrollTop = top + rowPx - height;
    if (active.column >= 0) {
      const onwards = getComputedStyle(frame).direction === 'rtl' ? -1 : 1;
      const left = active.column * columnPx;
      const width = frame.clientWidth - corner.offsetWidth;
      const at = Math.abs(frame.scrollLeft);
      if (left < at) frame.scrollLeft = left * onwards;
      else if (left + columnPx > at + width) frame.scrollLeft = (left + columnPx - width) * onwards;
    }
    draw();
    for (const el of grid.querySelectorAll<HTMLElement>('[tabindex="0"]')) el.tabIndex = -1;
    const target = cellAt(active.row, active.column);
    if (!target) return;
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
  }

  function press(event: KeyboardEvent): void {
    if (!source) return;
    const { row, column } = active;
    const page = Math.max(1, Math.floor((frame.clientHeight - head.offsetHeight) / rowPx) - 1);
    const isRtl = getComputedStyle(frame).direction === 'rtl';
    const far = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + (isRtl ? -1 : 1)],
      ArrowLeft: [row, column - (isRtl ? -1 : 1)],
      Home: [far ? 0 : row, -1],
      End: [far ? source.rowCount - 1 : row, source.columns.length - 1],
      PageDown: [row + page, column],
      PageUp: [row - page, column],
    };
    const move = moves[event.key];
    if (move) moveTo(...move);
    else if (event.key === 'Enter') source.open(row, column);
    else return;
    event.preventDefault();
  }

  /** Where in the table an element of it stands. */
  function spotOf(target: EventTarget | null): { row: number; column: number } | null {
    const el = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"], [role="rowheader"]') : null;
    const line = el?.parentElement;
    if (!el || !line) return null;
    return { row: Number(line.getAttribute('aria-rowindex')) - 2, column: Number(el.getAttribute('aria-colindex')) - 2 };
  }

  function tap(event: MouseEvent): void {
    const spot = spotOf(event.target);
    if (!spot || !source) return;
    active = spot;
    source.open(spot.row, spot.column);
  }

  const again = () => draw();
  grid.addEventListener('keydown', press);
  grid.addEventListener('click', tap);
  frame.addEventListener('scroll', drawSoon, { passive: true });
  addEventListener('resize', again);

  return {
    show(next) {
      const isOther = source !== null && (source.rowCount !== next.rowCount || source.columns.length !== next.columns.length);
      source = next;
      if (isOther) active = { row: Math.min(active.row, Math.max(0, next.rowCount - 1)), column: Math.min(active.column, next.columns.length - 1) };
      grid.setAttribute('aria-label', next.label);
      grid.setAttribute('aria-rowcount', String(next.rowCount + 1));
      grid.setAttribute('aria-colcount', String(next.columns.length + 1));
      corner.textContent = next.corner;
      grid.style.inlineSize = `calc(var(--person) + ${next.columns.length * columnPx}px)`;
      body.style.blockSize = `${next.rowCount * rowPx}px`;
      for (const el of heads.values()) el.remove();
      heads.clear();
      draw(true);
    },
    refresh: () => draw(true),
    end() {
      cancelAnimationFrame(request);
      removeEventListener('resize', again);
      frame.removeEventListener('scroll', drawSoon);
      grid.remove();
    },
  };
}
