import type { OutboxRow, ReceiptRow } from '../../../src/store/database.ts';
import { checkPicturesArrived, picturesLeft } from './check-pictures.ts';
import { checkServer } from './check-server.ts';
import { checkView } from './check-view.ts';
import { DAY_MS, SECOND_MS } from './clock.ts';
import { rowsOnDisk } from './disk.ts';
import { breaks } from './ledger.ts';
import type { Look } from './look.ts';
import { isPutRight, receiptsOn } from './look.ts';
import type { Phone, Tab } from './phones.ts';
import { openTab, signedInOn, signIn } from './phones.ts';
import { picturesOn } from './pictures.ts';
import { LATER_S } from './server.ts';
import type { World } from './simulate.ts';

/** Longer than any wait there is, the longest backoff and a look for a lock included. */
const TURN_MS = 400 * SECOND_MS;
/** A line that is still open after so many looks is stuck. */
const TURNS_AT_MOST = 8;
/** Past this everything that waited for something is decided. */
const HELD_AT_MOST_MS = 6 * DAY_MS;
/** Longer than delivered bytes are kept, whatever a phone's clock says. */
const PICTURES_STAY_MS = 17 * DAY_MS;
/** I14: what a phone may ask for until it is at rest. */
const REQUESTS_AT_MOST = 60;

function isRecovering(phone: Phone, personId: string): boolean {
  return rowsOnDisk<{ name: string; value: unknown }>(phone.origin, 'marks').some((row) => row.name === `recover:${personId}` && row.value !== null);
}

function openLines(phone: Phone, personId: string): OutboxRow[] {
  return rowsOnDisk<OutboxRow>(phone.origin, 'outbox').filter((row) => row.owner === personId);
}

type Visit = { phone: Phone; personId: string };

/** Everybody who has anything on a phone: whoever holds it first, since another's sign-in begins the view anew and would hide what was skipped. */
function visits(world: World): Visit[] {
  return world.phones.flatMap((phone) => {
    const holder = signedInOn(phone);
    const owners = new Set(['outbox', 'receipts', 'refusals'].flatMap((table) => rowsOnDisk<{ owner: string }>(phone.origin, table).map((row) => row.owner)));
    if (holder !== null) owners.delete(holder);
    return [...(holder === null ? [] : [holder]), ...owners].map((personId) => ({ phone, personId }));
  });
}

/** What the phone could not send by itself the person sends once more. */
async function tryStuck(page: Tab, phone: Phone, personId: string): Promise<void> {
  const stuck = [...picturesOn(phone).values()].filter((row) => row.owner === personId && row.state === 'needsYou');
  if (stuck.length === 0) return;
  const attachments = await page.cabinet.attachments();
  for (const { sha256 } of stuck) await attachments.tryAgain(sha256).catch(() => undefined);
}

/** Long after its receipt a picture lies on no phone any more, and nothing else has gone. */
async function checkLetGo(world: World): Promise<void> {
  if (world.phones.every((phone) => picturesOn(phone).size === 0)) return;
  world.clock.pass(PICTURES_STAY_MS);
  const holding = world.phones.filter((phone) => picturesOn(phone).size > 0);
  for (const phone of holding) for (const page of phone.pages) page.page.tell('visible');
  await world.quiet();
  for (const phone of holding) {
    const delivered = [...picturesOn(phone).values()].filter((row) => row.state === 'delivered');
    if (delivered.length > 0) breaks(world.ledger, 'I16 a delivered picture stays on the phone for ever');
  }
  await world.check();
}

function pushesOfOthers(world: World, phone: Phone): number {
  return world.phones.reduce((sum, other) => (other === phone ? sum : sum + other.pushes), 0);
}

