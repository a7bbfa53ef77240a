import type { AttachmentRow } from '../store/database.ts';
import { closeAttachment, nextAttachment, noteBroken, noteOffset, pruneAttachments, stopAttachment } from '../store/attachments.ts';
import type * as z from 'zod/mini';
import { attachmentDownSchema } from '../shared/wire/attachment.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import { backoffMs } from './backoff.ts';
import type { Outcome } from './outcome.ts';
import { othersSession, outcomeOf } from './outcome.ts';
import type { Reply } from './post.ts';
import { ask, makeNonce, post } from './post.ts';
import type { World } from './world.ts';

/** Bytes of one request. It grows while the line is quick and shrinks when a request gets no reply. */
const STEPS = { first: 64 * 1024, least: 16 * 1024, most: 256 * 1024 };
const QUICK_MS = 2000;
/** So often may the server find it broken; then the line is not at fault, and the person is asked. */
const MOST_BROKEN = 3;
/** So often in a row may the two disagree how far it has come, before a pause. */
const MOST_DISAGREED = 2;

const MISSING: Refusal = { kind: 'attachmentMissing', where: 'attachment', reason: 'The bytes on this phone are not what was attached.' };
const NOT_TAKEN: Refusal = { kind: 'notValid', where: 'attachment', reason: 'The server did not take this attachment.' };

type Down = z.infer<typeof attachmentDownSchema>;
type Trusted = Extract<Reply<Down>, { kind: 'trusted' }>;
/** The one under way: its bytes, checked when they were read, and how many of them the server holds. */
type Load = { owner: string; row: AttachmentRow; bytes: Uint8Array<ArrayBuffer>; offset: number | null };

export type Courier = {
  /** One request, or none when nothing may go now. Never keeps news from coming down. */
  send(owner: string): Promise<Outcome>;
  /** The person asked to send now, or the network changed: no more waiting. */
  retry(): void;
  tidy(): Promise<void>;
};

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Carries attachments to the server in parts, each a request of its own, so that words written in
 * between go first. All that it remembers may be lost: the server is asked how far it has come.
 * @param due told when waiting is over.
 * @param steps smaller in tests, so that a small picture goes in many parts.
 */
export function makeCourier(world: World, due: () => void, steps = STEPS): Courier {
  const { cabinet } = world;
  const { desk } = cabinet;
  let load: Load | null = null;
  let step = steps.first;
  let failures = 0;
  let disagreed = 0;
  let notBefore = 0;
  let cancelWait: () => void = () => undefined;

  const NONE: Outcome = { event: 'repliedNoneLeft' };
  const MORE: Outcome = { event: 'repliedLinesLeft' };

  /** Attachments wait by themselves: whatever stops them must not stop the news from coming down. */
  function holdBack(retryAfterS: number): Outcome {
    load = null;
    failures += 1;
    const wait = backoffMs(failures, retryAfterS, world.random);
    notBefore = world.clock() + wait;
    cancelWait();
    cancelWait = world.setTimer(due, wait);
    return NONE;
  }

  function retry(): void {
    failures = 0;
    notBefore = 0;
    cancelWait();
  }

  function progressed(): Outcome {
    failures = 0;
    disagreed = 0;
    return MORE;
  }

  async function stop(at: Load, refusal: Refusal): Promise<Outcome> {
    load = null;
    await stopAttachment(desk, at.owner, at.row.sha256, refusal);
    return MORE;
  }

  /** The server counts otherwise, or no longer knows of it: ask again how far it has come. */
  function disagree(at: Load): Outcome {
    disagreed += 1;
    at.offset = null;
    if (disagreed <= MOST_DISAGREED) return MORE;
    disagreed = 0;
    return holdBack(0);
  }

  async function broken(at: Load): Promise<Outcome> {
    const times = at.row.broken + 1;
    if (times >= MOST_BROKEN) return stop(at, NOT_TAKEN);
    load = null;
    await noteBroken(desk, at.owner, at.row.sha256, times);
    return MORE;
  }

  async function turnedAway(at: Load, reply: Extract<Reply<Down>, { kind: 'turnedAway' }>, isPart: boolean): Promise<Outcome> {
    if (reply.status === 401 || reply.status === 403) {
      load = null;
      return outcomeOf(world, reply, at.owner);
    }
    if (isPart && (reply.status === 409 || reply.status === 404)) return disagree(at);
    if (isPart && reply.status === 422) return broken(at);
    if (reply.status === 422 || (reply.status === 400 && !isPart)) return stop(at, NOT_TAKEN);
    return holdBack(reply.retryAfterS);
  }

  /** @returns null when it is no reply of ours that could be right; then the phone keeps everything. */
  async function believe(at: Load, down: Down): Promise<Outcome | null> {
    const { row, owner } = at;
    const { receipt, offset } = down;
    if (receipt) {
      if (receipt.sha256 !== row.sha256 || receipt.bytes !== row.bytes) return null;
      load = null;
      await closeAttachment(desk, owner, receipt);
      return progressed();
    }
    if (!Number.isInteger(offset) || offset < 0 || offset >= row.bytes) return null;
    at.offset = offset;
    await noteOffset(desk, owner, row.sha256, offset);
    return MORE;
  }

  async function heed(at: Load, reply: Reply<Down>, isPart: boolean): Promise<Outcome> {
    if (reply.kind === 'turnedAway') return turnedAway(at, reply, isPart);
    if (reply.kind === 'noReply') {
      if (isPart) step = Math.max(steps.least, step / 2);
      return holdBack(reply.retryAfterS);
    }
    const others = await othersSession(world, reply, at.owner);
    if (others) {
      load = null;
      return others;
    }
    const before = at.offset;
    const outcome = await believe(at, reply.down);
    if (outcome === null) return holdBack(0);
    if (!isPart || load === null) return outcome;
    // A part that brought it no further would be sent for ever.
    return (at.offset ?? 0) > (before ?? 0) ? quickened(reply) : disagree(at);
  }

  function quickened(reply: Trusted): Outcome {
    if (reply.tookMs < QUICK_MS) step = Math.min(steps.most, step * 2);
    return progressed();
  }

  async function sendPart(at: Load, offset: number): Promise<Reply<Down>> {
    const bytes = at.bytes.slice(offset, offset + step);
    const checksum = base64(new Uint8Array(await world.crypto.subtle.digest('SHA-256', bytes)));
    const nonce = makeNonce(world);
    const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'upload-checksum': `sha-256 ${checksum}`, 'x-nonce': nonce };
    return ask(world, { path: `/attachments/${at.row.sha256}`, nonce, packed: { bytes, isGzip: false }, patch }, attachmentDownSchema);
  }

  async function pickUp(owner: string): Promise<Load | 'none' | 'stopped'> {
    if (load?.owner === owner) return load;
    const next = await nextAttachment(desk, owner);
    if (!next) return 'none';
    const { row, bytes } = next;
    if (bytes === null) {
      await stopAttachment(desk, owner, row.sha256, MISSING);
      return 'stopped';
    }
    load = { owner, row, bytes, offset: null };
    return load;
  }

  return {
    retry,
    tidy: () => pruneAttachments(desk),
    send: async (owner) => {
      if (world.clock() < notBefore) return NONE;
      const at = await pickUp(owner);
      if (at === 'none') return NONE;
      if (at === 'stopped') return MORE;
      await cabinet.setSync({ isSending: true });
      if (at.offset !== null) return heed(at, await sendPart(at, at.offset), true);
      const { sha256, bytes, type } = at.row;
      return heed(at, await post(world, '/attachments', { sha256, bytes, type }, attachmentDownSchema), false);
    },
  };
}
