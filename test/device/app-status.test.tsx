// @vitest-environment happy-dom
import { render, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { SyncStatus } from '../../src/app/sync-status.tsx';
import type { SyncState } from '../../src/store/cabinet.ts';
import { QUIET } from '../support/fake-cabinet.ts';

function says(state: Partial<SyncState>): string {
  const drawn = render(<SyncStatus state={{ ...QUIET, ...state }} />);
  const text = screen.getByRole('status').textContent;
  drawn.unmount();
  return text;
}

describe('the line that says how this phone stands', () => {
  it('I15 names what waits beside what needs the person, so that the numbers are outbox and refusals', () => {
    expect(says({ refused: 2, waiting: 2 })).toBe('Needs you: 2');
    expect(says({ refused: 2, waiting: 5 })).toBe('Needs you: 2, waiting: 3');
  });

  it('I15 goes on counting while a sign-in is asked for', () => {
    expect(says({ needsSignIn: true, waiting: 3 })).toBe('Needs you: sign in, waiting: 3');
    expect(says({ needsSignIn: true, waiting: 0 })).toBe('Needs you: sign in');
  });

  it('I15 goes on counting while the phone is full', () => {
    expect(says({ full: { dropped: ['reserve'], isSaved: true }, waiting: 3 })).toContain('3');
  });

  it('I15 says delivered when there is nothing at all', () => {
    expect(says({ signal: 'online', waiting: 0, refused: 0 })).toBe('Delivered');
  });
});
