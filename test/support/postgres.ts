import type { ChildProcess, SpawnSyncOptions } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** PostgreSQL refuses to run as root, so there it runs as the system's nobody. */
const NOBODY = 65_534;

export type Cluster = {
  /** For the database of a given name. */
  url(database: string): string;
  /** Ends it for good and removes its files. */
  stop(): Promise<void>;
  /** Ends it as an operator does, keeping its files; `resume` starts it on them again. */
  halt(): Promise<void>;
  resume(): Promise<void>;
};

function programs(): string | null {
  const folders = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`) : [];
  const found = [...folders.sort().reverse(), ...(process.env.PATH ?? '').split(path.delimiter)];
  return found.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))) ?? null;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at its start with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error('PostgreSQL did not answer within ten seconds');
}

/** A throw-away cluster in a temporary folder, reached by its socket there. Null where PostgreSQL is not installed. */
export async function startPostgres(): Promise<Cluster | null> {
  const bin = programs();
  if (bin === null) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'hearth-pg-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const place = path.join(folder, 'cluster');
  const options: SpawnSyncOptions = { ...as, cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  const made = spawnSync(path.join(bin, 'initdb'), ['-D', place, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  if (made.status !== 0) throw new Error(`initdb failed: ${String(made.stderr)}`);
  const flags = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'shared_buffers=32MB',
  ];
  const launch = () => {
    const server = spawn(path.join(bin, 'postgres'), ['-D', place, ...flags.flatMap((flag) => ['-c', flag])], {
      ...as,
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    return { server, ended: new Promise<void>((resolve) => server.once('exit', () => resolve())) };
  };
  let running = launch();
  const killed = () => running.server.kill('SIGQUIT');
  process.once('exit', killed);
  const url = (database: string) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const halt = async () => {
    // SIGINT is PostgreSQL's fast shutdown: sessions are cut, nothing waits for them.
    running.server.kill('SIGINT');
    await running.ended;
  };
  const stop = async () => {
    process.off('exit', killed);
    await halt();
    rmSync(folder, { recursive: true, force: true });
  };
  const resume = () => {
    running = launch();
    return untilReady(url('postgres'), running.server);
  };
  try {
    await untilReady(url('postgres'), running.server);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { url, stop, halt, resume };
}

let made = 0;

/** A fresh, empty database in a running cluster. */
export async function makeDatabase(adminUrl: string): Promise<string> {
  made += 1;
  const name = `t_${process.pid}_${made}`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name} template template0`);
  await client.end();
  return adminUrl.replace('/postgres?', `/${name}?`);
}
