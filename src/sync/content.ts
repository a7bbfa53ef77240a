import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import type { World } from './world.ts';

/** A course is at most a few hundred kilobytes; at 2 kB a second that still takes minutes. */
const TIMEOUT_MS = 180_000;

/**
 * Fetches authored content. It carries no nonce, so the schema is what tells our own from a
 * login page. Null means not now; whoever asked will ask again.
 */
export async function fetchContent<Content>(
  world: World,
  address: string,
  schema: z.ZodMiniType<Content>,
  cache: RequestCache,
): Promise<{ content: Content; bytes: number } | null> {
  if (!world.isOnline()) return null;
  const abort = new AbortController();
  const cancel = world.setTimer(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await world.fetch(`${world.origin}${address}`, { signal: abort.signal, cache, credentials: 'same-origin', headers: { accept: 'application/json' } });
    if (!response.ok) return null;
    const text = await response.text();
    const parsed = safeParse(schema, JSON.parse(text));
    return parsed.success ? { content: parsed.data, bytes: new TextEncoder().encode(text).length } : null;
  } catch {
    return null;
  } finally {
    cancel();
  }
}
