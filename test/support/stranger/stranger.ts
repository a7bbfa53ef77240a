import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Asking, Heard } from './wire.ts';
import { digest, freshId, freshNonce, hashOf, Line, SYNC } from './wire.ts';

export type Fact = {
  factId: string;
  hash: string;
  kind: string;
  v: number;
  about: string;
  body: object;
  owner: string;
  deviceId: string;
  seq: number;
  prev: string | null;
} & Record<string, unknown>;
export type Receipt = { state: string; hash: string; serverSeq: number; recordedAt: string; heldFor?: string };
export type Answer = { factId: string; repeat?: boolean; receipt?: Receipt; refusal?: { kind: string; where: string; reason: string }; later?: { kind: string; afterS: number } };
export type Pushed = { nonce: string; epoch: string; answers: Answer[]; error?: string };
export type Change = { serverSeq: number; scope: string; fact?: Fact & { recordedAt: string; missing?: string[] }; gone?: { kind: string; about: string }; answer?: Answer };
export type Page = { epoch: string; changes: Change[]; forget: string[]; cursor: string; more: boolean; reset?: string; holes?: number; error?: string };
export type Uploaded = { offset: number; receipt?: { sha256: string; bytes: number }; error?: string };
type Receipts = { epoch: string; answers: Answer[]; unknown: string[]; error?: string };

const PART_BYTES = 256 * 1024;
const BATCH = 100;

/** A client of the protocol that is not ours: one person on one device, with lines, receipts, refusals and what was pulled. */
export class Stranger {
  personId = '';
  readonly deviceId = freshId();
  /** Sent again until an answer closes them. */
  readonly lines = new Map<string, Fact>();
  /** What was delivered is kept, for the day on which the server is put back. */
  readonly delivered = new Map<string, Fact>();
  readonly receipts = new Map<string, Receipt>();
  readonly refusals = new Map<string, NonNullable<Answer['refusal']>>();
  /** Facts pulled, by their id. */
  readonly shown = new Map<string, Change>();
  epoch: string | null = null;
  cursor: string | null = null;
  private seq = 0;
  private readonly last = new Map<string, string>();
  private readonly cookies = new Map<string, string>();
  private readonly line: Line;

  constructor(port: number) {
    this.line = new Line(port);
  }

  end(): void {
    this.line.end();
  }

