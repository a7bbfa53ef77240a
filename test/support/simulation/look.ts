import type { OutboxRow, ReceiptRow, RefusalRow } from '../../../src/store/database.ts';
import { receiptsIn } from '../../../src/store/receipts.ts';
import type { FactRow as LogRow } from '../../../src/server/records/schema.ts';
import { rowsOnDisk } from './disk.ts';
import type { Ledger } from './ledger.ts';
import type { Phone } from './phones.ts';
import type { World } from './simulate.ts';

/** What lies on one phone, by id. */
export type OnPhone = { outbox: Map<string, OutboxRow>; refusals: Map<string, RefusalRow>; receipts: Map<string, ReceiptRow> };
/** Everything as it lies now, on phones and server, read past all of our code. */
export type Look = { log: Map<string, LogRow>; phones: OnPhone[]; epoch: string };

function byId<Row extends { factId: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.factId, row]));
}

/** Each by itself, those of packs too. */
export function receiptsOn(phone: Phone): ReceiptRow[] {
  return rowsOnDisk<ReceiptRow>(phone.origin, 'receipts').flatMap(receiptsIn);
}

export function lookAtPhone(phone: Phone): OnPhone {
  return {
    outbox: byId(rowsOnDisk<OutboxRow>(phone.origin, 'outbox')),
    refusals: byId(rowsOnDisk<RefusalRow>(phone.origin, 'refusals')),
    receipts: byId(receiptsOn(phone)),
  };
}

async function readLog(world: World): Promise<Pick<Look, 'log' | 'epoch'>> {
  const { server } = world;
  if (world.lastLog?.version !== server.version) {
    const rows = await server.records.db.selectFrom('fact_log').selectAll().execute();
    world.lastLog = { version: server.version, log: new Map(rows.map((row) => [row.fact_id, row])), epoch: await server.epoch() };
  }
  return world.lastLog;
}

export async function look(world: World): Promise<Look> {
  const { log, epoch } = await readLog(world);
  return { log, epoch, phones: world.phones.map(lookAtPhone) };
}

/** The person sent the refused words again, and those have arrived: the refusal is settled. */
export function isPutRight(ledger: Ledger, factId: string, seen: Look): boolean {
  for (const saved of ledger.saved.values()) {
    if (saved.replaces !== factId) continue;
    const row = seen.log.get(saved.factId);
    if ((row && row.state !== 'refused') || ledger.receipted.has(saved.factId)) return true;
    if (isPutRight(ledger, saved.factId, seen)) return true;
  }
  return false;
}
