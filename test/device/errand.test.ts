// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { drainOnce } from '../../src/sync/drain-once.ts';
import { makeHandClock, openTab, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, startedDraft } from '../support/training-facts.ts';

/** A phone with one line open and no page: what the browser wakes the worker for. */
async function closedPhone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  server.effects = [];
  const page = await openTab(clock, server);
  await signIn(page, 'ann');
  await page.cabinet.record([startedDraft('t1')]);
  const worker = await openTab(clock, server, page.disk);
  let isClosed = false;
  const open = async () => ({
    ...worker.cabinet,
    close: () => {
      isClosed = true;
      worker.cabinet.close();
    },
  });
  return { clock, server, page, worker, errand: () => drainOnce({ open, world: worker.world() }), wasClosed: () => isClosed };
}

describe('the errand of the worker', () => {
  it('I4 F14 sends what is here with no page open, and closes the database', async () => {
    const { server, errand, wasClosed } = await closedPhone();
    expect(await errand()).toBe(true);
    expect(server.effects).toHaveLength(1);
    expect(wasClosed()).toBe(true);
  });

  it('I4 F1 says when something is left, so that the browser calls again', async () => {
    const { server, worker, errand, wasClosed } = await closedPhone();
    worker.weather.now = () => {
      throw new TypeError('no network after all');
    };
    expect(await errand()).toBe(false);
    expect(server.effects).toEqual([]);
    expect(wasClosed()).toBe(true);
  });

  it('I4 F19 ends by itself before the browser ends it', async () => {
    const { clock, worker, errand, wasClosed } = await closedPhone();
    let isAsked = false;
    worker.weather.now = () => {
      isAsked = true;
      return new Promise(() => undefined);
    };
    const done = errand();
    await until(() => isAsked, 'the request left');
    clock.pass(100_000);
    expect(await done).toBe(false);
    expect(wasClosed()).toBe(true);
  });

  it('fetches neither catalogue nor courses, whatever the server names', async () => {
    const { server, errand } = await closedPhone();
    server.catalogue = { version: 'new' };
    await errand();
    expect(server.seen.filter(({ path }) => path.startsWith('/content/'))).toEqual([]);
  });
});
