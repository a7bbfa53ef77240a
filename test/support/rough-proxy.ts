import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What becomes of one request on its way to the server and back. */
export type Way =
  | { does: 'pass' }
  /** The connection ends without a word, and the server hears nothing. */
  | { does: 'refuse' }
  /** The server hears half of the request; then `meanwhile`, and the connection ends. */
  | { does: 'half'; meanwhile?: () => Promise<void> }
  /** The server hears it and answers; the phone does not. `meanwhile` runs before the connection ends. */
  | { does: 'loseReply'; meanwhile?: () => Promise<void> }
  /** The phone's connection ends at once; the request reaches the server when `until` says so. */
  | { does: 'ghost'; until: Promise<void> }
  /** Kept here until `until`, then passed, even where the phone has gone by then. */
  | { does: 'hold'; until: Promise<void> }
  /** The reply ends after this share of its bytes. `isCovered`: with headers that hide it. */
  | { does: 'cutOff'; share: number; isCovered?: boolean }
  /** Somebody else answers: a login page, a proxy. */
  | { does: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  | { does: 'slow'; bytesPerS: number; waitMs: number };

export type Answered = { factId: string; repeat?: boolean };

export type Seen = {
  method: string;
  path: string;
  way: Way['does'];
  startedAt: number;
  /** When neither side held the connection any more; null while one does. */
  endedAt: number | null;
  /** The facts a push carried. */
  factIds: string[];
  /** What the server answered to each, whether or not the phone heard. */
  answers: Answered[];
};

const PASS: Way = { does: 'pass' };
const TICK_MS = 100;

/** Resolves when it is let go. */
export function gate(): { until: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined;
  const until = new Promise<void>((done) => {
    letGo = done;
  });
  return { until, letGo };
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function readJson(bytes: Buffer, coding: string | string[] | undefined): Record<string, unknown> {
  try {
    return JSON.parse((coding === 'gzip' ? gunzipSync(bytes) : bytes).toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer };

/**
 * The network between a phone and the server, as bad as a test asks for. The browser believes it
 * is online throughout, as phones do behind a login page or on dead Wi-Fi.
 */
export class RoughProxy {
  readonly seen: Seen[] = [];
  /** Asked for every request; the first answer that is not undefined counts. */
  rule: (seen: Seen) => Way | undefined = () => undefined;
  /** Where the server is. */
  target = 0;
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.carry(request, response).catch(() => response.socket?.destroy());
    });
    this.server.on('connection', (socket) => {
      if (this.isCut) socket.destroy();
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Nothing comes through, and what was under way ends. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
    this.rule = () => undefined;
  }

  /** The next requests that match go these ways, one each; all later ones pass. */
  script(matches: (seen: Seen) => boolean, ...ways: Way[]): void {
    const left = [...ways];
    this.rule = (seen) => (matches(seen) ? left.shift() : undefined);
  }

  /** How many of these requests were open at once, at most. */
  mostAtOnce(matches: (seen: Seen) => boolean): number {
    const chosen = this.seen.filter(matches);
    const openAt = (moment: number) => chosen.filter(({ startedAt, endedAt }) => startedAt <= moment && (endedAt === null || endedAt > moment)).length;
    return Math.max(0, ...chosen.map(({ startedAt }) => openAt(startedAt)));
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private async carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen: Seen = { method: request.method ?? '', path: request.url ?? '', way: 'pass', startedAt: performance.now(), endedAt: null, factIds: [], answers: [] };
    this.seen.push(seen);
    response.on('close', () => {
      seen.endedAt = performance.now();
    });
    const body = await bytesOf(request);
    const facts = seen.path === '/sync/push' ? readJson(body, request.headers['content-encoding']).facts : undefined;
    if (Array.isArray(facts)) seen.factIds = facts.map((fact) => (fact as { factId: string }).factId);
    const way = this.rule(seen) ?? PASS;
    seen.way = way.does;
    await this.take(way, seen, request, body, response);
  }

  private async take(way: Way, seen: Seen, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const end = () => void response.socket?.destroy();
    if (way.does === 'refuse') end();
    else if (way.does === 'answer') response.writeHead(way.status, { 'content-type': 'text/html; charset=utf-8', ...way.headers }).end(way.body ?? '');
    else if (way.does === 'half') {
      await this.askHalf(request, body);
      await way.meanwhile?.();
      end();
    } else if (way.does === 'ghost') {
      end();
      await way.until;
      await this.ask(seen, request, body);
    } else if (way.does === 'loseReply') {
      await this.ask(seen, request, body);
      await way.meanwhile?.();
      end();
    } else if (way.does === 'cutOff') {
      const { status, headers, bytes } = await this.ask(seen, request, body);
      const part = bytes.subarray(0, Math.floor(bytes.length * way.share));
      response.writeHead(status, { ...headers, 'content-length': String(way.isCovered ? part.length : bytes.length) });
      response.write(part, () => (way.isCovered ? response.end() : end()));
      response.flushHeaders();
    } else if (way.does === 'slow') {
      await pause(way.waitMs + (body.length / way.bytesPerS) * 1000);
      const { status, headers, bytes } = await this.ask(seen, request, body);
      response.writeHead(status, headers);
      const step = Math.ceil((way.bytesPerS * TICK_MS) / 1000);
      for (let from = 0; from < bytes.length && !response.destroyed; from += step) {
        response.write(bytes.subarray(from, from + step));
        await pause(TICK_MS);
      }
      response.end();
    } else {
      if (way.does === 'hold') await way.until;
      await this.pass(seen, request, body, response);
    }
  }

  private reach(request: IncomingMessage) {
    return ask({ host: '127.0.0.1', port: this.target, method: request.method, path: request.url, headers: request.headers, agent: false });
  }

  /** Passed as it comes, since a stream of news never ends. A push's answers are read on the way. */
  private async pass(seen: Seen, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    if (seen.path === '/sync/push') {
      const { status, headers, bytes } = await this.ask(seen, request, body);
      response.writeHead(status, headers).end(bytes);
      return;
    }
    const onward = this.reach(request);
    response.on('close', () => onward.destroy());
    onward.end(body);
    const [reply] = (await once(onward, 'response')) as [IncomingMessage];
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.on('error', () => response.socket?.destroy());
    reply.pipe(response);
  }

  private async ask(seen: Seen, request: IncomingMessage, body: Buffer): Promise<Reply> {
    const onward = this.reach(request);
    onward.end(body);
    const [reply] = (await once(onward, 'response')) as [IncomingMessage];
    const bytes = await bytesOf(reply);
    const { answers } = readJson(bytes, reply.headers['content-encoding']);
    if (Array.isArray(answers)) seen.answers = answers as Answered[];
    // Whole by now, so it is sent as one piece whatever it came as.
    const { 'transfer-encoding': _, ...headers } = reply.headers;
    return { status: reply.statusCode ?? 502, headers: { ...headers, 'content-length': String(bytes.length) }, bytes };
  }

  private async askHalf(request: IncomingMessage, body: Buffer): Promise<void> {
    const onward = this.reach(request);
    onward.on('error', () => undefined);
    onward.setHeader('content-length', body.length);
    onward.write(body.subarray(0, Math.floor(body.length / 2)));
    await pause(TICK_MS);
  }
}

export const isPush = (seen: Seen): boolean => seen.path === '/sync/push';
/** What the lane sends, one at a time: all but the daily greeting and the stream of news. */
export const isLane = (seen: Seen): boolean => ['/sync/push', '/sync/pull', '/sync/receipts'].includes(seen.path);