/** Somebody takes the phone in hand, signs in and keeps it until it is at rest. */
async function visit(world: World, { phone, personId }: Visit): Promise<void> {
  const page = phone.pages[0] ?? (await openTab(world, phone, 'page'));
  const before = { requests: world.ledger.counts.requests ?? 0, pulls: phone.pulls };
  const others = pushesOfOthers(world, phone);
  const isAtRest = () => phone.pulls > before.pulls && openLines(phone, personId).length === 0 && picturesLeft(phone, personId).length === 0 && !isRecovering(phone, personId);
  await signIn(world, phone, page, personId).catch(() => undefined);
  await world.quiet();
  for (let turn = 0; turn < TURNS_AT_MOST && !isAtRest(); turn += 1) {
    world.clock.pass(TURN_MS);
    await tryStuck(page, phone, personId);
    for (const tab of phone.pages) void tab.sync.drain();
    await world.quiet();
  }
  // Another phone delivered meanwhile, maybe after this one asked. Out of sight it need not hear of that by itself.
  if (pushesOfOthers(world, phone) > others) {
    for (const tab of phone.pages) void tab.sync.drain();
    await world.quiet();
  }
  if (openLines(phone, personId).length > 0) breaks(world.ledger, 'I4 a line stayed open');
  if (picturesLeft(phone, personId).length > 0) breaks(world.ledger, 'I16 a picture stayed on the phone');
  if ((world.ledger.counts.requests ?? 0) - before.requests > REQUESTS_AT_MOST) breaks(world.ledger, 'I14 a phone does not stop asking');
}

function held(phone: Phone): ReceiptRow[] {
  return receiptsOn(phone).filter((row) => row.receipt.state === 'held');
}

/** I4: nothing that was held stays so when its answer has come. */
function checkHeld(world: World, { phone, personId }: Visit): void {
  if (held(phone).some((row) => row.owner === personId)) breaks(world.ledger, 'I4 a held fact never got its final answer');
}

/** I2 and I3: in the end everything called saved has reached the server as it is now, or stands among the refusals. */
function checkArrived(world: World, seen: Look): void {
  const { ledger } = world;
  for (const { factId, phone } of ledger.saved.values()) {
    const isExcused = ledger.evicted.has(factId) || ledger.letGo.has(factId) || ledger.erased.has(factId) || seen.phones[phone]?.refusals.has(factId);
    if (!isExcused && !seen.log.has(factId) && !isPutRight(ledger, factId, seen)) breaks(ledger, 'I3 what was saved never reached the server that there is');
  }
}

/** What a closed account's phones sent is kept until a person decides, however long that takes; here they decide to open it again. */
async function openAccounts(world: World): Promise<void> {
  const { server, clock } = world;
  const closed = (await world.server.records.db.selectFrom('person').select('person_id').where('closed_at', 'is not', null).execute()).map((row) => row.person_id);
  if (closed.length === 0) return;
  await world.check();
  clock.pass(HELD_AT_MOST_MS);
  await server.settle();
  await world.quiet();
  await world.check();
  for (const personId of closed) await server.reopen(personId);
}

/** Everything is well again, everyone comes back to every phone, and then all promises are looked at. */
export async function heal(world: World): Promise<void> {
  const { server, network, clock } = world;
  server.faults.clear();
  server.isDown = false;
  server.isOld = false;
  clock.pass(LATER_S * SECOND_MS);
  for (const phone of world.phones) {
    for (const tab of [...phone.pages, ...phone.workers]) tab.door.disarm();
    // Out of sight a page does not ask every minute; whoever takes the phone in hand asks.
    for (const page of phone.pages) page.page.tell('hidden');
  }
  await network.heal();
  await world.quiet();
  if (server.isForgotten) await server.sayRestored();
  await openAccounts(world);
  for (const someone of visits(world)) {
    await visit(world, someone);
    await checkView(world, someone.phone, someone.personId);
  }
  await world.check();
  clock.pass(HELD_AT_MOST_MS);
  const settled = await server.settle();
  await world.quiet();
  await world.check();
  await checkServer(world);
  // Where nothing was held, nothing has changed since everyone looked.
  const isOver = settled === 0 && world.phones.every((phone) => held(phone).length === 0);
  for (const someone of isOver ? [] : visits(world)) {
    await visit(world, someone);
    await checkView(world, someone.phone, someone.personId);
    checkHeld(world, someone);
  }
  const seen = await world.check();
  checkArrived(world, seen);
  await checkPicturesArrived(world, seen);
  await checkLetGo(world);
}
