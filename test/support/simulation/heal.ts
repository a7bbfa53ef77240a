import type { OutboxRow, ReceiptRow } from '../../../src/store/database.ts';
import { checkServer } from './check-server.ts';
import { checkView } from './check-view.ts';
import { DAY_MS, SECOND_MS } from './clock.ts';
import { rowsOnDisk } from './disk.ts';
import { breaks } from './ledger.ts';
import type { Phone } from './phones.ts';
import { openTab, signIn } from './phones.ts';
import type { World } from './simulate.ts';

/** Longer than any wait there is, the longest backoff and a look for a lock included. */
const TURN_MS = 400 * SECOND_MS;
/** A line that is still open after so many looks is stuck. */
const TURNS_AT_MOST = 8;
/** Past this everything that waited for something is decided. */
const HELD_AT_MOST_MS = 6 * DAY_MS;
/** I14: what a phone may ask for until it is at rest. */
const REQUESTS_AT_MOST = 60;

function isRecovering(phone: Phone, personId: string): boolean {
  return rowsOnDisk<{ name: string; value: unknown }>(phone.origin, 'marks').some((row) => row.name === `recover:${personId}` && row.value !== null);
}

function openLines(phone: Phone, personId: string): OutboxRow[] {
  return rowsOnDisk<OutboxRow>(phone.origin, 'outbox').filter((row) => row.owner === personId);
}

/** Somebody takes the phone in hand, signs in and keeps it until it is at rest. */
async function visit(world: World, phone: Phone, personId: string): Promise<void> {
  const page = phone.pages[0] ?? (await openTab(world, phone, 'page'));
  await signIn(phone, page, personId, new Date(world.clock.now()).toISOString()).catch(() => undefined);
  await world.quiet();
  const before = world.ledger.counts.requests ?? 0;
  for (let turn = 0; turn < TURNS_AT_MOST; turn += 1) {
    world.clock.pass(TURN_MS);
    for (const tab of phone.pages) void tab.sync.drain();
    await world.quiet();
    if (turn > 0 && openLines(phone, personId).length === 0 && !isRecovering(phone, personId)) break;
  }
  if (openLines(phone, personId).length > 0) breaks(world.ledger, 'I4 a line stayed open');
  if ((world.ledger.counts.requests ?? 0) - before > REQUESTS_AT_MOST) breaks(world.ledger, 'I14 a phone does not stop asking');
}

/** I4: nothing that was held stays so when its answer has come. */
function checkHeld(world: World, phone: Phone, personId: string): void {
  const held = rowsOnDisk<ReceiptRow>(phone.origin, 'receipts').filter((row) => row.owner === personId && row.receipt.state === 'held');
  if (held.length > 0) breaks(world.ledger, 'I4 a held fact never got its final answer');
}

/** Everything is well again, everyone comes back to every phone, and then all promises are looked at. */
export async function heal(world: World): Promise<void> {
  const { server, network, clock } = world;
  server.faults.clear();
  server.isDown = false;
  for (const phone of world.phones) for (const tab of [...phone.pages, ...phone.workers]) tab.door.disarm();
  await network.heal();
  await world.quiet();
  if (server.isForgotten) await server.sayRestored();
  for (const phone of world.phones) for (const personId of phone.people) await visit(world, phone, personId);
  await world.check();
  clock.pass(HELD_AT_MOST_MS);
  await server.settle();
  await world.quiet();
  await checkServer(world);
  for (const phone of world.phones) {
    for (const personId of phone.people) {
      await visit(world, phone, personId);
      await checkView(world, phone, personId);
      checkHeld(world, phone, personId);
    }
  }
  await world.check();
}
