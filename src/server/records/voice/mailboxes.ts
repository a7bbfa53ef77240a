import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Directory } from '../../../shared/voice/directory.ts';
import { isOverdue } from '../../../shared/voice/clock.ts';
import type { SignedEnvelope } from '../../../shared/voice/envelope.ts';
import { THREAD_SLOT } from '../../../shared/voice/envelope.ts';
import type { Share } from '../../../shared/voice/share.ts';
import type { Mailbox } from '../../../shared/wire/sealed.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import { groupedBy, inChunks } from '../rows.ts';
import { currentDirectory } from './directory.ts';
import { emptyThread } from './letters.ts';
import { mailboxOf } from './secrets.ts';
import { metadataOf } from './threads.ts';

const PADDED_TO = 16 * 1024;

/** What lies in these mailboxes, as JSON whose length is a multiple of 16 KiB. Mailboxes that are not there are left out. */
export async function readMailboxes({ db }: Records, secrets: readonly string[], now: string): Promise<string> {
  const current = await currentDirectory(db);
  const ids = [...new Set(secrets.map(mailboxOf))];
  const boxes = current ? await buildBoxes(db, current.directory, ids, now) : [];
  const open = { directoryVersion: current?.version ?? 0, boxes, pad: '' };
  const missing = PADDED_TO - (Buffer.byteLength(JSON.stringify(open)) % PADDED_TO);
  // Of chance, so that a proxy which packs replies packs away nothing.
  const pad = randomBytes(missing)
    .toString('base64url')
    .slice(0, missing % PADDED_TO);
  return JSON.stringify({ ...open, pad });
}

async function buildBoxes(db: Queries, directory: Directory, mailboxes: readonly string[], now: string): Promise<Mailbox[]> {
  const letters = await inChunks(mailboxes, (chunk) =>
    db.selectFrom('sealed_letter').select(['id', 'mbox', 'received_at', 'is_answer', 'gone']).where('mbox', 'in', chunk).orderBy('received_at').orderBy('id').execute(),
  );
  const ids = letters.map(({ id }) => id);
  const addressed = await inChunks(ids, (chunk) => db.selectFrom('letter_audience').selectAll().where('letter', 'in', chunk).orderBy('a').execute());
  const rows = await inChunks(ids, (chunk) => db.selectFrom('view_audience').selectAll().where('letter', 'in', chunk).orderBy('a').execute());
  const shares = await inChunks(ids, (chunk) =>
    db.selectFrom('sealed_share').selectAll().where('letter', 'in', chunk).where('withheld', '=', 0).orderBy('received_at').orderBy('hash').execute(),
  );
  const messages = await inChunks(mailboxes, (chunk) =>
    db.selectFrom('sealed_message').select(['id', 'mbox', 'aud', 'wire', 'received_at']).where('mbox', 'in', chunk).orderBy('received_at').orderBy('id').execute(),
  );
  const known = new Set(shares.map(({ hash }) => hash));
  const hoursOf = (a: string) => directory.audiences.find((audience) => audience.a === a)?.hours ?? { days: [], from: '00:00', to: '00:00' };
  const stateOf = (letter: (typeof letters)[number]): Mailbox['sent'][number]['state'] => {
    const own = addressed.filter((row) => row.letter === letter.id).map(({ a, thread }) => ({ a, thread }));
    const passed = rows.filter((row) => row.letter === letter.id && row.share !== null && known.has(row.share)).map(({ a, letter: thread }) => ({ a, thread }));
    return [...own, ...passed].flatMap(({ a, thread }) => {
      const row = rows.find((entry) => entry.letter === thread && entry.a === a);
      if (!row) return [];
      const isWaiting = thread !== letter.id && row.waiting_since !== null && row.waiting_since <= letter.received_at;
      return [{ a, state: isWaiting ? ('new' as const) : row.state, overdue: letter.gone === null && thread === letter.id && isOverdue(metadataOf(row), hoursOf(a), now) }];
    });
  };
  const byBox = groupedBy(letters, ({ mbox }) => mbox);
  return [...byBox].map(([mbox, entries]) => ({
    mbox,
    sent: entries.map((letter) => ({ id: letter.id, at: letter.received_at, state: stateOf(letter) })),
    messages: messages
      .filter((message) => message.mbox === mbox && (JSON.parse(message.aud) as string[]).includes(THREAD_SLOT))
      .map(({ wire }) => JSON.parse(wire) as SignedEnvelope),
    shares: shares.filter(({ letter }) => entries.some(({ id }) => id === letter)).map(({ wire }) => JSON.parse(wire) as Share),
    withdrawn: entries.some(({ gone, is_answer }) => gone !== null && is_answer === 0),
  }));
}

/** Takes back what was sent. False where there is no such letter in this mailbox. Doing it again changes nothing. */
export async function withdraw(records: Records, secret: string, id: string): Promise<boolean> {
  const mbox = mailboxOf(secret);
  const isThere = await records.db.transaction().execute(async (db) => {
    const letter = await db.selectFrom('sealed_letter').select('id').where('id', '=', id).where('mbox', '=', mbox).executeTakeFirst();
    if (!letter) return false;
    await emptyThread(db, mbox, id, 'withdrawn');
    return true;
  });
  // The journal still holds the old pages. Nothing is lost when it is too busy just now: it is folded in later.
  if (isThere && records.kind === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(records.db).catch(() => undefined);
  return isThere;
}
