import type { Bodies, FactKind } from '../../../src/shared/wire/kinds.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { factText } from '../../../src/shared/wire/fact.ts';
import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { PullDown } from '../../../src/shared/wire/pull.ts';
import type { PushDown } from '../../../src/shared/wire/push.ts';
import type { ReceiptsDown } from '../../../src/shared/wire/receipts.ts';
import { SYNC_TYPE } from '../../../src/shared/wire/version.ts';
import { newId, nonce, OWN_HEADERS, sha256 } from '../server.ts';

/** What came back for one request. Trusted: the right type and our nonce, read to its end. */
export type Reply<Down> = { status: number | null; isTrusted: boolean; retryAfterS: number | null; error: string | null; down: Down | null };

const WAIT_MS = 20_000;

/**
 * A phone that is not ours: it knows the protocol from its description and shares no code with
 * the app's own sync. It keeps every fact until it has heard an answer to it.
 */
export class PlainClient {
  readonly personId: string;
  readonly deviceId = newId();
  readonly made: Fact[] = [];
  readonly attemptIds: string[] = [];
  /** Every answer ever heard, by fact, without the word that says it is a repeat. */
  readonly heard = new Map<string, Set<string>>();
  private readonly cookie: string;

  constructor(personId: string, secret: string) {
    this.personId = personId;
    this.cookie = `__Host-sid=${secret}`;
  }

  /** Facts nobody has answered yet, in the order they were made. */
  get open(): Fact[] {
    return this.made.filter((fact) => !this.heard.has(fact.factId));
  }

  fact<Kind extends FactKind>(kind: Kind, about: string, body: Bodies[Kind], prev: string | null = null): Fact {
    const named = { factId: newId(), kind, v: 1, about, body };
    const at = new Date().toISOString();
    const carriage = { owner: this.personId, deviceId: this.deviceId, seq: this.made.length + 1, prev, base: null, deps: [], replaces: null, at, off: 0 };
    const fact: Fact = { ...named, hash: sha256(factText(named)), ...carriage };
    this.made.push(fact);
    return fact;
  }

  /** One attempt at a quiz: begun, answered `questions` times, finished. */
  attempt(questions = 3): Fact[] {
    const attemptId = newId();
    this.attemptIds.push(attemptId);
    const named = { attemptId, courseId: 'T1', courseVersion: 1, moduleId: 'T1-M2' };
    const facts = [this.fact('training.attempt.started', attemptId, named)];
    for (let question = 1; question <= questions; question += 1) {
      const body = { attemptId, questionId: `T1-Q${question}`, tryNumber: 1, answer: { type: 'single' as const, option: 'good' } };
      facts.push(this.fact('training.attempt.answered', attemptId, body, facts.at(-1)?.factId ?? null));
    }
    const score = { right: questions, of: questions, passed: true };
    facts.push(this.fact('training.attempt.finished', attemptId, { ...named, score }, facts.at(-1)?.factId ?? null));
    return facts;
  }

  /** A fact that breaks a rule: the answer to it is a refusal, and final as well. */
  wrong(): Fact {
    const attemptId = newId();
    return this.fact('training.attempt.started', attemptId, { attemptId, courseId: 'T1', courseVersion: 2_000_000, moduleId: 'T1-M2' });
  }

  async push(url: string, facts: readonly Fact[]): Promise<Reply<PushDown>> {
    const reply = await this.ask<PushDown>(url, '/sync/push', { proto: 1, deviceId: this.deviceId, facts });
    for (const answer of reply.down?.answers ?? []) this.hear(answer);
    return reply;
  }

  /** Sends what is open, in order, until nothing is. Throws when the server does not take it. */
  async drain(url: string, atOnce = 100): Promise<void> {
    while (this.open.length > 0) {
      const before = this.open.length;
      const reply = await this.push(url, this.open.slice(0, atOnce));
      if (!reply.isTrusted || this.open.length === before) throw new Error(`nothing was answered: ${reply.status} ${reply.error}`);
    }
  }

  async pull(url: string, cursor: string | null, limit = 500): Promise<Reply<PullDown>> {
    return this.ask<PullDown>(url, '/sync/pull', { proto: 1, deviceId: this.deviceId, cursor, limit });
  }

  /** Every page from a cursor on, in one. */
  async pullAll(url: string, cursor: string | null = null, limit = 40): Promise<PullDown> {
    const changes: PullDown['changes'] = [];
    let at = cursor;
    for (;;) {
      const { down, status } = await this.pull(url, at, limit);
      if (down === null) throw new Error(`the pull answered ${status}`);
      changes.push(...down.changes);
      at = down.cursor;
      if (!down.more) return { ...down, changes };
    }
  }

  async receipts(url: string): Promise<ReceiptsDown> {
    const { down, status } = await this.ask<ReceiptsDown>(url, '/sync/receipts', { factIds: this.made.map((fact) => fact.factId) });
    if (down === null) throw new Error(`the receipts answered ${status}`);
    return down;
  }

  /** A new epoch: answers heard before it are no promise any more. */
  forgetAnswers(): void {
    this.heard.clear();
  }

  hear(answer: AnswerFor): void {
    if (answer.later) return;
    const said = this.heard.get(answer.factId) ?? new Set();
    this.heard.set(answer.factId, said.add(JSON.stringify(answer.receipt ?? answer.refusal)));
  }

  private async ask<Down>(url: string, route: string, body: object): Promise<Reply<Down>> {
    const mine = nonce();
    const none: Reply<Down> = { status: null, isTrusted: false, retryAfterS: null, error: null, down: null };
    try {
      const reply = await fetch(`${url}${route}`, {
        method: 'POST',
        headers: { ...OWN_HEADERS, 'content-type': SYNC_TYPE, cookie: this.cookie },
        body: JSON.stringify({ nonce: mine, ...body }),
        signal: AbortSignal.timeout(WAIT_MS),
      });
      const said = JSON.parse(await reply.text()) as { nonce?: string; error?: string };
      const isTrusted = said.nonce === mine && reply.headers.get('content-type')?.split(';')[0] === SYNC_TYPE;
      const after = reply.headers.get('retry-after');
      return {
        status: reply.status,
        isTrusted,
        retryAfterS: after === null ? null : Number(after),
        error: said.error ?? null,
        down: isTrusted && reply.status === 200 ? (said as Down) : null,
      };
    } catch {
      return none;
    }
  }
}

/** A number from 0 to below `limit`, from a seed: the same seed gives the same run. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
