// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Banners } from '../../src/app/banners.tsx';
import type { Cabinet, SyncState } from '../../src/store/cabinet.ts';

const calm: SyncState = { signal: 'online', isSending: false, waiting: 0, refused: 0, pulledAt: null, needsSignIn: false, clockOffset: 0, downloads: null };
const allowMetered = vi.fn(async () => undefined);
const cabinet = { allowMetered } as unknown as Cabinet;

function show(change: Partial<SyncState>): void {
  render(<Banners state={{ ...calm, ...change }} cabinet={cabinet} canPush={true} />);
}

describe('what the frame says about this phone', () => {
  afterEach(cleanup);

  it('asks before it downloads on mobile data, and says how much', () => {
    show({ downloads: { done: 0, of: 2, bytes: 0, bytesOf: 300_000, waitsForYes: true } });
    screen.getByText('Download 300 kB now?');
    screen.getByRole('button', { name: 'Download' }).click();
    expect(allowMetered).toHaveBeenCalledOnce();
  });

  it('says how many things wait for signal, and that work goes on', () => {
    show({ signal: 'offline', waiting: 3 });
    screen.getByText('No signal. You can keep working. 3 things are waiting for signal.');
  });

  it('says plainly that the clock is wrong by a year, and that the work is safe', () => {
    show({ clockOffset: -365 * 24 * 3_600_000 });
    screen.getByText('This phone’s clock is wrong by about 365 days. Your work is safe: the server’s time counts.');
  });

  it('says nothing about a clock that is a few minutes off', () => {
    show({ clockOffset: 4 * 60_000 });
    expect(document.body.textContent).toBe('');
  });
});
