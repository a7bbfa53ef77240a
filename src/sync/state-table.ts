/**
 * The loop of one lane, as a table (sync reference, section 7). Pure: it says where to go, what
 * must hold first, and what happens to the count of failures. `lane.ts` walks it.
 */
export type LaneState = 'idle' | 'sending' | 'backingOff' | 'paused';

export type LaneEvent =
  | 'lineAdded'
  /** Page visible, network back, a sync event, a push, a minute gone by. */
  | 'wake'
  | 'sendNow'
  | 'timerDue'
  | 'repliedLinesLeft'
  | 'repliedNoneLeft'
  /** Everything new has come down. */
  | 'pulled'
  /** No trusted reply, a timeout, 429 or 5xx. */
  | 'noReply'
  /** 400, 409, 413 or 422: push has already made the batch smaller or asked for receipts. */
  | 'fault'
  /** 401 or 403. */
  | 'turnedAway'
  | 'signedIn'
  /** The lock was lost, the tab frozen or the lane stopped. Lines stay open. */
  | 'stopped';

export type Step = {
  to: LaneState;
  /** What must hold before leaving for `to`; without it the state stays. */
  needs?: readonly ('lines' | 'lock' | 'signedIn')[];
  failures?: 'reset' | 'raise';
  next?: 'again' | 'pull' | 'wait';
};

const idle: Step = { to: 'idle' };
const sending: Step = { to: 'sending' };
const backingOff: Step = { to: 'backingOff' };
const paused: Step = { to: 'paused' };

export const stateTable: Record<LaneState, Record<LaneEvent, Step>> = {
  idle: {
    lineAdded: { to: 'sending', needs: ['lock'] },
    wake: { to: 'sending', needs: ['lines', 'lock'] },
    sendNow: { to: 'sending', needs: ['lock'], failures: 'reset' },
    timerDue: { to: 'sending', needs: ['lines', 'lock'] },
    repliedLinesLeft: idle,
    repliedNoneLeft: idle,
    pulled: idle,
    noReply: idle,
    fault: idle,
    turnedAway: idle,
    signedIn: { to: 'sending', needs: ['lines', 'lock'] },
    stopped: idle,
  },
  sending: {
    lineAdded: { to: 'sending', next: 'again' },
    // The request under way may be from before the signal: when it is lost, the next wait is a short one.
    wake: { to: 'sending', failures: 'reset' },
    sendNow: { to: 'sending', failures: 'reset' },
    timerDue: sending,
    repliedLinesLeft: { to: 'sending', failures: 'reset' },
    repliedNoneLeft: { to: 'sending', failures: 'reset', next: 'pull' },
    pulled: { to: 'idle', failures: 'reset' },
    noReply: { to: 'backingOff', failures: 'raise', next: 'wait' },
    fault: sending,
    turnedAway: paused,
    signedIn: sending,
    stopped: idle,
  },
  backingOff: {
    lineAdded: backingOff,
    wake: { to: 'sending', needs: ['lock'] },
    sendNow: { to: 'sending', needs: ['lock'], failures: 'reset' },
    timerDue: { to: 'sending', needs: ['lock'] },
    repliedLinesLeft: backingOff,
    repliedNoneLeft: backingOff,
    pulled: backingOff,
    noReply: backingOff,
    fault: backingOff,
    turnedAway: backingOff,
    signedIn: backingOff,
    stopped: idle,
  },
  paused: {
    lineAdded: paused,
    wake: paused,
    sendNow: { to: 'sending', needs: ['signedIn', 'lock'], failures: 'reset' },
    timerDue: paused,
    repliedLinesLeft: paused,
    repliedNoneLeft: paused,
    pulled: paused,
    noReply: paused,
    fault: paused,
    turnedAway: paused,
    signedIn: { to: 'sending', needs: ['lock'], failures: 'reset' },
    stopped: paused,
  },
};
