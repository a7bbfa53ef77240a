import type { SignedEnvelope } from '../../../shared/voice/envelope.ts';
import { THREAD_SLOT } from '../../../shared/voice/envelope.ts';
import type { Directory, ReaderDevice } from '../../../shared/voice/directory.ts';
import type { Share, ShareStatement } from '../../../shared/voice/share.ts';
import { shareStatementSchema } from '../../../shared/voice/share.ts';
import { asciiOf, canonicalOf, wellFormedSigned } from '../../../shared/voice/well-formed.ts';
import type { Act } from '../../../shared/wire/sealed.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import type { ViewAudienceRow } from '../schema-voice.ts';
import { nextNo, note, SCOPES } from './audit.ts';
import type { Current } from './directory.ts';
import type { Standing } from './readers.ts';
import { audiencesOf, devicesOf } from './readers.ts';
import { hash64, hourOf, receiptOf } from './secrets.ts';
import { isMessageSigned, isSignedFor } from './signatures.ts';

export type Acted = { is: 'done'; receipt: string; at: string } | { is: 'notFound' } | { is: 'notValid' } | { is: 'otherBytes' } | { is: 'tooEarly' };

/** What each act must bring; the rest of it is for the young person's and the readers' phones to judge. */
const NEEDS_MESSAGE: readonly Act['act'][] = ['read', 'reply', 'ask', 'concern', 'theme', 'close'];

/**
 * Takes what a reader did with a view. A view that is not theirs and one that is not there are answered alike,
 * and both are noted as denied. What they send must be signed by a listed device of their own, stand in the view's mailbox, and
 * be sealed to nobody but the thread, their own audience, or the one it is passed on to.
 */
export async function takeAct(records: Records, current: Current, who: Standing, act: Act, now: string): Promise<Acted> {
  const { directory } = current;
  const row = audiencesOf(directory, who, now).includes(act.audience) ? await findRow(records.db, act) : undefined;
  if (!row) {
    await records.db.transaction().execute((db) => note(db, { scope: SCOPES.denied, actor: who.personId, act: act.act, object: act.view, outcome: 'refused' }, now));
    return { is: 'notFound' };
  }
  const view = await records.db.selectFrom('sealed_letter').select(['mbox', 'unit', 'gone']).where('id', '=', act.view).executeTakeFirstOrThrow();
  if (act.message === undefined && NEEDS_MESSAGE.includes(act.act)) return { is: 'notValid' };
  if ((act.share !== undefined) !== (act.act === 'share')) return { is: 'notValid' };
  const devices = devicesOf(directory, who.personId, now).filter(({ audiences }) => audiences.includes(act.audience));
  const share = act.share ? await readShare(directory, devices, act, act.share) : null;
  if (act.share && (!share || view.gone !== null)) return { is: 'notValid' };
  const parties = [act.audience, ...(share ? [share.to.a] : []), ...(act.act === 'concern' || share?.withheld ? [] : [THREAD_SLOT])];
  if (act.message && !(await isFit(directory, devices, view, parties, act.message))) return { is: 'notValid' };
  const receipt = receiptOf(act);
  const at = hourOf(now);
  return records.db.transaction().execute(async (db): Promise<Acted> => {
    const known = act.message && (await findMessage(db, act.message));
    if (known === 'other') return { is: 'otherBytes' };
    if (known === 'same') return { is: 'done', receipt, at };
    const locked = await findRow(db, act);
    if (!locked) return { is: 'notFound' };
    if (act.act === 'close' && locked.duty === 'open') {
      await note(db, { scope: act.audience, actor: who.personId, act: 'close', object: act.view, outcome: 'refused' }, now);
      return { is: 'tooEarly' };
    }
    if (act.message) await keepMessage(db, act, act.message, who.personId, at);
    if (share && act.share) await passOn(db, locked, act.share, share, now);
    await step(db, locked, act, at);
    await showOthers(db, act, share);
    await note(db, { scope: act.audience, actor: who.personId, act: share?.withheld ? 'share.withheld' : act.act, object: act.view, outcome: 'done' }, now);
    return { is: 'done', receipt, at };
  });
}

function findRow(db: Queries, { view, audience }: Act): Promise<ViewAudienceRow | undefined> {
  return db.selectFrom('view_audience').selectAll().where('letter', '=', view).where('a', '=', audience).executeTakeFirst();
}

async function isFit(
  directory: Directory,
  devices: readonly ReaderDevice[],
  view: { mbox: string; unit: string },
  parties: readonly string[],
  message: SignedEnvelope,
): Promise<boolean> {
  const read = wellFormedSigned(message);
  const device = devices.find(({ d }) => d === message.cert);
  if (!read || !device || read.header.mbox !== view.mbox || read.header.unit !== view.unit) return false;
  for (const { a, e } of read.header.aud) {
    if (!parties.includes(a)) return false;
    if (a === THREAD_SLOT ? e !== 0 : !isEpoch(directory, a, e)) return false;
  }
  return isMessageSigned(read.message, device.dsk);
}

function isEpoch(directory: Directory, a: string, e: number): boolean {
  return directory.audiences.some((audience) => audience.a === a && audience.epochs.some((epoch) => epoch.e === e));
}

