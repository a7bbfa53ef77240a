import type { Records } from '../../../src/server/records/database.ts';
import type { Dice } from './dice.ts';

/** What can go wrong in the server's machine at a transaction (sync reference, faults F10 and F12). */
export type ServerFault =
  /** Another process holds the database. */
  | 'busy'
  /** The disk is full at some statement, or at the commit. */
  | 'full'
  /** Killed at some statement, before the commit, or after it before the reply. */
  | 'killedHalfway'
  | 'killedBefore'
  | 'killedAfter';

/** The process is gone: whoever asked hears nothing. */
export class Killed extends Error {}

const BUSY = { code: 'ERR_SQLITE_ERROR', errcode: 5 };
const FULL = { code: 'ERR_SQLITE_ERROR', errcode: 13 };
/** Statements begin with one of these. */
const STATEMENTS = new Set<PropertyKey>(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'executeQuery']);
/** A push makes about this many. */
const STATEMENTS_OF_A_PUSH = 14;

type Transacting = Pick<ReturnType<Records['db']['transaction']>, 'execute'>;

export type ServerFaults = {
  /** The records as the server's code is handed them. */
  records: Records;
  next(fault: ServerFault): void;
  clear(): void;
};

/** Lets the next transactions fail as told, one after the other. */
export function makeServerFaults(real: Records, dice: Dice, onFault: (fault: ServerFault) => void): ServerFaults {
  const queue: ServerFault[] = [];

  /** The same transaction, which breaks at one of its statements. */
  function breaking<Db extends object>(db: Db, fault: () => unknown): Db {
    let left = Math.floor(dice() * STATEMENTS_OF_A_PUSH);
    return new Proxy(db, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        if (!STATEMENTS.has(name)) return found.bind(target);
        return (...given: unknown[]) => {
          left -= 1;
          if (left < 0) throw fault();
          return found.apply(target, given);
        };
      },
    });
  }

  const transaction = (): Transacting => ({
    execute: async (act) => {
      const fault = queue.shift();
      if (fault) onFault(fault);
      if (fault === 'busy') throw Object.assign(new Error('database is locked'), BUSY);
      const isBreaking = fault === 'full' || fault === 'killedHalfway';
      const why = () => (fault === 'full' ? Object.assign(new Error('database or disk is full'), FULL) : new Killed());
      const done = await real.db.transaction().execute(async (db) => {
        const acted = await act(isBreaking ? breaking(db, why) : db);
        if (isBreaking || fault === 'killedBefore') throw why();
        return acted;
      });
      if (fault === 'killedAfter') throw new Killed();
      return done;
    },
  });
  const db = new Proxy(real.db, {
    get: (target, name) => {
      if (name === 'transaction') return transaction;
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  return {
    records: { ...real, db },
    next: (fault) => void queue.push(fault),
    clear: () => void queue.splice(0),
  };
}
