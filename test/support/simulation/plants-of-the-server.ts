import type { Records } from '../../../src/server/records/database.ts';
import { takeSeqs } from '../../../src/server/records/marks.ts';
import type { Push, Pushed } from '../../../src/server/records/push.ts';
import { uuidV7 } from '../../../src/shared/basics/id.ts';
import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { factText } from '../../../src/shared/wire/fact.ts';
import { hashText } from './dice.ts';
import type { Plant } from './plant.ts';

class RolledBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('rolled back');
    this.result = result;
  }
}

/** Records on which nothing stays: every transaction is taken back at its end. */
function takenBack(records: Records): Records {
  const transaction = () => ({
    execute: (act: (db: never) => Promise<unknown>) =>
      records.db.transaction().execute(async (db) => {
        throw new RolledBack(await act(db as never));
      }),
  });
  return { ...records, db: new Proxy(records.db, { get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)) }) };
}

/** A known fact under a new name, as a server without a memory would file it. */
function renamed(fact: Fact, count: number): Fact {
  const named = { ...fact, factId: uuidV7(Date.parse('2026-11-20T09:00:00.000Z') + count, new Uint8Array(10)) };
  return { ...named, hash: hashText(factText(named)) };
}

const mapAnswers = (pushed: Pushed, change: (answer: AnswerFor) => AnswerFor): Pushed => (pushed.ok ? { ...pushed, answers: pushed.answers.map(change) } : pushed);

async function knownIds(records: Records, push: Push): Promise<Set<string>> {
  const ids = push.facts.map((fact) => (fact as Fact).factId);
  const rows = await records.db
    .selectFrom('fact_log')
    .select('fact_id')
    .where('fact_id', 'in', [...ids, ''])
    .execute();
  return new Set(rows.map((row) => row.fact_id));
}

/** Moves the rows that a push has just written to numbers taken earlier. */
async function renumber(records: Records, after: number, by: number): Promise<void> {
  for (const table of ['change', 'fact_log'] as const)
    await records.db
      .updateTable(table)
      .set((row) => ({ server_seq: row('server_seq', '-', by) }))
      .where('server_seq', '>', after)
      .execute();
}

const lastNumber = async (records: Records) => (await records.db.selectFrom('counter').select('value').executeTakeFirst())?.value ?? 0;

/** Mistakes on the server. */
export const SERVER_PLANTS: Record<string, Plant> = {
  'the server does not know a fact again': {
    clerk: (clerk) => {
      let count = 0;
      return {
        ...clerk,
        pushFacts: async (records, push) => {
          const known = await knownIds(records, push);
          const names = new Map<string, Fact>();
          const facts = push.facts.map((raw) => {
            const fact = raw as Fact;
            if (!known.has(fact.factId) || push.asSystem) return raw;
            count += 1;
            const copy = renamed(fact, count);
            names.set(copy.factId, fact);
            return copy;
          });
          return mapAnswers(await clerk.pushFacts(records, { ...push, facts }), (answer) => {
            const original = names.get(answer.factId);
            if (!original) return answer;
            return { ...answer, factId: original.factId, ...(answer.receipt ? { receipt: { ...answer.receipt, hash: original.hash } } : {}) };
          });
        },
      };
    },
  },
  'one bad fact turns its whole batch away': {
    clerk: (clerk) => ({
      ...clerk,
      pushFacts: async (records, push) => {
        const first = await clerk.pushFacts(takenBack(records), push).catch((fault: unknown) => {
          if (fault instanceof RolledBack) return fault.result as { answers: AnswerFor[] };
          throw fault;
        });
        if (push.facts.length > 1 && 'answers' in first && first.answers.some((answer) => answer.refusal)) return { ok: false };
        return clerk.pushFacts(records, push);
      },
    }),
  },
  'numbers are given out before the commit, so that a pull steps over some': {
    clerk: (clerk) => {
      let early: number | null = null;
      const SPARE = 50;
      return {
        ...clerk,
        pushFacts: async (records, push) => {
          if (push.owner === 'rae') return clerk.pushFacts(records, push);
          // The numbers of this push were taken when the one before it arrived.
          const mine = early;
          early = await takeSeqs(records.db, SPARE);
          const before = await lastNumber(records);
          const pushed = await clerk.pushFacts(records, push);
          if (mine === null) return pushed;
          await renumber(records, before, before - mine);
          return mapAnswers(pushed, (answer) =>
            answer.receipt && answer.receipt.serverSeq > before ? { ...answer, receipt: { ...answer.receipt, serverSeq: answer.receipt.serverSeq - before + mine } } : answer,
          );
        },
      };
    },
  },
  'a fact sent again gets a new answer': {
    clerk: (clerk) => ({
      ...clerk,
      pushFacts: async (records, push) =>
        mapAnswers(await clerk.pushFacts(records, push), (answer) =>
          answer.repeat && answer.receipt ? { ...answer, receipt: { ...answer.receipt, recordedAt: push.now.toISOString() } } : answer,
        ),
    }),
  },
  'the newest goes first and what came before it is not asked for': {
    clerk: (clerk) => ({
      ...clerk,
      pushFacts: (records, push) => clerk.pushFacts(records, { ...push, facts: [...push.facts].reverse().map((fact) => ({ ...(fact as Fact), prev: null })) }),
    }),
  },
  'erased rows are served again': {
    clerk: (clerk) => ({
      ...clerk,
      eraseAbout: async (records, erasing, now) => {
        const about = 'about' in erasing ? erasing.about : erasing.personId;
        const rows = await records.db.selectFrom('fact_log').selectAll().where('about', '=', about).where('state', '=', 'recorded').execute();
        const ids = rows.map((row) => row.fact_id);
        const changes = await records.db
          .selectFrom('change')
          .selectAll()
          .where('what', '=', 'fact')
          .where('fact_id', 'in', [...ids, ''])
          .execute();
        const erased = await clerk.eraseAbout(records, erasing, now);
        const after = await takeSeqs(records.db, changes.length);
        for (const row of rows) await records.db.updateTable('fact_log').set(row).where('fact_id', '=', row.fact_id).execute();
        for (const [index, change] of changes.entries()) {
          const row = { ...change, server_seq: after + index + 1 };
          await records.db.insertInto('change').values(row).execute();
        }
        return erased;
      },
    }),
  },
  'phones are not told what was erased': {
    clerk: (clerk) => ({
      ...clerk,
      pullChanges: async (...given) => {
        const page = await clerk.pullChanges(...given);
        return { ...page, changes: page.changes.filter((change) => !change.gone) };
      },
    }),
  },
  'a fact is answered before it is committed': {
    clerk: (clerk) => {
      let count = 0;
      return {
        ...clerk,
        pushFacts: async (records, push) => {
          count += 1;
          // One commit in three fails after the answer was sent.
          if (push.owner === 'rae' || count % 3 !== 0) return clerk.pushFacts(records, push);
          return clerk.pushFacts(takenBack(records), push).catch(async (fault: unknown) => {
            if (!(fault instanceof RolledBack)) throw fault;
            return { ok: true as const, ...(fault.result as { answers: AnswerFor[]; epoch: string; durableThrough: null }) };
          });
        },
      };
    },
  },
};
