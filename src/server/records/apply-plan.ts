import { usesOf } from './attachment-uses.ts';
import { admitInspector, endInspector } from './inspectors.ts';
import type { Known } from './known.ts';
import { takeSeqs } from './marks.ts';
import type { Plan } from './plan-push.ts';
import type { Queries } from './rows.ts';
import { insertRows } from './rows.ts';
import { withdrawPassports } from './passports.ts';
import { setClosed } from './people.ts';
import type { FactRow } from './schema.ts';

/**
 * Writes a plan. The counter is taken here, as late as possible, because its row is locked
 * until the commit. Returns the scopes in which something changed.
 */
export async function applyPlan(db: Queries, plan: Plan, known: Known): Promise<string[]> {
  const base = plan.seqs > 0 ? await takeSeqs(db, plan.seqs) : 0;
  const rows: FactRow[] = [...plan.added.values(), ...plan.settled.values()];
  for (const row of rows) if (row.server_seq !== null) row.server_seq += base;
  for (const change of plan.changes) change.server_seq += base;

  const { places, people, accounts, placements, ended, invitations, attempts, withdrawn, inspectors } = plan.effects;
  await insertRows(db, 'place', places);
  await insertRows(db, 'person', people);
  for (const [personId, closedAt] of accounts) await setClosed(db, personId, closedAt);
  for (const [personId, madeBy] of withdrawn) await withdrawPassports(db, personId, madeBy);
  await insertRows(db, 'placement', [...placements.values()]);
  for (const [placementId, endsOn] of ended) await db.updateTable('placement').set({ ends_on: endsOn }).where('placement_id', '=', placementId).execute();
  await insertRows(db, 'invitation', invitations);
  for (const told of inspectors) await (told.is === 'admitted' ? admitInspector(db, told.row) : endInspector(db, told));
  if (attempts.size > 0) await writeAttempts(db, plan, known);
  await insertRows(db, 'fact_log', [...plan.added.values()]);
  await insertRows(db, 'attachment_use', [...plan.added.values()].flatMap(usesOf));
  for (const row of plan.settled.values()) {
    const { state, held_for, waits_for, refusal, server_seq, server_score, subject_id, attempt_id } = row;
    await db.updateTable('fact_log').set({ state, held_for, waits_for, refusal, server_seq, server_score, subject_id, attempt_id }).where('fact_id', '=', row.fact_id).execute();
  }
  for (const [factId, wait] of plan.waits) {
    if (!plan.settled.has(factId)) await db.updateTable('fact_log').set({ held_for: wait.for, waits_for: wait.until }).where('fact_id', '=', factId).execute();
  }
  await insertRows(db, 'change', plan.changes);
  return [...new Set(plan.changes.map((change) => change.scope))];
}

/** Attempts begun earlier are updated, those new in this push are inserted with their last state. */
async function writeAttempts(db: Queries, plan: Plan, known: Known): Promise<void> {
  const fresh = [...plan.effects.attempts].filter(([key]) => !known.storedAttempts.has(key)).map(([, row]) => row);
  await insertRows(db, 'attempt', fresh);
  for (const [key, row] of plan.effects.attempts) {
    if (!known.storedAttempts.has(key)) continue;
    const { is_started, is_finished, is_passed } = row;
    await db.updateTable('attempt').set({ is_started, is_finished, is_passed }).where('person_id', '=', row.person_id).where('attempt_id', '=', row.attempt_id).execute();
  }
}
