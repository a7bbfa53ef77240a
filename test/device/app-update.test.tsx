// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoticesProps } from '../../src/app/house.ts';
import type { Full, SyncState } from '../../src/store/cabinet.ts';
import type { Sync } from '../../src/sync/sync.ts';

const { accepted } = vi.hoisted(() => ({ accepted: { times: 0 } }));
vi.mock('../../src/app/worker.ts', () => ({
  acceptUpdate: () => {
    accepted.times += 1;
  },
  onUpdateReady: (tell: () => void) => {
    tell();
    return () => undefined;
  },
}));
const { heedWriting } = await import('../../src/app/heed-writing.ts');
const { Notices } = await import('../../src/app/notices.tsx');
const { UpdateNotice } = await import('../../src/app/update-notice.tsx');
heedWriting();

function show(isIdle: () => boolean) {
  render(
    <>
      <UpdateNotice sync={{ isIdle } as unknown as Sync} />
      <form onSubmit={(event) => event.preventDefault()}>
        <input aria-label="Words" />
      </form>
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Update' }));
}

describe('an update that was agreed to', () => {
  beforeEach(() => {
    accepted.times = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('F19 waits for the reply under way', () => {
    let isIdle = false;
    show(() => isIdle);
    vi.advanceTimersByTime(3000);
    expect(accepted.times).toBe(0);
    screen.getByText('The update comes when your work is sent and nothing is half written.');
    isIdle = true;
    vi.advanceTimersByTime(1000);
    expect(accepted.times).toBe(1);
  });

  it('F19 does not wait longer than a request may take', () => {
    show(() => false);
    vi.advanceTimersByTime(17_000);
    expect(accepted.times).toBe(1);
  });

  it('F19 never takes away a form that somebody is writing in', () => {
    let isIdle = false;
    show(() => isIdle);
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'half a sentence' } });
    isIdle = true;
    vi.advanceTimersByTime(60_000);
    expect(accepted.times).toBe(0);
    const form = screen.getByRole('textbox').closest('form') as HTMLFormElement;
    // Not taken: a field is marked, and the words in it are still to be put right.
    screen.getByRole('textbox').setAttribute('aria-invalid', 'true');
    fireEvent.submit(form);
    vi.advanceTimersByTime(60_000);
    expect(accepted.times).toBe(0);
    screen.getByRole('textbox').removeAttribute('aria-invalid');
    fireEvent.submit(form);
    vi.advanceTimersByTime(1000);
    expect(accepted.times).toBe(1);
  });
});

describe('two things to say at once', () => {
  afterEach(cleanup);

  it('F16 a full phone is said first, and an update once there is room again', async () => {
    const cabinet = { setting: async () => null } as unknown as NoticesProps['cabinet'];
    const notices = (full: Full | null) => <Notices cabinet={cabinet} sync={{ isIdle: () => true } as unknown as Sync} state={{ full } as SyncState} />;
    const { rerender } = render(notices({ dropped: ['reserve'], isSaved: true }));
    await screen.findByText('Needs you: this phone is full. Your words were saved.');
    expect(screen.queryByRole('button', { name: 'Update' })).toBeNull();
    rerender(notices(null));
    await screen.findByRole('button', { name: 'Update' });
    expect(screen.queryByText(/phone is full/)).toBeNull();
  });
});
