import type { Browser } from 'playwright-core';
import { PHONE } from '../../support/browser.ts';
import type { Hall } from './hall.ts';
import type { Trouble } from './line.ts';
import { openLine } from './line.ts';
import type { Bench } from './page.ts';
import { makePhone, newId } from './phones.ts';
import { draftsOf, inPieces } from './work.ts';

/** What one run came to. Times are milliseconds, bytes are of pushes on the wire. */
export type Figures = {
  facts: number;
  ms: number;
  up: number;
  down: number;
  requests: number;
  cpuMs: number;
  memoryMB: number;
  lost: number;
  duplicated: number;
  stuck: number;
  /** For the reader: how the time was spent, or how the line behaved. */
  note: string;
};

const CALM: Trouble = { roundTripMs: 0, loss: 0, seed: 1 };
/** With this seed the second reply is lost after the commit: at so few requests most seeds lose nothing. */
export const POOR: Trouble = { roundTripMs: 200, loss: 0.02, seed: 120 };

export type Drain = { facts: number; trouble?: Trouble; badEvery?: number | null };

/** Far beyond what any case takes: a bench that hangs says where, and fails. */
const LONGEST_MS = 120_000;

async function inTime<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} was not over after ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  });
  try {
    return await Promise.race([act(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** One phone in a real browser: writes its facts with no postman about, then lets them all go. */
export async function drainBrowser(hall: Hall, browser: Browser, { facts, trouble = CALM, badEvery = null }: Drain): Promise<Figures> {
  const [person] = await hall.people(1);
  if (!person) throw new Error('nobody to send');
  const line = await openLine(hall.port, trouble);
  const context = await browser.newContext({ viewport: PHONE });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${line.port}/`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    const { drafts, bad } = draftsOf(facts, newId, badEvery);
    const given = { secret: person.secret, pieces: inPieces(drafts) };
    const queued = await inTime('writing', () => page.evaluate(({ secret, pieces }) => (globalThis as unknown as { bench: Bench }).bench.queue(secret, pieces), given));
    const before = await hall.spent();
    const drained = await inTime('draining', () => page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.drain()));
    const travelled = line.read();
    const after = await hall.spent();
    const tally = await hall.tally({ [person.personId]: queued.factIds });
    return {
      ...{ facts, ms: drained.ms, cpuMs: after.cpuMs - before.cpuMs, memoryMB: after.memoryMB },
      ...{ up: travelled.up, down: travelled.down, requests: travelled.requests },
      // A receipt that is missing is a loss, and so is a refusal that nobody is shown.
      lost: tally.missing + Math.abs(facts - bad - drained.receipts) + Math.abs(bad - drained.refused) + Math.abs(bad - tally.refused),
      duplicated: tally.duplicated,
      stuck: drained.open + tally.held,
      note: `written in ${Math.round(queued.ms)} ms; answers laid in ${Math.round(drained.applyMs)} ms; batches ${drained.batches.join(' ')}${bad > 0 ? `; ${drained.refused} refused` : ''}${
        travelled.lost > 0 ? `; ${travelled.lost} cut` : ''
      }`,
    };
  } finally {
    await context.close();
    await line.close();
  }
}

/** A whole house of phones at once, as after a server's restart; without the jitter that keeps them apart. */
export async function crowd(hall: Hall, phones: number, each: number): Promise<Figures> {
  const people = await hall.people(phones);
  const line = await openLine(hall.port, CALM);
  const queues = people.map((person) => {
    const phone = makePhone(line.port, person);
    return { person, phone, facts: phone.queue(draftsOf(each, newId).drafts) };
  });
  const before = await hall.spent();
  const startedAt = performance.now();
  const pushed = await Promise.all(queues.map(({ phone, facts }) => phone.push(facts)));
  const ms = performance.now() - startedAt;
  const after = await hall.spent();
  const { up, down, requests } = line.read();
  const figures: Figures = {
    ...{ facts: phones * each, ms, up, down, requests, cpuMs: after.cpuMs - before.cpuMs, memoryMB: after.memoryMB },
    ...{ lost: 0, duplicated: 0, stuck: 0, note: '' },
  };
  const tally = await hall.tally(Object.fromEntries(queues.map(({ person, facts }) => [person.personId, facts.map((fact) => fact.factId)])));
  figures.lost = tally.missing + figures.facts - pushed.reduce((sum, { receipts }) => sum + receipts, 0);
  figures.duplicated = tally.duplicated;
  figures.stuck = tally.held;
  for (const { phone } of queues) phone.close();
  await line.close();
  return figures;
}

/** One device that has sent for years: what the thousand before each mark cost. */
export async function growth(hall: Hall, marks: readonly number[]): Promise<Figures[]> {
  const [person] = await hall.people(1);
  if (!person) throw new Error('nobody to send');
  const line = await openLine(hall.port, CALM);
  const phone = makePhone(line.port, person);
  const sent: string[] = [];
  const found: Figures[] = [];
  let from = { ms: performance.now(), spent: await hall.spent(), travelled: line.read(), facts: 0 };
  for (const mark of marks) {
    while (sent.length < mark) {
      const facts = phone.queue(draftsOf(Math.min(1000, mark - sent.length), newId).drafts);
      await phone.push(facts);
      for (const fact of facts) sent.push(fact.factId);
    }
    const spent = await hall.spent();
    const travelled = line.read();
    const tally = await hall.tally({ [person.personId]: sent });
    found.push({
      ...{ facts: sent.length - from.facts, ms: performance.now() - from.ms, cpuMs: spent.cpuMs - from.spent.cpuMs, memoryMB: spent.memoryMB },
      ...{ up: travelled.up - from.travelled.up, down: travelled.down - from.travelled.down, requests: travelled.requests - from.travelled.requests },
      ...{ lost: tally.missing, duplicated: tally.duplicated, stuck: tally.held, note: '' },
    });
    from = { ms: performance.now(), spent: await hall.spent(), travelled, facts: sent.length };
  }
  phone.close();
  await line.close();
  return found;
}
