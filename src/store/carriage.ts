import { base64url } from '../shared/basics/base64url.ts';
import type { Fact } from '../shared/wire/fact.ts';
import { factText } from '../shared/wire/fact.ts';
import { kinds } from '../shared/wire/kinds.ts';
import type { Draft } from './cabinet.ts';
import type { Desk } from './desk.ts';

const text = new TextEncoder();

export function byteLength(value: unknown): number {
  return text.encode(JSON.stringify(value)).length;
}

export type MadeFact = Pick<Fact, 'factId' | 'hash' | 'kind' | 'v' | 'about' | 'body' | 'deps' | 'replaces' | 'at'>;
export type AttachmentDep = Exclude<Fact['deps'][number], { fact: string }>;

/**
 * Names and hashes a fact. This happens before the transaction, since waiting for the hash
 * inside it would let the browser end it. The hash covers only what is fixed by now.
 */
export async function makeFact(desk: Desk, draft: Draft, attached: readonly AttachmentDep[] = []): Promise<MadeFact> {
  const named = { factId: desk.newId(), kind: draft.kind, v: kinds[draft.kind].v, about: draft.about, body: draft.body };
  const digest = await desk.crypto.subtle.digest('SHA-256', text.encode(factText(named)));
  return {
    ...named,
    hash: base64url(new Uint8Array(digest)),
    deps: [...(draft.deps ?? []).map((fact) => ({ fact })), ...attached],
    replaces: draft.replaces ?? null,
    at: new Date(desk.clock()).toISOString(),
  };
}
