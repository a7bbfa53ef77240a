import { beginDemoSignIn } from '../sync/early-sign-in.ts';
import { DEMO_DEVICE } from './demo-device.ts';

/** The secret of a demonstration link, taken out of the address at once. */
function takeDemoSecret(): string | null {
  if (location.pathname !== '/sign-in') return null;
  const [, secret = null, device = ''] = /^#demo=([A-Za-z0-9_-]+)(?:&device=([A-Za-z0-9_-]{43}))?$/.exec(location.hash) ?? [];
  // Half a link is taken out too.
  if (location.hash) window.history.replaceState(null, '', '/sign-in');
  if (secret) {
    try {
      sessionStorage.setItem(DEMO_DEVICE, device);
    } catch {
      // A browser that keeps nothing has no inbox either.
    }
  }
  return secret;
}

export const demoSecret = takeDemoSecret();
if (demoSecret) beginDemoSignIn(demoSecret);
