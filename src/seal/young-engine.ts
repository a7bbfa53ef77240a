import type { Directory } from '../shared/voice/directory.ts';
import type { SignedEnvelope } from '../shared/voice/envelope.ts';
import { THREAD_SLOT } from '../shared/voice/sizes.ts';
import type { SealedAttachment } from '../shared/voice/sealed-body.ts';
import { openAttachment } from './attachments.ts';
import type { Bytes } from './bytes.ts';
import { aesKey, chance } from './bytes.ts';
import { freshWords, mailboxOf, readWords, rootOf, rootWords, threadPair } from './card.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { Pair } from './hpke.ts';
import { pointOf } from './hpke.ts';
import type { LockedBytes, LockRow, ViewToSeal, YoungKeeper } from './keeper.ts';
import { lockAway, lockUnder, openLock, takeOut } from './lock.ts';
import { isFromReader } from './reader-body.ts';
import { maySpeak, signerOf } from './signed.ts';

type Held = { words: string[]; root: Bytes; pair: Pair; tk: string; localBytes: Bytes; local: CryptoKey };

export type YoungEngine = Omit<YoungKeeper, 'lock' | 'isOpen' | 'checkShare'>;

/** A young person's keys, and all that is done with them. Nothing here is kept anywhere but in this memory. */
export function makeYoungEngine(): YoungEngine {
  let held: Held | null = null;

  async function hold(words: string[], root: Bytes, localBytes: Bytes): Promise<void> {
    const pair = await threadPair(root);
    held = { words, root, pair, tk: await pointOf(pair), localBytes, local: await aesKey(localBytes) };
  }
  /** @throws while locked: the rooms ask only when it is open. */
  function sure(): Held {
    if (!held) throw new Error('locked');
    return held;
  }

  return {
    async begin() {
      const words = await freshWords();
      await hold(words, await rootOf(words), chance(32));
      return { words };
    },
    async comeBack(given) {
      const words = await readWords(given);
      if (words) await hold(words, await rootOf(words), chance(32));
      return words !== null;
    },
    words: async () => held?.words ?? null,
    matchWords: rootWords,

    async setLock(kind: LockRow['kind'], secret: string) {
      const { words, root, local, localBytes } = sure();
      return { lock: await lockUnder(kind, secret, localBytes), thread: await lockAway(local, 'thread', { words, root }) };
    },
    async unlock(lock, secret, thread) {
      const localBytes = await openLock(lock, secret);
      const kept = localBytes && ((await takeOut(await aesKey(localBytes), 'thread', thread)) as { words: string[]; root: Bytes } | null);
      if (localBytes && kept) await hold(kept.words, kept.root, localBytes);
      return Boolean(kept);
    },
    keepDraft: async (content: unknown): Promise<LockedBytes> => lockAway(sure().local, 'draft', content),
    readDraft: async (content: LockedBytes): Promise<unknown> => takeOut(sure().local, 'draft', content),

    mailboxes: async (count: number) => Promise.all(Array.from({ length: count }, (_, index) => mailboxOf(sure().root, index))),

    async seal(view: ViewToSeal) {
      const { root, tk } = sure();
      const { mbox } = await mailboxOf(root, view.mailbox);
      const { envelope, id, chunks } = await sealEnvelope({
        header: { mbox, unit: view.unit, safety: view.safety ? 1 : 0, ...(view.isWorry ? { cat: 'worry' as const } : {}) },
        body: { ...view.body, tk },
        attachments: view.attachments,
        to: view.to,
      });
      return { envelope, id, chunks };
    },

    async open(message: SignedEnvelope, directory: Directory, mbox?: string) {
      const device = await signerOf(message, directory);
      if (typeof device === 'string') return { ok: false, why: device };
      const opened = await openEnvelope(message, { a: THREAD_SLOT, e: 0 }, sure().pair);
      if (!opened.ok) return opened;
      const { body, header, secret } = opened;
      if (!isFromReader(body)) return { ok: false, why: 'shape' };
      // A device of one audience may not answer in the name of another, nor after its time.
      if (!maySpeak(device, body.a, body.at)) return { ok: false, why: 'forged' };
      if (mbox !== undefined && header.mbox !== mbox) return { ok: false, why: 'notAddressed' };
      return { ok: true, body, header, by: { name: device.name, role: device.role }, secret };
    },
    openChunks: (attachment: SealedAttachment, secret: Uint8Array, chunks: Uint8Array[]) => openAttachment(attachment, secret, chunks),
  };
}
