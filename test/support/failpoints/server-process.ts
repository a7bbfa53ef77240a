import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../sources.ts';
import type { Failpoint } from './failpoint.ts';
import { FAILPOINT, FULL_FLAG, LISTENING } from './failpoint.ts';

const PRELOAD = path.join(import.meta.dirname, 'preload.ts');
const START_MS = 30_000;

/** Where its records are: a folder for SQLite, an address for PostgreSQL. */
export type Place = { folder: string } | { databaseUrl: string };

export type ServerProcess = {
  /** Without a slash at its end. */
  url: string;
  /** Everything it printed, its log included. */
  said(): string;
  isRunning(): boolean;
  /** Settles with the signal or the code it ended by. */
  ended: Promise<string>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
};

export type Start = { failpoint?: Failpoint; fullFlag?: string };

/** The program itself, as an operator starts it. Rejects with what it printed when it ends before it listens. */
export async function startServer(place: Place, start: Start = {}): Promise<ServerProcess> {
  const { child, said, ended } = launch(place, start);
  const listening = new Promise<string>((resolve) => {
    child.stdout?.on('data', () => {
      const port = new RegExp(`${LISTENING}(\\d+)`).exec(said())?.[1];
      if (port !== undefined) resolve(port);
    });
  });
  const late = AbortSignal.timeout(START_MS);
  const tooLate = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Error(`not listening after ${START_MS} ms: ${said()}`))));
  const failed = ended.then((by): never => {
    throw new Error(`ended by ${by}: ${said()}`);
  });
  failed.catch(() => undefined);
  tooLate.catch(() => undefined);
  const port = await Promise.race([listening, failed, tooLate]);
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts a server that is to die before it listens, and returns what it died by. */
export async function dieAtStart(place: Place, failpoint: Failpoint): Promise<string> {
  const { child, ended } = launch(place, { failpoint });
  const timer = setTimeout(() => child.kill('SIGTERM'), START_MS);
  const by = await ended;
  clearTimeout(timer);
  return by;
}

function launch(place: Place, start: Start): { child: ChildProcess; said(): string; ended: Promise<string> } {
  const where = 'folder' in place ? { DATA_DIR: place.folder } : { DATABASE_URL: place.databaseUrl };
  const child = spawn(process.execPath, ['--import', PRELOAD, 'src/server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      ...where,
      ...(start.failpoint ? { [FAILPOINT]: JSON.stringify(start.failpoint) } : {}),
      ...(start.fullFlag ? { [FULL_FLAG]: start.fullFlag } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => {
      process.off('exit', killed);
      resolve(signal ?? String(code));
    }),
  );
  return { child, said: () => said, ended };
}
