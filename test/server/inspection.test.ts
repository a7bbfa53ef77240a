import { pbkdf2Sync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Looked } from '../../src/shared/home/inspection-sheet.ts';
import { PIN_ROUNDS } from '../../src/shared/home/inspector-wire.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import { routesOf } from '../support/route-table.ts';
import type { Phone, StaffedOffice } from '../support/server.ts';
import { databases, newId, nonce, openStaffedOffice, OWN_HEADERS, sha256 } from '../support/server.ts';

const HOUR_MS = 3_600_000;
const PIN = '240915';
const WRONG = '000000';

type Admitted = { grantId: string; secret: string };

describe.each(databases())('an inspector looks at one home, on $name', (database) => {
  let scene: StaffedOffice;
  let other: string;
  let address = 0;
  beforeAll(async () => {
    scene = await openStaffedOffice(database);
    other = await scene.office.openHome('Alder House');
    await scene.office.add('Secret Stranger', 'carer', other);
  });
  afterAll(() => scene.office.close());

  /** Each asks from an address of their own, so that no test is slowed by another. */
  const fresh = () => {
    address += 1;
    return `198.51.${Math.floor(address / 250)}.${address % 250}`;
  };
  async function admit(manager: Phone = scene.manager, homeId = scene.home, pin = PIN): Promise<Admitted> {
    const secret = nonce();
    const grantId = newId();
    const pinHash = pbkdf2Sync(pin, secret, PIN_ROUNDS, 32, 'sha256').toString('base64url');
    const answer = await manager.send(manager.fact('home.inspector.admitted', grantId, { grantId, homeId, secretHash: sha256(secret), pinHash }));
    expect(answer.receipt?.state).toBe('recorded');
    return { grantId, secret };
  }
  const tryPin = (secret: string, pin: string, remoteAddress = fresh()) =>
    scene.office.app.inject({ method: 'POST', url: '/inspection/session', payload: { secret, pin }, remoteAddress, headers: OWN_HEADERS });
  const get = (url: string, cookie?: string) => scene.office.app.inject({ method: 'GET', url, headers: { ...OWN_HEADERS, ...(cookie ? { cookie } : {}) } });
  async function open(admitted: Admitted): Promise<string> {
    const reply = await tryPin(admitted.secret, PIN);
    expect(reply.statusCode).toBe(200);
    const cookie = reply.cookies.find((entry) => entry.name === '__Host-look');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(reply.cookies).toHaveLength(1);
    return `__Host-look=${cookie?.value}`;
  }
  /** What the manager reads of it, as their phone pulls it. */
  async function logOf(grantId: string, phone = scene.manager): Promise<[string, string | null][]> {
    const { changes } = await phone.pullAll();
    return changes.flatMap(({ fact }) => {
      if (fact?.kind !== 'home.inspector.viewed' || fact.about !== grantId) return [];
      const { what, asAt } = fact.body as { what: string; asAt: string | null };
      return [[what, asAt]];
    });
  }

  it('J5: the right PIN opens the numbers of that home, and each look stands in the manager’s list with the server’s time', async () => {
    const admitted = await admit();
    const cookie = await open(admitted);
    const page = await get('/inspection/home', cookie);
    expect(page.statusCode).toBe(200);
    const { sheet, endsAt, today } = page.json() as Looked;
    expect([sheet.homeName, sheet.asAt, today]).toEqual(['Rowan House', '2026-11-20', '2026-11-20']);
    expect(Date.parse(endsAt) - scene.office.now.getTime()).toBe(48 * HOUR_MS);
    expect(sheet.numbers.find((number) => number.id === 'staff')?.value).toBe(2);
    const staff = await get('/inspection/home/staff?asAt=2026-11-10', cookie);
    expect(staff.json().rows.map((row: { name: string }) => row.name)).toEqual(['Asha Example', 'Mo Example']);
    expect((await get('/inspection/home?whole=1', cookie)).json().evidence.staff).toHaveLength(2);
    expect(await logOf(admitted.grantId)).toEqual([
      ['opened', null],
      ['page', '2026-11-20'],
      ['staff', '2026-11-10'],
      ['print', '2026-11-20'],
    ]);
    // Who leads the home sees the list; who works in it does not.
    expect(await logOf(admitted.grantId, scene.carer)).toEqual([]);
  });

  it('REQ-15: what is shown holds no notes of supervision, no reason in somebody’s own words, no id of a person and nothing of another home', async () => {
    const { manager, carer, home } = scene;
    const meetingId = newId();
    const on = '2026-11-18';
    for (const fact of [
      manager.fact('people.meeting.recorded', meetingId, {
        ...{ meetingId, personId: carer.personId, kind: 'supervision', on, minutes: 60, agenda: ['wellbeing'], notes: 'CANARY-NOTES', next: null, contributions: [] },
        actions: [{ text: 'CANARY-ACTION', by: null }],
      }),
      manager.fact('people.clock.deferred', 'd-1', {
        ...{
          deferralId: 'd-1',
          personId: carer.personId,
          diploma: 'level3',
          reason: 'prolongedAbsence',
          rationale: 'CANARY-RATIONALE',
          until: '2029-11-01',
          reviewOn: '2027-01-31',
        },
      }),
      manager.fact('training.waiver.given', 'w-1', {
        ...{ waiverId: 'w-1', personId: carer.personId, courseId: 'T1', reason: 'other', rationale: 'CANARY-WAIVER', from: on, endsOn: '2027-01-31', reviewOn: '2027-01-15' },
      }),
      manager.fact('home.note.written', `${home}.level3Held`, { homeId: home, about: 'level3Held', text: 'Two start in May.' }),
    ])
      expect((await manager.send(fact)).receipt?.state).toBe('recorded');
    const cookie = await open(await admit());
    const { body } = await get('/inspection/home?whole=1', cookie);
    expect(body).toContain('Two start in May.');
    expect(body).toContain(`"day":"${on}"`);
    expect([JSON.parse(body).sheet.forecast, new Set(JSON.parse(body).sheet.numbers.map(({ tone }: { tone: string }) => tone))]).toEqual([[], new Set(['plain'])]);
    for (const hidden of ['CANARY', 'Secret Stranger', 'Alder House', other, carer.personId, manager.personId, 'wellbeing']) expect(body, hidden).not.toContain(hidden);
  });

  it('this sign-in is known to no other route: it cannot pull, push, ask for receipts, see who is signed in or what others have', async () => {
    const cookie = await open(await admit());
    const value = cookie.split('=')[1] ?? '';
    for (const name of ['__Host-look', '__Host-sid', '__Host-post']) {
      const own = `${name}=${value}`;
      for (const [url, body] of [
        ['/sync/pull', { proto: 4, deviceId: 'd', cursor: null, limit: 5 }],
        ['/sync/push', { proto: 4, deviceId: 'd', facts: [] }],
        ['/sync/receipts', { factIds: [] }],
      ] as const)
        expect([name, url, (await scene.office.sync(url, { nonce: nonce(), ...body }, own)).statusCode]).toEqual([name, url, 401]);
      for (const url of ['/session', '/inbox', '/keys/mine', '/sync/events']) expect([name, url, (await get(url, own)).statusCode]).toEqual([name, url, 401]);
      expect((await scene.office.post('/voice/codes', {}, own)).statusCode).toBe(401);
    }
    // And nobody else's sign-in opens this.
    expect((await get('/inspection/home', scene.manager.cookie)).statusCode).toBe(401);
    const secret = await startSession(scene.office.records.db, scene.manager.personId, 'session', scene.office.now.toISOString());
    expect((await get('/inspection/home', `__Host-look=${secret}`)).statusCode).toBe(401);
    expect((await get('/inspection/home')).statusCode).toBe(401);
    expect((await get('/inspection/home/staff')).statusCode).toBe(401);
  });

  it('REQ-15: on every other route there is, with it and without it is the same', async () => {
    const cookie = await open(await admit());
    const others = routesOf(scene.office.app).filter(({ url }) => !url.startsWith('/inspection'));
    expect(others.length).toBeGreaterThan(30);
    // A challenge, a page and the like are made anew each time: what differs is cut down to its shape.
    const shape = (body: string) => body.replaceAll(/"[A-Za-z0-9_-]{22,}"/g, '""').replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '');
    for (const { method, url } of others) {
      const asked = url.replaceAll(/:[a-zA-Z0-9]+/g, 'A'.repeat(22)).replace('*', 'index.html');
      const ask = async (more: Record<string, string>) => {
        const reply = await scene.office.app.inject({
          method: method as 'GET',
          url: asked,
          remoteAddress: fresh(),
          headers: { ...OWN_HEADERS, ...more },
          ...(method === 'GET' ? {} : { payload: {} }),
        });
        return [method, url, reply.statusCode, shape(reply.body), reply.headers['set-cookie'] ?? null];
      };
      expect(await ask({ cookie })).toEqual(await ask({}));
    }
  });

  it('it looks at the home it was made for: no address, day or number leads elsewhere', async () => {
    const cookie = await open(await admit());
    expect((await get(`/inspection/home?homeId=${other}`, cookie)).json().sheet.homeName).toBe('Rowan House');
    expect((await get('/inspection/home/nothing', cookie)).statusCode).toBe(404);
    for (const asAt of ['2026-11-21', '2026-02-30', 'yesterday', '1999-01-01', '2026-11-01&asAt=2026-11-02'])
      expect([asAt, (await get(`/inspection/home?asAt=${asAt}`, cookie)).statusCode]).toEqual([asAt, 422]);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const)
      expect((await scene.office.app.inject({ method, url: '/inspection/home', headers: { ...OWN_HEADERS, cookie } })).statusCode).toBe(404);
  });

  it('A12: a stranger’s link, a wrong PIN, an ended and a worn-out admission get the same answer', async () => {
    const [wrong, ended] = [await admit(), await admit()];
    const { manager, home } = scene;
    await manager.send(manager.fact('home.inspector.ended', ended.grantId, { grantId: ended.grantId, homeId: home }));
    const replies = [await tryPin(nonce(), PIN), await tryPin(wrong.secret, WRONG), await tryPin(ended.secret, PIN)];
    for (const reply of replies) expect([reply.statusCode, reply.body, reply.cookies]).toEqual([404, '{"error":"notFound"}', []]);
    expect(await logOf(wrong.grantId)).toEqual([['wrongPin', null]]);
    for (const payload of [{ secret: 'x', pin: PIN }, { secret: nonce(), pin: '12345' }, { secret: nonce() }, {}])
      expect((await scene.office.app.inject({ method: 'POST', url: '/inspection/session', payload, remoteAddress: fresh(), headers: OWN_HEADERS })).statusCode).toBe(422);
    const foreign = await scene.office.app.inject({
      method: 'POST',
      url: '/inspection/session',
      payload: { secret: nonce(), pin: PIN },
      headers: { 'x-app': '1', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.statusCode).toBe(403);
  });

  it('five wrong PINs end the admission for good, many at once included, and whoever looks just now is out too', async () => {
    const admitted = await admit();
    const cookie = await open(admitted);
    const replies = await Promise.all(Array.from({ length: 8 }, () => tryPin(admitted.secret, WRONG)));
    expect(replies.map((reply) => reply.statusCode)).toEqual(Array.from({ length: 8 }, () => 404));
    expect((await tryPin(admitted.secret, PIN)).statusCode).toBe(404);
    expect((await get('/inspection/home', cookie)).statusCode).toBe(401);
    expect((await logOf(admitted.grantId)).filter(([what]) => what === 'wrongPin')).toHaveLength(5);
  });

  it('one address cannot try many links, and a right PIN is not counted against it', async () => {
    const from = fresh();
    const admitted = await admit();
    for (let count = 0; count < 2; count += 1) expect((await tryPin(admitted.secret, PIN, from)).statusCode).toBe(200);
    const replies = await Promise.all(Array.from({ length: 22 }, () => tryPin(nonce(), WRONG, from)));
    const statuses = replies.map((reply) => reply.statusCode).sort();
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 404), 429, 429]);
  });

  it('the manager ends it at once, and only those who lead that home can', async () => {
    const admitted = await admit();
    const cookie = await open(admitted);
    const { manager, carer, home, office } = scene;
    const body = { grantId: admitted.grantId, homeId: home };
    expect((await carer.send(carer.fact('home.inspector.ended', admitted.grantId, body))).refusal?.kind).toBe('notAllowed');
    const boss = await office.phone(await office.add('Bo Example', 'manager', other));
    expect((await boss.send(boss.fact('home.inspector.ended', admitted.grantId, body))).refusal?.kind).toBe('notAllowed');
    // Naming their own home with somebody else's admission ends nothing.
    expect((await boss.send(boss.fact('home.inspector.ended', admitted.grantId, { ...body, homeId: other }))).receipt?.state).toBe('recorded');
    expect((await get('/inspection/home', cookie)).statusCode).toBe(200);
    expect((await manager.send(manager.fact('home.inspector.ended', admitted.grantId, body))).receipt?.state).toBe('recorded');
    expect((await get('/inspection/home', cookie)).statusCode).toBe(401);
    expect((await tryPin(admitted.secret, PIN)).statusCode).toBe(404);
    // An id that is taken is not admitted a second time.
    const secret = nonce();
    const again = { ...body, secretHash: sha256(secret), pinHash: pbkdf2Sync(PIN, secret, PIN_ROUNDS, 32, 'sha256').toString('base64url') };
    await manager.send(manager.fact('home.inspector.admitted', admitted.grantId, again));
    expect((await tryPin(secret, PIN)).statusCode).toBe(404);
  });

  it('an inspector who is done leaves, and half an hour without a look ends the sign-in but not the admission', async () => {
    const admitted = await admit();
    const [left, idle] = [await open(admitted), await open(admitted)];
    expect((await scene.office.post('/inspection/end', {}, left)).statusCode).toBe(200);
    expect((await get('/inspection/home', left)).statusCode).toBe(401);
    scene.office.pass(31 * 60_000);
    expect((await get('/inspection/home', idle)).statusCode).toBe(401);
    await open(admitted);
  });

  it('48 hours of the server’s time after it was received it ends by itself, sign-in and link', async () => {
    const admitted = await admit(await scene.office.phone(scene.manager.personId));
    for (let hours = 0; hours < 48; hours += 12) {
      expect((await get('/inspection/home', await open(admitted))).statusCode).toBe(200);
      scene.office.pass(12 * HOUR_MS - 60_000);
    }
    const cookie = await open(admitted);
    scene.office.pass(5 * 60_000);
    expect((await get('/inspection/home', cookie)).statusCode).toBe(401);
    expect((await tryPin(admitted.secret, PIN)).statusCode).toBe(404);
    // The manager's own sign-in ended long ago too; the log is theirs as soon as they are back.
    const back = await scene.office.phone(scene.manager.personId);
    expect((await logOf(admitted.grantId, back)).filter(([what]) => what === 'page')).toHaveLength(4);
  });

  it('neither link nor PIN is written anywhere by the server', async () => {
    const admitted = await admit(await scene.office.phone(scene.manager.personId));
    await open(admitted);
    await tryPin(admitted.secret, '987612');
    const { db } = scene.office.records;
    const kept = JSON.stringify([
      await db.selectFrom('inspector_grant').selectAll().execute(),
      await db.selectFrom('inspector_look').selectAll().execute(),
      await db.selectFrom('fact_log').selectAll().execute(),
    ]);
    for (const secret of [admitted.secret, `"${PIN}"`, '987612']) {
      expect(kept).not.toContain(secret);
      expect(scene.office.logs.join('')).not.toContain(secret);
    }
  });
});
