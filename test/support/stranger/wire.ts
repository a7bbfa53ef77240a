import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

/*
 * Written from src/shared/wire/README.md alone, and importing nothing of the project, so that
 * what is proved with it holds for whoever writes another client from that page.
 */

export const SYNC = 'application/vnd.hearth-sync+json';

export function freshNonce(): string {
  return randomBytes(16).toString('base64url');
}

export function freshId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function digest(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

export type Named = { factId: string; kind: string; v: number; about: string; body: unknown };

export function hashOf({ about, body, factId, kind, v }: Named): string {
  return digest(canonical({ about, body, factId, kind, v }));
}

/** A reply as bytes and as JSON where it is JSON. `isTrusted` where type and nonce are those of a sync reply. */
export type Heard<Down> = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; down: Down; isTrusted: boolean };
export type Asking = { headers?: Record<string, string>; body?: string | Buffer; nonce?: string };

/** How long no reply may take. */
const WAIT_MS = 15_000;

/** One connection pool of one client. */
export class Line {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** @throws when there is no whole reply. */
  ask<Down>(method: string, path: string, { headers = {}, body, nonce }: Asking = {}): Promise<Heard<Down>> {
    return new Promise((done, fail) => {
      const asked = request({ host: '127.0.0.1', port: this.port, method, path, agent: this.agent, timeout: WAIT_MS, headers: { 'x-app': '1', ...headers } }, (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', fail);
        reply.on('end', () => {
          const sent = Buffer.concat(parts);
          const bytes = reply.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
          const isJson = /json/.test(reply.headers['content-type'] ?? '');
          const down = (isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : null) as Down;
          const echoed = (down as { nonce?: string } | null)?.nonce;
          const isTrusted = (reply.headers['content-type'] ?? '').startsWith(SYNC) && nonce !== undefined && echoed === nonce;
          done({ status: reply.statusCode ?? 0, headers: reply.headers, bytes, down, isTrusted });
        });
      });
      asked.on('timeout', () => asked.destroy(new Error(`no reply to ${method} ${path}`)));
      asked.on('error', fail);
      asked.end(body);
    });
  }

  end(): void {
    this.agent.destroy();
  }
}
