import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { base64url } from '../shared/basics/base64url.ts';
import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import { turnedAwaySchema } from '../shared/wire/refusal.ts';
import { SYNC_TYPE } from '../shared/wire/version.ts';
import type { World } from './world.ts';

/**
 * One request and what became of it. `trusted`: our server answered this very request.
 * `turnedAway`: our server would not take the request as a whole. `noReply`: anything else, a
 * login page with status 200 included; it means no network and nothing more.
 */
export type Reply<Down> =
  | { kind: 'trusted'; down: Down; offset: number | null; tookMs: number; catalogue: string | null; person: string | null }
  | { kind: 'turnedAway'; status: number; error: TurnedAwayKind; retryAfterS: number }
  | { kind: 'noReply'; why: 'offline' | 'network' | 'timeout' | 'foreign'; status: number; retryAfterS: number };

const TIMEOUT_MS = 15_000;
const TIMEOUT_STEP_BYTES = 16 * 1024;
const TIMEOUT_STEP_MS = 1000;
/** Smaller bodies travel as they are: one packet either way. */
const GZIP_FROM_BYTES = 1024;

const text = new TextEncoder();

export function makeNonce(world: World): string {
  return base64url(world.crypto.getRandomValues(new Uint8Array(16)));
}

export type Packed = { bytes: Uint8Array<ArrayBuffer>; isGzip: boolean };

/** The body as it will travel, so that its size is known before it is sent. */
export async function pack(message: unknown): Promise<Packed> {
  const plain = text.encode(JSON.stringify(message));
  if (plain.length <= GZIP_FROM_BYTES || typeof CompressionStream === 'undefined') return { bytes: plain, isGzip: false };
  const squeezed = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  return { bytes: new Uint8Array(await new Response(squeezed).arrayBuffer()), isGzip: true };
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : 0;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The middle of the exchange is when the server read its clock, as near as can be told. */
function offsetFrom(down: { now?: unknown }, sentAt: number, receivedAt: number): number | null {
  const now = typeof down.now === 'string' ? Date.parse(down.now) : Number.NaN;
  return Number.isNaN(now) ? null : now - (sentAt + receivedAt) / 2;
}

/** `patch`: raw bytes with headers of their own, instead of a message. */
export type Asked = { path: string; nonce: string; packed: Packed | null; patch?: Record<string, string> };

async function exchange<Down extends { nonce: string }>(world: World, asked: Asked, schema: z.ZodMiniType<Down>, signal: AbortSignal): Promise<Reply<Down>> {
  const { path, nonce, packed, patch } = asked;
  const sentAt = world.clock();
  const headers: Record<string, string> = { accept: SYNC_TYPE, 'x-app': '1', 'x-clock': new Date(sentAt).toISOString() };
  if (packed) headers['content-type'] = SYNC_TYPE;
  if (patch) Object.assign(headers, patch);
  if (packed?.isGzip) headers['content-encoding'] = 'gzip';
  const response = await world.fetch(`${world.origin}${path}`, {
    method: patch ? 'PATCH' : packed ? 'POST' : 'GET',
    ...(packed ? { body: packed.bytes } : {}),
    ...{ headers, signal, cache: 'no-store', credentials: 'same-origin' },
  });
  const { status } = response;
  const retryAfterS = retryAfter(response);
  const body = parseJson(await response.text());
  const receivedAt = world.clock();
  const foreign: Reply<Down> = { kind: 'noReply', why: 'foreign', status, retryAfterS };
  if (!(response.headers.get('content-type') ?? '').startsWith(SYNC_TYPE)) return foreign;
  if (status === 200) {
    const down = safeParse(schema, body);
    if (!down.success || down.data.nonce !== nonce) return foreign;
    return {
      kind: 'trusted',
      down: down.data,
      offset: offsetFrom(down.data as { now?: unknown }, sentAt, receivedAt),
      tookMs: receivedAt - sentAt,
      catalogue: response.headers.get('x-catalogue'),
      person: response.headers.get('x-person'),
    };
  }
  const away = safeParse(turnedAwaySchema, body);
  // A request turned away before its body was read has no nonce to echo.
  if (!away.success || (away.data.nonce !== undefined && away.data.nonce !== nonce)) return foreign;
  return { kind: 'turnedAway', status, error: away.data.error, retryAfterS };
}

/** Asks once. Never throws: trouble on the way is a reply of its own kind. */
export async function ask<Down extends { nonce: string }>(world: World, asked: Asked, schema: z.ZodMiniType<Down>): Promise<Reply<Down>> {
  if (!world.isOnline()) return { kind: 'noReply', why: 'offline', status: 0, retryAfterS: 0 };
  const abort = new AbortController();
  const size = asked.packed?.bytes.length ?? 0;
  const cancel = world.setTimer(() => abort.abort(), TIMEOUT_MS + Math.ceil(size / TIMEOUT_STEP_BYTES) * TIMEOUT_STEP_MS);
  try {
    return await exchange(world, asked, schema, abort.signal);
  } catch {
    return { kind: 'noReply', why: abort.signal.aborted ? 'timeout' : 'network', status: 0, retryAfterS: 0 };
  } finally {
    cancel();
  }
}

export async function post<Down extends { nonce: string }>(world: World, path: string, message: object, schema: z.ZodMiniType<Down>): Promise<Reply<Down>> {
  const nonce = makeNonce(world);
  return ask(world, { path, nonce, packed: await pack({ ...message, nonce }) }, schema);
}
