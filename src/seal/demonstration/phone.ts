/** A pretend phone: a session where it has one, and the server's own routes. */
export type Phone = {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer = unknown>(path: string, body: unknown): Promise<Answer>;
  put(path: string, bytes: Uint8Array, headers: Record<string, string>): Promise<void>;
};

const OWN = { 'x-app': '1' };
/** The server ends an idle session after half an hour, and the clock leaps. */
const SIGNED_IN_MS = 20 * 60_000;

export function makePhone(origin: string, send: typeof fetch, secret: string | null, clock: () => string): Phone {
  let cookie: Record<string, string> = {};
  let signedInAt = Number.NaN;

  async function ask(method: string, path: string, body: string | Uint8Array<ArrayBuffer> | undefined, headers: Record<string, string>): Promise<Response> {
    const reply = await send(`${origin}${path}`, { method, headers: { ...OWN, ...headers, ...cookie }, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path.split('?')[0]}: ${reply.status} ${await reply.text()}`);
    return reply;
  }
  const json = { 'content-type': 'application/json' };

  async function signIn(): Promise<void> {
    const now = Date.parse(clock());
    if (secret === null || Math.abs(now - signedInAt) < SIGNED_IN_MS) return;
    cookie = {};
    const reply = await ask('POST', '/session/demo', JSON.stringify({ secret }), json);
    cookie = {
      cookie: reply.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    };
    signedInAt = now;
  }

  return {
    async get<Answer>(path: string) {
      await signIn();
      return (await (await ask('GET', path, undefined, {})).json()) as Answer;
    },
    async post<Answer>(path: string, body: unknown) {
      await signIn();
      return (await (await ask('POST', path, JSON.stringify(body), json)).json()) as Answer;
    },
    async put(path, bytes, headers) {
      await signIn();
      await ask('PUT', path, new Uint8Array(bytes), { 'content-type': 'application/octet-stream', ...headers });
    },
  };
}
