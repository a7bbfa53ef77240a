import { createHash, randomBytes } from 'node:crypto';
import { uuidV7 } from '../../shared/basics/id.ts';
import type { Fact } from '../../shared/wire/fact.ts';
import { factText } from '../../shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../shared/wire/kinds.ts';
import type { Records } from './database.ts';
import type { Push } from './push.ts';
import { pushFacts } from './push.ts';

/** The device that the server's own facts name. */
const OWN_DEVICE = 'server';

/** What the server records by itself: numbered, hashed and pushed like anybody's facts. */
export type SystemDraft = { [Kind in FactKind]: { kind: Kind; about: string; body: Bodies[Kind] } }[FactKind];

export function newId(now: Date): string {
  return uuidV7(now.getTime(), randomBytes(10));
}

function factFrom(draft: SystemDraft, owner: string, seq: number, now: Date): Fact {
  const core = { factId: newId(now), v: 1, ...draft };
  const hash = createHash('sha256').update(factText(core)).digest('base64url');
  return { ...core, hash, owner, deviceId: OWN_DEVICE, seq, prev: null, base: null, deps: [], replaces: null, at: now.toISOString(), off: 0 };
}

/**
 * Records facts that nobody's phone made, under the name of the person on whose word it happens.
 * @throws when one of them is not recorded: nothing may rest on it then.
 */
export async function recordAsSystem(records: Records, owner: string, drafts: readonly SystemDraft[], now: Date, library: Push['library']): Promise<void> {
  const device = await records.db.selectFrom('device').select('last_seq').where('device_id', '=', OWN_DEVICE).where('person_id', '=', owner).executeTakeFirst();
  const from = (device?.last_seq ?? 0) + 1;
  const facts = drafts.map((draft, index) => factFrom(draft, owner, from + index, now));
  const pushed = await pushFacts(records, { owner, deviceId: OWN_DEVICE, facts, now, library, asSystem: true });
  const refused = pushed.ok ? pushed.answers.find((answer) => answer.receipt?.state !== 'recorded') : null;
  if (!pushed.ok || refused) throw new Error(`the server's own records were not taken: ${refused?.refusal?.where ?? 'unreadable'}`);
}
