import type { AnswerFor } from '../shared/wire/answer.ts';
import type { Fact } from '../shared/wire/fact.ts';
import { PUSH_FACTS_LIMIT, pushDownSchema } from '../shared/wire/push.ts';
import { receiptsDownSchema } from '../shared/wire/receipts.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import { PROTOCOL } from '../shared/wire/version.ts';
import type { Outcome } from './outcome.ts';
import { othersSession, outcomeOf } from './outcome.ts';
import type { Packed, Reply } from './post.ts';
import { ask, makeNonce, pack, post } from './post.ts';
import type { World } from './world.ts';

/** Start values (sync reference, section 7). */
const FIRST_FACTS = 100;
const QUICK_MS = 2000;
const PACKED_BYTES_LIMIT = 256 * 1024;
const PLAIN_BYTES_LIMIT = 4 * 1024 * 1024;
const RECEIPTS_LIMIT = 1000;

const UNREADABLE: Refusal = { kind: 'notValid', where: 'envelope', reason: 'The server could not read this record.' };
const TOO_BIG: Refusal = { kind: 'tooBig', where: 'body', reason: 'This is too large to send.' };

/**
 * The server saw another person's sign-in with this owner's fact: somebody signed in between the
 * reading of the line and its sending. That is no refusal of the fact; it waits for its owner.
 */
function isOthersSignIn(answer: AnswerFor): boolean {
  return answer.refusal?.kind === 'notAllowed' && answer.refusal.where === 'owner';
}

type Batch = { owner: string; facts: Fact[]; nonce: string; packed: Packed };

/** What the postman remembers between batches. In memory: after a restart it starts small again. */
export type Postman = {
  push(): Promise<Outcome>;
  /** Forget lines the server asked to hear of later, since the person asked to send now. */
  forgetLater(): void;
};

