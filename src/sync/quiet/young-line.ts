import * as z from 'zod/mini';
import { base64url } from '../../shared/basics/base64url.ts';
import { TAG_BYTES } from '../../shared/voice/envelope.ts';
import { CHUNK_BYTES, directoryAnswerSchema, joinedSchema, mailboxesSchema, workSchema } from '../../shared/wire/sealed.ts';
import type { LineAnswer, YoungLine } from '../../store/quiet/line.ts';
import type { Shelf } from '../../store/quiet/shelf.ts';
import { answerOf, ask, askBytes } from './ask.ts';
import { mailboxId } from './mailbox-id.ts';
import type { QuietWorld } from './quiet-world.ts';
import { doWork } from './work.ts';

/** A look always asks for so many mailboxes, most of them nobody's: its size tells nothing. */
const ASKED = 24;
const SECRET_BYTES = 32;

type Looked = { directoryVersion: number; known: string[] };

/**
 * What a young person's rooms may ask of the network.
 * @param wake told when a letter was put on the shelf.
 */
export function makeYoungLine(world: QuietWorld, shelf: Shelf, wake: () => void): YoungLine & { lookedAt(): number; lookForNobody(): void } {
  const { subtle } = world.crypto;
  let lookedAt = 0;
  const madeUp = () => base64url(world.crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));

  function report(kind: Parameters<YoungLine['report']>[0]): void {
    void ask(world, { as: 'nobody', path: '/voice/reports', message: { kind } }, z.object({}));
  }

  async function lookInto(secrets: readonly string[]): Promise<LineAnswer<Looked>> {
    const padded = [...secrets, ...Array.from({ length: ASKED - secrets.length }, madeUp)];
    const reply = await ask(world, { as: 'nobody', path: '/voice/mailboxes', message: { secrets: padded } }, mailboxesSchema);
    if (!reply.ok) return answerOf(reply);
    const { boxes, directoryVersion } = reply.down;
    const mine = new Set(await Promise.all(secrets.map((secret) => mailboxId(subtle, secret))));
    const came = boxes.filter((box) => mine.has(box.mbox));
    if (came.length < boxes.length) report('foreignReceipt');
    if (came.length > 0) await shelf.keepPost(came, new Date(world.clock()).toISOString());
    return { ok: true, value: { directoryVersion, known: came.map(({ mbox }) => mbox) } };
  }

  return {
    lookedAt: () => lookedAt,
    lookForNobody: () => {
      lookedAt = world.clock();
      void lookInto([]).catch(() => undefined);
    },
    join: async (code) => {
      const reply = await ask(world, { as: 'nobody', path: '/voice/join', message: { code } }, joinedSchema);
      const answer = answerOf(reply);
      return !answer.ok && answer.why === 'refused' ? { ok: false, why: 'code' } : answer;
    },
    work: async (stop) => {
      const asked = answerOf(await ask(world, { as: 'nobody', path: '/sealed/work' }, workSchema));
      if (!asked.ok) return asked;
      const { challenge, bits, units } = asked.value;
      const answer = await doWork(subtle, challenge, bits, stop);
      return answer === null ? { ok: false, why: 'trouble' } : { ok: true, value: { challenge, answer, units } };
    },
    directory: async () => {
      const answer = answerOf(await ask(world, { as: 'nobody', path: '/voice/directory' }, directoryAnswerSchema));
      return answer.ok ? { ok: true, value: answer.value.signed } : answer;
    },
    report,
    look: async (secrets) => {
      lookedAt = world.clock();
      const all: Looked = { directoryVersion: 0, known: [] };
      for (let from = 0; from === 0 || from < secrets.length; from += ASKED) {
        const looked = await lookInto(secrets.slice(from, from + ASKED));
        if (!looked.ok) return looked;
        all.directoryVersion = Math.max(all.directoryVersion, looked.value.directoryVersion);
        all.known.push(...looked.value.known);
      }
      return { ok: true, value: all };
    },
    chunk: async (attachment, n, secret) =>
      answerOf(await askBytes(world, { as: 'nobody', path: `/sealed/attachments/${attachment}/${n}`, headers: { 'x-mailbox': secret } }, CHUNK_BYTES + TAG_BYTES)),
    wake,
  };
}
