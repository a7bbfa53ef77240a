import * as z from 'zod/mini';
import type { TurnedAwayKind } from '../../shared/wire/refusal.ts';
import { turnedAwaySchema } from '../../shared/wire/refusal.ts';
import type { LineAnswer } from '../../store/quiet/line.ts';
import type { QuietWorld } from './quiet-world.ts';

/**
 * One request of the sealed lane. `nobody`: no cookie goes along, so that the server cannot tell
 * whose phone it is; `reader`: the session of a reader.
 */
export type Question = {
  as: 'nobody' | 'reader';
  path: string;
  /** Sent as JSON. */
  message?: object;
  /** Sent as they are, by PUT. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
};

/**
 * `away`: our server answered and would not. `noReply`: anything else, a login page with status
 * 200 included; it means no network and nothing more.
 */
export type Refusal = { ok: false; is: 'away'; status: number; error: TurnedAwayKind; retryAfterS: number } | { ok: false; is: 'noReply'; retryAfterS: number };
export type Reply<Down> = { ok: true; down: Down } | Refusal;

const TIMEOUT_MS = 15_000;
const TIMEOUT_STEP_BYTES = 16 * 1024;
const TIMEOUT_STEP_MS = 1000;
const JSON_TYPE = 'application/json';
export const BYTES_TYPE = 'application/octet-stream';

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : 0;
}

async function refusalOf(response: Response): Promise<Refusal> {
  const retryAfterS = retryAfter(response);
  const isOurs = (response.headers.get('content-type') ?? '').startsWith(JSON_TYPE);
  const away = isOurs ? z.safeParse(turnedAwaySchema, await response.json().catch(() => null)) : null;
  if (!away?.success) return { ok: false, is: 'noReply', retryAfterS };
  return { ok: false, is: 'away', status: response.status, error: away.data.error, retryAfterS };
}

async function exchange<Down>(world: QuietWorld, question: Question, read: (response: Response) => Promise<Down | null>): Promise<Reply<Down>> {
  const noReply: Refusal = { ok: false, is: 'noReply', retryAfterS: 0 };
  if (!world.isOnline()) return noReply;
  const { as, path, message, bytes, headers } = question;
  const body = bytes ?? (message ? JSON.stringify(message) : null);
  const type = bytes ? BYTES_TYPE : JSON_TYPE;
  const abort = new AbortController();
  const cancel = world.setTimer(() => abort.abort(), TIMEOUT_MS + Math.ceil((body?.length ?? 0) / TIMEOUT_STEP_BYTES) * TIMEOUT_STEP_MS);
  try {
    const response = await world.fetch(`${world.origin}${path}`, {
      method: bytes ? 'PUT' : message ? 'POST' : 'GET',
      headers: { 'x-app': '1', ...(body === null ? {} : { 'content-type': type }), ...headers },
      ...(body === null ? {} : { body: body as BodyInit }),
      credentials: as === 'reader' ? 'same-origin' : 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: abort.signal,
    });
    if (!response.ok) return await refusalOf(response);
    const down = await read(response);
    return down === null ? noReply : { ok: true, down };
  } catch {
    return noReply;
  } finally {
    cancel();
  }
}

/** Asks once. Never throws, and never says what was asked. */
export function ask<Down>(world: QuietWorld, question: Question, schema: z.ZodMiniType<Down>): Promise<Reply<Down>> {
  return exchange(world, question, async (response) => {
    const down = z.safeParse(schema, await response.json());
    return down.success ? down.data : null;
  });
}

export function askBytes(world: QuietWorld, question: Question, most: number): Promise<Reply<Uint8Array>> {
  return exchange(world, question, async (response) => {
    if (!(response.headers.get('content-type') ?? '').startsWith(BYTES_TYPE)) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > most ? null : bytes;
  });
}

/** What a room is told of a reply. */
export function answerOf<Down>(reply: Reply<Down>): LineAnswer<Down> {
  if (reply.ok) return { ok: true, value: reply.down };
  if (reply.is === 'noReply') return { ok: false, why: 'noSignal' };
  if (reply.status === 401) return { ok: false, why: 'signIn' };
  if (reply.status === 429) return { ok: false, why: 'tooMany' };
  return { ok: false, why: reply.status >= 500 ? 'trouble' : 'refused' };
}
