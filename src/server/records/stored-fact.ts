import type { Fact } from '../../shared/wire/fact.ts';
import { isFactKind, parseBody } from '../../shared/wire/kinds.ts';
import type { ReadFact } from './read-facts.ts';
import type { Oldest } from './rule-book.ts';
import { isTooOld } from './rule-book.ts';
import type { FactRow } from './schema.ts';

type StoredDep = string | { attachment: string };

export function depsText(deps: Fact['deps']): string {
  return deps.length === 0 ? '[]' : JSON.stringify(deps.map((dep): StoredDep => ('fact' in dep ? dep.fact : dep)));
}

export function depsOf(row: Pick<FactRow, 'deps'>): Fact['deps'] {
  return (JSON.parse(row.deps) as StoredDep[]).map((dep) => (typeof dep === 'string' ? { fact: dep } : dep));
}

/** A stored row as the fact it was, its body raised to today's form; null when it was erased or cannot be read. */
export function rowFact(row: FactRow, oldest?: Oldest): ReadFact | null {
  if (!isFactKind(row.kind) || row.body === '' || isTooOld(row.kind, row.v, oldest)) return null;
  const body: unknown = JSON.parse(row.body);
  const known = parseBody(row.kind, row.v, body);
  if (!known.ok) return null;
  const deps = depsOf(row);
  const fact: Fact = {
    factId: row.fact_id,
    hash: row.hash,
    kind: row.kind,
    v: row.v,
    about: row.about,
    body,
    owner: row.owner,
    deviceId: row.device_id,
    seq: row.seq,
    prev: row.prev,
    base: null,
    deps,
    replaces: null,
    at: row.at,
    off: row.off,
  };
  return { fact, known, bodyText: row.body };
}
