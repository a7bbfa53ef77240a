import { existsSync } from 'node:fs';
import http from 'node:http';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import pg from 'pg';
import type { Failpoint } from './failpoint.ts';
import { FAILPOINT, FULL_FLAG, LISTENING } from './failpoint.ts';

/**
 * Loaded before the server's own program, which knows nothing of it: stands between the server
 * and its database, and kills the whole process with SIGKILL where the test said so.
 */
const failpoint = JSON.parse(process.env[FAILPOINT] ?? 'null') as Failpoint | null;
const fullFlag = process.env[FULL_FLAG];
let pushes = 0;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function isAt(when: Failpoint['when'], sql: string): boolean {
  return failpoint?.when === when && failpoint.when !== 'answer' && pushes >= failpoint.fromPush && sql.startsWith(failpoint.statement);
}

/** Runs a statement of SQLite, where everything happens inside the call. */
function around<Done>(sql: string, act: () => Done): Done {
  if (isAt('before', sql)) die();
  const done = act();
  if (isAt('after', sql)) die();
  return done;
}

const databases = new Set<DatabaseSync>();
const { prepare, exec } = DatabaseSync.prototype;
const pagesOf = (database: DatabaseSync) => Number(Object.values(prepare.call(database, 'PRAGMA page_count', {}).get() ?? {})[0]);
const { run } = StatementSync.prototype;

/** A full disk: not one page more than the database has now. The write-ahead log hides nothing of that. */
function fillOrFree(): void {
  if (fullFlag === undefined) return;
  for (const database of databases) {
    const pages = existsSync(fullFlag) ? pagesOf(database) : 1_073_741_823;
    exec.call(database, `PRAGMA max_page_count = ${pages}`);
  }
}

DatabaseSync.prototype.prepare = function (sql, ...rest) {
  databases.add(this);
  return prepare.call(this, sql, ...rest);
};
DatabaseSync.prototype.exec = function (sql) {
  return around(sql, () => exec.call(this, sql));
};
StatementSync.prototype.run = function (this: StatementSync, ...parameters: Parameters<typeof run>) {
  if (this.sourceSQL.startsWith('begin')) fillOrFree();
  return around(this.sourceSQL, () => run.apply(this, parameters));
} as typeof run;

type Query = (...given: unknown[]) => Promise<unknown>;
const client = pg.Client.prototype as unknown as { query: Query };
const { query } = client;
client.query = function (this: pg.Client, ...given) {
  const [first] = given;
  const sql = typeof first === 'string' ? first : '';
  if (isAt('before', sql)) die();
  const asked = query.apply(this, given);
  if (isAt('sent', sql)) setImmediate(die);
  return isAt('after', sql) ? asked.then(die) : asked;
};

const { emit } = http.Server.prototype;
http.Server.prototype.emit = function (this: http.Server, name: string, ...given: unknown[]) {
  if (name === 'request' && (given[0] as http.IncomingMessage).url === '/sync/push') pushes += 1;
  const address = name === 'listening' ? this.address() : null;
  if (address !== null && typeof address === 'object') process.stdout.write(`${LISTENING}${address.port}\n`);
  return Reflect.apply(emit, this, [name, ...given]);
} as typeof emit;

const { end, write } = http.ServerResponse.prototype;
http.ServerResponse.prototype.end = function (this: http.ServerResponse, ...given: unknown[]) {
  const [body] = given;
  if (failpoint?.when !== 'answer' || pushes < failpoint.fromPush || this.req.url !== '/sync/push' || (typeof body !== 'string' && !Buffer.isBuffer(body))) {
    return Reflect.apply(end, this, given) as http.ServerResponse;
  }
  const bytes = Buffer.from(body as string);
  Reflect.apply(write, this, [bytes.subarray(0, bytes.length / 2), die]);
  return this;
} as typeof end;
