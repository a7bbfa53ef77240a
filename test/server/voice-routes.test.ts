import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/shared/people/role.ts';
import { databases, OWN_HEADERS } from '../support/server.ts';
import { routesOf } from '../support/route-table.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

type Who = Role | 'stranger';
const ROLES: readonly Role[] = ['carer', 'agency', 'senior', 'deputy', 'manager', 'academyLead', 'regionAdmin', 'reader', 'directoryOfficer'];
const EVERYBODY: readonly Who[] = ['stranger', ...ROLES];
const ID = 'A'.repeat(22);
const SECRET = 'A'.repeat(43);
const POINT = `BA${'A'.repeat(85)}`;
const KEY = { a: 'part', e: 1, d: ID, sealed: 'AAAA' };

type Expected = Partial<Record<Who, number>> & { else: number };
type Row = { method: 'GET' | 'POST' | 'PUT'; url: string; route?: string; body?: object; headers?: Record<string, string>; expected: Expected };

/** Written out by hand from the promise: what each role, listed in no directory, is answered to a request that is well made. */
const TABLE: Row[] = [
  { method: 'POST', url: '/voice/codes', body: {}, expected: { stranger: 401, carer: 200, senior: 200, deputy: 200, manager: 200, else: 403 } },
  { method: 'POST', url: '/voice/join', body: { code: '00000000000' }, expected: { else: 404 } },
  { method: 'POST', url: '/voice/capabilities', body: { membership: SECRET }, expected: { else: 404 } },
  { method: 'GET', url: '/voice/directory', expected: { else: 200 } },
  { method: 'POST', url: '/voice/reports', body: { kind: 'expired' }, expected: { else: 200 } },
  { method: 'POST', url: '/voice/mailboxes', body: { secrets: [SECRET] }, expected: { else: 200 } },
  { method: 'POST', url: '/voice/withdraw', body: { secret: SECRET, id: ID }, expected: { else: 404 } },
  { method: 'GET', url: '/sealed/work', expected: { else: 200 } },
  { method: 'POST', url: '/sealed', body: {}, expected: { else: 422 } },
  { method: 'PUT', url: `/sealed/attachments/${ID}/0`, route: '/sealed/attachments/:id/:n', expected: { stranger: 401, else: 403 } },
  { method: 'GET', url: `/sealed/attachments/${ID}/0`, route: '/sealed/attachments/:id/:n', expected: { stranger: 401, else: 404 } },
  { method: 'GET', url: '/inbox', expected: { stranger: 401, else: 200 } },
  { method: 'POST', url: '/inbox/acts', body: { act: 'dutyMet', view: ID, audience: 'part' }, expected: { stranger: 401, else: 404 } },
  { method: 'POST', url: '/keys/devices', body: { d: ID, dk: POINT, dsk: POINT }, expected: { stranger: 401, reader: 200, manager: 200, deputy: 200, else: 403 } },
  { method: 'GET', url: '/keys/mine', expected: { stranger: 401, else: 200 } },
  { method: 'POST', url: '/keys/kept', body: { keys: [KEY] }, expected: { stranger: 401, else: 403 } },
  { method: 'POST', url: '/keys/epochs', body: { a: 'part', e: 1, pub: POINT, d: 'B'.repeat(22), sig: 'A'.repeat(86) }, expected: { stranger: 401, else: 403 } },
  { method: 'POST', url: '/keys/invitations', body: { id: ID, meta: 'AAAA', iv: 'A'.repeat(16), wrapped: 'AAAA' }, expected: { stranger: 401, else: 403 } },
  { method: 'POST', url: '/keys/invitations/redeem', body: { id: ID }, expected: { stranger: 401, else: 404 } },
  { method: 'GET', url: '/keys/proposal', expected: { stranger: 401, directoryOfficer: 200, else: 403 } },
  { method: 'POST', url: '/keys/directory', body: {}, expected: { stranger: 401, directoryOfficer: 422, else: 403 } },
];

describe.each(databases())('every route of the sealed lane, role by role, on $name', (database) => {
  let scene: VoiceScene;
  const people = new Map<Who, string>();
  beforeAll(async () => {
    scene = await openVoiceScene(database);
    for (const role of ROLES)
      people.set(
        role,
        await scene.office.add(`${role} Example`, role, ['carer', 'agency', 'senior', 'deputy', 'manager'].includes(role) ? scene.home : scene.office.region.regionId),
      );
  });
  afterAll(() => scene.close());

  it('G4: the table names every route there is', () => {
    const found = routesOf(scene.office.app).flatMap(({ method, url }) => (/^\/(voice|sealed|inbox|keys)(\/|$)/.test(url) ? [`${method} ${url}`] : []));
    expect(found.sort()).toEqual([...new Set(TABLE.map(({ method, url, route }) => `${method} ${route ?? url}`))].sort());
  });

  it.each(TABLE)('G4: $method $url answers each role as the table says', async ({ method, url, body, headers, expected }) => {
    const answered: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [index, who] of EVERYBODY.entries()) {
      const personId = people.get(who);
      const cookie = personId === undefined ? {} : { cookie: await scene.cookieOf(personId) };
      // Everybody from an address of their own, and each device with an id of its own.
      const own = url === '/keys/devices' ? { ...body, d: `${'A'.repeat(20)}${index}A` } : body;
      const content = method === 'PUT' ? { payload: Buffer.alloc(100, index), headers: { 'content-type': 'application/octet-stream' } } : own === undefined ? {} : { payload: own };
      const reply = await scene.office.app.inject({
        method,
        url,
        remoteAddress: `192.0.2.${index + 1}`,
        ...content,
        headers: { ...OWN_HEADERS, ...cookie, ...headers, ...('headers' in content ? content.headers : {}) },
      });
      answered[who] = reply.statusCode;
      wanted[who] = expected[who] ?? expected.else;
      expect(reply.headers['cache-control'], who).toBe('no-store');
      expect(reply.headers['content-security-policy'], who).toContain("default-src 'none'");
    }
    expect(answered).toEqual(wanted);
  });

  it('E4: nothing changes on a request another site caused', async () => {
    for (const { method, url, body } of TABLE.filter((row) => row.method !== 'GET')) {
      const reply = await scene.office.app.inject({ method, url, payload: body ?? {}, headers: { 'x-app': '1', 'sec-fetch-site': 'cross-site' } });
      expect([url, reply.statusCode, reply.body]).toEqual([url, 403, '{"error":"notAllowed"}']);
    }
  });
});
