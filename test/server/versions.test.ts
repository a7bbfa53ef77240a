import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { recordDirectly } from '../support/record-directly.ts';
import type { AnswerFor } from '../../src/shared/wire/answer.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { helloSchema } from '../../src/shared/wire/hello.ts';
import { kinds } from '../../src/shared/wire/kinds.ts';
import { pullDownSchema } from '../../src/shared/wire/pull.ts';
import { pushDownSchema } from '../../src/shared/wire/push.ts';
import { receiptsDownSchema } from '../../src/shared/wire/receipts.ts';
import { turnedAwaySchema } from '../../src/shared/wire/refusal.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, openOffice } from '../support/server.ts';

type Exchange = { url: string; asked: { facts?: Fact[]; deviceId?: string; factIds?: string[] }; status: number; replied: { answers?: AnswerFor[] } };
type FrozenWire = { protocol: number; home: string; ann: string; ben: string; exchanges: Exchange[] };

const folder = path.resolve(import.meta.dirname, '../fixtures');
const released = readdirSync(folder)
  .filter((name) => name.startsWith('wire-'))
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as FrozenWire);

const replySchemas: Record<string, z.ZodMiniType> = {
  '/sync/push': pushDownSchema,
  '/sync/pull': pullDownSchema,
  '/sync/receipts': receiptsDownSchema,
  '/sync/hello': helloSchema,
};

/** What an answer says, without what only that server could know. */
function gist({ factId, receipt, refusal, later }: AnswerFor) {
  return { factId, state: receipt?.state, heldFor: receipt?.heldFor, hash: receipt?.hash, refusal: refusal && [refusal.kind, refusal.where], later: later?.kind };
}

describe.each(released)('what release with protocol $protocol said on the wire', (frozen) => {
  it('F21 its server’s replies are still understood by today’s app', () => {
    for (const { url, status, replied } of frozen.exchanges) {
      const schema = status === 200 ? replySchemas[url] : turnedAwaySchema;
      expect(schema && z.safeParse(schema, replied).success, url).toBe(true);
    }
  });

  describe.each(databases())('is answered by today’s server on $name', (database) => {
    let office: Office;
    let ann: Phone;
    beforeAll(async () => {
      office = await openOffice(database);
      await recordDirectly(office, frozen);
      ann = await office.phone(frozen.ann);
      office.pass(180 * 24 * 60 * 60 * 1000);
      ann = await office.phone(frozen.ann);
    });
    afterAll(() => office.close());

    it('F21 I4 every fact of its app gets the answer it got then, six months later', async () => {
      for (const { url, asked, status, replied } of frozen.exchanges) {
        if (url !== '/sync/push') continue;
        const reply = await office.sync(url, asked, ann.cookie);
        expect(reply.statusCode).toBe(status);
        if (status === 200) expect((reply.json() as { answers: AnswerFor[] }).answers.map(gist)).toEqual(replied.answers?.map(gist));
      }
    });

    it('F21 its app may still pull, and what it brought comes down in the version it was written in', async () => {
      const page = await ann.pullAll();
      const sent = frozen.exchanges.flatMap(({ asked }) => asked.facts ?? []).filter((fact) => fact.owner === frozen.ann);
      const recorded = new Set(frozen.exchanges.flatMap(({ replied }) => replied.answers ?? []).flatMap((answer) => (answer.receipt ? [answer.factId] : [])));
      const own = sent.filter(({ factId, kind }) => recorded.has(factId) && kind.startsWith('training.attempt.'));
      expect(own.length).toBeGreaterThan(0);
      for (const fact of own) {
        const pulled = page.changes.find((change) => change.fact?.factId === fact.factId)?.fact;
        expect(pulled).toMatchObject({ v: fact.v, body: fact.body, hash: fact.hash });
      }
    });

    it('F21 its cursor is a reset and loses nothing', async () => {
      const pulled = frozen.exchanges.find(({ url }) => url === '/sync/pull')?.replied as unknown as { cursor: string };
      const page = await ann.pullAll(pulled.cursor);
      expect(page.reset).toBe('epoch');
      expect(page.changes.length).toBeGreaterThan(0);
    });
  });
});

describe('an app newer than the server', () => {
  it('F21 says which versions it takes, so that an app can tell', async () => {
    const office = await openOffice({ name: 'SQLite', where: async () => ({ inMemory: true }) });
    const reply = await office.app.inject({ url: `/sync/hello?nonce=${'n'.repeat(22)}` });
    expect(reply.json().kinds).toEqual(Object.fromEntries(Object.entries(kinds).map(([kind, { v }]) => [kind, { min: 1, max: v }])));
    await office.close();
  });
});