  async signIn(secret: string): Promise<this> {
    const reply = await this.line.ask<{ personId: string }>('POST', '/session/demo', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret }) });
    if (reply.status !== 200) throw new Error(`no sign-in: ${reply.status}`);
    for (const given of reply.headers['set-cookie'] ?? []) {
      const [, name, secretOf] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      if (name && secretOf) this.cookies.set(name, secretOf);
    }
    this.personId = reply.down.personId;
    return this;
  }

  /** What is sent may be anything; `nonce` is what the reply must echo. */
  raw<Down>(method: string, path: string, asking: Asking = {}, only: readonly string[] = [...this.cookies.keys()]): Promise<Heard<Down>> {
    const cookie = only.map((name) => `${name}=${this.cookies.get(name)}`).join('; ');
    return this.line.ask<Down>(method, path, { ...asking, headers: { cookie, 'content-type': SYNC, ...asking.headers } });
  }

  async post<Down>(path: string, message: object, only?: readonly string[]): Promise<Heard<Down>> {
    const nonce = freshNonce();
    const packed = gzipSync(JSON.stringify({ nonce, ...message }));
    const reply = await this.raw<Down>('POST', path, { nonce, body: packed, headers: { 'content-encoding': 'gzip', 'accept-encoding': 'gzip' } }, only);
    if (reply.isTrusted && reply.headers['x-person'] !== undefined && reply.headers['x-person'] !== this.personId) throw new Error('a reply for somebody else');
    return reply;
  }

  /** A fact with its carriage. Nothing is kept of it until it is written. */
  fact(kind: string, about: string, body: object, change: Record<string, unknown> = {}): Fact {
    this.seq += 1;
    const named = { factId: freshId(), kind, v: 1, about, body, ...change };
    const carriage = { owner: this.personId, deviceId: this.deviceId, seq: this.seq, prev: this.last.get(about) ?? null, base: null, deps: [], replaces: null };
    const fact: Fact = { at: new Date().toISOString(), off: 0, ...carriage, hash: hashOf(named), ...named };
    this.last.set(about, fact.factId);
    return fact;
  }

  started(change: Record<string, unknown> = {}, attemptId = freshId()): Fact {
    return this.fact('training.attempt.started', attemptId, { attemptId, courseId: 'T1', courseVersion: 1, moduleId: 'T1-M1' }, change);
  }

  signed(personId: string, change: Record<string, unknown> = {}, evidence: object[] = []): Fact {
    const signOffId = freshId();
    return this.fact('training.practice.signed', signOffId, { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '', evidence }, { v: 2, ...change });
  }

  write(...facts: Fact[]): void {
    for (const fact of facts) this.lines.set(fact.factId, fact);
  }

  push(facts: readonly unknown[]): Promise<Heard<Pushed>> {
    return this.post('/sync/push', { proto: 2, deviceId: this.deviceId, facts });
  }

  async answerTo(fact: unknown): Promise<Answer> {
    const { status, down } = await this.push([fact]);
    const [answer] = down.answers ?? [];
    if (!answer) throw new Error(`no answer: ${status} ${down.error}`);
    return answer;
  }

  pull(cursor: string | null, limit = 500): Promise<Heard<Page>> {
    return this.post('/sync/pull', { proto: 2, deviceId: this.deviceId, cursor, limit });
  }

  askReceipts(factIds: readonly unknown[]): Promise<Heard<Receipts>> {
    return this.post('/sync/receipts', { factIds });
  }

  /** Sends every line until each has its answer, then lays every page. */
  async sync(limit = 500): Promise<void> {
    while (this.lines.size > 0) {
      const batch = [...this.lines.values()].sort((one, other) => one.seq - other.seq).slice(0, BATCH);
      const { isTrusted, status, down } = await this.push(batch);
      if (status !== 200 || !isTrusted) throw new Error(`the push was turned away: ${status} ${down.error}`);
      if (await this.isNewLife(down.epoch)) continue;
      for (const answer of down.answers) this.hear(answer);
    }
    for (let more = true; more; ) {
      const { isTrusted, status, down } = await this.pull(this.cursor, limit);
      if (status !== 200 || !isTrusted) throw new Error(`the pull was turned away: ${status} ${down.error}`);
      if (await this.isNewLife(down.epoch)) return this.sync(limit);
      this.lay(down);
      more = down.more;
    }
  }

  hear({ factId, receipt, refusal }: Answer): void {
    const fact = this.lines.get(factId) ?? this.delivered.get(factId);
    if (!fact) return;
    if (receipt && receipt.hash !== fact.hash) throw new Error('a receipt for other bytes');
    if (!receipt && !refusal) return;
    if (receipt) this.receipts.set(factId, receipt);
    if (refusal) this.refusals.set(factId, refusal);
    this.delivered.set(factId, fact);
    this.lines.delete(factId);
  }

  /** What a page says is dropped first, then what it brings is laid. */
  lay({ changes, forget, reset, cursor }: Page): void {
    if (reset) this.shown.clear();
    for (const [factId, { scope }] of this.shown) if (forget.includes(scope)) this.shown.delete(factId);
    for (const change of changes) {
      if (change.fact) {
        if (hashOf(change.fact) !== change.fact.hash) throw new Error('what was pulled is not what was hashed');
        this.shown.set(change.fact.factId, change);
      }
      for (const [factId, { fact }] of this.shown) if (change.gone && fact?.about === change.gone.about) this.shown.delete(factId);
      if (change.answer) this.hear(change.answer);
    }
    this.cursor = cursor;
  }

  /** The server was put back to an older day: its answers are asked for again, and what it lost is sent again. */
  private async isNewLife(epoch: string): Promise<boolean> {
    const before = this.epoch;
    this.epoch = epoch;
    if (before === null || before === epoch) return false;
    const { down } = await this.askReceipts([...this.delivered.keys()]);
    for (const factId of down.unknown) {
      const fact = this.delivered.get(factId);
      if (fact) this.lines.set(factId, fact);
      this.receipts.delete(factId);
      this.refusals.delete(factId);
    }
    for (const answer of down.answers) this.hear(answer);
    this.cursor = null;
    this.shown.clear();
    return true;
  }

  announce(content: Buffer, change: object = {}): Promise<Heard<Uploaded>> {
    return this.post('/attachments', { sha256: digest(content), bytes: content.length, type: 'image/png', ...change });
  }

  part(sha256: string, part: Buffer, offset: number, headers: Record<string, string> = {}): Promise<Heard<Uploaded>> {
    const nonce = freshNonce();
    const own = {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'upload-checksum': `sha-256 ${createHash('sha256').update(part).digest('base64')}`,
      'x-nonce': nonce,
    };
    return this.raw('PATCH', `/attachments/${sha256}`, { nonce, body: part, headers: { ...own, ...headers } });
  }

  /** Announces, and sends what is missing. The last reply. */
  async bring(content: Buffer): Promise<Heard<Uploaded>> {
    let reply = await this.announce(content);
    while (reply.status === 200 && !reply.down.receipt) {
      const { offset } = reply.down;
      reply = await this.part(digest(content), content.subarray(offset, offset + PART_BYTES), offset);
    }
    return reply;
  }
}
