import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { inject } from 'vitest';
import { buildApp } from '../../src/server/app.ts';
import type { Authored, Library } from '../../src/server/library.ts';
import { buildLibrary } from '../../src/server/library.ts';
import { openLibrary } from '../../src/server/living-library.ts';
import type { Sender } from '../../src/server/nudges/send.ts';
import type { Records, Where } from '../../src/server/records/database.ts';
import { openRecords } from '../../src/server/records/database.ts';
import type { Region } from '../../src/server/records/first-start.ts';
import { recordRegion } from '../../src/server/records/first-start.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import type { Settings } from '../../src/server/settings.ts';
import { uuidV7 } from '../../src/shared/basics/id.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { AnswerFor } from '../../src/shared/wire/answer.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { factText } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import type { PullDown } from '../../src/shared/wire/pull.ts';
import type { PushDown } from '../../src/shared/wire/push.ts';
import type { ReceiptsDown } from '../../src/shared/wire/receipts.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import { makeDatabase } from './postgres.ts';
import { smallCourse } from './small-course.ts';

export type Database = { name: 'SQLite' | 'PostgreSQL'; where(): Promise<Where> };

/** Every database the server runs on, here. */
export function databases(): Database[] {
  const url = inject('postgresUrl');
  const sqlite: Database = { name: 'SQLite', where: async () => ({ inMemory: true }) };
  return url === null ? [sqlite] : [sqlite, { name: 'PostgreSQL', where: async () => ({ databaseUrl: await makeDatabase(url) }) }];
}

