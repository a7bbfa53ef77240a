import { IDBFactory } from 'fake-indexeddb';

/** What can go wrong with a phone's storage at a write (sync reference, faults F14 to F16). */
export type DiskFault =
  /** Nothing was kept, and no reason is given. */
  | 'abort'
  /** The phone is full: said on the abort of the transaction. */
  | 'quota'
  /** iOS stopped the database: before the write was kept, or just after it. */
  | 'lostBefore'
  | 'lostAfter'
  /** The tab is killed: before the write was kept, or just after it, before anybody heard. */
  | 'killBefore'
  | 'killAfter'
  /** The connection is found dead when the transaction is asked for. */
  | 'dead';

const ERRORS: Partial<Record<DiskFault, string>> = { abort: 'AbortError', quota: 'QuotaExceededError', lostBefore: 'UnknownError' };

/** The insides of fake-indexeddb that faults need. */
type Raw = {
  error: unknown;
  onabort: ((event: Event) => void) | null;
  oncomplete: unknown;
  onerror: unknown;
  _state: string;
  _abort(name: string): void;
  _markFinished(): void;
  dispatchEvent(event: Event): boolean;
};
type Connection = IDBDatabase & { transaction: IDBDatabase['transaction'] };
type Store = { records: { values(): Iterable<{ value: unknown }> } };

/** One browser's storage for our origin. Evicted means: made anew. */
export type Origin = { factory: IDBFactory };

export function makeOrigin(): Origin {
  return { factory: new IDBFactory() };
}

/** Every row of a table as it lies on the disk now, read without anybody's code. Empty where there is no table yet. */
export function rowsOnDisk<Row>(origin: Origin, table: string): Row[] {
  const databases = (origin.factory as unknown as { _databases: Map<string, { rawObjectStores: Map<string, Store> }> })._databases;
  const store = databases.values().next().value?.rawObjectStores.get(table);
  return store ? [...store.records.values()].map((record) => record.value as Row) : [];
}

/** A tab's own door to the origin, where faults are armed and which closes when the tab is killed. */
export type Door = {
  factory: IDBFactory;
  /** At the n-th write from now, counted from 0. */
  arm(fault: DiskFault, after: number): void;
  disarm(): void;
  /** Whatever was under way is rolled back and nothing more gets in. */
  kill(): void;
};

export function openDoor(origin: Origin, onFault: (fault: DiskFault) => void, onKilled: () => void): Door {
  const live = new Set<Raw>();
  let armed: { fault: DiskFault; left: number } | null = null;
  let isKilled = false;

  const silence = (tx: Raw) => Object.assign(tx, { onabort: null, oncomplete: null, onerror: null });

  /** Takes the armed fault when its write has come. */
  const takeFault = (): DiskFault | null => {
    if (!armed) return null;
    armed.left -= 1;
    if (armed.left >= 0) return null;
    const { fault } = armed;
    armed = null;
    onFault(fault);
    return fault;
  };

  const loseBefore = (tx: Raw, fault: DiskFault) => {
    const finish = tx._markFinished.bind(tx);
    tx._markFinished = () => {
      tx._markFinished = finish;
      if (fault === 'killBefore') silence(tx);
      tx._abort(ERRORS[fault] ?? 'AbortError');
      if (fault === 'killBefore') onKilled();
    };
  };

  const loseAfter = (tx: Raw, fault: DiskFault) => {
    const dispatch = tx.dispatchEvent.bind(tx);
    tx.dispatchEvent = (event) => {
      tx.dispatchEvent = dispatch;
      if (event.type !== 'complete') return dispatch(event);
      const { onabort } = tx;
      silence(tx);
      dispatch(event);
      if (fault === 'killAfter') onKilled();
      else {
        tx.error = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
        onabort?.call(tx, new Event('abort'));
      }
      return true;
    };
  };

  const guard = (connection: Connection) => {
    const begin = connection.transaction.bind(connection);
    connection.transaction = (names, mode, options) => {
      if (isKilled) throw new DOMException('the tab is gone', 'InvalidStateError');
      const fault = mode === 'readwrite' ? takeFault() : null;
      if (fault === 'dead') {
        connection.close();
        throw new DOMException('the connection is closing', 'InvalidStateError');
      }
      const tx = begin(names, mode, options);
      const raw = tx as unknown as Raw;
      live.add(raw);
      for (const end of ['complete', 'abort'] as const) tx.addEventListener(end, () => live.delete(raw));
      if (fault === 'lostAfter' || fault === 'killAfter') loseAfter(raw, fault);
      else if (fault) loseBefore(raw, fault);
      return tx;
    };
  };

  const open: IDBFactory['open'] = (...given) => {
    if (isKilled) throw new DOMException('the tab is gone', 'InvalidStateError');
    const request = origin.factory.open(...given);
    request.addEventListener('success', () => guard(request.result as unknown as Connection));
    return request;
  };
  const factory = {
    open,
    cmp: origin.factory.cmp.bind(origin.factory),
    databases: () => origin.factory.databases(),
    deleteDatabase: (name: string) => origin.factory.deleteDatabase(name),
  };
  return {
    factory: factory as unknown as IDBFactory,
    arm: (fault, after) => {
      armed = { fault, left: after };
    },
    disarm: () => {
      armed = null;
    },
    kill: () => {
      isKilled = true;
      armed = null;
      for (const tx of live) {
        if (tx._state === 'finished') continue;
        silence(tx);
        tx._abort('AbortError');
      }
      live.clear();
    },
  };
}