export function makePostman(world: World, onCatalogue: (version: string | null) => void): Postman {
  const { cabinet } = world;
  let size = FIRST_FACTS;
  /** Lines answered "later", and when they may be asked about again. */
  const later = new Map<string, number>();
  /** The next batch, made ready while the server has the one before. */
  let ahead: Promise<Batch | null> | null = null;

  const halve = (tried: number) => {
    size = Math.max(1, Math.floor(tried / 2));
  };

  async function readBatch(owner: string, limit: number, after?: number): Promise<Batch | null> {
    let facts = await cabinet.openLines(owner, limit, heldBack(world.clock()), after);
    if (facts.length === 0) return null;
    for (;;) {
      const nonce = makeNonce(world);
      const packed = await pack({ proto: PROTOCOL, deviceId: cabinet.deviceId, nonce, facts });
      const isFit = packed.bytes.length <= PACKED_BYTES_LIMIT && (!packed.isGzip || JSON.stringify(facts).length <= PLAIN_BYTES_LIMIT);
      if (isFit || facts.length === 1) return { owner, facts, nonce, packed };
      facts = facts.slice(0, Math.floor(facts.length / 2));
    }
  }

  /** What was made ready counts only while it still begins with the oldest open line and is not too large by now. */
  async function takeAhead(owner: string): Promise<Batch | null> {
    const made = await ahead;
    ahead = null;
    if (!made || made.owner !== owner || made.facts.length > size || later.size > 0) return null;
    const [first] = await cabinet.openLines(owner, 1);
    return first?.factId === made.facts[0]?.factId ? made : null;
  }

  /** 409: the server does not know what it answered. Its receipts do. */
  async function askReceipts(owner: string, facts: readonly Fact[]): Promise<Outcome> {
    const reply = await post(world, '/sync/receipts', { factIds: facts.map((fact) => fact.factId) }, receiptsDownSchema);
    if (reply.kind !== 'trusted') return outcomeOf(world, reply, owner);
    const settled = await cabinet.applyAnswers(owner, reply.down.answers, { epoch: reply.down.epoch, offset: null });
    return settled.closed + settled.refused > 0 ? { event: 'fault' } : { event: 'noReply', retryAfterS: 0 };
  }

  /** The batch itself is at fault: make it smaller until one fact is left, and show that one. */
  async function isolate(owner: string, facts: readonly Fact[], refusal: Refusal): Promise<Outcome> {
    const [first] = facts;
    if (facts.length === 1 && first) {
      await cabinet.refuseLine(owner, first.factId, refusal);
      size = FIRST_FACTS;
    } else halve(facts.length);
    return { event: 'fault' };
  }

  async function refused(owner: string, facts: readonly Fact[], reply: Exclude<Reply<unknown>, { kind: 'trusted' }>): Promise<Outcome> {
    if (reply.kind === 'turnedAway' && (reply.status === 400 || reply.status === 422)) return isolate(owner, facts, UNREADABLE);
    if (reply.kind === 'turnedAway' && reply.status === 413) return isolate(owner, facts, TOO_BIG);
    if (reply.kind === 'turnedAway' && reply.status === 409) return askReceipts(owner, facts);
    // A proxy's own 413 may be a smaller limit than ours, but it may not refuse anybody's words.
    const isTooMuch = reply.kind === 'noReply' && (reply.status === 413 || reply.why === 'timeout');
    if (isTooMuch) halve(facts.length);
    if (isTooMuch && reply.status === 413 && facts.length > 1) return { event: 'fault' };
    const outcome = await outcomeOf(world, reply, owner);
    // 426 to a push: the update is offered and the push is tried again, since what is here must go up.
    return outcome.event === 'pulled' ? { event: 'noReply', retryAfterS: 60 } : outcome;
  }

  /** Gives up on one batch only: asks again no sooner than the server said. */
  function heldBack(now: number): Set<string> {
    for (const [factId, until] of later) if (until <= now) later.delete(factId);
    return new Set(later.keys());
  }

  return {
    forgetLater: () => later.clear(),
    push: async () => {
      const owner = (await cabinet.signedIn())?.personId;
      if (owner === undefined) return { event: 'repliedNoneLeft' };
      const batch = (await takeAhead(owner)) ?? (await readBatch(owner, size));
      if (!batch) return { event: 'repliedNoneLeft' };
      await cabinet.setSync({ isSending: true });
      const { facts, nonce, packed } = batch;
      const asking = ask(world, { path: '/sync/push', nonce, packed }, pushDownSchema);
      if (facts.length >= size) ahead = readBatch(owner, Math.min(PUSH_FACTS_LIMIT, size * 2), facts.at(-1)?.seq).catch(() => null);
      const reply = await asking;
      if (reply.kind !== 'trusted') return refused(owner, facts, reply);
      const others = await othersSession(world, reply, owner);
      if (others) return others;
      const { down, offset, tookMs, catalogue } = reply;
      const sent = new Set(facts.map((fact) => fact.factId));
      const answers = down.answers.filter((answer) => sent.has(answer.factId) && !isOthersSignIn(answer));
      const settled = await cabinet.applyAnswers(owner, answers, { epoch: down.epoch, offset, durableThrough: down.durableThrough }, facts);
      await cabinet.setSync({ signal: 'online' });
      onCatalogue(catalogue);
      for (const { factId, afterS } of settled.later) later.set(factId, world.clock() + afterS * 1000);
      if (tookMs < QUICK_MS && facts.length >= size) size = Math.min(PUSH_FACTS_LIMIT, size * 2);
      if (settled.closed + settled.refused > 0) return { event: 'repliedLinesLeft' };
      if (answers.length < down.answers.length) {
        await cabinet.setSync({ needsSignIn: true });
        return { event: 'turnedAway' };
      }
      return { event: 'noReply', retryAfterS: Math.max(0, ...settled.later.map((entry) => entry.afterS)) };
    },
  };
}

/** After a restore: asks what the server still holds of this person's delivered work. */
export async function recover(world: World, owner: string): Promise<Outcome | null> {
  const { cabinet } = world;
  for (;;) {
    const check = await cabinet.deliveriesToCheck(owner, RECEIPTS_LIMIT);
    if (!check) return null;
    if (check.factIds.length === 0) {
      await cabinet.endRecovery(owner, check.epoch);
      return null;
    }
    const reply = await post(world, '/sync/receipts', { factIds: check.factIds }, receiptsDownSchema);
    if (reply.kind !== 'trusted') return outcomeOf(world, reply, owner);
    const { answers, unknown, epoch } = reply.down;
    const spoken = new Set([...unknown, ...answers.map((answer) => answer.factId)]);
    await cabinet.applyRecovery(owner, epoch, answers, unknown);
    // A server that leaves ids out would be asked for ever.
    if (epoch !== check.epoch || !check.factIds.some((factId) => spoken.has(factId))) return { event: 'noReply', retryAfterS: 0 };
  }
}
