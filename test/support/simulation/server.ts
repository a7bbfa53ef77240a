import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Records } from '../../../src/server/records/database.ts';
import { openRecords } from '../../../src/server/records/database.ts';
import { noteBackup } from '../../../src/server/records/backup.ts';
import { getMarks, lastSeq } from '../../../src/server/records/marks.ts';
import { openNews } from '../../../src/server/records/news.ts';
import type { Push } from '../../../src/server/records/push.ts';
import { parse } from '../../../src/server/routes/sync.ts';
import { answerFault, turnAway } from '../../../src/server/turn-away.ts';
import { uuidV7 } from '../../../src/shared/basics/id.ts';
import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { BODY_BYTES_LIMIT, factText } from '../../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../../src/shared/wire/kinds.ts';
import { nonceSchema } from '../../../src/shared/wire/nonce.ts';
import { pullUpSchema } from '../../../src/shared/wire/pull.ts';
import { PUSH_FACTS_LIMIT, pushUpSchema } from '../../../src/shared/wire/push.ts';
import { receiptsUpSchema } from '../../../src/shared/wire/receipts.ts';
import { PROTOCOL, PROTOCOL_FLOOR, SYNC_TYPE } from '../../../src/shared/wire/version.ts';
import { smallCourse } from '../small-course.ts';
import { attach } from './attach.ts';
import type { Clerk } from './clerk.ts';
import { realClerk } from './clerk.ts';
import type { Clock } from './clock.ts';
import type { Dice } from './dice.ts';
import { hashText } from './dice.ts';
import { firstPlacement, HOMES, PEOPLE } from './people.ts';
import type { ServerFaults } from './server-faults.ts';
import { Killed, makeServerFaults } from './server-faults.ts';
import type { Shelves } from './shelves.ts';
import { copyShelves, restoreShelves } from './shelves.ts';

/** Whose cookies a browser holds: all doors, delivering only, or none. */
export type Session = { personId: string; may: 'all' | 'deliver' } | null;
/** What goes over the line: a message, or the bytes of a part with headers of their own. */
export type Asked = { path: string; text: string; bytes: Uint8Array; headers: Record<string, string> };
/** What came back over the line. */
export type Sent = { status: number; headers: Record<string, string>; text: string };
type Draft = { [Kind in FactKind]: { kind: Kind; about: string; body: Bodies[Kind] } }[FactKind];

export type Server = {
  /** The real records, for looking at. */
  records: Records;
  faults: ServerFaults;
  isDown: boolean;
  /** An older release was put back: it does not know all kinds of facts (fault F21). */
  isOld: boolean;
  /** Rows were put back, and nobody has said so yet. */
  isForgotten: boolean;
  /** Counts what may have changed the records, so that they need not be read again for nothing. */
  version: number;
  /** Counts restores: within one of them an answer may not change. */
  timeline: number;
  /** @returns null when the server never answered. */
  handle(asked: Asked, session: Session): Promise<Sent | null>;
  /** The region's administrator acts from a desk that never fails. */
  act(draft: Draft): Promise<void>;
  reopen(personId: string): Promise<void>;
  isClosed(personId: string): Promise<boolean>;
  /** The server's own round. Says how many held facts it settled. */
  settle(): Promise<number>;
  backup(): Promise<void>;
  /** Recorded facts that some backup holds. */
  backedUp: Set<string>;
  /** The operator erases one record, for good. */
  erase(about: string): Promise<void>;
  /** @param isTold whether the operator says so, as the restore command does. */
  restore(isTold: boolean): Promise<void>;
  /** The operator notices. */
  sayRestored(): Promise<void>;
  epoch(): Promise<string>;
};

/** A backup may not be older than what phones keep. */
const BACKUP_MAY_BE_MS = 7 * 24 * 60 * 60 * 1000;

const course = smallCourse();
const library: Push['library'] = { course: (id, version) => (id === course.id && version === course.version ? course : undefined) };

/** The next try of a busy database comes at once. */
const pause = async () => undefined;

/** As `readFact` answers for a kind that is not in its list; here the list cannot be made shorter. */
const TOO_NEW = new Set(['training.attempt.answered', 'training.practice.signed']);
export const LATER_S = 3600;
const isTooNew = (fact: unknown) => TOO_NEW.has((fact as Fact).kind);
const later = (fact: unknown): AnswerFor => ({ factId: (fact as Fact).factId, later: { kind: 'serverTooOld', afterS: LATER_S } });

