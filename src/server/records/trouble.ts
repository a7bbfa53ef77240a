/**
 * What keeps the records from taking something now, though nothing is wrong with it:
 * `clash`: two processes met; the same again at once may well succeed.
 * `waited`: somebody held a lock, or it took too long.
 * `away`: the database cannot be reached, is starting, stopping or being put back.
 * `full`: no room, or the disk fails. Only a person can help.
 */
export type Trouble = 'clash' | 'waited' | 'away' | 'full';

/** SQLite's primary result codes; extended ones keep them in the low byte. */
const SQLITE: Record<number, Trouble> = {
  5: 'clash', // busy
  6: 'clash', // locked
  7: 'full', // no memory
  8: 'full', // read-only: a disk that fails is often mounted again so
  10: 'full', // a read or write failed
  13: 'full', // disk full
  14: 'away', // the file cannot be opened
  15: 'clash', // a race for the write-ahead log
};

const POSTGRES: Record<string, Trouble> = {
  '23505': 'clash', // two pushes inserting one key
  '25006': 'away', // read-only: a replica answers, not the primary
  '25P03': 'waited', // the transaction was idle for too long
  '3D000': 'away', // no such database: it is being put back
  '40001': 'clash', // serialisation failure
  '40P01': 'clash', // deadlock
  '55000': 'away', // the database takes no connections just now
  '55P03': 'waited', // a lock was not given in time
  '57014': 'waited', // the statement took too long
  '57P01': 'away', // shutting down
  '57P02': 'away', // crashed
  '57P03': 'away', // starting up
  '57P05': 'away', // the session was idle for too long
  '53300': 'away', // too many connections
};

/** Whole classes of PostgreSQL's codes: connections, resources (disk, memory), the system around it. */
const POSTGRES_CLASSES: Record<string, Trouble> = { '08': 'away', '53': 'full', '58': 'full' };

const SOCKET = ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'];

/** What the PostgreSQL driver says of a broken connection, to which it gives no code. */
const BROKEN_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect|timeout expired|Query read timeout|Postgres connection has been discarded)/;

/** Null when it is a fault of ours. */
export function troubleOf(fault: unknown): Trouble | null {
  if (!(fault instanceof Error)) return null;
  const { code, errcode, syscall, message } = fault as Error & { code?: unknown; errcode?: unknown; syscall?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return (typeof errcode === 'number' && SQLITE[errcode & 0xff]) || null;
  if (typeof code !== 'string') return BROKEN_CONNECTION.test(message) ? 'away' : null;
  // A stopped PostgreSQL takes its socket file with it.
  if (SOCKET.includes(code) || (code === 'ENOENT' && syscall === 'connect')) return 'away';
  return code.length === 5 ? (POSTGRES[code] ?? POSTGRES_CLASSES[code.slice(0, 2)] ?? null) : null;
}
