// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import type { Letter } from '../../src/store/quiet/shelf.ts';
import { makeSealedLane } from '../../src/sync/quiet/quiet-lane.ts';
import { idOf, joinedPhone } from '../support/joined-phone.ts';
import { chunkLetters, viewLetter } from '../support/quiet-letters.ts';
import { openOn, quietTab } from '../support/quiet-phone.ts';
import { makeDice } from '../support/simulation/dice.ts';

const RUNS = 40;
const headerOf = ({ content }: Letter) => (content.kind === 'view' ? content.envelope.header : '');

/** A shelf and a network that may fail or be killed at any step, by the dice. */
function rough(shelf: Backshelf, roll: () => number, die: () => Promise<never>): Backshelf {
  const risky =
    <Asked extends unknown[], Answer>(act: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      if (roll() < 0.04) return die();
      const answer = await act(...asked);
      return roll() < 0.04 ? die() : answer;
    };
  return {
    ...shelf,
    nextLetter: risky(shelf.nextLetter),
    settleLetter: risky(shelf.settleLetter),
    swapCapability: risky(shelf.swapCapability),
    noteWork: risky(shelf.noteWork),
    addCapabilities: risky(shelf.addCapabilities),
  };
}

describe('a phone that is killed again and again on a bad line', () => {
  it.each(Array.from({ length: RUNS }, (_, seed) => seed))('loses no letter and doubles none (run %i)', async (seed) => {
    const roll = makeDice(seed);
    const { clock, server, disk, shelf, member } = await joinedPhone(seed % 4);
    if (seed % 5 === 0) server.memberships.delete(member.membership);
    const views = [viewLetter(), viewLetter({}, { safety: 1 }), viewLetter({}, { unit: 'region' })];
    for (const view of views) await shelf.send([view, ...chunkLetters(2)]);
    shelf.close();
    if (seed % 5 === 0) for (const capability of server.capabilities.keys()) server.capabilities.delete(capability);

    let left = 1;
    for (let life = 0; life < 60 && left > 0; life += 1) {
      const calm = life > 50;
      const here = await openOn(disk, clock);
      const tab = quietTab(clock, server, disk);
      let kill: () => void = () => undefined;
      const killed = new Promise<void>((done) => {
        kill = done;
      });
      const die = () => {
        kill();
        return new Promise<never>(() => undefined);
      };
      tab.weather.now = async (path, send, init) => {
        if (calm) return send();
        if (roll() < 0.1) throw new TypeError('no network');
        if (roll() < 0.05) return server.refuse(500, 'fault');
        // A capability may be unknown or spent, but never for an envelope that was taken: that one is answered as before.
        const isTaken = views.some((view) => server.effects.includes(idOf(view)) && String(init.body).includes(headerOf(view)));
        if (path === '/sealed' && !isTaken && roll() < 0.1) return server.refuse(403, 'notAllowed');
        const reply = send();
        if (roll() < 0.08) return die();
        if (roll() < 0.1) throw new TypeError('the reply was lost');
        return reply;
      };
      const lane = makeSealedLane({ ...tab.world, locks: null } as never, calm ? here : rough(here, roll, die));
      await Promise.race([lane.drain(), killed]);
      lane.stop();
      left = (await here.letters()).filter(({ refused }) => !refused).length;
      here.close();
      clock.pass(10 * 60_000);
    }
    const after = await openOn(disk, clock);
    expect((await after.letters()).map(({ content, refused }) => [content.kind, refused])).toEqual([]);
    expect([...server.effects].sort()).toEqual(views.map(idOf).sort());
    expect(server.chunks.size).toBe(6);
  });
});
