import { checkAlways } from './check-always.ts';
import type { Clock } from './clock.ts';
import { makeClock } from './clock.ts';
import { realClerk } from './clerk.ts';
import { hashText, makeDice } from './dice.ts';
import { happen } from './happen.ts';
import type { Happening } from './happenings.ts';
import { heal } from './heal.ts';
import type { Ledger } from './ledger.ts';
import { breaks, count, makeLedger } from './ledger.ts';
import type { Look } from './look.ts';
import type { Network } from './network.ts';
import { makeNetwork } from './network.ts';
import { PAGES, PHONES } from './people.ts';
import type { Phone, Street } from './phones.ts';
import { killTab, makePhone, openTab, signIn } from './phones.ts';
import type { Plant } from './plant.ts';
import { openServer } from './server.ts';
import { startTicker } from './ticker.ts';
import { watchNetwork } from './watch-network.ts';

/** Everything of one history. */
export type World = Street & {
  phones: Phone[];
  ledger: Ledger;
  /** Facts on a phone of which nobody heard whether they were saved. */
  unheard: Set<string>;
  /** Records deleted on the server, by what they are about (I11). */
  erased: Set<string>;
  /** Whose account was closed when last looked at, and in which life of the records. */
  closed: { people: ReadonlySet<string>; timeline: number };
  /** What happened, in order: the same history leaves the same trace. */
  trace: string[];
  steps: number;
  /** The server's log as it was last read. */
  lastLog: (Pick<Look, 'log' | 'epoch'> & { version: number }) | null;
  /** Until nothing moves any more. */
  quiet(): Promise<void>;
  /** Holds phones and server against the ledger, as they lie now. */
  check(): Promise<Look>;
};

/** What became of a history: the promises that were broken, and what it was made of. */
export type Outcome = { broken: string[]; counts: Record<string, number>; trace: string[] };

const SERVER_SEED = 4099;

async function openWorld(plant: Plant, quiet: () => Promise<void>): Promise<World> {
  const clock: Clock = makeClock();
  const ledger = makeLedger();
  const clerk = plant.clerk?.(realClerk) ?? realClerk;
  const server = await openServer(clock, makeDice(SERVER_SEED), clerk, (fault) => count(ledger, `server ${fault}`));
  const phones = PHONES.map((people, index) => makePhone(index, people));
  const network: Network = makeNetwork(
    phones.length,
    server,
    watchNetwork(() => world),
  );
  const world: World = {
    ...{
      clock,
      server,
      network,
      plant,
      opened: 0,
      phones,
      ledger,
      unheard: new Set(),
      erased: new Set(),
      closed: { people: new Set(), timeline: 0 },
      trace: [],
      steps: 0,
      lastLog: null,
      quiet,
    },
    onDiskFault: (fault) => count(ledger, `disk ${fault}`),
    check: async () => {
      const seen = await checkAlways(world);
      const numbers = seen.phones.map((phone) => `${phone.outbox.size}+${phone.refusals.size}+${phone.receipts.size}`);
      world.trace.push(`${numbers.join(' ')} server ${seen.log.size}`);
      return seen;
    },
  };
  return world;
}

/** Every phone has its pages open and its first person signed in. */
async function moveIn(world: World): Promise<void> {
  for (const phone of world.phones) {
    for (let index = 0; index < (PAGES[phone.index] ?? 1); index += 1) {
      const page = await openTab(world, phone, 'page');
      if (index === 0) await signIn(world, phone, page, phone.people[0] ?? '');
    }
  }
  await world.quiet();
  await world.server.backup();
}

/** Lets a history happen, heals everything, and lists the promises that were broken. */
export async function simulate(history: readonly Happening[], plant: Plant = {}): Promise<Outcome> {
  const ticker = startTicker();
  const world = await openWorld(plant, ticker.quiet);
  try {
    await moveIn(world);
    for (const happening of history) {
      world.steps += 1;
      world.trace.push(JSON.stringify(happening));
      await happen(world, happening);
      await world.quiet();
      await world.check();
    }
    await heal(world);
  } catch (fault) {
    breaks(world.ledger, (fault as Error).message.startsWith('I') ? (fault as Error).message : `the history could not be played: ${(fault as Error).stack}`);
  } finally {
    for (const phone of world.phones) for (const tab of [...phone.pages, ...phone.workers]) killTab(world, tab);
    await ticker.quiet();
    ticker.stop();
  }
  return { broken: [...world.ledger.broken], counts: world.ledger.counts, trace: world.trace };
}

export function hashTrace(outcome: Outcome): string {
  return hashText(outcome.trace.join('\n'));
}
