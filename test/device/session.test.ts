// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { acceptInvitation, invitationOptions, lookAtInvitation, passkeyOptions, signInWithPasskey } from '../../src/sync/passkey.ts';
import { demoSignIn, endSession, whoAmI } from '../../src/sync/session.ts';
import { signedInAs } from '../support/device.ts';

type Asked = { path: string; init: RequestInit };

function answerWith(reply: () => Response): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return reply();
  });
  return asked;
}
const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

afterEach(() => vi.unstubAllGlobals());

describe('signing in', () => {
  it('says who is signed in, or that nobody is', async () => {
    answerWith(json(signedInAs('ann')));
    expect(await whoAmI()).toMatchObject({ ok: true, signedIn: { personId: 'ann' } });
    answerWith(json({ error: 'signIn' }, 401));
    expect(await whoAmI()).toEqual({ ok: false, error: 'signIn' });
  });

  it('F7 takes a login page, a cut line and a strange body for no signal', async () => {
    answerWith(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    expect(await demoSignIn('secret', null)).toEqual({ ok: false, error: 'noSignal' });
    answerWith(() => {
      throw new TypeError('cut');
    });
    expect(await whoAmI()).toEqual({ ok: false, error: 'noSignal' });
    answerWith(json({ hello: 'world' }));
    expect(await whoAmI()).toEqual({ ok: false, error: 'noSignal' });
  });

  it('asks nothing while the browser is sure there is no network', async () => {
    const asked = answerWith(json({}));
    vi.stubGlobal('navigator', { onLine: false });
    expect(await endSession()).toEqual({ ok: false, error: 'noSignal' });
    expect(asked).toEqual([]);
  });

  it('carries secrets and passkeys in the body, marks itself as the app, and keeps the kind of refusal', async () => {
    const asked = answerWith(json({ error: 'linkUsed' }, 409));
    expect(await lookAtInvitation('s3cret')).toEqual({ ok: false, error: 'linkUsed' });
    await invitationOptions('s3cret');
    await acceptInvitation('s3cret', { id: 'c' });
    await passkeyOptions();
    await signInWithPasskey({ id: 'c' });
    expect(asked.map(({ path, init }) => [init.method, path, init.body])).toEqual([
      ['POST', '/invitations/look', '{"secret":"s3cret"}'],
      ['POST', '/invitations/options', '{"secret":"s3cret"}'],
      ['POST', '/invitations/use', '{"secret":"s3cret","response":{"id":"c"}}'],
      ['POST', '/session/passkey/options', '{}'],
      ['POST', '/session/passkey', '{"response":{"id":"c"}}'],
    ]);
    for (const { path, init } of asked) {
      expect(path).not.toContain('s3cret');
      expect(init.headers).toMatchObject({ 'x-app': '1', 'content-type': 'application/json' });
      expect(init.credentials).toBe('same-origin');
    }
  });
});
