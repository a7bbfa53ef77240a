import type { Directory } from '../../../shared/voice/directory.ts';
import type { Envelope, SignedEnvelope } from '../../../shared/voice/envelope.ts';
import type { Metadata } from '../../../shared/voice/clock.ts';
import { dueOf } from '../../../shared/voice/clock.ts';
import type { Share } from '../../../shared/voice/share.ts';
import type { InboxPage, Thread } from '../../../shared/wire/sealed.ts';
import type { Queries } from '../rows.ts';
import { groupedBy, inChunks } from '../rows.ts';
import type { ViewAudienceRow } from '../schema-voice.ts';
import type { Current } from './directory.ts';
import { hash64 } from './secrets.ts';

const THREADS_A_PAGE = 40;
/** A page ends once it is this long, whatever still fits by count. */
const PAGE_BYTES = 1024 * 1024;
/** Enough to tell a person's audiences apart, and short: a cursor names them all. */
const KEY_CHARACTERS = 8;

const keyOf = (a: string) => hash64(a).slice(0, KEY_CHARACTERS);

function readCursor(cursor: string | null): Map<string, number> {
  const entries = (cursor ?? '').split('.').map((entry) => /^([A-Za-z0-9_-]{8})~(\d{1,15})$/.exec(entry));
  return new Map(entries.flatMap((entry) => (entry ? [[entry[1] as string, Number(entry[2])] as const] : [])));
}

export function metadataOf(row: ViewAudienceRow): Metadata {
  return {
    state: row.state,
    receivedAt: row.received_at,
    waitingSince: row.waiting_since,
    isFlagged: row.is_flagged === 1,
    isWorry: row.is_worry === 1,
    dutySince: row.duty === 'open' ? row.duty_since : null,
  };
}

/** What changed for these audiences since the cursor. Each audience's numbers are its own: nothing of another's shows. */
export async function readInbox(db: Queries, { version, directory }: Current, audiences: readonly string[], cursor: string | null): Promise<InboxPage> {
  const since = readCursor(cursor);
  const threads: Thread[] = [];
  const reached = new Map<string, number>();
  let bytes = 0;
  let hasMore = false;
  for (const a of audiences) {
    reached.set(a, since.get(keyOf(a)) ?? 0);
    if (hasMore) continue;
    const rows = await db
      .selectFrom('view_audience')
      .selectAll()
      .where('a', '=', a)
      .where('change_no', '>', reached.get(a) ?? 0)
      .orderBy('change_no')
      .limit(THREADS_A_PAGE - threads.length + 1)
      .execute();
    for (const { row, thread } of await buildThreads(db, directory, a, rows)) {
      const size = JSON.stringify(thread).length;
      if (threads.length >= THREADS_A_PAGE || (bytes + size > PAGE_BYTES && threads.length > 0)) {
        hasMore = true;
        break;
      }
      bytes += size;
      threads.push(thread);
      reached.set(a, Number(row.change_no));
    }
  }
  return {
    directoryVersion: version,
    audiences: [...audiences],
    threads,
    escalations: await readEscalations(db, audiences),
    cursor: [...reached].map(([a, no]) => `${keyOf(a)}~${no}`).join('.'),
    hasMore,
  };
}

async function readEscalations(db: Queries, audiences: readonly string[]): Promise<NonNullable<InboxPage['escalations']>> {
  const rows = await inChunks(audiences, (chunk) => db.selectFrom('escalation').selectAll().where('to_a', 'in', chunk).orderBy('since').orderBy('thread').execute());
  return rows.map((row) => ({ view: row.thread, audience: row.from_a, to: row.to_a, step: row.step, what: row.what as 'open', since: row.since }));
}

async function buildThreads(db: Queries, directory: Directory, a: string, rows: readonly ViewAudienceRow[]): Promise<{ row: ViewAudienceRow; thread: Thread }[]> {
  const ids = rows.map(({ letter }) => letter);
  const hours = directory.audiences.find((audience) => audience.a === a)?.hours ?? { days: [], from: '00:00', to: '00:00' };
  const addressed = await inChunks(ids, (chunk) => db.selectFrom('letter_audience').select(['letter', 'thread']).where('a', '=', a).where('thread', 'in', chunk).execute());
  const answerIds = addressed.filter(({ letter, thread }) => letter !== thread).map(({ letter }) => letter);
  const letters = new Map(
    (await inChunks([...ids, ...answerIds], (chunk) => db.selectFrom('sealed_letter').select(['id', 'wire', 'received_at', 'gone']).where('id', 'in', chunk).execute())).map(
      (row) => [row.id, row],
    ),
  );
  const answers = groupedBy(
    addressed.filter(({ letter, thread }) => letter !== thread),
    ({ thread }) => thread,
  );
  const messages = groupedBy(
    await inChunks(ids, (chunk) =>
      db.selectFrom('sealed_message').select(['thread', 'aud', 'wire', 'received_at', 'id']).where('thread', 'in', chunk).orderBy('received_at').orderBy('id').execute(),
    ),
    ({ thread }) => thread,
  );
  const shares = groupedBy(
    await inChunks(ids, (chunk) => db.selectFrom('sealed_share').selectAll().where('letter', 'in', chunk).orderBy('received_at').orderBy('hash').execute()),
    ({ letter }) => letter,
  );
  return rows.flatMap((row) => {
    const view = letters.get(row.letter);
    if (!view) return [];
    const isGone = view.gone !== null;
    const seen = (shares.get(row.letter) ?? []).filter((share) => share.withheld === 0 || share.from_a === a || share.to_a === a);
    const brought = seen.find(({ hash }) => hash === row.share);
    const thread: Thread = {
      view: JSON.parse(view.wire) as Envelope,
      audience: a,
      epoch: row.e,
      receivedAt: row.received_at,
      state: row.state,
      due: isGone && row.duty !== 'open' ? null : dueOf(metadataOf(row), hours),
      duty: row.duty,
      share: brought ? (JSON.parse(brought.wire) as Share) : null,
      shares: seen.map(({ wire }) => JSON.parse(wire) as Share),
      answers: (answers.get(row.letter) ?? [])
        .map(({ letter }) => letters.get(letter))
        .filter((letter) => letter !== undefined && letter.gone === null)
        .map((letter) => ({ envelope: JSON.parse(letter?.wire ?? '') as Envelope, receivedAt: letter?.received_at ?? '' }))
        .sort((one, other) => one.receivedAt.localeCompare(other.receivedAt)),
      messages: (messages.get(row.letter) ?? []).filter(({ aud }) => (JSON.parse(aud) as string[]).includes(a)).map(({ wire }) => JSON.parse(wire) as SignedEnvelope),
      isGone,
      ...(row.reminded_at === null ? {} : { remindedAt: row.reminded_at }),
    };
    return [{ row, thread }];
  });
}
