import type { LineTrouble, YoungLine } from '../store/quiet/line.ts';
import type { Notes } from '../store/quiet/shelf.ts';
import type { Place } from './talk.ts';

/** Crockford's letters: what people mistake for a digit is taken for one. */
export function tidyCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '');
}
export const CODE_LENGTH = 11;

const INVITE = /^#j=([0-9A-HJKMNP-TV-Z]{11})(?:&r=([A-Za-z0-9_-]{43}))?$/;

/** What a worker's link carries behind the `#`; null when it is no such link. */
export function inviteIn(hash: string): { code: string; root: string | null } | null {
  const [, code, root] = INVITE.exec(hash) ?? [];
  return code ? { code, root: root ?? null } : null;
}

const BACK = /^#back=((?:[a-z-]+\.){5}[a-z-]+)&r=([A-Za-z0-9_-]{43})$/;

/** The six words in a demonstration's link. Nobody else's link may bring words along: whoever sent them would know them. */
export function backIn(hash: string): { words: string; root: string } | null {
  const [, words, root] = BACK.exec(hash) ?? [];
  return words && root ? { words: words.replaceAll('.', ' '), root } : null;
}

/** An empty root has still to be pinned from the first directory that is served. */
export async function joinWith(line: YoungLine, code: string, root: string | null): Promise<{ ok: true; place: Place; member: Notes['member'] } | { ok: false; why: LineTrouble }> {
  const answer = await line.join(code).catch(() => ({ ok: false as const, why: 'trouble' as const }));
  if (!answer.ok) return answer;
  const { membership, units } = answer.value;
  return {
    ok: true,
    place: { units, isAlone: false, root: root ?? '', isPinned: root !== null },
    member: { membership, units, root: root ?? '', mode: 'notSure', capabilities: [] },
  };
}

/** Without a membership: the work that lets one envelope in also says for which places it may be. */
export async function goAlone(line: YoungLine, stop: AbortSignal): Promise<{ ok: true; place: Place } | { ok: false; why: LineTrouble }> {
  const answer = await line.work(stop).catch(() => ({ ok: false as const, why: 'trouble' as const }));
  return answer.ok ? { ok: true, place: { units: answer.value.units, isAlone: true, root: '', isPinned: false } } : answer;
}
