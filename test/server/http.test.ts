import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressFolder } from '../../src/server/tasks/compress.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, nonce, openOffice } from '../support/server.ts';

describe.each(databases())('what the server says to the outside, on $name', (database) => {
  let office: Office;
  let carer: Phone;
  let dist: string;

  beforeAll(async () => {
    dist = mkdtempSync(path.join(tmpdir(), 'hearth-dist-'));
    mkdirSync(path.join(dist, 'assets'));
    writeFileSync(path.join(dist, 'index.html'), `<!doctype html><title>Hearth</title>${'<p>words</p>'.repeat(100)}`);
    writeFileSync(path.join(dist, 'sw.js'), '// worker');
    writeFileSync(path.join(dist, 'assets', 'main-abc123.js'), `export const words = '${'hearth '.repeat(200)}';`);
    expect(compressFolder(dist)).toBe(2);
    office = await openOffice(database, { dist });
    carer = await office.phone(await office.add('Asha Example', 'carer', await office.openHome()));
  });
  afterAll(async () => {
    await office.close();
    rmSync(dist, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) => office.app.inject({ method: 'GET', url, headers });
  const html = { accept: 'text/html,*/*' };

  /** Makes the next reading of the records fail, as a broken disk would. */
  async function withFault<Result>(act: () => Promise<Result>): Promise<Result> {
    await office.records.db.schema.alterTable('mark').renameTo('mark_gone').execute();
    try {
      return await act();
    } finally {
      await office.records.db.schema.alterTable('mark_gone').renameTo('mark').execute();
    }
  }

  it('G9: every reply carries the security headers, refusals and faults included', async () => {
    const course = [...office.library.packages.keys()][0] ?? '';
    const replies = [
      await get('/', html),
      await get('/assets/main-abc123.js'),
      await get('/sw.js'),
      await get('/healthz'),
      await get(`/sync/hello?nonce=${nonce()}`),
      await get('/sync/events'),
      await get('/session'),
      await get('/content/catalogue.json'),
      await get(course),
      await get('/content/courses/none/none.json'),
      await get('/nothing.here'),
      await get('/%E0%A4%A'),
      await office.post('/session/end', {}),
      await office.post('/session/passkey', {}),
      await office.post('/invitations/look', {}),
      await office.sync('/sync/push', {}),
      await office.app.inject({ method: 'POST', url: '/session/end', payload: {} }),
      await office.app.inject({ method: 'DELETE', url: '/session' }),
      await withFault(() => get('/healthz')),
    ];
    expect(replies.map((reply) => reply.statusCode)).toEqual([
      200,
      200,
      200,
      200,
      200,
      401,
      401,
      200,
      200,
      404,
      404,
      expect.any(Number),
      200,
      422,
      404,
      401,
      403,
      expect.any(Number),
      500,
    ]);
    // Files of the build are no documents; theirs is the strictest policy there is.
    const isAsset = (headers: Record<string, unknown>) => headers['content-security-policy'] === "default-src 'none'";
    expect(replies.filter((reply) => isAsset(reply.headers)).length).toBeLessThanOrEqual(2);
    for (const { headers } of replies) {
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      if (!isAsset(headers)) expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'; trusted-types app-sw");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' });
      if (!isAsset(headers)) expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'referrer-policy': 'no-referrer' });
      if (!isAsset(headers)) {
        expect(headers['permissions-policy']).toContain('camera=(self), microphone=(self), publickey-credentials-create=(self), publickey-credentials-get=(self)');
        expect(headers['permissions-policy']).toContain('geolocation=()');
      }
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('promises TLS only where the published origin has it', async () => {
    const published = await openOffice(database, { settings: { publicOrigin: 'https://hearth.example' } });
    const reply = await published.app.inject({ method: 'GET', url: '/healthz' });
    expect(reply.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains; preload');
    await published.close();
  });

  it('E19: a fault of ours tells outsiders nothing, and the log says where without saying what', async () => {
    const reply = await withFault(() => get('/healthz'));
    expect([reply.statusCode, reply.body]).toEqual([500, '{"error":"fault"}']);
    const line = office.logs.find((entry) => entry.includes('"kind":"fault"')) ?? '';
    expect(line).toContain('"route":"/healthz"');
    expect(line).not.toContain('mark_gone');
    expect(line).not.toContain('"value"');
    expect(line).toContain('src/server/records/');
  });

  it('logs hold no name, no word, no token, no address and no IP address', async () => {
    const canary = 'canary-4711';
    const manager = await office.phone(await office.add(`Mo ${canary}`, 'manager', await office.openHome(`House ${canary}`)));
    office.secrets.set(`secret-${canary}`, manager.personId);
    const signedIn = await office.post('/session/demo', { secret: `secret-${canary}` });
    const secrets = signedIn.cookies.map((cookie) => cookie.value);
    await manager.push([...attemptFacts(manager), { factId: canary }].slice(0, -1));
    await get(`/pages/${canary}?name=${canary}`, html);
    await get(`/content/courses/${canary}/x.json`);
    await office.post('/invitations/look', { secret: canary });
    await manager.pullAll();
    const all = office.logs.join('');
    for (const word of [canary, manager.personId, '127.0.0.1', ...secrets]) expect(all).not.toContain(word);
    expect(all).toContain('"route":"/content/courses/:id/:file"');
  });

  it('E4: nothing changes on a request another site caused', async () => {
    const signedIn = await office.phone(carer.personId);
    const attempt = (headers: Record<string, string>) =>
      office.app.inject({ method: 'POST', url: '/session/end', payload: {}, headers: { cookie: signedIn.cookie, host: 'localhost', ...headers } });
    const bad = [
      {},
      { 'x-app': '2' },
      { 'x-app': '1', 'sec-fetch-site': 'cross-site' },
      { 'x-app': '1', 'sec-fetch-site': 'same-site' },
      { 'x-app': '1', 'sec-fetch-site': 'none' },
      { 'x-app': '1', origin: 'https://evil.example' },
      { 'x-app': '1', origin: 'null' },
      { 'x-app': '1', 'sec-fetch-site': 'same-origin', origin: 'http://localhost:9999' },
    ];
    for (const headers of bad) {
      const reply = await attempt(headers as Record<string, string>);
      expect([reply.statusCode, reply.json()]).toEqual([403, { error: 'notAllowed' }]);
    }
    expect((await get('/session', { cookie: signedIn.cookie })).statusCode).toBe(200);
    expect((await attempt({ 'x-app': '1', origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect((await get('/session', { cookie: signedIn.cookie })).statusCode).toBe(401);
  });

  it('API replies are never stored', async () => {
    for (const reply of [await get('/session'), await get(`/sync/hello?nonce=${nonce()}`), await office.post('/invitations/look', {}), await get('/healthz')])
      expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('E12: bodies that are too big, of another type or not JSON at all are turned away', async () => {
    const big = await office.post('/invitations/look', { secret: 'x'.repeat(300_000) });
    expect([big.statusCode, big.json()]).toEqual([413, { error: 'tooBig' }]);
    const form = await office.app.inject({ method: 'POST', url: '/sync/push', payload: 'a=1', headers: { 'x-app': '1', 'content-type': 'application/x-www-form-urlencoded' } });
    expect(form.json()).toEqual({ error: 'notValid' });
    const plain = await office.app.inject({
      method: 'POST',
      url: '/sync/push',
      payload: '{}',
      headers: { 'x-app': '1', 'content-type': 'application/json', cookie: carer.cookie },
    });
    expect(plain.json()).toEqual({ error: 'notValid' });
    const broken = await office.sync('/sync/push', {}, carer.cookie);
    expect([broken.statusCode, broken.json()]).toEqual([422, { error: 'notValid' }]);
  });

  it('every page address opens the app, and no address of the server’s own does', async () => {
    for (const address of ['/', '/academy/course/C9', '/join', '/manager?home=1']) {
      const reply = await get(address, html);
      expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(reply.body).toContain('<title>Hearth</title>');
    }
    for (const address of ['/sync/nothing', '/session/nothing', '/invitations/x', '/content/x', '/assets/gone-1.js', '/missing.png', '/.git/config']) {
      expect((await get(address, html)).statusCode).toBe(404);
    }
    expect((await get('/academy', { accept: 'application/json' })).statusCode).toBe(404);
  });

  it('a slash too many is forgiven, and what was sent with it is no page', async () => {
    for (const address of ['//', '//academy', '//academy//courses', '//elsewhere/academy', '///', '/academy//courses?from=a//b']) {
      const reply = await get(address, html);
      expect({ address, status: reply.statusCode, type: reply.headers['content-type'] }).toEqual({ address, status: 200, type: 'text/html; charset=utf-8' });
      expect(reply.headers.location).toBeUndefined();
      expect(reply.headers['content-security-policy']).toBeDefined();
    }
    expect((await get('//sync/hello', html)).statusCode).not.toBe(200);
    expect((await get('//nothing.here')).json()).toEqual({ error: 'notFound' });
  });

  it('files with a hash in their name stay a year, all others are asked about', async () => {
    const asset = await get('/assets/main-abc123.js', { 'accept-encoding': 'br, gzip' });
    expect(asset.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' });
    expect(asset.headers['content-type']).toContain('javascript');
    expect((await get('/assets/main-abc123.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
    expect((await get('/assets/main-abc123.js')).headers).not.toHaveProperty('content-encoding');
    const worker = await get('/sw.js');
    expect(worker.headers['cache-control']).toBe('no-cache');
    expect((await get('/sw.js', { 'if-none-match': String(worker.headers.etag) })).statusCode).toBe(304);
  });

  it('without a built page says so in a plain sentence', async () => {
    const bare = await openOffice(database);
    const reply = await bare.app.inject({ method: 'GET', url: '/', headers: html });
    expect([reply.statusCode, reply.body]).toEqual([503, expect.stringContaining('has not been built yet')]);
    await bare.close();
  });

  it('the catalogue is asked about, a course package is kept a year under its hash', async () => {
    const catalogue = await get('/content/catalogue.json');
    expect(catalogue.json()).toEqual(JSON.parse(JSON.stringify(office.library.catalogue)));
    expect(catalogue.headers['cache-control']).toBe('no-cache');
    expect((await get('/content/catalogue.json', { 'if-none-match': String(catalogue.headers.etag) })).statusCode).toBe(304);
    const [card] = office.library.catalogue.courses;
    const packed = await get(card?.address ?? '', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(packed.rawPayload.length).toBe(card?.bytes);
    expect((await get(card?.address ?? '')).json()).toMatchObject({ id: 'T1', version: 1 });
  });

  it('a large pull travels packed', async () => {
    await carer.push([...attemptFacts(carer), ...attemptFacts(carer)]);
    const body = { proto: 1, deviceId: 'd', nonce: nonce(), cursor: null, limit: 500 };
    const packed = await office.sync('/sync/pull', body, carer.cookie, { 'accept-encoding': 'gzip' });
    const plain = await office.sync('/sync/pull', body, carer.cookie);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });
});