/** What the share says, where it is this reader's own, about this view, from this audience, and of this slot. */
async function readShare(directory: Directory, devices: readonly ReaderDevice[], act: Act, share: Share): Promise<ShareStatement | null> {
  const device = devices.find(({ d }) => d === share.cert);
  const text = asciiOf(share.statement);
  const read = text === null ? null : shareStatementSchema.safeParse(canonicalOf(text));
  if (!device || !read?.success) return null;
  const { msg, from, to, withheld, slot } = read.data;
  const target = directory.audiences.find(({ a }) => a === to.a)?.epochs.find(({ e }) => e === to.e);
  const isOurs = msg === act.view && from.a === act.audience && isEpoch(directory, from.a, from.e) && to.a !== from.a && target !== undefined && target.until === undefined;
  // Only a safeguarding lead may keep it from the young person, for their safety.
  const mayWithhold = directory.audiences.some(({ a, kind }) => a === from.a && kind === 'safeguarding');
  if (!isOurs || (withheld && !mayWithhold) || slot !== hash64(share.slot)) return null;
  return (await isSignedFor('share', share.statement, device.dsk, share.sig)) ? read.data : null;
}

async function findMessage(db: Queries, message: SignedEnvelope): Promise<'same' | 'other' | null> {
  const id = wellFormedSigned(message)?.header.id ?? '';
  const row = await db.selectFrom('sealed_message').select('hash').where('id', '=', id).executeTakeFirst();
  if (row) return row.hash === receiptOf(message) ? 'same' : 'other';
  return (await db.selectFrom('sealed_letter').select('id').where('id', '=', id).executeTakeFirst()) ? 'other' : null;
}

async function keepMessage(db: Queries, act: Act, message: SignedEnvelope, sender: string, at: string): Promise<void> {
  const header = wellFormedSigned(message)?.header;
  if (!header) return;
  const aud = JSON.stringify(header.aud.map(({ a }) => a));
  const row = {
    id: header.id,
    mbox: header.mbox,
    thread: act.view,
    a: act.audience,
    sender,
    act: act.act,
    aud,
    wire: JSON.stringify(message),
    hash: receiptOf(message),
    received_at: at,
  };
  await db.insertInto('sealed_message').values(row).execute();
}

/** The ledger keeps every passing on; the audience gets one row, whoever brought it first. */
async function passOn(db: Queries, from: ViewAudienceRow, share: Share, { to, withheld }: ShareStatement, now: string): Promise<void> {
  const hash = receiptOf(share);
  const at = from.is_flagged === 1 ? now : hourOf(now);
  await db
    .insertInto('sealed_share')
    .values({ hash, letter: from.letter, from_a: from.a, to_a: to.a, withheld: withheld ? 1 : 0, wire: JSON.stringify(share), received_at: at })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  const change_no = await nextNo(db, to.a);
  await db
    .insertInto('view_audience')
    .values({
      letter: from.letter,
      a: to.a,
      e: to.e,
      share: hash,
      state: 'new',
      received_at: at,
      waiting_since: at,
      is_flagged: from.is_flagged,
      is_worry: from.is_worry,
      duty: 'none',
      duty_since: null,
      closed_at: null,
      reminded_at: null,
      change_no,
    })
    .onConflict((conflict) => conflict.columns(['letter', 'a']).doUpdateSet({ change_no }))
    .execute();
}

/** new → read → replied → closed; never back. Whatever is done with a view, it has been looked at. */
async function step(db: Queries, row: ViewAudienceRow, act: Act, at: string): Promise<void> {
  const change: Partial<ViewAudienceRow> = { change_no: await nextNo(db, row.a), waiting_since: null, reminded_at: null };
  if (row.state === 'new') change.state = 'read';
  if ((act.act === 'reply' || act.act === 'ask') && row.state !== 'closed') change.state = 'replied';
  if (act.act === 'close') Object.assign(change, { state: 'closed', closed_at: row.closed_at ?? at });
  if (act.act === 'concern' && act.duty === true && row.duty !== 'open') Object.assign(change, { duty: 'open', duty_since: at });
  if (act.act === 'dutyMet' && row.duty === 'open') change.duty = 'met';
  await db.updateTable('view_audience').set(change).where('letter', '=', row.letter).where('a', '=', row.a).execute();
  await db
    .deleteFrom('escalation')
    .where('thread', '=', row.letter)
    .where('from_a', '=', row.a)
    .where((where) =>
      where.or([
        where('what', '=', 'open'),
        ...(change.state === 'replied' || change.state === 'closed' ? [where('what', '=', 'reply')] : []),
        ...(change.state === 'closed' ? [where('what', '=', 'outcome')] : []),
        ...(change.duty === 'met' ? [where('what', '=', 'lado')] : []),
      ]),
    )
    .execute();
}

/** A share shows in the ledger of all who hold the view, unless it is withheld: then it shows to the two it joins. */
async function showOthers(db: Queries, act: Act, share: ShareStatement | null): Promise<void> {
  if (!share || share.withheld) return;
  const others = await db.selectFrom('view_audience').select('a').where('letter', '=', act.view).where('a', 'not in', [act.audience, share.to.a]).execute();
  for (const { a } of others) {
    await db
      .updateTable('view_audience')
      .set({ change_no: await nextNo(db, a) })
      .where('letter', '=', act.view)
      .where('a', '=', a)
      .execute();
  }
}
