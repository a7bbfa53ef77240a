/**
 * A demonstration link signs in before anything else has been read, because on a slow phone the
 * answer travels while the page is still being parsed. Tiny on purpose: it is the first code to run.
 */
let underWay: Promise<Response> | null = null;

export function beginDemoSignIn(secret: string): void {
  if (navigator.onLine === false) return;
  underWay = fetch('/session/demo', {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'x-app': '1', 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ secret }),
  });
  underWay.catch(() => undefined);
}

/** The reply under way, handed over once. */
export function takeDemoReply(): Promise<Response> | null {
  const reply = underWay;
  underWay = null;
  return reply;
}
