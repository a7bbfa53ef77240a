import type { AttemptRow, ChangeRow, FactRow } from '../../../src/server/records/schema.ts';
import { isErased } from './check-always.ts';
import { breaks } from './ledger.ts';
import type { World } from './simulate.ts';

/** The server decides without what is missing after this (sync reference, section 7). */
const FORCED_AFTER_MS = 5 * 24 * 60 * 60 * 1000;

/** What the attempt table must say, made again from the log alone. */
function attemptsFrom(log: readonly FactRow[]): Map<string, { isStarted: boolean; isFinished: boolean }> {
  const attempts = new Map<string, { isStarted: boolean; isFinished: boolean }>();
  for (const row of log) {
    if (row.state !== 'recorded' || row.attempt_id === null || row.kind === 'training.attempt.answered') continue;
    const key = `${row.owner} ${row.attempt_id}`;
    const known = attempts.get(key) ?? { isStarted: false, isFinished: false };
    if (row.kind === 'training.attempt.started') attempts.set(key, { ...known, isStarted: true });
    else attempts.set(key, { ...known, isFinished: true });
  }
  return attempts;
}

type Tables = { log: readonly FactRow[]; changes: readonly ChangeRow[]; attempts: readonly AttemptRow[]; pictured: ReadonlySet<string> };

/** A fact is shown once more when the last of its pictures is there. */
const TIMES_WITH_PICTURES = 2;

/** I1: every accepted fact has one effect: one row in the log, one change for each scope, its attempt once. */
function checkEffects(world: World, { log, changes, attempts, pictured }: Tables): void {
  const { ledger } = world;
  const seen = new Map<string, number>();
  const shown = new Set<string>();
  for (const change of changes) {
    const key = `${change.scope} ${change.fact_id} ${change.what}`;
    const times = (seen.get(key) ?? 0) + 1;
    if (times > (pictured.has(change.fact_id) ? TIMES_WITH_PICTURES : 1)) breaks(ledger, 'I1 one fact had its effect twice');
    seen.set(key, times);
    if (change.what === 'fact') shown.add(change.fact_id);
  }
  for (const row of log) {
    const isRecorded = row.state === 'recorded';
    if (isRecorded !== shown.has(row.fact_id) && !isErased(world, row)) breaks(ledger, 'I1 a fact without its effect, or an effect without its fact');
    if (world.erased.has(row.about) && (row.body !== '' || shown.has(row.fact_id))) breaks(ledger, 'I11 something deleted came back on the server');
    const isKnown = row.owner === 'rae' || ledger.saved.has(row.fact_id) || ledger.forged.has(row.fact_id) || world.unheard.has(row.fact_id);
    if (!isKnown) breaks(ledger, 'I1 the server holds what nobody made');
  }
  const wanted = attemptsFrom(log);
  if (wanted.size !== attempts.length) breaks(ledger, 'I1 attempts are not what the log says');
  for (const attempt of attempts) {
    const own = wanted.get(`${attempt.person_id} ${attempt.attempt_id}`);
    if (own && own.isFinished !== (attempt.is_finished === 1)) breaks(ledger, 'I1 attempts are not what the log says');
  }
}

/** I6: what one phone wrote about one thing stands in the log in the order it was written. */
function checkOrder(world: World, log: readonly FactRow[]): void {
  const { ledger } = world;
  const last = new Map<string, FactRow>();
  const recorded = log.filter((row) => row.state === 'recorded' && !ledger.forged.has(row.fact_id));
  for (const row of [...recorded].sort((one, other) => one.seq - other.seq)) {
    const key = `${row.device_id} ${row.owner} ${row.about}`;
    const earlier = last.get(key);
    last.set(key, row);
    if (!earlier || earlier.server_seq === null || row.server_seq === null || earlier.server_seq < row.server_seq) continue;
    const waited = (ledger.recordedAt.get(row.fact_id) ?? 0) - Date.parse(row.received_at);
    if (waited < FORCED_AFTER_MS) breaks(ledger, 'I6 facts about one thing are out of order');
  }
}

/** What must hold of the server's tables by themselves. */
export async function checkServer(world: World): Promise<void> {
  const { db } = world.server.records;
  const log = await db.selectFrom('fact_log').selectAll().execute();
  const changes = await db.selectFrom('change').selectAll().execute();
  const attempts = await db.selectFrom('attempt').selectAll().execute();
  const uses = await db.selectFrom('attachment_use').select('fact_id').execute();
  checkEffects(world, { log, changes, attempts, pictured: new Set(uses.map((row) => row.fact_id)) });
  if (uses.some((row) => world.ledger.erased.has(row.fact_id))) breaks(world.ledger, 'I11 something deleted still holds its pictures');
  checkOrder(world, log);
}
