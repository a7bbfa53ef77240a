import type { Letter } from '../../src/store/quiet/shelf.ts';
import { makeSealedLane } from '../../src/sync/quiet/quiet-lane.ts';
import { makeHandClock } from './device.ts';
import { makePretendQuietServer } from './pretend-quiet-server.ts';
import { memberWith } from './quiet-letters.ts';
import { makeQuietDisk, openOn, quietTab } from './quiet-phone.ts';

/** The id of the envelope in a letter. */
export const idOf = (letter: Letter): string => (letter.content.kind === 'view' ? JSON.parse(Buffer.from(letter.content.envelope.header, 'base64url').toString()).id : '');

/** A phone of somebody who joined, with so many capabilities left. */
export async function joinedPhone(left = 10) {
  const clock = makeHandClock('2026-11-20T10:00:00.000Z');
  const server = makePretendQuietServer();
  const disk = makeQuietDisk();
  const shelf = await openOn(disk, clock);
  const tab = quietTab(clock, server, disk);
  const member = memberWith(Array.from({ length: left }, () => server.give()));
  server.memberships.add(member.membership);
  await shelf.write('member', member);
  const lane = (owners = ['young'], more = {}) => makeSealedLane({ ...tab.world, ...more } as never, shelf, owners);
  return { clock, server, disk, shelf, tab, member, lane };
}
