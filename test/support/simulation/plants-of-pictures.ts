import { IDBKeyRange } from 'fake-indexeddb';
import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { AttachmentRow, ChunkRow, ReceiptRow } from '../../../src/store/database.ts';
import type { Origin } from './disk.ts';
import { rowsOnDisk } from './disk.ts';
import type { Plant } from './plant.ts';
import { changeRows } from './raw-rows.ts';

const BESIDE = ['attachments', 'attachmentChunks'];

async function dropPictures(origin: Origin, rows: readonly AttachmentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await changeRows(origin, BESIDE, (store) => {
    for (const { owner, sha256 } of rows) {
      store('attachments').delete([owner, sha256]);
      store('attachmentChunks').delete(IDBKeyRange.bound([sha256, 0], [sha256, Number.MAX_SAFE_INTEGER]));
    }
  });
}

/** Mistakes with what goes beside facts: pictures, packs of receipts, closed accounts. */
export const PICTURE_PLANTS: Record<string, Plant> = {
  'a picture is let go of once its words are delivered': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news, sent) => {
        const settled = await cabinet.applyAnswers(owner, answers, news, sent);
        const delivered = new Set(answers.flatMap((answer) => (answer.receipt ? answer.factId : [])));
        await dropPictures(
          origin,
          rowsOnDisk<AttachmentRow>(origin, 'attachments').filter((row) => row.factIds.some((factId) => delivered.has(factId))),
        );
        return settled;
      },
    }),
  },
  'a picture of what was erased stays on its phone': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyPull: async (owner, from, page, news) => {
        const [rows, parts] = [rowsOnDisk<AttachmentRow>(origin, 'attachments'), rowsOnDisk<ChunkRow>(origin, 'attachmentChunks')];
        const applied = await cabinet.applyPull(owner, from, page, news);
        if (rows.length === 0 || !page.changes.some((change) => change.gone)) return applied;
        await changeRows(origin, BESIDE, (store) => {
          for (const row of rows) store('attachments').put(row);
          for (const part of parts) store('attachmentChunks').put(part);
        });
        return applied;
      },
    }),
  },
  'a picture is called whole after its first part': {
    clerk: (clerk) => ({
      ...clerk,
      addChunk: async (records, owner, chunk, now) => {
        const taken = await clerk.addChunk(records, owner, chunk, now);
        if (taken.is !== 'taken' || taken.progress.receipt) return taken;
        const { bytes } = await records.db.selectFrom('attachment').select('bytes').where('owner', '=', owner).where('sha256', '=', chunk.sha256).executeTakeFirstOrThrow();
        return { is: 'taken', progress: { offset: bytes, receipt: { sha256: chunk.sha256, bytes, recordedAt: now } } };
      },
    }),
  },
  'a pack of receipts loses its last one': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news, sent) => {
        const settled = await cabinet.applyAnswers(owner, answers, news, sent);
        const packs = rowsOnDisk<ReceiptRow>(origin, 'receipts').filter((row) => row.pack);
        if (packs.length > 0)
          await changeRows(origin, ['receipts'], (store) => {
            for (const pack of packs) store('receipts').put({ ...pack, pack: pack.pack?.slice(0, -1) });
          });
        return settled;
      },
    }),
  },
  'work of a closed account is refused': {
    clerk: (clerk) => ({
      ...clerk,
      pushFacts: async (records, push) => {
        const pushed = await clerk.pushFacts(records, push);
        if (!pushed.ok) return pushed;
        const refused = ({ factId, receipt, ...rest }: AnswerFor): AnswerFor =>
          receipt?.heldFor === 'accountClosed'
            ? { factId, refusal: { kind: 'notAllowed', where: 'owner account', reason: 'This account is closed.' } }
            : { factId, ...(receipt ? { receipt } : {}), ...rest };
        return { ...pushed, answers: pushed.answers.map(refused) };
      },
    }),
  },
};
