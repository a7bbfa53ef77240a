import { wellFormed } from '../../shared/voice/well-formed.ts';
import type { Letter } from './shelf.ts';

/** `order` sorts as letters go: flagged words, words, flagged chunks, chunks; each as they were made. */
export type LetterRow = Letter & { order: string };

/** What sorts before this is no chunk. */
export const FIRST_CHUNK = '2';

function rankOf({ content }: Letter, isFlagged: boolean): string {
  if (content.kind === 'chunk') return isFlagged ? FIRST_CHUNK : '3';
  return isFlagged ? '0' : '1';
}

/** The young person ticked that someone could get hurt. */
export function isFlaggedLetter({ content }: Letter): boolean {
  return content.kind === 'view' && wellFormed(content.envelope)?.header.safety === 1;
}

/**
 * Puts letters that were sent together in order: chunks belong to the view or act before them and
 * go in under the same capability.
 * @param capabilities what may be taken; only a young person's letters take any.
 * @returns the rows, and the capabilities that are left.
 */
export function arrange(letters: readonly Letter[], capabilities: readonly string[]): { rows: LetterRow[]; left: string[] } {
  const left = [...capabilities];
  const madeAt = letters[0]?.madeAt ?? '';
  let parent: LetterRow | null = null;
  let isFlagged = false;
  const rows = letters.map((letter, n): LetterRow => {
    const { content, owner } = letter;
    if (content.kind !== 'chunk') isFlagged = isFlaggedLetter(letter);
    const order = `${rankOf(letter, isFlagged)}|${madeAt}|${String(n).padStart(3, '0')}`;
    if (content.kind === 'chunk') {
      const view = parent?.content.kind === 'view' ? parent.content : null;
      const shared = view ? (view.capability ?? view.work?.challenge ?? null) : null;
      const of: string | undefined = letter.of ?? parent?.id;
      return { ...letter, order, ...(of ? { of } : {}), content: { ...content, capability: content.capability ?? shared } };
    }
    if (content.kind !== 'view' || owner !== 'young') {
      parent = { ...letter, order };
      return parent;
    }
    const capability = content.capability ?? (content.work ? null : (left.shift() ?? null));
    parent = { ...letter, order, content: { ...content, capability } };
    return parent;
  });
  return { rows, left };
}

export function letterOf({ order: _order, ...letter }: LetterRow): Letter {
  return letter;
}

/** As they were made: `order` without its rank. */
export function byMaking(one: LetterRow, other: LetterRow): number {
  return one.order.slice(1).localeCompare(other.order.slice(1));
}

/** @param open ids of letters, chunks aside, that are still on the shelf. */
export function mayGo(row: LetterRow, open: ReadonlySet<string>): boolean {
  return row.refused === undefined && !(row.of !== undefined && open.has(row.of));
}
