import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDirectory, fingerprintOf } from '../../src/seal/directory.ts';
import type { SignedDirectory } from '../../src/shared/voice/directory.ts';
import { audiencesFor } from '../../src/shared/voice/directory.ts';
import type { MyKeys } from '../../src/shared/wire/sealed.ts';
import { w as inbox } from '../../src/words/inbox.ts';
import { w } from '../../src/words/keys.ts';
import { DESKTOP } from '../support/browser.ts';
import type { HearingTown } from '../support/hearing-town.ts';
import { openHearingTown } from '../support/hearing-town.ts';
import { READINGS, startTour } from '../support/looks.ts';
import { partiesOf, sure, viewTo, youngHere } from '../support/seal/cast.ts';
import { PATIENCE_MS } from '../support/visit.ts';

const SAID = 'I would like to see my sister on Sundays.';
const TEAM = 'Coast advocates';

describe('a region says who can hear', () => {
  let town: HearingTown;
  let olu: Page;
  let oda: Page;
  let amira: Page;
  let ben: Page;
  let signed: SignedDirectory;

  const tour = startTour(sure(READINGS[0]));

  beforeAll(async () => {
    town = await openHearingTown();
  });
  afterAll(() => town?.close());

  const words = async (page: Page, label: string) => {
    const list = page.getByRole('list', { name: label, exact: true }).first();
    await list.getByRole('listitem').first().waitFor({ timeout: PATIENCE_MS });
    return list.getByRole('listitem').allTextContents();
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click({ timeout: PATIENCE_MS });
  const sees = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  const unfold = (page: Page, summary: string) => page.locator('summary').filter({ hasText: summary }).first().click();

  it('two readers make keys on their own devices, and one of them a key for a new audience', async () => {
    [amira, ben] = [await town.join('Amira Example'), await town.join('Ben Example')];
    for (const reader of [amira, ben]) {
      await town.reload(reader, '/inbox/keys');
      await press(reader, w('mine.make'));
      await reader.getByRole('heading', { name: w('mine.waits') }).waitFor({ timeout: PATIENCE_MS });
    }
    await unfold(amira, w('found.title'));
    await press(amira, w('found.act'));
    await sees(amira, w('found.done'));
    await tour.look(amira, 'My keys');
  });

  it('an officer makes the root with the other’s key, and keeps it on paper alone', async () => {
    [olu, oda] = [await town.join('Olu Example', DESKTOP), await town.join('Oda Example')];
    for (const officer of [olu, oda]) {
      await officer.getByRole('heading', { name: w('title'), level: 1 }).waitFor({ timeout: PATIENCE_MS });
      await press(officer, w('officer.make'));
      await sees(officer, w('officer.have'));
    }
    await olu.getByLabel(w('root.other')).fill(await oda.getByLabel(w('officer.line')).inputValue());
    expect(await words(olu, w('root.otherWords'))).toEqual(await words(oda, w('officer.words')));
    await press(olu, w('root.act'));
    await sees(olu, w('root.notSame'));
    await tour.look(olu, 'making the root');
    await olu.getByLabel(w('root.sameWords')).check();
    await press(olu, w('root.act'));
    const groups = await words(olu, w('root.private'));
    expect(groups).toHaveLength(17);
    await press(olu, w('root.forget'));
    await sees(olu, w('root.typeWrong'));
    await tour.look(olu, 'the root’s private key');
    await olu.getByLabel(w('root.type')).fill(groups.slice(-2).join(' ').toUpperCase());
    await press(olu, w('root.forget'));
    await olu.getByRole('heading', { name: w('next.title') }).waitFor({ timeout: PATIENCE_MS });
    const private64 = groups.join('').slice(0, 64);
    expect(await keptText(olu)).not.toContain(private64.slice(0, 16));
  });

  it('that officer compares each device’s words, names the audience and signs', async () => {
    for (const [name, reader] of [
      ['Amira Example', amira],
      ['Ben Example', ben],
    ] as const) {
      const entry = olu.getByRole('listitem').filter({ has: olu.getByRole('heading', { name, exact: true }) });
      const list = entry.getByRole('list', { name: w('device.words') });
      await list.getByRole('listitem').first().waitFor({ timeout: PATIENCE_MS });
      expect(await list.getByRole('listitem').allTextContents()).toEqual(await words(reader, w('mine.words')));
      await entry.getByLabel(w('device.same', { name })).check();
      await entry.getByLabel(w('device.role')).fill('advocate');
      await press(olu, w('device.list', { name }));
    }
    await unfold(olu, w('audience.add'));
    await olu.getByLabel(w('field.key')).selectOption({ index: 1 });
    await olu.getByLabel(w('field.kind')).selectOption('advocate');
    await olu.getByLabel(w('field.unit')).selectOption(town.region);
    await olu.getByLabel(w('field.name')).fill(TEAM);
    await tour.look(olu, 'a new audience');
    await press(olu, w('audience.save'));
    await olu.getByText(w('audience.notOffered')).waitFor({ timeout: PATIENCE_MS });
    await unfold(olu, w('device.widen', { name: 'Ben Example' }));
    await olu.getByRole('checkbox', { name: TEAM }).check();
    await press(olu, w('device.widenAct', { name: 'Ben Example' }));
    await olu.getByText(w('audience.offered')).waitFor({ timeout: PATIENCE_MS });
    await press(olu, w('next.propose'));
    await sees(olu, w('proposal.waiting', { version: 1 }));
  });

  it('A9 nothing stands before the other officer has compared the root and signed the same words', async () => {
    const none = await town.office.app.inject({ method: 'GET', url: '/voice/directory' });
    expect(none.json()).toEqual({ signed: null });
    await town.reload(oda, '/region/hearing');
    await oda.getByRole('heading', { name: w('proposal.title', { version: 1 }) }).waitFor({ timeout: PATIENCE_MS });
    expect(await oda.getByRole('button', { name: w('proposal.sign', { version: 1 }) }).count()).toBe(0);
    expect(await words(oda, w('root.fingerprint'))).toEqual(await words(olu, w('root.fingerprint')));
    await press(oda, w('compare.same'));
    await oda.getByText(`New: ${TEAM} (${w('kind.advocate')})`, { exact: false }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(oda, 'what another officer signed');
    await press(oda, w('proposal.sign', { version: 1 }));
    await sees(oda, w('proposal.published', { version: 1 }));
    signed = ((await town.office.app.inject({ method: 'GET', url: '/voice/directory' })).json() as { signed: SignedDirectory }).signed;
  });

  it('E8 the first reader invites the second, and the secret of the link is in no address and no request', async () => {
    await town.reload(amira, '/inbox/keys');
    await amira.getByRole('heading', { name: w('mine.listed') }).waitFor({ timeout: PATIENCE_MS });
    await press(amira, w('compare.same'));
    await press(amira, inbox('lock.act'));
    await amira.getByLabel(w('invite.who')).selectOption({ label: 'Ben Example' });
    await press(amira, w('invite.act'));
    const link = await amira.getByLabel(w('invite.link'), { exact: true }).inputValue();
    await tour.look(amira, 'an invitation');
    const secret = sure(/&s=([A-Za-z0-9_-]{22})$/.exec(link)?.[1]);

    const asked: string[] = [];
    ben.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`));
    await ben.goto(link);
    await ben.getByRole('heading', { name: w('accept.title'), level: 1 }).waitFor({ timeout: PATIENCE_MS });
    expect(ben.url()).toBe(`${town.origin}/join-audience`);
    await press(ben, w('accept.act'));
    await sees(ben, w('accept.done', { name: TEAM }));
    await tour.look(ben, 'a key taken over');
    expect(asked.join('\n')).not.toContain(secret);
    expect(town.office.logs.join('\n')).not.toContain(secret);
    expect(await keptText(ben)).not.toContain(secret);
  });

  it('what a young person seals for them is opened by the second reader', async () => {
    const made = await town.office.post('/voice/codes', {}, await cookieOf('Mo Example'));
    const { code, root } = made.json() as { code: string; root: string };
    const checked = await checkDirectory(signed, root, 0, new Date().toISOString());
    if (!checked.ok) throw new Error(checked.fault);
    const a = sure(checked.directory.audiences[0]).a;
    const joined = (await town.office.post('/voice/join', { code })).json() as { membership: string };
    const { capabilities } = (await town.office.post('/voice/capabilities', { membership: joined.membership })).json() as { capabilities: string[] };
    const young = youngHere();
    await young.begin();
    const view = await young.seal(viewTo(checked.directory, [a], SAID, { unit: town.home, to: partiesOf(checked.directory, a) }));
    const sent = await town.office.post('/sealed', { envelope: view.envelope, capability: capabilities[0] });
    expect(sent.statusCode).toBe(200);

    await town.reload(ben, '/inbox');
    await press(ben, inbox('lock.act'));
    await ben
      .getByRole('list', { name: inbox('inbox.open') })
      .getByRole('link')
      .first()
      .click({ timeout: PATIENCE_MS });
    await press(ben, inbox('open.act'));
    await ben.getByText(SAID).waitFor({ timeout: PATIENCE_MS });
  });

  it('E5 a demonstration’s link gives a real region’s reader no other device, and stays in no address', async () => {
    await town.reload(ben, '/inbox/keys');
    const before = await words(ben, w('mine.words'));
    await ben.goto(`${town.origin}/sign-in#demo=${'B'.repeat(22)}&device=${'A'.repeat(20)}`);
    await ben.getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
    expect(ben.url()).not.toContain('#');
    await ben.goto('about:blank');
    await ben.goto(`${town.origin}/sign-in#demo=${'B'.repeat(22)}&device=${'A'.repeat(43)}`);
    await ben.getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
    expect(ben.url()).not.toContain('#');
    await town.reload(ben, '/inbox/keys');
    await sees(ben, w('demo.refused'));
    expect(await words(ben, w('mine.words'))).toEqual(before);
  });

  it('C8 a reader who left opens nothing that comes after: colleagues make a new key, and two officers list it', async () => {
    const signs = async (version: number) => {
      await press(olu, w('next.propose'));
      await sees(olu, w('proposal.waiting', { version }));
      await town.reload(oda, '/region/hearing');
      await press(oda, w('proposal.sign', { version }));
      await sees(oda, w('proposal.published', { version }));
    };
    await town.reload(olu, '/region/hearing');
    await unfold(olu, w('device.revoke', { name: 'Amira Example' }));
    await press(olu, w('device.revoke', { name: 'Amira Example' }));
    await olu.getByText(w('change.deviceRevoked', { name: 'Amira Example' })).waitFor({ timeout: PATIENCE_MS });
    await signs(2);

    await town.reload(ben, '/inbox/keys');
    await press(ben, inbox('lock.act'));
    await press(ben, w('epoch.act', { name: TEAM }));
    await sees(ben, w('epoch.done', { count: 1 }));

    await town.reload(olu, '/region/hearing');
    await press(olu, w('audience.takeKey', { name: TEAM }));
    await signs(3);
    const now = new Date().toISOString();
    const { signed: third } = (await town.office.app.inject({ method: 'GET', url: '/voice/directory' })).json() as { signed: SignedDirectory };
    const checked = await checkDirectory(third, sure(await fingerprintOf(third.root.pub)), 2, now);
    if (!checked.ok) throw new Error(checked.fault);
    const { a, epochs } = sure(checked.directory.audiences[0]);
    expect(epochs.map(({ e, until }) => [e, until === undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
    const keysOf = async (name: string) => (await town.office.app.inject({ method: 'GET', url: '/keys/mine', headers: { cookie: await cookieOf(name) } })).json() as MyKeys;
    expect((await keysOf('Ben Example')).keys.map((key) => [key.a, key.e])).toEqual([
      [a, 1],
      [a, 2],
    ]);
    expect((await keysOf('Amira Example')).keys.map(({ e }) => e)).not.toContain(2);
    // One reader is left: until there is a second, no young person is offered this team.
    expect(audiencesFor(checked.directory, [town.region], false, now)).toEqual([]);
    await olu.getByText(w('audience.notOffered')).waitFor({ timeout: PATIENCE_MS });
  });

  it('everyone can use these pages: in light and dark, with very large text, on a narrow phone', () => {
    expect(tour.faults).toEqual([]);
  });

  async function cookieOf(name: string): Promise<string> {
    const { cookie } = await town.office.phone(sure(town.people.get(name)));
    return cookie;
  }
});

/** Everything that this browser keeps, as text. */
async function keptText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      for (const store of Array.from(db.objectStoreNames)) {
        const rows = await new Promise<unknown[]>((done, fail) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
        parts.push(JSON.stringify(rows));
      }
      db.close();
    }
    return parts.join('\n');
  });
}
