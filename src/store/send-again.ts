import type { KnownFact } from '../shared/wire/fact.ts';
import { factDeps } from '../shared/wire/fact.ts';
import { isFactKind, kinds } from '../shared/wire/kinds.ts';
import { upcast } from '../shared/wire/upcast.ts';
import type { Draft, Recorded } from './cabinet.ts';
import type { AttachmentDep } from './carriage.ts';
import { makeFact } from './carriage.ts';
import type { Desk } from './desk.ts';
import { ownerNow } from './marks.ts';
import type { Attach } from './recorder.ts';
import { writeMade } from './recorder.ts';

/** The refused words, or those that put them right, as a new fact. Pressed twice, it is still one: the second finds the open line. */
export async function sendAgain(desk: Desk, factId: string, mended?: KnownFact['body']): Promise<Recorded> {
  const refused = await desk.steady(() => desk.db.refusals.get(factId));
  if (!refused || refused.owner !== (await ownerNow(desk.db))) return { ok: true, factIds: [] };
  const { kind, v, about, deps } = refused.fact;
  // Sent by an older app it would lose what only the newer one knows.
  if (!isFactKind(kind) || v > kinds[kind].v) return { ok: true, factIds: [] };
  const body = mended ?? upcast(kind, v, kinds[kind].v, refused.fact.body);
  const draft = { kind, about, body, deps: factDeps(deps), replaces: factId } as Draft;
  const attached = deps.filter((dep): dep is AttachmentDep => 'attachment' in dep);
  // What is attached goes along under the new name as well.
  const attach: Attach = async (_owner, factIds) =>
    desk.db.attachments
      .where('factIds')
      .equals(factId)
      .modify((row) => void row.factIds.push(...factIds));
  return writeMade(desk, [await makeFact(desk, draft, attached)], attached.length > 0 ? attach : null, async () => {
    const open = await desk.db.outbox
      .where('about')
      .equals(about)
      .filter((line) => line.fact.replaces === factId)
      .primaryKeys();
    return open.length > 0 ? open : null;
  });
}