/** The server's own error handler, given as little of Fastify as it uses. */
function turnedAway(fault: unknown, { path, headers }: Asked, body: unknown): Sent {
  const sent: Sent = { status: 500, headers: {}, text: '' };
  const reply = {
    code: (status: number) => {
      sent.status = status;
      return reply;
    },
    header: (name: string, value: string) => {
      sent.headers[name] = value;
      return reply;
    },
    type: (type: string) => reply.header('content-type', type),
    send: (text: string) => {
      sent.text = text;
    },
  };
  const quiet = { error: () => undefined, info: () => undefined };
  answerFault(fault as FastifyError, { body, url: path, headers, log: quiet, routeOptions: {} } as unknown as FastifyRequest, reply as unknown as FastifyReply);
  return sent;
}

/** One database serves all histories of a process, put back to its beginning before each: making its tables costs more than a whole history does there. */
let kept: { records: Records; beginning: Shelves } | null = null;

/** The region, its homes and its people. */
async function recordBeginning(records: Records, moment: Date): Promise<void> {
  const opened = (placeId: string, kind: 'region' | 'authority' | 'home', parentId: string | null): Draft => ({
    ...{ kind: 'people.place.opened' as const, about: placeId },
    body: { placeId, kind, parentId, name: placeId },
  });
  const drafts = [
    ...[opened('south-east', 'region', null), opened('kent', 'authority', 'south-east')],
    ...HOMES.map((home) => opened(home, 'home', 'kent')),
    ...PEOPLE.map(
      (person): Draft => ({
        ...{ kind: 'people.person.added', about: person.personId },
        body: { personId: person.personId, name: person.personId, placement: firstPlacement(person) },
      }),
    ),
  ];
  const facts = drafts.map((draft, index) => officeFact(draft, index + 1, moment, new Uint8Array(10).fill(index)));
  const pushed = await realClerk.pushFacts(records, { owner: 'rae', deviceId: 'office', facts, now: moment, library, asSystem: true });
  if (!pushed.ok || pushed.answers.some((answer) => !answer.receipt)) throw new Error('the beginning was not taken');
}

/** A fact of the region's administrator, made at a desk that never fails. */
function officeFact(draft: Draft, seq: number, moment: Date, bytes: Uint8Array): Fact {
  const core = { factId: uuidV7(moment.getTime(), bytes), v: 1, ...draft };
  return { ...core, hash: hashText(factText(core)), owner: 'rae', deviceId: 'office', seq, prev: null, base: null, deps: [], replaces: null, at: moment.toISOString(), off: 0 };
}

async function beginRecords(moment: Date): Promise<Records> {
  if (kept) await restoreShelves(kept.records, kept.beginning);
  else {
    const records = await openRecords({ inMemory: true });
    await recordBeginning(records, moment);
    // These are made when first asked for; every history begins with the same.
    await getMarks(records.db);
    kept = { records, beginning: await copyShelves(records) };
  }
  return { ...kept.records, news: openNews() };
}

