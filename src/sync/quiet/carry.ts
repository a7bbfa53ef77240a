import * as z from 'zod/mini';
import { base64url } from '../../shared/basics/base64url.ts';
import type { Json } from '../../shared/basics/canonical.ts';
import { canonicalJson } from '../../shared/basics/canonical.ts';
import { wellFormed } from '../../shared/voice/well-formed.ts';
import { takenSchema } from '../../shared/wire/sealed.ts';
import { signedInSchema } from '../../shared/wire/session.ts';
import type { Backshelf } from '../../store/quiet/backshelf.ts';
import type { Letter } from '../../store/quiet/shelf.ts';
import type { Question, Refusal } from './ask.ts';
import { ask } from './ask.ts';
import type { Capabilities, Work } from './capabilities.ts';
import type { QuietWorld } from './quiet-world.ts';

/**
 * What became of one letter. `later`: this one waits by itself and others may go; `stop`: nobody
 * would get through now; `signIn`: its reader must sign in first, and it waits for them.
 */
export type Carried = { is: 'taken' } | { is: 'refused'; why: string } | { is: 'later' } | { is: 'stop'; retryAfterS: number } | { is: 'signIn' };

const anythingSchema = z.object({});
/** So many capabilities, or works, are tried for one envelope before it waits. */
const MOST_RIGHTS = 3;

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

  async function hashOf(bytes: Uint8Array): Promise<string> {
    return base64url(new Uint8Array(await world.crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
  }
  /** A receipt for something else: the server lies, or lost count. It is no delivery, and whoever runs it is told. */
  function foreign(): Carried {
    void ask(world, { as: 'nobody', path: '/voice/reports', message: { kind: 'foreignReceipt' } }, anythingSchema);
    return { is: 'refused', why: 'receipt' };
  }
  const receiptOf = (sent: object) => hashOf(new TextEncoder().encode(canonicalJson(sent as Json)));

  /** Somebody else signed in on this phone since: what they may not do says nothing of whoever wrote it. */
  async function heedReader(letter: Letter, carried: Carried): Promise<Carried> {
    if (carried.is !== 'refused' || letter.owner === 'young') return carried;
    const who = await ask(world, { as: 'reader', path: '/session' }, signedInSchema);
    if (who.ok) return who.down.personId === letter.owner ? carried : { is: 'signIn' };
    return who.is === 'away' && who.status === 401 ? { is: 'signIn' } : { is: 'stop', retryAfterS: 0 };
  }

  /** Only a receipt for exactly what was sent is a delivery. */
  async function simply(letter: Letter, question: Omit<Question, 'as'>, expected: string): Promise<Carried> {
    const reply = await ask(world, { ...question, as: letter.owner === 'young' ? 'nobody' : 'reader' }, takenSchema);
    if (!reply.ok) return heedReader(letter, refusedBy(reply, letter.owner));
    return reply.down.receipt === expected ? TAKEN : foreign();
  }

  /** What lets this envelope in next: its own capability, another, or work. Null when there is nothing to be had now. */
  async function rightFor(letter: Letter, content: Of<'view'>, isFirst: boolean): Promise<{ capability: string } | { work: Work } | null> {
    if (isFirst && content.capability !== null) return { capability: content.capability };
    if (isFirst && content.work) return { work: content.work };
    const capability = await capabilities.another(letter.id);
    if (capability !== null) return { capability };
    const header = wellFormed(content.envelope)?.header;
    const work = header ? await capabilities.work(header.unit, header.safety === 1) : null;
    if (!work) return null;
    await shelf.noteWork(letter.id, work);
    return { work };
  }

  async function carryView(letter: Letter, content: Of<'view'>): Promise<Carried> {
    const expected = await receiptOf(content.envelope);
    for (let tries = 0; tries < MOST_RIGHTS; tries += 1) {
      const right = await rightFor(letter, content, tries === 0);
      if (!right) return { is: 'later' };
      const reply = await ask(world, { as: 'nobody', path: '/sealed', message: { envelope: content.envelope, ...right } }, takenSchema);
      if (reply.ok) return reply.down.receipt === expected ? TAKEN : foreign();
      if (reply.is === 'away' && reply.status === 403) continue;
      // A server put back to a day before there was a lane: it will be there again.
      return reply.is === 'away' && reply.status === 404 ? { is: 'stop', retryAfterS: reply.retryAfterS } : refusedBy(reply, letter.owner);
    }
    return { is: 'later' };
  }

  async function withdraw(letter: Letter, { secret, view }: Of<'withdraw'>): Promise<Carried> {
    const reply = await ask(world, { as: 'nobody', path: '/voice/withdraw', message: { secret, id: view } }, anythingSchema);
    return reply.ok ? TAKEN : refusedBy(reply, letter.owner);
  }

  return async (letter) => {
    const { content } = letter;
    switch (content.kind) {
      case 'view':
        return carryView(letter, content);
      case 'chunk': {
        const { attachment, n, bytes, capability } = content;
        const headers: Record<string, string> = capability === null ? {} : { 'x-capability': capability };
        return simply(letter, { path: `/sealed/attachments/${attachment}/${n}`, bytes, headers }, await hashOf(bytes));
      }
      case 'act':
        return simply(letter, { path: '/inbox/acts', message: content.act }, await receiptOf(content.act));
      case 'withdraw':
        return withdraw(letter, content);
    }
  };
}
