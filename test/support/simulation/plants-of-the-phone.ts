import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { SYNC_TYPE } from '../../../src/shared/wire/version.ts';
import type { OutboxRow } from '../../../src/store/database.ts';
import { rowsOnDisk } from './disk.ts';
import type { Plant } from './plant.ts';
import { changeRows } from './raw-rows.ts';

const MADE_UP = { state: 'recorded' as const, serverSeq: 1, recordedAt: '2026-11-20T09:00:00.000Z' };
const receiptFor = ({ factId, hash }: Pick<Fact, 'factId' | 'hash'>): AnswerFor => ({ factId, receipt: { ...MADE_UP, hash } });
const MANY = 1000;
const TRIES = 5;

/** Mistakes in store and sync, each told as what the phone would do. */
export const PHONE_PLANTS: Record<string, Plant> = {
  'a line is closed before it is sent': {
    cabinet: (cabinet, { server }) => ({
      ...cabinet,
      openLines: async (owner, limit, except) => {
        const lines = await cabinet.openLines(owner, limit, except);
        if (limit > 1) await cabinet.applyAnswers(owner, lines.map(receiptFor), { epoch: await server.epoch(), offset: null });
        return lines;
      },
    }),
  },
  'any reply with status 200 is believed': {
    world: (world) => {
      let epoch = 'unknown';
      const believing = async (path: string, init: RequestInit) => {
        const response = await world.fetch(path, init);
        if (response.status !== 200 || !path.endsWith('/push')) return response;
        const text = await response.text();
        if (response.headers.get('content-type') === SYNC_TYPE) {
          epoch = /"epoch":"([^"]+)"/.exec(text)?.[1] ?? epoch;
          return new Response(text, response);
        }
        const up = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as { nonce: string; facts: Fact[] };
        const down = { nonce: up.nonce, epoch, now: MADE_UP.recordedAt, answers: up.facts.map(receiptFor), durableThrough: null };
        return new Response(JSON.stringify(down), { headers: { 'content-type': SYNC_TYPE } });
      };
      return { ...world, fetch: believing as typeof fetch };
    },
  },
  'the whole queue is cleared when a push succeeds': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news) => {
        const lines = await cabinet.openLines(owner, MANY);
        const others = lines.filter((line) => !answers.some((answer) => answer.factId === line.factId));
        return cabinet.applyAnswers(owner, [...answers, ...others.map(receiptFor)], news);
      },
    }),
  },
  'a refusal is dropped in silence': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news) => {
        const settled = await cabinet.applyAnswers(owner, answers, news);
        for (const answer of answers) if (answer.refusal) await cabinet.letGoOfRefusal(answer.factId);
        return settled;
      },
    }),
  },
  'a line is closed without keeping its receipt': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news) => {
        const settled = await cabinet.applyAnswers(owner, answers, news);
        await changeRows(origin, ['receipts'], (store) => {
          for (const { factId } of answers) store('receipts').delete(factId);
        });
        return settled;
      },
    }),
  },
  'a receipt is kept without closing its line': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyAnswers: async (owner, answers, news) => {
        const lines = rowsOnDisk<OutboxRow>(origin, 'outbox').filter((row) => answers.some((answer) => answer.factId === row.factId && answer.receipt));
        const settled = await cabinet.applyAnswers(owner, answers, news);
        await changeRows(origin, ['outbox'], (store) => {
          for (const line of lines) store('outbox').put(line);
        });
        return settled;
      },
    }),
  },
  'the cursor moves before the page is kept': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyPull: async (owner, from, page, news) => {
        const moved = await cabinet.applyPull(owner, from, { ...page, changes: [] }, news);
        if (moved !== 'applied') return moved;
        const { reset: _reset, ...rest } = page;
        return cabinet.applyPull(owner, page.cursor, { ...rest, forget: [] }, news);
      },
    }),
  },
  'a pull overwrites what waits': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyPull: async (owner, from, page, news) => {
        const applied = await cabinet.applyPull(owner, from, page, news);
        await changeRows(origin, ['facts'], (store) => {
          for (const line of rowsOnDisk<OutboxRow>(origin, 'outbox')) store('facts').delete(line.factId);
        });
        return applied;
      },
    }),
  },
  'a lost scope takes unsent work with it': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      applyPull: async (owner, from, page, news) => {
        const applied = await cabinet.applyPull(owner, from, page, news);
        if (page.forget.length === 0) return applied;
        await changeRows(origin, ['outbox', 'refusals'], (store) => {
          for (const { factId } of rowsOnDisk<OutboxRow>(origin, 'outbox').filter((row) => row.owner === owner)) store('outbox').delete(factId);
          for (const { factId, refusal } of rowsOnDisk<{ factId: string; refusal: { kind: string } }>(origin, 'refusals'))
            if (refusal.kind === 'scopeLost') store('refusals').delete(factId);
        });
        return applied;
      },
    }),
  },
  'a lost scope leaves its rows behind': {
    cabinet: (cabinet) => ({ ...cabinet, applyPull: (owner, from, page, news) => cabinet.applyPull(owner, from, { ...page, forget: [] }, news) }),
  },
  'whoever is signed in sends everybody’s lines': {
    cabinet: (cabinet, { origin }) => ({
      ...cabinet,
      openLines: async (owner, limit) =>
        rowsOnDisk<OutboxRow>(origin, 'outbox')
          .map((row) => ({ ...row.fact, owner }))
          .slice(0, limit),
    }),
  },
  'a restored server is not noticed': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyAnswers: (owner, answers, news) => cabinet.applyAnswers(owner, answers, { ...news, epoch: 'the only one' }),
      applyPull: (owner, from, page, news) => cabinet.applyPull(owner, from, page, { ...news, epoch: 'the only one' }),
    }),
  },
  'a held fact is taken for final': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyPull: (owner, from, page, news) => cabinet.applyPull(owner, from, { ...page, changes: page.changes.filter((change) => !change.answer) }, news),
    }),
  },
  '“later” is taken for a refusal': {
    cabinet: (cabinet) => ({
      ...cabinet,
      applyAnswers: (owner, answers, news) => {
        const refused = answers.map(
          ({ factId, later, ...rest }): AnswerFor => (later ? { factId, refusal: { kind: 'notValid', where: 'kind', reason: 'Not known here.' } } : { factId, ...rest }),
        );
        return cabinet.applyAnswers(owner, refused, news);
      },
    }),
  },
  'it gives up after five tries': {
    cabinet: (cabinet) => {
      const tries = new Map<string, number>();
      return {
        ...cabinet,
        openLines: async (owner, limit, except) => {
          const lines = await cabinet.openLines(owner, limit, except);
          if (limit > 1) for (const { factId } of lines) tries.set(factId, (tries.get(factId) ?? 0) + 1);
          return lines.filter(({ factId }) => (tries.get(factId) ?? 0) <= TRIES);
        },
      };
    },
  },
  'two tabs send at the same time': { world: (world) => ({ ...world, locks: null }) },
  'the count on screen forgets refusals': {
    cabinet: (cabinet) => ({ ...cabinet, watchSync: (tell) => cabinet.watchSync((state) => tell({ ...state, waiting: state.waiting - state.refused })) }),
  },
};
