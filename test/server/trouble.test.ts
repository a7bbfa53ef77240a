import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../src/server/records/trouble.ts';

function fault(message: string, marks: object = {}): Error {
  return Object.assign(new Error(message), marks);
}

describe('what a database says when it cannot take something', () => {
  it.each([
    ['clash', fault('database is locked', { code: 'ERR_SQLITE_ERROR', errcode: 5 })],
    ['clash', fault('database is locked', { code: 'ERR_SQLITE_ERROR', errcode: 517 })],
    ['full', fault('database or disk is full', { code: 'ERR_SQLITE_ERROR', errcode: 13 })],
    ['full', fault('disk I/O error', { code: 'ERR_SQLITE_ERROR', errcode: 778 })],
    ['full', fault('attempt to write a readonly database', { code: 'ERR_SQLITE_ERROR', errcode: 8 })],
    ['away', fault('unable to open database file', { code: 'ERR_SQLITE_ERROR', errcode: 14 })],
    ['clash', fault('deadlock detected', { code: '40P01' })],
    ['clash', fault('duplicate key value', { code: '23505' })],
    ['waited', fault('canceling statement due to lock timeout', { code: '55P03' })],
    ['waited', fault('canceling statement due to statement timeout', { code: '57014' })],
    ['full', fault('No space left on device', { code: '53100' })],
    ['full', fault('out of memory', { code: '53200' })],
    ['full', fault('configuration limit exceeded', { code: '53400' })],
    ['full', fault('could not read block', { code: '58030' })],
    ['away', fault('too many clients already', { code: '53300' })],
    ['away', fault('terminating connection due to administrator command', { code: '57P01' })],
    ['away', fault('connection failure', { code: '08006' })],
    ['away', fault('cannot execute INSERT in a read-only transaction', { code: '25006' })],
    ['away', fault('connect ENOENT /run/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' })],
    ['away', fault('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' })],
    ['away', fault('Connection terminated unexpectedly')],
    ['away', fault('Client has encountered a connection error and is not queryable')],
    ['away', fault('timeout exceeded when trying to connect')],
    ['away', fault('Query read timeout')],
  ])('F12 is named %s: %s', (wanted, said) => {
    expect(troubleOf(said)).toBe(wanted);
  });

  it.each([
    fault('no such table: mark', { code: 'ERR_SQLITE_ERROR', errcode: 1 }),
    fault('database disk image is malformed', { code: 'ERR_SQLITE_ERROR', errcode: 11 }),
    fault('FOREIGN KEY constraint failed', { code: 'ERR_SQLITE_ERROR', errcode: 787 }),
    fault('relation "mark" does not exist', { code: '42P01' }),
    fault('null value in column', { code: '23502' }),
    fault('password authentication failed', { code: '28P01' }),
    fault('no such file', { code: 'ENOENT', syscall: 'open' }),
    fault('a planned fact has no line'),
    'a text that was thrown',
  ])('a fault of ours stays one, and loud: %s', (said) => {
    expect(troubleOf(said)).toBeNull();
  });
});
