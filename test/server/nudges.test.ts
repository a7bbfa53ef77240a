import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildLibrary } from '../../src/server/library.ts';
import { nudgeRound } from '../../src/server/nudges/round.ts';
import type { Sender } from '../../src/server/nudges/send.ts';
import { isPushService, openSender } from '../../src/server/nudges/send.ts';
import { eraseAbout } from '../../src/server/records/erase.ts';
import { getPushKey } from '../../src/server/records/push-key.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import { readSettings } from '../../src/server/settings.ts';
import { nudgeText } from '../../src/shared/wire/nudge.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openStaffedOffice } from '../support/server.ts';
import { makeBrowser, openMailbox, openPushService } from '../support/post-offices.ts';
import { smallCourse } from '../support/small-course.ts';

const ORIGIN = 'https://hearth.example.org';
/** The carer began on 1 November 2026, so the course is due on 30 January 2027. */
const DUE_DAYS = 90;
const NOON = 'T12:00:00.000Z';

describe.each(databases())('telling people that something is due, on $name', (database) => {
  let office: Office;
  let carer: Phone;
  let manager: Phone;
  let service: Awaited<ReturnType<typeof openPushService>>;
  let box: Awaited<ReturnType<typeof openMailbox>>;
  let sender: Sender;

  beforeEach(async () => {
    service = await openPushService();
    box = await openMailbox();
    const requirements = [{ id: 'r-T1', courseId: 'T1', or: [], roles: ['carer' as const], dueDays: DUE_DAYS, pathwayId: 'P1' }];
    const library = await buildLibrary({ courses: [smallCourse()], pathways: [], requirements, sources: [] });
    const settings = { publicOrigin: ORIGIN, mail: { url: box.url, from: 'Hearth <hearth@example.org>' }, pushOrigins: [service.origin] };
    ({ office, carer, manager } = await openStaffedOffice(database, {
      library,
      settings,
      noDemo: true,
      sender: async (records) => {
        sender = openSender({ port: 0, host: '', dataDir: '', databaseUrl: null, ...settings }, await getPushKey(records.db));
        return sender;
      },
    }));
  });
  afterEach(async () => {
    sender.close();
    await office.close();
    await Promise.all([service.close(), box.close()]);
  });

  const OWN = { origin: ORIGIN, host: 'hearth.example.org' };
  const ask = (phone: Phone, url: string, body: object) => office.post(url, body, phone.cookie, OWN);
  const subscribe = async (phone: Phone) => {
    const browser = makeBrowser(service.origin);
    expect((await ask(phone, '/nudges/push', browser.address)).statusCode).toBe(200);
    return browser;
  };
  const choose = async (phone: Phone, over: object = {}) => {
    expect((await ask(phone, '/nudges/choice', { quietFrom: '21:00', quietTo: '07:00', hasDigest: false, ...over })).statusCode).toBe(200);
  };
  const round = (moment: string) => nudgeRound(office.records, office.library, sender, ORIGIN, new Date(moment));
  const at = (day: string) => round(`${day}${NOON}`);
  const confirmed = async (phone: Phone, address: string) => {
    expect((await ask(phone, '/nudges/mail', { address })).statusCode).toBe(200);
    const secret = /confirm-mail#([\w-]{43})/.exec((box.letters.at(-1)?.text ?? '').replaceAll('=\r\n', ''))?.[1] ?? '';
    expect((await office.post('/nudges/mail/confirm', { secret }, undefined, OWN)).statusCode).toBe(200);
    box.letters.length = 0;
    return secret;
  };

  it('D2: a push holds one fixed text, the same for everybody, and nothing else', async () => {
    const [one, other] = [await subscribe(carer), await subscribe(manager)];
    for (const phone of [carer, manager]) await choose(phone);
    await at('2027-01-23');
    expect(service.pushed).toHaveLength(2);
    const texts = service.pushed.map((pushed) => [one, other].find((browser) => browser.address.endpoint.endsWith(pushed.path))?.open(pushed.body));
    expect(texts).toEqual([nudgeText(`${ORIGIN}/`), nudgeText(`${ORIGIN}/`)]);
    expect(texts.join()).not.toMatch(/Ringing|Asha|Mo |T1|Rowan/);
    expect(new Set(service.pushed.map((pushed) => pushed.body.length)).size).toBe(1);
    for (const { headers } of service.pushed)
      expect(headers).toMatchObject({ ttl: '43200', urgency: 'low', 'content-encoding': 'aes128gcm', authorization: expect.stringMatching(/^vapid t=.+, k=.+/) });
  });

  it('J4: each step is told of once, to the one it is for, whatever runs again', async () => {
    const [mine, theirs] = [await subscribe(carer), await subscribe(manager)];
    for (const phone of [carer, manager]) await choose(phone);
    const told: string[] = [];
    for (const day of [
      '2026-11-20',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-30',
      '2026-12-31',
      '2027-01-22',
      '2027-01-23',
      '2027-01-24',
      '2027-01-29',
      '2027-01-30',
      '2027-02-15',
    ]) {
      service.pushed.length = 0;
      await Promise.all([at(day), at(day)]);
      await at(day);
      for (const { path } of service.pushed) told.push(`${day} ${mine.address.endpoint.endsWith(path) ? 'carer' : theirs.address.endpoint.endsWith(path) ? 'manager' : '?'}`);
    }
    expect(told.sort()).toEqual(['2026-12-01 carer', '2026-12-31 manager', '2027-01-23 carer', '2027-01-23 manager', '2027-01-30 carer', '2027-01-30 manager']);
  });

  it('whoever leads from above is told once a week what is due in their homes, in numbers, and of no single step', async () => {
    const kent = office.region.authorityIds.get('Kent') ?? '';
    const surrey = office.region.authorityIds.get('Surrey') ?? '';
    await office.add('Bea Example', 'carer', await office.openHome('Alder House'));
    const above = await office.phone(await office.add('Ana Example', 'manager', kent));
    const elsewhere = await office.phone(await office.add('Ola Example', 'manager', surrey));
    for (const phone of [above, elsewhere]) await choose(phone, { hasDigest: true });
    await confirmed(above, 'ana@example.org');
    await confirmed(elsewhere, 'ola@example.org');
    // Overdue since 30 January in both homes; 31 January and the days after are single steps of other people.
    for (const day of ['2027-01-23', '2027-01-29', '2027-01-30', '2027-01-31']) await at(day);
    expect(box.letters).toEqual([]);
    await at('2027-02-01');
    await at('2027-02-01');
    await at('2027-02-02');
    expect(box.letters.flatMap((letter) => letter.to)).toEqual(['ana@example.org']);
    expect(box.letters[0]?.text).toContain('In the homes you lead (2):');
    expect(box.letters[0]?.text).toContain('- Run out or overdue: 2, in 2 homes');
    expect(box.letters[0]?.text).not.toMatch(/Asha|Bea|Ringing|Alder|Rowan/);
    await choose(above, { hasDigest: false });
    await at('2027-02-08');
    expect(box.letters).toHaveLength(1);
  });

  it('whoever has nothing due hears nothing, not even on Mondays', async () => {
    await subscribe(carer);
    const facts = [...attemptFacts(carer, { moduleId: 'T1-M1' }), ...attemptFacts(carer)];
    const attempts = facts.filter((fact) => fact.kind === 'training.attempt.started').map((fact) => fact.about);
    const completionId = newId();
    const done = carer.fact('training.completion.recorded', completionId, { completionId, courseId: 'T1', courseVersion: 1, attempts });
    const { answers } = await carer.push([...facts, done]);
    expect(answers.every((answer) => answer.receipt?.state === 'recorded')).toBe(true);
    for (const day of ['2026-11-23', '2026-12-01', '2027-01-23', '2027-01-30', '2027-02-01']) await at(day);
    expect(service.pushed).toEqual([]);
    // A year later it ends, and the renewal is another thing to be told of.
    await at('2027-09-22');
    expect(service.pushed).toHaveLength(1);
  });

  it('in quiet hours nothing is sent, in winter and in summer time, and it comes after them', async () => {
    await subscribe(carer);
    await choose(carer);
    for (const moment of ['2027-01-23T21:00:00Z', '2027-01-23T23:59:00Z', '2027-01-24T06:59:00Z']) expect(await round(moment)).toBe(0);
    expect(await round('2027-01-24T07:00:00Z')).toBe(1);
    await choose(carer, { quietFrom: '08:00', quietTo: '18:00' });
    // 07:30 in Greenwich is 08:30 in London in summer.
    expect(await round('2027-06-01T07:30:00Z')).toBe(0);
    expect(await round('2027-06-01T17:00:00Z')).toBe(1);
  });

  it('a weekly digest comes on Mondays while something is due, and not once it is turned off', async () => {
    await subscribe(carer);
    const days = async (...list: string[]) => {
      service.pushed.length = 0;
      for (const day of list) await at(day);
      return service.pushed.length;
    };
    // Due in 68 days: in the list, and no step is reached.
    expect(await days('2026-11-22', '2026-11-23', '2026-11-24')).toBe(1);
    await choose(carer, { hasDigest: false });
    expect(await days('2026-11-30')).toBe(0);
  });

  it('off means off: turned off, signed out or closed, nothing is sent', async () => {
    const browser = await subscribe(carer);
    await ask(carer, '/nudges/push/end', { endpoint: browser.address.endpoint });
    await at('2027-01-23');
    await subscribe(carer);
    await office.post('/session/end', {}, carer.cookie, OWN);
    await at('2027-01-24');
    const again = await office.phone(carer.personId);
    await subscribe(again);
    const close = manager.fact('people.account.closed', carer.personId, { personId: carer.personId });
    expect((await manager.send(close)).receipt?.state).toBe('recorded');
    await at('2027-01-30');
    expect(service.pushed).toEqual([]);
    expect(await office.records.db.selectFrom('push_address').selectAll().execute()).toEqual([]);
  });

  it('an address stays with its person through signing in again, and never goes to the next one', async () => {
    const delivery = await startSession(office.records.db, carer.personId, 'delivery', office.now.toISOString());
    const browser = makeBrowser(service.origin);
    const cookie = `${carer.cookie}; __Host-post=${delivery}`;
    expect((await office.post('/nudges/push', browser.address, cookie, OWN)).statusCode).toBe(200);
    // Somebody else uses the same browser: its address is theirs from now on.
    expect((await ask(manager, '/nudges/push', browser.address)).statusCode).toBe(200);
    const rows = await office.records.db.selectFrom('push_address').select('person_id').execute();
    expect(rows).toEqual([{ person_id: manager.personId }]);
    // A stranger cannot end it.
    await ask(carer, '/nudges/push/end', { endpoint: browser.address.endpoint });
    expect(await office.records.db.selectFrom('push_address').select('person_id').execute()).toHaveLength(1);
  });

  it.each([404, 410])('an address that the push service says is gone (%s) is forgotten', async (status) => {
    await subscribe(carer);
    service.answer(status);
    await at('2027-01-23');
    expect(service.pushed).toHaveLength(1);
    expect(await office.records.db.selectFrom('push_address').selectAll().execute()).toEqual([]);
  });

  it('a push service that is down is tried again at the next round, and then once', async () => {
    await subscribe(carer);
    await choose(carer);
    service.answer(503);
    expect(await at('2027-01-23')).toBe(0);
    service.answer(201);
    expect(await at('2027-01-23')).toBe(1);
    expect(await at('2027-01-23')).toBe(0);
  });

  it('E15: an address that is no push service is refused, and our own network is never called', async () => {
    for (const endpoint of [
      'http://127.0.0.1:1/x',
      'https://127.0.0.1/x',
      'http://169.254.169.254/latest',
      'https://fcm.googleapis.com.evil.example/x',
      'https://a@fcm.googleapis.com/x',
      'x',
      'file:///etc/passwd',
    ]) {
      expect((await ask(carer, '/nudges/push', { ...makeBrowser(service.origin).address, endpoint })).statusCode).toBe(422);
      expect(isPushService(endpoint, [])).toBe(false);
    }
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/x',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://wns2-db5p.notify.windows.com/w/x',
      'https://web.push.apple.com/x',
    ])
      expect(isPushService(endpoint, [])).toBe(true);
  });

  it('an e-mail address counts once its link was opened; its mails name nobody and no course in the subject', async () => {
    expect((await ask(manager, '/nudges/mail', { address: 'mo@example.org' })).statusCode).toBe(200);
    await at('2027-01-22');
    expect(box.letters).toHaveLength(1);
    expect(box.letters[0]?.to).toEqual(['mo@example.org']);
    office.pass(11 * 60 * 1000);
    const secret = await confirmed(manager, 'mo@example.org');
    await confirmed(carer, 'asha@example.org');
    for (const phone of [carer, manager]) await choose(phone);
    expect(await at('2027-01-23')).toBe(2);
    const to = (address: string) => box.letters.find((letter) => letter.to[0] === address)?.text ?? '';
    for (const letter of box.letters) expect(/^Subject: (.*)\r?$/m.exec(letter.text)?.[1]).toBe('Hearth: something is waiting for you');
    expect(to('asha@example.org')).toContain('Ringing for help: by 30 January 2027');
    // A manager's mail counts; it names no colleague and none of their courses.
    expect(to('mo@example.org')).toContain('Within 7 days: 1');
    expect(to('mo@example.org')).not.toMatch(/Asha|Ringing/);
    // The link is good once.
    expect((await office.post('/nudges/mail/confirm', { secret }, undefined, OWN)).statusCode).toBe(404);
    await ask(carer, '/nudges/mail', { address: '' });
    box.letters.length = 0;
    await at('2027-01-30');
    expect(box.letters.map((letter) => letter.to[0])).toEqual(['mo@example.org']);
  });

  it('nobody can flood a stranger with links, or slip a second reader in', async () => {
    expect((await ask(carer, '/nudges/mail', { address: 'a@example.org' })).statusCode).toBe(200);
    expect((await ask(carer, '/nudges/mail', { address: 'b@example.org' })).statusCode).toBe(429);
    office.pass(11 * 60 * 1000);
    for (const address of ['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', '<a@example.org>', 'no address'])
      expect((await ask(carer, '/nudges/mail', { address })).statusCode).toBe(422);
    expect(box.letters).toHaveLength(1);
  });

  it('the private key and the addresses are in no log, and erasing a person takes all of it', async () => {
    const browser = await subscribe(carer);
    await subscribe(manager);
    await confirmed(carer, 'asha@example.org');
    await at('2027-01-23');
    const { privateKey, publicKey } = await getPushKey(office.records.db);
    expect(await getPushKey(office.records.db)).toEqual({ privateKey, publicKey });
    for (const secret of [privateKey, browser.address.endpoint, browser.address.auth, 'asha@example.org']) expect(office.logs.join('\n')).not.toContain(secret);
    const told = await office.app.inject({ method: 'GET', url: '/nudges', headers: { cookie: carer.cookie, 'x-app': '1', ...OWN } });
    expect(told.json()).toMatchObject({ pushKey: publicKey, canMail: true, isDemonstration: false, address: 'asha@example.org', isConfirmed: true });
    expect(told.body).not.toContain(privateKey);
    await eraseAbout(office.records, { personId: carer.personId }, office.now);
    for (const table of ['push_address', 'nudge_choice', 'nudge_sent'] as const)
      expect(JSON.stringify(await office.records.db.selectFrom(table).selectAll().execute())).not.toContain(carer.personId);
  });

  it('strangers are turned away from all of it', async () => {
    for (const url of ['/nudges/choice', '/nudges/push', '/nudges/push/end', '/nudges/mail']) expect((await office.post(url, {}, undefined, OWN)).statusCode).toBe(401);
    expect((await office.app.inject({ method: 'GET', url: '/nudges', headers: OWN })).statusCode).toBe(401);
  });
});

describe('the demonstration', () => {
  it('sends nothing outside: no key for pushes, no mail', async () => {
    const [sqlite] = databases();
    if (!sqlite) throw new Error('no database');
    const { office, carer } = await openStaffedOffice(sqlite);
    const told = await office.app.inject({ method: 'GET', url: '/nudges', headers: { cookie: carer.cookie } });
    expect(told.json()).toMatchObject({ pushKey: null, canMail: false, isDemonstration: true });
    const service = await openPushService();
    expect((await office.post('/nudges/push', makeBrowser(service.origin).address, carer.cookie)).statusCode).toBe(422);
    expect((await office.post('/nudges/mail', { address: 'a@example.org' }, carer.cookie)).statusCode).toBe(422);
    await service.close();
    await office.close();
  });
});

describe('the settings of messages', () => {
  it('an SMTP server needs a sender and a sender a server', () => {
    expect(() => readSettings({ SMTP_URL: 'smtp://mail.example.org' })).toThrow('go together');
    expect(readSettings({ SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'Hearth <h@example.org>' }).mail).toEqual({
      url: 'smtps://mail.example.org',
      from: 'Hearth <h@example.org>',
    });
    expect(readSettings({}).mail).toBeNull();
  });
});
