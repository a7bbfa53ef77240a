import * as z from 'zod/mini';
import { base64url } from '../../shared/basics/base64url.ts';
import type { Json } from '../../shared/basics/canonical.ts';
import { canonicalJson } from '../../shared/basics/canonical.ts';
import { takenSchema } from '../../shared/wire/sealed.ts';
import type { Backshelf } from '../../store/quiet/backshelf.ts';
import type { Letter } from '../../store/quiet/shelf.ts';
import type { Question, Refusal, Reply } from './ask.ts';
import { ask } from './ask.ts';
import type { Capabilities, Work } from './capabilities.ts';
import type { QuietWorld } from './quiet-world.ts';

/**
 * What became of one letter. `later`: this one waits by itself and others may go; `stop`: nobody
 * would get through now; `signIn`: its reader must sign in first, and it waits for them.
 */
export type Carried = { is: 'taken' } | { is: 'refused'; why: string } | { is: 'later' } | { is: 'stop'; retryAfterS: number } | { is: 'signIn' };

const anythingSchema = z.looseObject({});
/** So many capabilities are tried for one envelope before it waits. */
const MOST_CAPABILITIES = 3;

const TAKEN: Carried = { is: 'taken' };

function refusedBy(refusal: Refusal, owner: string): Carried {
  if (refusal.is === 'noReply') return { is: 'stop', retryAfterS: refusal.retryAfterS };
  const { status, error, retryAfterS } = refusal;
  if (status === 401) return owner === 'young' ? { is: 'stop', retryAfterS } : { is: 'signIn' };
  if (status === 426 || status === 429 || status === 503) return { is: 'stop', retryAfterS };
  return status >= 500 ? { is: 'later' } : { is: 'refused', why: error };
}

export type Carrier = (letter: Letter) => Promise<Carried>;

/** Brings one letter to the server. Whatever it forgets may be asked again: ids make every request safe to repeat. */
export function makeCarrier(world: QuietWorld, shelf: Backshelf, capabilities: Capabilities): Carrier {
  type Of<Kind> = Extract<Letter['content'], { kind: Kind }>;

  async function simply(letter: Letter, question: Omit<Question, 'as'>): Promise<Carried> {
    const as = letter.owner === 'young' ? 'nobody' : 'reader';
    const reply: Reply<unknown> = await ask(world, { ...question, as }, anythingSchema);
    return reply.ok ? TAKEN : refusedBy(reply, letter.owner);
  }

  async function receiptOf({ envelope }: Of<'view'>): Promise<string> {
    const bytes = new TextEncoder().encode(canonicalJson(envelope as unknown as Json));
    return base64url(new Uint8Array(await world.crypto.subtle.digest('SHA-256', bytes)));
  }

  async function carryView(letter: Letter, content: Of<'view'>): Promise<Carried> {
    const expected = await receiptOf(content);
    let { capability } = content;
    let work: Work | null = content.work ?? null;
    for (let tries = 0; tries < MOST_CAPABILITIES; tries += 1) {
      capability ??= work ? null : await capabilities.another(letter.id);
      if (capability === null) work ??= await capabilities.work();
      if (capability === null && !work) return { is: 'stop', retryAfterS: 0 };
      const proof = capability === null ? { work: work ?? undefined } : { capability };
      const reply = await ask(world, { as: 'nobody', path: '/sealed', message: { envelope: content.envelope, ...proof } }, takenSchema);
      if (reply.ok) return reply.down.receipt === expected ? TAKEN : { is: 'refused', why: 'receipt' };
      if (reply.is === 'away' && reply.status === 403) {
        capability = null;
        work = null;
        continue;
      }
      // A server put back to a day before there was a lane: it will be there again.
      return reply.is === 'away' && reply.status === 404 ? { is: 'stop', retryAfterS: reply.retryAfterS } : refusedBy(reply, letter.owner);
    }
    return { is: 'later' };
  }

  return async (letter) => {
    const { content } = letter;
    switch (content.kind) {
      case 'view':
        return carryView(letter, content);
      case 'chunk': {
        const headers: Record<string, string> = content.capability === null ? {} : { 'x-capability': content.capability };
        return simply(letter, { path: `/sealed/attachments/${content.attachment}/${content.n}`, bytes: content.bytes, headers });
      }
      case 'act':
        return simply(letter, { path: '/inbox/acts', message: content.act });
      case 'withdraw':
        return simply(letter, { path: '/voice/withdraw', message: { secret: content.secret, id: content.view } });
    }
  };
}
