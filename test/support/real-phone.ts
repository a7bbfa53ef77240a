import type { Tab } from './device.ts';
import { makeHandClock, openTab, signIn } from './device.ts';
import type { Office } from './server.ts';
import { OWN_HEADERS } from './server.ts';
import type { Sync } from '../../src/sync/sync.ts';

/** Brings a phone's requests to whichever server stands there at the moment, without a socket. */
export function fetchFrom(office: () => Office, cookie: () => string): typeof fetch {
  return (async (path: string, init: RequestInit) => {
    const reply = await office().app.inject({
      method: init.method as 'GET' | 'POST',
      url: path,
      headers: { ...(init.headers as Record<string, string>), ...OWN_HEADERS, cookie: cookie() },
      ...(init.body ? { payload: Buffer.from(init.body as Uint8Array) } : {}),
    });
    const headers = Object.entries(reply.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(new Uint8Array(reply.rawPayload), { status: reply.statusCode, headers });
  }) as typeof fetch;
}

export type RealPhone = { tab: Tab; sync: Sync };

/** A phone as it is, cabinet and postman, signed in at a server as it is. */
export async function openRealPhone(office: () => Office, personId: string, cookie: () => string): Promise<RealPhone> {
  const clock = makeHandClock(office().now.toISOString());
  const tab = await openTab(clock, null);
  await signIn(tab, personId);
  return { tab, sync: tab.start({ fetch: fetchFrom(office, cookie) }) };
}
