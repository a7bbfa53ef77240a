import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../support/folder.ts';
import type { Person, Spent, Tally, Told } from './server.ts';

/** The server's process, as the bench speaks to it. */
export type Hall = {
  port: number;
  people(count: number): Promise<Person[]>;
  spent(): Promise<Spent>;
  /** @param sentBy the ids that each person sent. */
  tally(sentBy: Record<string, string[]>): Promise<Tally>;
  close(): Promise<void>;
};

type Heard = { id: number; reply?: unknown; fault?: string };

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => (child.exitCode === null ? child.once('exit', () => done()) : done()));
}

/** @param profiles folder for a processor profile of the server, or null for none. */
export async function openHall(dist: string | null, databaseUrl: string | null, profiles: string | null): Promise<Hall> {
  const folder = temporaryFolder();
  const told: Told = { folder: folder.path, dist, databaseUrl };
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [JSON.stringify(told)], {
    execArgv: profiles === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`],
  });
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (message: { port: number }) => done(message.port));
    child.once('exit', (code) => fail(new Error(`the server ended at its start with ${code}`)));
  });
  let asked = 0;
  const waiting = new Map<number, (heard: Heard) => void>();
  child.on('message', (heard: Heard) => waiting.get(heard.id)?.(heard));
  const ask = <Reply>(question: object): Promise<Reply> => {
    asked += 1;
    const id = asked;
    return new Promise((done, fail) => {
      waiting.set(id, ({ reply, fault }) => (fault === undefined ? done(reply as Reply) : fail(new Error(fault))));
      child.send({ id, ...question });
    });
  };
  return {
    port,
    people: (count) => ask({ what: 'people', count }),
    spent: () => ask({ what: 'spent' }),
    tally: (sentBy) => ask({ what: 'tally', sentBy }),
    async close() {
      const gone = ended(child);
      if (child.connected) child.disconnect();
      await gone;
      folder.remove();
    },
  };
}
