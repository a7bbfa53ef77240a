import type { FactRow as LogRow } from '../../../src/server/records/schema.ts';
import { checkPictures } from './check-pictures.ts';
import { DAY_MS, FIRST_MOMENT } from './clock.ts';
import { rowsOnDisk } from './disk.ts';
import { breaks, noteBytes } from './ledger.ts';
import type { Saved } from './ledger.ts';
import type { Look } from './look.ts';
import { isPutRight, look } from './look.ts';
import { signedInOn } from './phones.ts';
import type { World } from './simulate.ts';

/** Receipts are let go of after this (sync reference, section 9), less what phone clocks may be wrong by. */
const RECEIPTS_STAY_MS = 12 * DAY_MS;

/** I2: what was called saved is on its phone or on the server, and while it is young the phone knows which. */
function checkKept(world: World, saved: Saved, seen: Look): void {
  const { ledger } = world;
  const { factId } = saved;
  if (ledger.evicted.has(factId) || ledger.letGo.has(factId) || isPutRight(ledger, factId, seen)) return;
  const phone = seen.phones[saved.phone];
  const receipt = phone?.receipts.get(factId);
  const isOpen = phone?.outbox.has(factId) || phone?.refusals.has(factId);
  if (!isOpen && (receipt?.fact ?? null) === null && !seen.log.has(factId) && !ledger.erased.has(factId)) breaks(ledger, 'I2 saved work is nowhere');
  const isYoung = world.clock.now() - Date.parse(FIRST_MOMENT) < RECEIPTS_STAY_MS;
  // A full phone lets go of receipts too, as far as a backup holds what they are for.
  const mayBeGone = (ledger.counts['disk quota'] ?? 0) > 0 && world.server.backedUp.has(factId);
  if (!isOpen && !receipt && isYoung && !mayBeGone) breaks(ledger, 'I3 a line was closed without a receipt');
  if (saved.isGood && phone?.refusals.has(factId)) breaks(ledger, 'I4 good work was refused');
}

/** I10: what waits is part of what its author sees. */
function checkOwnView(world: World, seen: Look): void {
  for (const phone of world.phones) {
    const owner = signedInOn(phone);
    const facts = new Set(rowsOnDisk<{ factId: string }>(phone.origin, 'facts').map((row) => row.factId));
    for (const line of seen.phones[phone.index]?.outbox.values() ?? []) {
      if (line.owner === owner && !facts.has(line.factId)) breaks(world.ledger, 'I10 what waits is missing from the view of its author');
    }
  }
}

/** I5: what the server refused is on the phone, with its reason, until the person acts. */
function checkRefused(world: World, saved: Saved, seen: Look): void {
  const { ledger } = world;
  const { factId } = saved;
  const phone = seen.phones[saved.phone];
  const refusal = phone?.refusals.get(factId)?.refusal;
  if (refusal && (!refusal.kind || !refusal.reason)) breaks(ledger, 'I5 a refusal without a reason');
  if (seen.log.get(factId)?.state !== 'refused' || ledger.evicted.has(factId) || ledger.letGo.has(factId)) return;
  const mayStillHear = phone?.outbox.has(factId) || phone?.receipts.get(factId)?.receipt.state === 'held';
  // After a restore the phone may hold a receipt of the life before, until it has asked again.
  const isOfEarlierLife = (phone?.receipts.get(factId)?.epoch ?? seen.epoch) !== seen.epoch || world.server.isForgotten;
  if (!refusal && !mayStillHear && !isOfEarlierLife && !isPutRight(ledger, factId, seen)) breaks(ledger, 'I5 a refused fact is not shown to anybody');
}

/** I3: a receipt on the phone means that the server of this epoch holds these very bytes. */
function checkDelivered(world: World, seen: Look): void {
  if (world.server.isForgotten) return;
  for (const phone of seen.phones) {
    for (const row of phone.receipts.values()) {
      if (row.epoch !== seen.epoch) continue;
      const line = seen.log.get(row.factId);
      if (!line || line.hash !== row.receipt.hash) breaks(world.ledger, 'I3 shown as delivered, and not with the server');
      else if (line.state === 'refused' && row.receipt.state === 'recorded') breaks(world.ledger, 'I3 shown as delivered, and refused by the server');
    }
  }
}

/** Only what was erased may stand there without its words. */
export const isErased = (world: World, row: Pick<LogRow, 'about' | 'body'>): boolean => row.body === '' && world.erased.has(row.about);

/** I8 and I9: the server holds what its author typed, under its author's name. */
function checkAuthors(world: World, seen: Look): void {
  const { ledger } = world;
  for (const phone of seen.phones) {
    for (const [factId, line] of phone.outbox) {
      noteBytes(ledger, line.fact);
      world.unheard.add(factId);
      if (phone.receipts.has(factId) || phone.refusals.has(factId)) breaks(ledger, 'I4 an open line is settled at the same time');
    }
  }
  for (const [factId, row] of seen.log) {
    const saved = ledger.saved.get(factId);
    noteBytes(ledger, { factId, hash: row.hash });
    if (!saved || row.kind === '' || isErased(world, row)) continue;
    if (row.owner !== saved.author) breaks(ledger, 'I9 the server holds it under another name');
    if (row.kind !== saved.kind || row.about !== saved.about || row.body !== saved.body) breaks(ledger, 'I8 the server holds other words than were typed');
    if (row.state === 'recorded' && !ledger.recordedAt.has(factId)) ledger.recordedAt.set(factId, world.clock.now());
  }
}

/** F23: while an account is closed its facts are kept and take no effect; nobody loses them and nobody is refused. */
async function checkClosed(world: World, seen: Look): Promise<void> {
  const { ledger, server, closed } = world;
  const rows = ledger.counts.closed ? await server.records.db.selectFrom('person').select('person_id').where('closed_at', 'is not', null).execute() : [];
  const people = new Set(rows.map((row) => row.person_id));
  if (closed.timeline === server.timeline && people.size > 0) {
    for (const row of seen.log.values()) {
      const isClosed = people.has(row.owner) && closed.people.has(row.owner);
      if (isClosed && row.state === 'recorded' && row.body !== '' && ledger.saved.has(row.fact_id) && !ledger.recordedAt.has(row.fact_id))
        breaks(ledger, 'F23 a fact of a closed account took effect');
    }
  }
  world.closed = { people, timeline: server.timeline };
}

/** I15: the number on every screen is what lies on the phone. */
function checkCounts(world: World, seen: Look): void {
  for (const phone of world.phones) {
    const owner = signedInOn(phone);
    const onPhone = seen.phones[phone.index];
    const ofOwner = [...(onPhone?.outbox.values() ?? []), ...(onPhone?.refusals.values() ?? [])].filter((row) => row.owner === owner).length;
    for (const { shown } of phone.pages)
      if (shown !== null && (shown === 'soon' || shown.waiting !== ofOwner)) breaks(world.ledger, 'I15 the count on screen is not what is waiting');
  }
}

/** What must hold at every moment at which nothing moves. */
export async function checkAlways(world: World): Promise<Look> {
  const seen = await look(world);
  for (const phone of seen.phones) for (const factId of phone.receipts.keys()) world.ledger.receipted.add(factId);
  for (const saved of world.ledger.saved.values()) {
    checkKept(world, saved, seen);
    checkRefused(world, saved, seen);
  }
  checkDelivered(world, seen);
  await checkClosed(world, seen);
  checkAuthors(world, seen);
  checkCounts(world, seen);
  checkOwnView(world, seen);
  await checkPictures(world, seen);
  return seen;
}
