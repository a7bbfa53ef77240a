import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../support/server.ts';
import { databases, newId, nonce, openOffice, sha256 } from '../support/server.ts';
import { factText } from '../../src/shared/wire/fact.ts';
import { startSession } from '../../src/server/records/sessions.ts';

/** Words that must be nowhere: said by a young person, sent in plain by a broken or a hostile app. */
const CANARY = `canary-${randomBytes(8).toString('hex')}`;

describe.each(databases())('words nobody sealed, on $name', (database) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(database);
  });
  afterAll(() => office.close());

  async function everythingStored(): Promise<string> {
    const tables = await office.records.db.introspection.getTables();
    const rows = await Promise.all(tables.map((table) => sql`select * from ${sql.table(table.name)}`.execute(office.records.db)));
    return JSON.stringify(rows.map((result) => result.rows));
  }

  it('I13 are not taken by any address, not stored and not logged', async () => {
    const personId = await office.add('Asha Example', 'carer', await office.openHome());
    const cookie = `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;
    const named = { factId: newId(), kind: 'voice.view.said', v: 1, about: newId(), body: { words: CANARY } };
    const at = office.now.toISOString();
    const fact = { ...named, hash: sha256(factText(named)), owner: personId, deviceId: 'phone', seq: 1, prev: null, base: null, deps: [], replaces: null, at, off: 0 };
    const pushed = await office.sync('/sync/push', { proto: 2, deviceId: 'phone', nonce: nonce(), facts: [fact] }, cookie);
    expect(pushed.json().answers).toMatchObject([{ later: { kind: 'serverTooOld' } }]);
    for (const url of ['/sealed', '/sealed/pull', '/views', '/sync/views']) {
      const reply = await office.sync(url, { nonce: nonce(), factId: named.factId, capability: 'none', envelope: CANARY, words: CANARY }, cookie);
      expect(reply.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(reply.body).not.toContain(CANARY);
    }
    expect(await everythingStored()).not.toContain(CANARY);
    expect(office.logs.join('\n')).not.toContain(CANARY);
    expect(office.logs.join('\n')).not.toContain('127.0.0.1');
  });
});