export async function openServer(clock: Clock, dice: Dice, clerk: Clerk, onFault: (fault: string) => void): Promise<Server> {
  const records = await beginRecords(new Date(clock.now()));
  const faults = makeServerFaults(records, dice, onFault);
  const now = () => new Date(clock.now());
  let backup: { shelves: Shelves; at: number } | null = null;
  let seq = HOMES.length + PEOPLE.length + 2;

  /** What `routes/sync.ts` does, without the wire. */
  async function route(path: string, message: unknown, session: NonNullable<Session>): Promise<object> {
    const { personId } = session;
    if (path === '/sync/push') {
      const { nonce, deviceId, facts } = parse(pushUpSchema, message);
      const moment = now();
      const unknown = server.isOld ? facts.filter(isTooNew) : [];
      const pushed = await clerk.pushFacts(faults.records, { owner: personId, deviceId, facts: facts.filter((fact) => !unknown.includes(fact)), now: moment, library, pause });
      if (!pushed.ok) throw turnAway('notValid');
      return { nonce, epoch: pushed.epoch, now: moment.toISOString(), answers: [...pushed.answers, ...unknown.map(later)], durableThrough: pushed.durableThrough };
    }
    if (path === '/sync/receipts') {
      const { nonce, factIds } = parse(receiptsUpSchema, message);
      return { nonce, epoch: await clerk.getEpoch(faults.records.db), ...(await clerk.listAnswers(faults.records.db, personId, factIds)) };
    }
    const { nonce, proto, deviceId, cursor, limit } = parse(pullUpSchema, message);
    if (proto < PROTOCOL_FLOOR) throw turnAway('clientTooOld');
    const moment = now();
    const { didForgetRestore, ...page } = await clerk.pullChanges(faults.records, { personId, deviceId, cursor, limit, now: moment });
    if (didForgetRestore) {
      server.isForgotten = false;
      server.version += 1;
    }
    return { nonce, now: moment.toISOString(), ...page };
  }

  async function hello(nonce: string): Promise<object> {
    const limits = { facts: PUSH_FACTS_LIMIT, bytes: 4 * 1024 * 1024, bodyBytes: BODY_BYTES_LIMIT };
    return { nonce, proto: { min: PROTOCOL_FLOOR, max: PROTOCOL }, kinds: {}, epoch: await clerk.getEpoch(faults.records.db), now: now().toISOString(), limits, accepts: [] };
  }

  const server: Server = {
    ...{ records, faults, isDown: false, isOld: false, isForgotten: false, timeline: 0, version: 0, backedUp: new Set() },
    handle: async (asked, session) => {
      const { path, text } = asked;
      if (server.isDown) return null;
      if (path !== '/sync/pull') server.version += 1;
      const headers: Record<string, string> = { 'content-type': SYNC_TYPE };
      let message: unknown;
      try {
        if (path.startsWith('/sync/hello')) return { status: 200, headers, text: JSON.stringify(await hello(parse(nonceSchema, path.split('nonce=')[1]))) };
        const isOfAttachment = path.startsWith('/attachments');
        if (!isOfAttachment && !path.startsWith('/sync/')) return { status: 404, headers: { 'content-type': 'application/json' }, text: '{"error":"notFound"}' };
        if (text !== '') message = JSON.parse(text);
        if (session === null || (session.may === 'deliver' && path === '/sync/pull')) throw turnAway('signIn');
        headers['x-person'] = session.personId;
        const { personId } = session;
        const down = isOfAttachment ? await attach(clerk, faults.records, { asked, message, personId, now: now().toISOString() }) : await route(path, message, session);
        return { status: 200, headers, text: JSON.stringify(down) };
      } catch (fault) {
        return fault instanceof Killed ? null : turnedAway(fault, asked, message);
      }
    },
    act: async (draft) => {
      server.version += 1;
      seq += 1;
      const fact = officeFact(
        draft,
        seq,
        now(),
        Uint8Array.from({ length: 10 }, () => Math.floor(dice() * 256)),
      );
      await clerk.pushFacts(records, { owner: 'rae', deviceId: 'office', facts: [fact], now: now(), library, pause });
    },
    reopen: (personId) => server.act({ kind: 'people.account.reopened', about: personId, body: { personId } }),
    isClosed: async (personId) => {
      const person = await records.db.selectFrom('person').select('closed_at').where('person_id', '=', personId).executeTakeFirst();
      return person?.closed_at != null;
    },
    settle: async () => {
      server.version += 1;
      return clerk.settleHeld(records, now(), library);
    },
    erase: async (about) => {
      server.version += 1;
      await clerk.eraseAbout(records, { about }, now());
    },
    backup: async () => {
      backup = { shelves: await copyShelves(records), at: clock.now() };
      // It lies away from the machine, so phones may let go of what is in it (section 9).
      await noteBackup(records.db, await lastSeq(records.db));
      for (const row of backup.shelves.get('fact_log') ?? []) if (row.state === 'recorded') server.backedUp.add(String(row.fact_id));
    },
    restore: async (isTold) => {
      if (!backup || clock.now() - backup.at > BACKUP_MAY_BE_MS) return;
      server.version += 1;
      const erased = await records.db.selectFrom('erased').select('about').where('kind', '<>', 'shared').execute();
      await restoreShelves(records, backup.shelves);
      for (const { about } of erased) await clerk.eraseAbout(records, { about }, now());
      server.timeline += 1;
      server.isForgotten = true;
      if (isTold) await server.sayRestored();
    },
    sayRestored: async () => {
      server.version += 1;
      await clerk.replaceEpoch(records.db, await clerk.getEpoch(records.db));
      server.isForgotten = false;
    },
    epoch: () => clerk.getEpoch(records.db),
  };
  return server;
}
