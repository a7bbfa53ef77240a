import { beginDemoSignIn } from '../sync/early-sign-in.ts';

/** The secret of a demonstration link, taken out of the address at once. */
function takeDemoSecret(): string | null {
  if (location.pathname !== '/sign-in') return null;
  const secret = /^#demo=([A-Za-z0-9_-]+)(?:&device=[A-Za-z0-9_-]{43})?$/.exec(location.hash)?.[1] ?? null;
  if (secret) window.history.replaceState(null, '', '/sign-in');
  return secret;
}

export const demoSecret = takeDemoSecret();
if (demoSecret) beginDemoSignIn(demoSecret);
