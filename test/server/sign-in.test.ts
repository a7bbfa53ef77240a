import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHALLENGE_LASTS_MS } from '../../src/server/records/passkeys.ts';
import { DELIVERY_LASTS_MS, SESSION_IDLE_MS, SESSION_LASTS_MS } from '../../src/server/records/sessions.ts';
import { INVITATION_LASTS_MS } from '../../src/shared/people/person.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, nonce, openOffice, sha256 } from '../support/server.ts';
import type { Flaw } from '../support/soft-passkey.ts';
import { makeSoftPasskey } from '../support/soft-passkey.ts';

const ORIGIN = 'http://localhost';
const SECRET = 'abcdefghijklmnopqrstuv';

function cookiesOf(reply: LightMyRequestResponse): string {
  return reply.cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
}

describe.each(databases())('joining and signing in, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;

  beforeEach(async () => {
    office = await openOffice(database);
    home = await office.openHome();
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
  });
  afterEach(() => office.close());

  const ask = (url: string, body: unknown = {}, cookie?: string) => office.post(url, body, cookie, { host: 'localhost' });
  async function invite(secret = SECRET, personId = carer.personId): Promise<void> {
    const admin = await office.phone(office.region.adminId);
    const invitationId = newId();
    await admin.send(admin.fact('people.invitation.made', invitationId, { invitationId, personId, secretHash: sha256(secret) }));
  }
  async function join(passkey = makeSoftPasskey(ORIGIN, 'localhost'), flaw: Flaw = {}): Promise<LightMyRequestResponse> {
    const options = (await ask('/invitations/options', { secret: SECRET })).json() as { challenge: string };
    return ask('/invitations/use', { secret: SECRET, response: passkey.register(options.challenge, flaw) });
  }
  async function signInWith(passkey: ReturnType<typeof makeSoftPasskey>, flaw: Flaw = {}): Promise<LightMyRequestResponse> {
    const options = (await ask('/session/passkey/options')).json() as { challenge: string };
    return ask('/session/passkey', { response: passkey.sign(options.challenge, flaw) });
  }
  const whoIs = (cookie: string) => office.app.inject({ method: 'GET', url: '/session', headers: { cookie } });

  it('an invitation says whom it is for, makes a passkey and signs in', async () => {
    await invite();
    expect((await ask('/invitations/look', { secret: SECRET })).json()).toMatchObject({ name: 'Asha Example', placeName: 'Rowan House', role: 'carer' });
    const options = (await ask('/invitations/options', { secret: SECRET })).json() as Record<string, unknown>;
    expect(options).toMatchObject({ attestation: 'none', rp: { id: 'localhost' }, authenticatorSelection: { residentKey: 'required', userVerification: 'required' } });
    const passkey = makeSoftPasskey(ORIGIN, 'localhost');
    const joined = await join(passkey);
    expect(joined.json()).toMatchObject({ personId: carer.personId, roles: [{ placeId: home, role: 'carer' }] });
    expect((await whoIs(cookiesOf(joined))).json()).toMatchObject({ name: 'Asha Example' });
    expect((await signInWith(passkey)).json()).toMatchObject({ personId: carer.personId });
  });

  it('an invitation works once', async () => {
    await invite();
    expect((await join()).statusCode).toBe(200);
    const again = await ask('/invitations/look', { secret: SECRET });
    expect([again.statusCode, again.json()]).toEqual([410, { error: 'linkUsed' }]);
    expect((await ask('/invitations/options', { secret: SECRET })).json()).toEqual({ error: 'linkUsed' });
  });

  it('an invitation ends 72 hours after the server had it', async () => {
    await invite();
    office.pass(INVITATION_LASTS_MS - 1);
    expect((await ask('/invitations/look', { secret: SECRET })).statusCode).toBe(200);
    office.pass(1);
    expect((await ask('/invitations/look', { secret: SECRET })).json()).toEqual({ error: 'linkExpired' });
    expect((await office.records.db.selectFrom('passkey').selectAll().execute()).length).toBe(0);
  });

  it('an unknown secret, a misshapen one and none at all are answered alike', async () => {
    for (const body of [{ secret: 'zzzzzzzzzzzzzzzzzzzzzz' }, { secret: 'short' }, {}]) {
      const reply = await ask('/invitations/look', body);
      expect([reply.statusCode, reply.json()]).toEqual([404, { error: 'linkUnknown' }]);
    }
  });

  it('keeps only the hash of an invitation’s secret and of a cookie’s', async () => {
    await invite();
    const joined = await join();
    const all = JSON.stringify([await office.records.db.selectFrom('invitation').selectAll().execute(), await office.records.db.selectFrom('session').selectAll().execute()]);
    for (const secret of [SECRET, ...joined.cookies.map((cookie) => cookie.value)]) expect(all).not.toContain(secret);
  });

  it('a passkey made for another origin, for another site, without its owner or for another question is refused, and the link stays good', async () => {
    await invite();
    for (const flaw of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isUnverified: true }, { challenge: 'AAAA' }]) {
      const reply = await join(makeSoftPasskey(ORIGIN, 'localhost'), flaw);
      expect([reply.statusCode, reply.json()]).toEqual([400, { error: 'passkeyFailed' }]);
    }
    expect(await office.records.db.selectFrom('passkey').selectAll().execute()).toEqual([]);
    expect((await join()).statusCode).toBe(200);
  });

  it('a sign-in with a forged origin, site, signature or without its owner is refused and starts no session', async () => {
    await invite();
    const passkey = makeSoftPasskey(ORIGIN, 'localhost');
    await join(passkey);
    const before = await office.records.db.selectFrom('session').selectAll().execute();
    for (const flaw of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isUnverified: true }, { isForged: true }, { challenge: 'AAAA' }]) {
      expect((await signInWith(passkey, flaw)).json()).toEqual({ error: 'passkeyFailed' });
    }
    expect((await signInWith(makeSoftPasskey(ORIGIN, 'localhost'))).json()).toEqual({ error: 'passkeyFailed' });
    const nameless = makeSoftPasskey(ORIGIN, 'localhost').sign('AAAA');
    for (const id of ['', 'a\0b', '\ud800']) expect((await ask('/session/passkey', { response: { ...nameless, id } })).json()).toEqual({ error: 'passkeyFailed' });
    expect(await office.records.db.selectFrom('session').selectAll().execute()).toEqual(before);
  });

  it('a challenge answers once, and for five minutes', async () => {
    await invite();
    const passkey = makeSoftPasskey(ORIGIN, 'localhost');
    await join(passkey);
    const challengeNow = async () => ((await ask('/session/passkey/options')).json() as { challenge: string }).challenge;
    const used = await challengeNow();
    expect((await ask('/session/passkey', { response: passkey.sign(used) })).statusCode).toBe(200);
    expect((await ask('/session/passkey', { response: passkey.sign(used) })).statusCode).toBe(400);
    const old = await challengeNow();
    office.pass(CHALLENGE_LASTS_MS);
    expect((await ask('/session/passkey', { response: passkey.sign(old) })).statusCode).toBe(400);
  });

  it('passkeys are bound to the published origin, and on an unpublished foreign host there are none', async () => {
    const foreign = await office.post('/session/passkey/options', {}, undefined, { host: 'evil.example' });
    expect(foreign.json()).toEqual({ error: 'passkeyFailed' });
    const published = await openOffice(database, { settings: { publicOrigin: 'https://hearth.example' } });
    const options = await published.post('/session/passkey/options', {}, undefined, { host: 'evil.example' });
    expect(options.json()).toMatchObject({ rpId: 'hearth.example', userVerification: 'required' });
    await published.close();
  });

  it('cookies are __Host-, Secure, HttpOnly, SameSite=Strict and never say Expires', async () => {
    office.secrets.set('demo-secret', carer.personId);
    const reply = await ask('/session/demo', { secret: 'demo-secret' });
    const lines = [reply.headers['set-cookie']].flat();
    expect(lines.map((line) => line?.split('=')[0])).toEqual(['__Host-sid', '__Host-post']);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict/);
      expect(line).toMatch(/Max-Age=\d+/);
      expect(line).not.toMatch(/Expires|Domain/);
    }
  });

  it('a session ends after 30 quiet minutes, and after twelve hours whatever happens', async () => {
    const pulls = async () => (await office.sync('/sync/pull', { proto: 1, deviceId: 'd', nonce: nonce(), cursor: null, limit: 1 }, carer.cookie)).statusCode;
    for (let passed = 0; passed + SESSION_IDLE_MS < SESSION_LASTS_MS; passed += SESSION_IDLE_MS - 1000) {
      expect(await pulls()).toBe(200);
      office.pass(SESSION_IDLE_MS - 1000);
    }
    office.pass(SESSION_IDLE_MS);
    expect(await pulls()).toBe(401);
    const quiet = await office.phone(carer.personId);
    office.pass(SESSION_IDLE_MS + 1);
    expect((await whoIs(quiet.cookie)).statusCode).toBe(401);
  });

  it('F23: work made over weeks without signal is delivered without a fresh sign-in, and nothing else is possible with it', async () => {
    office.secrets.set('demo-secret', carer.personId);
    const cookie = cookiesOf(await ask('/session/demo', { secret: 'demo-secret' }));
    office.pass(DELIVERY_LASTS_MS / 2);
    const push = (at: string) => office.sync('/sync/push', { proto: 1, deviceId: 'd', nonce: nonce(), facts: attemptFacts(carer) }, at);
    const delivered = await push(cookie);
    expect(delivered.statusCode).toBe(200);
    expect((delivered.json() as { answers: { receipt?: { state: string } }[] }).answers.every((answer) => answer.receipt?.state === 'recorded')).toBe(true);
    expect((await office.sync('/sync/receipts', { nonce: nonce(), factIds: [] }, cookie)).statusCode).toBe(200);
    expect((await office.sync('/sync/pull', { proto: 1, deviceId: 'd', nonce: nonce(), cursor: null, limit: 1 }, cookie)).statusCode).toBe(401);
    expect((await office.app.inject({ method: 'GET', url: '/sync/events', headers: { cookie } })).statusCode).toBe(401);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    // Posed as the other cookie it opens nothing either.
    expect((await whoIs(cookie.replace(/.*__Host-post=/, '__Host-sid='))).statusCode).toBe(401);
    office.pass(DELIVERY_LASTS_MS - 1000);
    expect((await push(cookie)).statusCode).toBe(200);
    office.pass(DELIVERY_LASTS_MS);
    expect((await push(cookie)).statusCode).toBe(401);
  });

  it('signing out ends both sign-ins on the server, not only in the browser', async () => {
    office.secrets.set('demo-secret', carer.personId);
    const cookie = cookiesOf(await ask('/session/demo', { secret: 'demo-secret' }));
    const ended = await ask('/session/end', {}, cookie);
    expect([ended.headers['set-cookie']].flat().every((line) => line?.includes('Max-Age=0'))).toBe(true);
    expect((await whoIs(cookie)).statusCode).toBe(401);
    expect((await office.sync('/sync/push', { proto: 1, deviceId: 'd', nonce: nonce(), facts: [] }, cookie)).statusCode).toBe(401);
  });

  it('E5: signing in starts a new session and ends the one the browser had', async () => {
    office.secrets.set('demo-secret', carer.personId);
    const first = cookiesOf(await ask('/session/demo', { secret: 'demo-secret' }));
    const second = cookiesOf(await ask('/session/demo', { secret: 'demo-secret' }, first));
    expect((await whoIs(first)).statusCode).toBe(401);
    expect((await whoIs(second)).statusCode).toBe(200);
  });

  it('the demonstration’s sign-in exists only in a demonstration', async () => {
    expect((await ask('/session/demo', { secret: 'wrong' })).json()).toEqual({ error: 'linkUnknown' });
    const real = await openOffice(database, { noDemo: true });
    expect((await real.post('/session/demo', { secret: 'demo-secret' })).statusCode).toBe(404);
    await real.close();
  });

  it('guessing at links is slowed down', async () => {
    const codes = [];
    for (let tries = 0; tries < 62; tries += 1) codes.push((await ask('/invitations/look', { secret: 'zzzzzzzzzzzzzzzzzzzzzz' })).statusCode);
    expect(codes.slice(-2)).toEqual([429, 429]);
  });
});
