// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { backoffMs, LONGEST_WAIT_MS } from '../../src/sync/backoff.ts';
import type { LaneEvent, LaneState, Step } from '../../src/sync/state-table.ts';
import { stateTable } from '../../src/sync/state-table.ts';

/** `to needs … n=0|n+1 then …`, one row for each event, one column for each state. */
function say(step: Step): string {
  return [step.to, step.needs ? `if ${step.needs.join('+')}` : '', step.failures === 'reset' ? 'n=0' : step.failures === 'raise' ? 'n+1' : '', step.next ?? '']
    .filter(Boolean)
    .join(' ');
}

const STATES: LaneState[] = ['idle', 'sending', 'backingOff', 'paused'];
const ROWS: [LaneEvent, string, string, string, string][] = [
  ['lineAdded', 'sending if lock', 'sending again', 'backingOff', 'paused'],
  ['wake', 'sending if lines+lock', 'sending n=0', 'sending if lock', 'paused'],
  ['sendNow', 'sending if lock n=0', 'sending n=0', 'sending if lock n=0', 'sending if signedIn+lock n=0'],
  ['timerDue', 'sending if lines+lock', 'sending', 'sending if lock', 'paused'],
  ['repliedLinesLeft', 'idle', 'sending n=0', 'backingOff', 'paused'],
  ['repliedNoneLeft', 'idle', 'sending n=0 pull', 'backingOff', 'paused'],
  ['pulled', 'idle', 'idle n=0', 'backingOff', 'paused'],
  ['noReply', 'idle', 'backingOff n+1 wait', 'backingOff', 'paused'],
  ['fault', 'idle', 'sending', 'backingOff', 'paused'],
  ['turnedAway', 'idle', 'paused', 'backingOff', 'paused'],
  ['signedIn', 'sending if lines+lock', 'sending', 'backingOff', 'sending if lock n=0'],
  ['stopped', 'idle', 'idle', 'idle', 'paused'],
];

describe('the state table of the lane', () => {
  for (const [event, ...cells] of ROWS) {
    it(`I4 says what ${event} does in every state`, () => {
      expect(STATES.map((state) => say(stateTable[state][event]))).toEqual(cells);
    });
  }

  it('I4 holds no event and no state beyond the rows above', () => {
    expect(Object.keys(stateTable)).toEqual(STATES);
    for (const state of STATES) expect(Object.keys(stateTable[state]).sort()).toEqual(ROWS.map(([event]) => event).sort());
  });
});

describe('waiting before trying again', () => {
  it('I14 waits between nothing and one second doubled each time, never more than five minutes', () => {
    for (const failures of [0, 1, 2, 5, 9, 40]) {
      const most = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures);
      expect(backoffMs(failures, 0, () => 0)).toBe(0);
      expect(backoffMs(failures, 0, () => 0.999999)).toBeLessThan(most);
      expect(backoffMs(failures, 0, () => 0.5)).toBe(Math.floor(most / 2));
    }
  });

  it('F9 never comes back sooner than the server asked', () => {
    expect(backoffMs(1, 90, () => 0)).toBe(90_000);
    expect(backoffMs(20, 10, () => 0.9)).toBe(Math.floor(0.9 * LONGEST_WAIT_MS));
  });

  it('F26 spreads two hundred phones after a restart', () => {
    const waits = Array.from({ length: 200 }, (_, phone) => backoffMs(6, 0, () => phone / 200));
    expect(new Set(waits.map((ms) => Math.floor(ms / 1000))).size).toBeGreaterThan(50);
  });
});
