import type { AnswerFor } from '../../shared/wire/answer.ts';
import type { Receipt } from '../../shared/wire/answer.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { LogLine } from './known.ts';
import type { Queries } from './rows.ts';
import { inChunks } from './rows.ts';

/** The answer to a fact, from its line in the log: the same line always gives the same answer (I12). */
export function answerFrom(line: LogLine): AnswerFor {
  if (line.state === 'refused') return { factId: line.fact_id, refusal: JSON.parse(line.refusal ?? '{}') as Refusal };
  const receipt: Receipt = { state: line.state, hash: line.hash, serverSeq: line.server_seq ?? 0, recordedAt: line.received_at };
  if (line.state === 'held') receipt.heldFor = line.held_for as Receipt['heldFor'];
  return { factId: line.fact_id, receipt };
}

/** May this person hear what became of a known fact? Its first carrier, or one who signs in its body. */
export function isCarrier(line: LogLine, personId: string): boolean {
  return line.owner === personId || (line.kind === 'training.practice.signed' && line.subject_id === personId);
}

/** Nothing else can be known here, and PostgreSQL cannot even be asked for a NUL. */
const FACT_ID = /^[0-9a-f-]{36}$/;

/** What was answered for these ids. Somebody else's id is as unknown as one that does not exist. */
export async function listAnswers(db: Queries, personId: string, factIds: readonly string[]): Promise<{ answers: AnswerFor[]; unknown: string[] }> {
  const askable = [...new Set(factIds)].filter((factId) => FACT_ID.test(factId));
  const rows = await inChunks(askable, (chunk) =>
    db
      .selectFrom('fact_log')
      .select(['fact_id', 'owner', 'kind', 'hash', 'state', 'held_for', 'refusal', 'server_seq', 'received_at', 'subject_id'])
      .where('fact_id', 'in', chunk)
      .execute(),
  );
  const lines = new Map(rows.filter((row) => isCarrier(row, personId)).map((row) => [row.fact_id, row]));
  const answers: AnswerFor[] = [];
  const unknown: string[] = [];
  for (const factId of new Set(factIds)) {
    const line = lines.get(factId);
    if (line) answers.push({ ...answerFrom(line), repeat: true });
    else unknown.push(factId);
  }
  return { answers, unknown };
}
