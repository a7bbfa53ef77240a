// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { House } from '../../src/app/house.ts';

const { opening } = vi.hoisted(() => ({ opening: { open: (_cabinet: unknown): void => undefined } }));
vi.mock('../../src/store/open-cabinet.ts', () => ({
  openCabinet: () =>
    new Promise((done) => {
      opening.open = done;
    }),
}));
vi.mock('../../src/sync/sync.ts', () => ({ startSync: () => ({ stop: () => undefined }) }));
const { openHouse } = await import('../../src/app/open-house.ts');

const LONG_MS = 60_000;

describe('a phone whose storage does not answer', () => {
  let house: Partial<House>;
  let leave: () => void;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    house = {};
    leave = openHouse((change) => Object.assign(house, change));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 5000 });
  });
  afterEach(() => {
    leave();
    vi.useRealTimers();
  });

  it('F15 is not called opening for ever: what is wrong is said, and what was saved is still there', async () => {
    vi.advanceTimersByTime(LONG_MS);
    expect(house.trouble).toBe('stuck');
  });

  it('F15 goes on by itself when the storage answers after all', async () => {
    vi.advanceTimersByTime(LONG_MS);
    opening.open({ watchSignedIn: () => () => undefined });
    await vi.waitFor(() => expect(house.cabinet).toBeTruthy());
    expect(house.trouble).toBeNull();
  });
});
