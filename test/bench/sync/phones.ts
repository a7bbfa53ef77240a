import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { uuidV7 } from '../../../src/shared/basics/id.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { factText } from '../../../src/shared/wire/fact.ts';
import { kinds } from '../../../src/shared/wire/kinds.ts';
import type { PushDown } from '../../../src/shared/wire/push.ts';
import { PROTOCOL, SYNC_TYPE } from '../../../src/shared/wire/version.ts';
import type { Draft } from '../../../src/store/cabinet.ts';
import type { Person } from './server.ts';

export const newId = (): string => uuidV7(Date.now(), randomBytes(10));

/** A phone without a browser: it speaks the protocol, and keeps its lines in memory. */
export type Phone = {
  /** Names, hashes and numbers drafts as a phone does. */
  queue(drafts: readonly Draft[]): Fact[];
  /** Pushes until every fact has its answer; gives how many were refused. Asks again at once when turned away. */
  push(facts: readonly Fact[]): Promise<{ receipts: number; refused: number }>;
  close(): void;
};

const TRIES = 50;

export function makePhone(port: number, person: Person): Phone {
  const deviceId = newId();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const previous = new Map<string, string>();
  let seq = 0;

  function send(bytes: Buffer): Promise<{ status: number; body: Buffer }> {
    return new Promise((done, fail) => {
      const headers = {
        'content-type': SYNC_TYPE,
        accept: SYNC_TYPE,
        'content-encoding': 'gzip',
        'accept-encoding': 'gzip',
        'x-app': '1',
        cookie: person.cookie,
        'content-length': bytes.length,
      };
      const asking = request({ host: '127.0.0.1', port, path: '/sync/push', method: 'POST', agent, headers }, (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('error', fail);
        reply.on('end', () => {
          const body = Buffer.concat(pieces);
          done({ status: reply.statusCode ?? 0, body: reply.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body });
        });
      });
      asking.on('error', fail);
      asking.end(bytes);
    });
  }

  return {
    queue: (drafts) =>
      drafts.map((draft) => {
        const named = { factId: newId(), kind: draft.kind, v: kinds[draft.kind].v, about: draft.about, body: draft.body };
        const hash = createHash('sha256').update(factText(named)).digest('base64url');
        const prev = previous.get(draft.about) ?? null;
        previous.set(draft.about, named.factId);
        seq += 1;
        return { ...named, hash, owner: person.personId, deviceId, seq, prev, base: null, deps: [], replaces: null, at: new Date().toISOString(), off: 0 };
      }),
    async push(facts) {
      const nonce = randomBytes(16).toString('base64url');
      const bytes = gzipSync(JSON.stringify({ proto: PROTOCOL, deviceId, nonce, facts }));
      for (let tries = 0; tries < TRIES; tries += 1) {
        const { status, body } = await send(bytes).catch(() => ({ status: 0, body: Buffer.alloc(0) }));
        if (status !== 200) continue;
        const { answers } = JSON.parse(body.toString()) as PushDown;
        return { receipts: answers.filter((answer) => answer.receipt).length, refused: answers.filter((answer) => answer.refusal).length };
      }
      throw new Error('the server never took the facts');
    },
    close: () => agent.destroy(),
  };
}
