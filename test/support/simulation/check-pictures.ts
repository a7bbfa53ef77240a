import type { Tables } from '../../../src/server/records/schema.ts';
import { rowsOnDisk } from './disk.ts';
import { breaks } from './ledger.ts';
import type { Look } from './look.ts';
import type { Phone } from './phones.ts';
import { hashesOn, keyOf, picturesOn, sha256Of } from './pictures.ts';
import type { World } from './simulate.ts';

type Held = Pick<Tables['attachment'], 'owner' | 'sha256' | 'bytes' | 'offset' | 'completed_at'> & { hash: string };

/** As it was last read: most of what happens never comes to the server. */
const lastRead = new WeakMap<World, { version: number; held: Map<string, Held> }>();

/** The server's attachments, each with the hash of what lies there. */
async function heldByServer(world: World): Promise<Map<string, Held>> {
  const { version } = world.server;
  const last = lastRead.get(world);
  if (last?.version === version) return last.held;
  const { db } = world.server.records;
  const rows = await db.selectFrom('attachment').selectAll().execute();
  const parts = rows.length === 0 ? [] : await db.selectFrom('attachment_chunk').selectAll().orderBy('at').execute();
  const held = new Map<string, Held>();
  for (const row of rows) {
    const own = parts.filter((part) => part.owner === row.owner && part.sha256 === row.sha256);
    const whole = Buffer.concat(own.map((part) => part.content));
    const isOnce = own.every((part, index) => part.at === own.slice(0, index).reduce((sum, earlier) => sum + earlier.content.length, 0));
    if (!isOnce || whole.length !== row.offset) breaks(world.ledger, 'I16 bytes of a picture are there twice, or not at all');
    held.set(keyOf(row.owner, row.sha256), { ...row, hash: sha256Of(whole) });
  }
  lastRead.set(world, { version, held });
  return held;
}

/** Nobody is owed it any more: the person let it go, the browser threw it away, or the operator erased what it belonged to. */
function isExcused({ ledger, erased }: World, factId: string): boolean {
  return ledger.evicted.has(factId) || ledger.letGo.has(factId) || ledger.erased.has(factId) || erased.has(ledger.saved.get(factId)?.about ?? '');
}

/** This person's deliveries on this phone were checked against this life of the server. */
function isChecked(phone: Phone, owner: string, epoch: string): boolean {
  const marks = new Map(rowsOnDisk<{ name: string; value: unknown }>(phone.origin, 'marks').map((row) => [row.name, row.value]));
  return (marks.get(`recover:${owner}`) ?? null) === null && marks.get(`epoch:${owner}`) === epoch;
}

/** The server calls a part broken for every byte the line changed; after three the person is asked. */
const BROKEN_AT_LEAST = 3;

/** I16 and I2: until its receipt came a picture lies whole on its phone; after it, whole on the server. */
export async function checkPictures(world: World, seen: Look): Promise<void> {
  const { ledger } = world;
  if (ledger.pictures.size === 0) return;
  const held = await heldByServer(world);
  for (const row of held.values())
    if (row.completed_at !== null && (row.hash !== row.sha256 || row.offset !== row.bytes)) breaks(ledger, 'I16 the server took a picture that is another');
  for (const [key, picture] of ledger.pictures) {
    const phone = world.phones[picture.phone];
    if (!phone || [...picture.factIds].every((factId) => isExcused(world, factId))) continue;
    const row = picturesOn(phone).get(key);
    const isWhole = hashesOn(phone).get(picture.sha256) === picture.sha256;
    const isThere = held.get(key)?.completed_at != null;
    const isSure = !world.server.isForgotten && isChecked(phone, picture.owner, seen.epoch);
    if (row?.state === 'needsYou' && (ledger.counts['network garbled'] ?? 0) < BROKEN_AT_LEAST) breaks(ledger, 'I16 a good picture was turned away');
    if (row && !isWhole) breaks(ledger, row.receipt ? 'I16 half a picture was let go of' : 'I2 a picture is nowhere whole');
    if (!row?.receipt && isWhole) continue;
    if (!ledger.pictureReceipts.has(key)) breaks(ledger, 'I16 a picture was let go of before its receipt');
    if (!isThere && isSure) breaks(ledger, 'I16 a picture is called delivered, and not with the server');
  }
  for (const phone of world.phones) {
    const named = new Set([...picturesOn(phone).values()].map((row) => row.sha256));
    if ([...hashesOn(phone).keys()].some((sha256) => !named.has(sha256))) breaks(ledger, 'I16 bytes are left that nothing names');
  }
}

/** What could be sent now and is not: its words are delivered. */
export function picturesLeft(phone: Phone, owner: string): string[] {
  const lines = new Set(['outbox', 'refusals'].flatMap((table) => rowsOnDisk<{ factId: string }>(phone.origin, table).map((row) => row.factId)));
  return [...picturesOn(phone).values()].flatMap((row) => (row.owner === owner && row.state !== 'delivered' && row.factIds.some((factId) => !lines.has(factId)) ? row.sha256 : []));
}

/** In the end every picture is whole with the server, or with words that were refused. */
export async function checkPicturesArrived(world: World, seen: Look): Promise<void> {
  const { ledger } = world;
  if (ledger.pictures.size === 0) return;
  const held = await heldByServer(world);
  for (const [key, picture] of ledger.pictures) {
    const isOver = (factId: string) => seen.phones[picture.phone]?.refusals.has(factId) || isExcused(world, factId);
    if (![...picture.factIds].every(isOver) && held.get(key)?.completed_at == null) breaks(ledger, 'I16 a picture never reached the server');
  }
}
