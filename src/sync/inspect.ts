import * as z from 'zod/mini';
import type { Evidence, Looked, NumberId } from '../shared/home/inspection-sheet.ts';
import { drilledSchema, lookedSchema } from '../shared/home/inspection-sheet.ts';
import type { OpenedLook } from '../shared/home/inspector-wire.ts';
import { openedLookSchema } from '../shared/home/inspector-wire.ts';
import type { Failed } from './session.ts';
import { call } from './session.ts';

/** What an inspector's device asks. Nothing of it is kept there. */
async function asked<Schema extends z.core.$ZodType>(
  method: 'GET' | 'POST',
  path: string,
  schema: Schema,
  message?: object,
): Promise<{ ok: true; down: z.core.output<Schema> } | Failed> {
  const got = await call(method, path, message);
  if (!got.ok) return got;
  const read = z.safeParse(schema, got.body);
  return read.success ? { ok: true, down: read.data } : { ok: false, error: 'noSignal' };
}

/** The secret and the PIN travel in the body, never in an address. */
export async function openLook(secret: string, pin: string): Promise<{ ok: true; down: OpenedLook } | Failed> {
  return asked('POST', '/inspection/session', openedLookSchema, { secret, pin });
}

/** The page on a day; with all its evidence when it is to be printed. */
export async function lookAtHome(asAt: string | null, isWhole = false): Promise<{ ok: true; down: Looked } | Failed> {
  const query = new URLSearchParams({ ...(asAt === null ? {} : { asAt }), ...(isWhole ? { whole: '1' } : {}) });
  return asked('GET', `/inspection/home?${query}`, lookedSchema);
}

export async function lookAtNumber(id: NumberId, asAt: string): Promise<{ ok: true; rows: Evidence[] } | Failed> {
  const answer = await asked('GET', `/inspection/home/${id}?asAt=${asAt}`, drilledSchema);
  return answer.ok ? { ok: true, rows: answer.down.rows } : answer;
}

export async function closeLook(): Promise<void> {
  await call('POST', '/inspection/end');
}
