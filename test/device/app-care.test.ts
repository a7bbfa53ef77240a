// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backroom } from '../../src/store/backroom.ts';
import type { Cabinet, SyncState } from '../../src/store/cabinet.ts';
import type { Sync } from '../../src/sync/sync.ts';

const { asked } = vi.hoisted(() => ({ asked: { times: 0 } }));
vi.mock('../../src/app/worker.ts', () => ({
  askForWake: async () => {
    asked.times += 1;
  },
  startWorker: async () => undefined,
  acceptUpdate: () => undefined,
  onUpdateReady: () => () => undefined,
}));
const { takeCare } = await import('../../src/app/care.ts');

const calm: SyncState = { signal: 'online', isSending: false, waiting: 0, refused: 0, pulledAt: null, needsSignIn: false, clockOffset: 0, downloads: null };

/** A cabinet whose state is told by hand. */
function careFor() {
  const tellSync = new Set<(state: SyncState) => void>();
  let tellHeld: (held: { open: number; seq: number }) => void = () => undefined;
  const settings = new Map<string, string>();
  const cabinet = {
    deviceId: 'this-device',
    now: () => '2026-11-22T09:00:00.000Z',
    setting: async (name: string) => settings.get(name) ?? null,
    setSetting: async (name: string, value: string) => void settings.set(name, value),
    watchSync: (tell: (state: SyncState) => void) => {
      tellSync.add(tell);
      return () => tellSync.delete(tell);
    },
    watchSignedIn: () => () => undefined,
    watchHeld: (tell: typeof tellHeld) => {
      tellHeld = tell;
      tell({ open: 0, seq: 0 });
      return () => undefined;
    },
  } as unknown as Cabinet & Backroom;
  let isSaid = false;
  const stop = takeCare(cabinet, {} as Sync, () => {
    isSaid = true;
  });
  return {
    ...{ stop, settings },
    isSaid: () => isSaid,
    tell: (change: Partial<SyncState>) => {
      for (const tell of tellSync) tell({ ...calm, ...change });
    },
    hold: (open: number, seq: number) => tellHeld({ open, seq }),
  };
}

describe('asking to be woken when there is signal', () => {
  beforeEach(() => {
    asked.times = 0;
  });

  it('I4 is done each time more waits without signal, since one waking uses it up', () => {
    const { tell, stop } = careFor();
    tell({ waiting: 1 });
    expect(asked.times).toBe(0);
    tell({ waiting: 1, signal: 'offline' });
    tell({ waiting: 1, signal: 'offline', isSending: true });
    expect(asked.times).toBe(1);
    tell({ waiting: 2, signal: 'offline' });
    expect(asked.times).toBe(2);
    tell({ waiting: 2 });
    tell({ waiting: 2, signal: 'offline' });
    expect(asked.times).toBe(3);
    stop();
  });

  it('I4 is done when the page is left with something open, and not for refusals, which wait for the person', () => {
    const { tell, stop } = careFor();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    tell({ waiting: 1, refused: 1 });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked.times).toBe(0);
    tell({ waiting: 2, refused: 1 });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked.times).toBe(1);
    vi.restoreAllMocks();
    stop();
  });
});

describe('the mark that outlives a cleared browser', () => {
  it('F17 follows the count, and another device’s mark is kept to be told', async () => {
    Object.assign(document, { cookie: 'hearth-kept=device-before.4.9.2026-11-20; path=/' });
    const { isSaid, settings, hold, stop } = careFor();
    await expect.poll(isSaid).toBe(true);
    expect(JSON.parse(settings.get('cleared') ?? '')).toEqual({ deviceId: 'device-before', open: 4, seq: 9, day: '2026-11-20' });
    await expect.poll(() => document.cookie).toContain('hearth-kept=this-device.0.0.2026-11-22');
    hold(2, 3);
    expect(document.cookie).toContain('hearth-kept=this-device.2.3.2026-11-22');
    stop();
  });

  it('F17 this device’s own mark is no news', async () => {
    Object.assign(document, { cookie: 'hearth-kept=this-device.4.9.2026-11-20; path=/' });
    const { isSaid, settings, stop } = careFor();
    await expect.poll(() => document.cookie).toContain('hearth-kept=this-device.0.0.2026-11-22');
    expect(settings.size).toBe(0);
    expect(isSaid()).toBe(false);
    stop();
  });

  it('F16 a full phone is said as soon as it is one', async () => {
    const { isSaid, tell, stop } = careFor();
    await expect.poll(() => document.cookie).toContain('hearth-kept=this-device.0.0.');
    tell({ full: { dropped: ['reserve'], isSaved: true } });
    await expect.poll(isSaid).toBe(true);
    stop();
  });
});