export function newId(): string {
  return uuidV7(Date.parse('2026-11-20T09:00:00.000Z'), randomBytes(10));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

type Carriage = Partial<Pick<Fact, 'prev' | 'deps' | 'at' | 'off' | 'owner' | 'hash' | 'factId' | 'v'>>;

/** One phone of one person: numbers its facts and signs in with its cookies. */
export type Phone = {
  personId: string;
  deviceId: string;
  cookie: string;
  fact<Kind extends FactKind>(kind: Kind, about: string, body: Bodies[Kind], carriage?: Carriage): Fact;
  push(facts: readonly unknown[]): Promise<PushDown>;
  /** Pushes one fact and returns its answer. */
  send(fact: unknown): Promise<AnswerFor>;
  pull(cursor?: string | null, limit?: number): Promise<PullDown>;
  /** Pulls every page from a cursor on. */
  pullAll(cursor?: string | null, limit?: number): Promise<PullDown>;
  receipts(factIds: string[]): Promise<ReceiptsDown>;
};

export type Office = {
  app: FastifyInstance;
  records: Records;
  library: Library;
  region: Region;
  logs: string[];
  secrets: Map<string, string>;
  now: Date;
  pass(ms: number): void;
  /** Posts JSON as our own page does. */
  post(url: string, body: unknown, cookie?: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  sync(url: string, body: object, cookie?: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  phone(personId: string): Promise<Phone>;
  openHome(name?: string): Promise<string>;
  /** Adds a person by the region's own hand and returns their id. */
  add(name: string, role: Role, placeId: string): Promise<string>;
  close(): Promise<void>;
};

const SETTINGS: Settings = { port: 0, host: '127.0.0.1', dataDir: '', databaseUrl: null, publicOrigin: null };
export const OWN_HEADERS = { 'x-app': '1', 'sec-fetch-site': 'same-origin' };

export function nonce(): string {
  return randomBytes(16).toString('base64url');
}

export type OfficeOptions = {
  where?: Where;
  dist?: string;
  settings?: Partial<Settings>;
  noDemo?: boolean;
  library?: Library;
  /** Courses that can be published anew, in place of a library that stands still. */
  authored?: Authored;
  sender?: (records: Records) => Promise<Sender>;
};

/** The whole server on one database, without listening: a region, a clock that is ours, no people but the first. */
export async function openOffice(database: Database, options: OfficeOptions = {}): Promise<Office> {
  const records = await openRecords(options.where ?? (await database.where()));
  const secrets = new Map<string, string>();
  const logs: string[] = [];
  let now = new Date('2026-11-20T09:00:00.000Z');
  const living = options.authored ? await openLibrary(options.authored, records, () => now) : null;
  const library = options.library ?? living ?? (await buildLibrary({ courses: [smallCourse()], pathways: [], requirements: [], sources: [] }));
  const app = await buildApp({
    db: records,
    settings: { ...SETTINGS, ...options.settings },
    library,
    now: () => now,
    dist: options.dist,
    logs: { write: (line) => void logs.push(line) },
    ...(options.sender ? { sender: await options.sender(records) } : {}),
    ...(options.noDemo ? {} : { demo: { secrets } }),
  });
  const region = await recordRegion(records, now, library);

  const post: Office['post'] = (url, body, cookie, headers = {}) =>
    app.inject({ method: 'POST', url, payload: body as object, headers: { ...OWN_HEADERS, ...(cookie ? { cookie } : {}), ...headers } });
  const sync: Office['sync'] = (url, body, cookie, headers = {}) =>
    app.inject({ method: 'POST', url, payload: JSON.stringify(body), headers: { ...OWN_HEADERS, 'content-type': SYNC_TYPE, ...(cookie ? { cookie } : {}), ...headers } });

  async function phone(personId: string): Promise<Phone> {
    const cookie = `__Host-sid=${await startSession(records.db, personId, 'session', now.toISOString())}`;
    const deviceId = newId();
    let seq = 0;
    const ask = async <Down>(url: string, body: object): Promise<Down> => {
      const reply = await sync(url, { nonce: nonce(), ...body }, cookie);
      if (reply.statusCode !== 200) throw new Error(`${url} answered ${reply.statusCode} ${reply.body}`);
      return reply.json() as Down;
    };
    const push: Phone['push'] = (facts) => ask('/sync/push', { proto: 1, deviceId, facts });
    const pull: Phone['pull'] = (cursor = null, limit = 500) => ask('/sync/pull', { proto: 1, deviceId, cursor, limit });
    return {
      personId,
      deviceId,
      cookie,
      fact(kind, about, body, carriage = {}) {
        seq += 1;
        const named = { factId: carriage.factId ?? newId(), kind, v: carriage.v ?? 1, about, body };
        return {
          ...named,
          hash: sha256(factText(named)),
          owner: personId,
          deviceId,
          seq,
          prev: null,
          base: null,
          deps: [],
          replaces: null,
          at: now.toISOString(),
          off: 0,
          ...carriage,
        };
      },
      push,
      async send(fact) {
        const [answer] = (await push([fact])).answers;
        if (!answer) throw new Error('no answer');
        return answer;
      },
      pull,
      async pullAll(cursor = null, limit = 500) {
        let page = await pull(cursor, limit);
        const changes = [...page.changes];
        const forget = [...page.forget];
        const { reset } = page;
        while (page.more) {
          page = await pull(page.cursor, limit);
          changes.push(...page.changes);
        }
        return { ...page, changes, forget, reset };
      },
      receipts: (factIds) => ask('/sync/receipts', { factIds }),
    };
  }

  const admin = await phone(region.adminId);
  const must = (answer: AnswerFor) => {
    if (answer.receipt?.state !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(answer)}`);
  };
  return {
    app,
    records,
    library,
    region,
    logs,
    secrets,
    get now() {
      return now;
    },
    pass(ms) {
      now = new Date(now.getTime() + ms);
    },
    post,
    sync,
    phone,
    async openHome(name = 'Rowan House') {
      const placeId = newId();
      const parentId = region.authorityIds.get('Kent') ?? '';
      must(await admin.send(admin.fact('people.place.opened', placeId, { placeId, kind: 'home', parentId, name })));
      return placeId;
    },
    async add(name, role, placeId) {
      const personId = newId();
      const placement = { placementId: newId(), placeId, role, startsOn: '2026-11-01', careRoleStartedOn: null };
      must(await admin.send(admin.fact('people.person.added', personId, { personId, name, placement })));
      return personId;
    },
    async close() {
      living?.close();
      await app.close();
      await records.close();
    },
  };
}

/** An office with one home, in which a carer and a manager work. */
export type StaffedOffice = { office: Office; home: string; carer: Phone; manager: Phone };

export async function openStaffedOffice(database: Database, options: OfficeOptions = {}): Promise<StaffedOffice> {
  const office = await openOffice(database, options);
  const home = await office.openHome();
  const carer = await office.phone(await office.add('Asha Example', 'carer', home));
  const manager = await office.phone(await office.add('Mo Example', 'manager', home));
  return { office, home, carer, manager };
}

/** The facts of one attempt at the small course's quiz, each following the one before on the same phone. */
export function attemptFacts(phone: Phone, change: { moduleId?: string; answers?: string[]; attemptId?: string } = {}): Fact[] {
  const attemptId = change.attemptId ?? newId();
  const moduleId = change.moduleId ?? 'T1-M2';
  const named = { attemptId, courseId: 'T1', courseVersion: 1, moduleId };
  const given = change.answers ?? (moduleId === 'T1-M2' ? ['good', 'good', 'good'] : []);
  const facts: Fact[] = [phone.fact('training.attempt.started', attemptId, named)];
  for (const [index, option] of given.entries()) {
    const body = { attemptId, questionId: `T1-Q${index + 1}`, tryNumber: 1, answer: { type: 'single' as const, option } };
    facts.push(phone.fact('training.attempt.answered', attemptId, body, { prev: facts.at(-1)?.factId ?? null }));
  }
  const right = given.filter((option) => option === 'good').length;
  const score = { right, of: given.length, passed: right === given.length };
  facts.push(phone.fact('training.attempt.finished', attemptId, { ...named, score }, { prev: facts.at(-1)?.factId ?? null }));
  return facts;
}
