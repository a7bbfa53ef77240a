import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject } from 'vitest';
import type { Records } from '../../../src/server/records/database.ts';
import { openRecords } from '../../../src/server/records/database.ts';
import { recordRegion } from '../../../src/server/records/first-start.ts';
import { pushFacts } from '../../../src/server/records/push.ts';
import { startSession } from '../../../src/server/records/sessions.ts';
import type { Role } from '../../../src/shared/people/role.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { makeDatabase } from '../postgres.ts';
import { newId } from '../server.ts';
import { PlainClient } from './plain-client.ts';
import type { Place, ServerProcess, Start } from './server-process.ts';
import { startServer } from './server-process.ts';

const library = { course: () => undefined };

/** A database with a region, a home and people, and the server processes that are started on it. */
export class Scene {
  readonly place: Place;
  readonly clients: PlainClient[] = [];
  private readonly folder: string;
  private readonly servers: ServerProcess[] = [];

  private constructor(place: Place, folder: string) {
    this.place = place;
    this.folder = folder;
  }

  /** @param databaseUrl of an empty PostgreSQL database; null for SQLite. */
  static async open(databaseUrl: string | null, carers: number): Promise<Scene> {
    const scene = Scene.empty(databaseUrl);
    const records = await openRecords(scene.place);
    try {
      await scene.fill(records, carers);
    } finally {
      await records.close();
    }
    return scene;
  }

  /** Nothing in it yet, not even tables. */
  static empty(databaseUrl: string | null): Scene {
    const folder = mkdtempSync(path.join(tmpdir(), 'hearth-failpoints-'));
    return new Scene(databaseUrl === null ? { folder } : { databaseUrl }, folder);
  }

  private async fill(records: Records, carers: number): Promise<void> {
    const now = new Date();
    const region = await recordRegion(records, now, library);
    const admin = new PlainClient(region.adminId, '');
    const homeId = newId();
    const facts: Fact[] = [admin.fact('people.place.opened', homeId, { placeId: homeId, kind: 'home', parentId: region.authorityIds.get('Kent') ?? '', name: 'Rowan House' })];
    const add = (name: string, role: Role) => {
      const personId = newId();
      const placement = { placementId: newId(), placeId: homeId, role, startsOn: '2020-01-01', careRoleStartedOn: null };
      facts.push(admin.fact('people.person.added', personId, { personId, name, placement }));
      return personId;
    };
    const ids = Array.from({ length: carers }, (_, index) => add(`Carer ${index + 1}`, 'carer'));
    const pushed = await pushFacts(records, { owner: region.adminId, deviceId: admin.deviceId, facts, now, library, asSystem: true });
    if (!pushed.ok || pushed.answers.some((answer) => answer.receipt?.state !== 'recorded')) throw new Error('the scene was not recorded');
    // Somebody can sign in, so that a start records nothing of its own.
    const key = { credential_id: newId(), person_id: region.adminId, public_key: 'k', counter: 0, transports: '[]', made_at: now.toISOString(), used_at: null };
    await records.db.insertInto('passkey').values(key).execute();
    // A server that has answered pulls has it; without it no cursor outlives a copy made now.
    await records.db
      .insertInto('mark')
      .values({ name: 'cursorKey', value: newId() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    for (const personId of ids) this.clients.push(new PlainClient(personId, await startSession(records.db, personId, 'session', now.toISOString())));
  }

  get client(): PlainClient {
    const [first] = this.clients;
    if (!first) throw new Error('this scene has nobody in it');
    return first;
  }

  async start(start: Start = {}): Promise<ServerProcess> {
    const server = await startServer(this.place, start);
    this.servers.push(server);
    return server;
  }

  /** A path for the file whose being there fills the disk of SQLite. */
  get fullFlag(): string {
    return path.join(this.folder, 'full');
  }

  get dataFolder(): string {
    return this.folder;
  }

  /** Looks into the records from beside the server. */
  async look<Seen>(at: (db: Records['db']) => Promise<Seen>, place: Place = this.place): Promise<Seen> {
    const records = await openRecords(place);
    try {
      return await at(records.db);
    } finally {
      await records.close();
    }
  }

  async close(): Promise<void> {
    for (const server of this.servers) await server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Everything every client made is recorded exactly once, with one answer for ever, in order and
   * without a hole, and a phone that starts afresh is given all of it.
   */
  async expectExactlyOnce(url: string, place: Place = this.place): Promise<void> {
    for (const client of this.clients) {
      expect(client.open, 'facts without an answer').toEqual([]);
      expect(
        [...client.heard.values()].filter((answers) => answers.size > 1).map((answers) => [...answers]),
        'facts answered in two ways',
      ).toEqual([]);
      const pulled = (await client.pullAll(url)).changes.flatMap((change) =>
        change.fact?.owner === client.personId ? [{ serverSeq: change.serverSeq, factId: change.fact.factId }] : [],
      );
      const wanted = client.made.filter((fact) => [...(client.heard.get(fact.factId) ?? [])].some((answer) => answer.includes('"recorded"')));
      expect(
        pulled.map((change) => change.factId),
        'a fresh pull shows each recorded fact once, in the order it was made',
      ).toEqual(wanted.map((fact) => fact.factId));
    }
    await this.look(async (db) => {
      const counter = (await db.selectFrom('counter').select('value').where('name', '=', 'serverSeq').executeTakeFirst())?.value ?? 0;
      const lines = await db.selectFrom('fact_log').select(['fact_id', 'device_id', 'seq', 'hash', 'state', 'server_seq']).orderBy('server_seq').execute();
      const numbers = lines.flatMap((line) => line.server_seq ?? []);
      expect(numbers, 'numbers without a hole and none twice').toEqual(Array.from({ length: counter }, (_, index) => index + 1));
      const changes = await db.selectFrom('change').select(['server_seq', 'scope', 'fact_id', 'what']).execute();
      expect(new Set(changes.map((change) => JSON.stringify(change))).size, 'no change written twice').toBe(changes.length);
      const logged = new Set(lines.filter((line) => line.state === 'recorded').map((line) => line.fact_id));
      expect(new Set(changes.map((change) => change.fact_id)), 'changes only of recorded facts, and of all of them').toEqual(logged);
      for (const client of this.clients) {
        const mine = lines.filter((line) => line.device_id === client.deviceId);
        expect(mine.map((line) => [line.fact_id, line.hash]).sort(), 'one line for each fact made').toEqual(client.made.map((fact) => [fact.factId, fact.hash]).sort());
        const seqs = mine.filter((line) => line.server_seq !== null).map((line) => line.seq);
        expect(seqs, 'in the order of the device').toEqual([...seqs].sort((left, right) => left - right));
        const attempts = await db.selectFrom('attempt').selectAll().where('person_id', '=', client.personId).execute();
        expect(attempts.map((attempt) => attempt.attempt_id).sort(), 'one effect for each attempt').toEqual([...client.attemptIds].sort());
        expect(
          attempts.filter((attempt) => attempt.is_started !== 1 || attempt.is_finished !== 1),
          'no attempt half recorded',
        ).toEqual([]);
      }
    }, place);
  }
}

export type Kind = { name: 'SQLite' | 'PostgreSQL'; fresh(): Promise<string | null> };

/** The databases the server runs on here; `fresh` makes an empty one, null standing for SQLite. */
export function kinds(): Kind[] {
  const url = inject('postgresUrl');
  const sqlite: Kind = { name: 'SQLite', fresh: async () => null };
  return url === null ? [sqlite] : [sqlite, { name: 'PostgreSQL', fresh: () => makeDatabase(url) }];
}
