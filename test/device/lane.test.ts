// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Hands } from '../../src/sync/lane.ts';
import { makeLane } from '../../src/sync/lane.ts';
import type { Outcome } from '../../src/sync/outcome.ts';
import type { LaneEvent } from '../../src/sync/state-table.ts';
import type { Locks } from '../../src/sync/world.ts';

type Answer = Outcome | (() => Outcome);

/** A lock that is let go only when told to, as a browser under load lets it go late. */
function makeLateLocks() {
  let letGo = (): void => undefined;
  const locks: Locks = {
    request: async (_name, _options, act) => {
      await act({});
      await new Promise<void>((done) => {
        letGo = done;
      });
    },
  };
  return { locks, letGo: () => letGo() };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A lane whose waits end when the test says so, and whose sends are answered one after the other. */
function makeScene(answers: Answer[]) {
  const late = makeLateLocks();
  const timers: { ms: number; ring: () => void }[] = [];
  let sent = 0;
  let isSignedIn = true;
  const hands: Hands = {
    hasWork: async () => true,
    isSignedIn: async () => isSignedIn,
    send: async () => {
      sent += 1;
      const answer = answers.shift() ?? ({ event: 'repliedNoneLeft' } as const);
      return typeof answer === 'function' ? answer() : answer;
    },
    pull: async () => ({ event: 'pulled' }),
    rested: () => undefined,
  };
  const lane = makeLane(
    {
      locks: late.locks,
      pulse: null,
      random: () => 0.5,
      setTimer: (ring, ms) => {
        const timer = { ms, ring };
        timers.push(timer);
        return () => {
          const at = timers.indexOf(timer);
          if (at >= 0) timers.splice(at, 1);
        };
      },
    },
    hands,
  );
  return {
    lane,
    sent: () => sent,
    signOut: () => {
      isSignedIn = false;
    },
    waits: () => timers.map((timer) => timer.ms),
    ring: () => timers.shift()?.ring(),
    say: async (event: LaneEvent) => {
      lane.dispatch(event);
      await settled();
    },
    letGo: async () => {
      late.letGo();
      await settled();
    },
  };
}

const lost: Outcome = { event: 'noReply', retryAfterS: 0 };

describe('a lock that is let go late', () => {
  it('I4 a wait that ends before the lock is let go is not forgotten', async () => {
    const scene = makeScene([lost]);
    await scene.say('lineAdded');
    expect(scene.lane.state()).toBe('backingOff');
    scene.ring();
    await settled();
    expect(scene.sent()).toBe(1);
    await scene.letGo();
    expect(scene.sent()).toBe(2);
    expect(scene.lane.state()).toBe('idle');
  });

  it('I4 signal that comes back before the lock is let go is not forgotten', async () => {
    const scene = makeScene([lost]);
    await scene.say('lineAdded');
    await scene.say('wake');
    await scene.letGo();
    expect(scene.sent()).toBe(2);
  });

  it('I9 a sign-in before the lock is let go starts the delivery again', async () => {
    const scene = makeScene([{ event: 'turnedAway' }]);
    await scene.say('lineAdded');
    expect(scene.lane.state()).toBe('paused');
    await scene.say('signedIn');
    await scene.letGo();
    expect(scene.sent()).toBe(2);
    expect(scene.lane.state()).toBe('idle');
  });

  it('I9 nothing starts again for somebody who signed out meanwhile', async () => {
    const scene = makeScene([{ event: 'turnedAway' }]);
    await scene.say('lineAdded');
    await scene.say('sendNow');
    scene.signOut();
    await scene.letGo();
    expect(scene.sent()).toBe(1);
    expect(scene.lane.state()).toBe('paused');
  });
});

describe('signal that comes back in mid-attempt', () => {
  it('I14 the count of failures starts again, so that the next wait is a short one', async () => {
    const scene = makeScene([lost, lost, lost, lost, lost, lost]);
    await scene.say('lineAdded');
    await scene.letGo();
    for (let turn = 0; turn < 4; turn += 1) {
      scene.ring();
      await settled();
      await scene.letGo();
    }
    expect(scene.waits()).toEqual([16_000]);
    let hear = (): void => undefined;
    const again = makeScene([
      lost,
      lost,
      lost,
      lost,
      () => {
        hear();
        return lost;
      },
    ]);
    hear = () => again.lane.dispatch('wake');
    await again.say('lineAdded');
    await again.letGo();
    for (let turn = 0; turn < 4; turn += 1) {
      again.ring();
      await settled();
      await again.letGo();
    }
    expect(again.waits()).toEqual([1000]);
  });
});
