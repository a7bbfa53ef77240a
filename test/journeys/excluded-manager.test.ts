import type { Browser, BrowserContext, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, PHONE } from '../support/browser.ts';
import { partiesOf, youngHere } from '../support/seal/cast.ts';
import { OWN_HEADERS } from '../support/server.ts';
import { PATIENCE_MS, visit } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';

const PAGES = ['/manager', '/manager/people', '/manager/our-home', '/academy', '/academy/history', '/on-this-phone', '/more'];
/** Asked as the page would, whether or not it has a use for them today. */
const ROUTES = ['/inbox', '/keys/mine', '/keys/proposal', '/voice/directory', '/session', '/healthz', '/sealed/work'];

type Answer = { asked: string; status: number; headers: string; body: string };

/** What differs between any two replies, with or without a view: moments, chance, and what is counted down. */
function steady(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'moment').replace(/"(nonce|challenge|cursor|since)":"[^"]*"/g, '"$1":"chance"');
}
const CHANGING = ['date', 'set-cookie', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after', 'age'];

async function answerOf(response: Response): Promise<Answer> {
  const request = response.request();
  const { pathname, search } = new URL(response.url());
  const headers = Object.entries(await response.allHeaders()).filter(([name]) => !CHANGING.includes(name));
  const isEndless = (response.headers()['content-type'] ?? '').startsWith('text/event-stream');
  const body = isEndless
    ? 'endless'
    : await response.body().then(
        (bytes) => bytes.toString('latin1'),
        () => 'none',
      );
  return { asked: `${request.method()} ${pathname}${search}`, status: response.status(), headers: steady(JSON.stringify(headers.sort())), body: steady(body) };
}

describe('D1 G6 the manager of the home who was not chosen', () => {
  let town: Town;
  let browser: Browser;

  beforeAll(async () => {
    town = await openTown();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  /** Everything a fresh phone of the manager is answered on its way through their app. */
  async function tour(view: string): Promise<Map<string, Set<string>>> {
    const phone: BrowserContext = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
    const [name = '', value = ''] = town.cookie('home-larch').split('=');
    await phone.addCookies([{ name, value, url: `https://${new URL(town.origin).hostname}/`, secure: true, httpOnly: true, sameSite: 'Strict' }]);
    const page = await phone.newPage();
    const answers: Promise<Answer>[] = [];
    page.on('response', (response) => void answers.push(answerOf(response)));
    await page.goto(`${town.origin}/`);
    for (const path of PAGES) {
      await visit(page, path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
      await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined);
    }
    await page.evaluate(
      async ({ routes, headers }) => {
        for (const route of routes) await fetch(route, { headers, cache: 'no-store' }).then((reply) => reply.arrayBuffer());
      },
      { routes: [...ROUTES, `/sealed/attachments/${view}/0`], headers: { 'x-app': OWN_HEADERS['x-app'], 'x-view': view } },
    );
    const seen = new Map<string, Set<string>>();
    for (const { asked, ...answer } of await Promise.all(answers)) {
      const key = asked.replace(view, 'view');
      seen.set(key, new Set([...(seen.get(key) ?? []), JSON.stringify(answer)]));
    }
    await phone.close();
    return seen;
  }

  it('is answered byte for byte the same before a view exists, while it stands, and once it was answered', async () => {
    const keeper = youngHere();
    await keeper.begin();
    const link = new URL(await town.joinLink());
    const ask = async <Down>(path: string, message: object): Promise<Down> => {
      const reply = await fetch(`${town.origin}${path}`, { method: 'POST', headers: { 'x-app': '1', 'content-type': 'application/json' }, body: JSON.stringify(message) });
      if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
      return (await reply.json()) as Down;
    };
    const { membership, units } = await ask<{ membership: string; units: string[] }>('/voice/join', { code: new URLSearchParams(link.hash.slice(1)).get('j') });
    const { envelope, id } = await keeper.seal({
      body: { t: 'view', kind: 'worry', text: 'About the manager', use: 'answer', aboutStaff: true, at: new Date().toISOString() },
      attachments: [],
      mailbox: 0,
      to: partiesOf(town.directory, 'advocate'),
      unit: units[0] ?? '',
      safety: false,
      isWorry: true,
    });
    const { capabilities } = await ask<{ capabilities: string[] }>('/voice/capabilities', { membership });
    // The first tour settles what only a first one does.
    await tour(id);
    const before = await tour(id);
    expect([...before.keys()]).toEqual(expect.arrayContaining(['GET /inbox', 'GET /session', 'POST /sync/pull', 'GET /sealed/attachments/view/0']));
    expect([...(before.get('GET /inbox') ?? [])].join()).toContain('home-larch');

    await ask('/sealed', { envelope, capability: capabilities[0] });
    expect(await town.inbox('advocate')).toHaveLength(1);
    expect(await tour(id)).toEqual(before);

    const [thread] = await town.inbox('advocate');
    if (!thread) throw new Error('nothing came');
    expect(await town.act('advocate', thread, 'read', { t: 'read' })).toBe(200);
    expect(await town.act('advocate', thread, 'reply', { t: 'reply', text: 'Thank you' })).toBe(200);
    expect(await tour(id)).toEqual(before);
  });

  it('would be seen to be answered otherwise, had they been chosen', async () => {
    const before = await tour('none');
    const keeper = youngHere();
    await keeper.begin();
    const link = new URL(await town.joinLink());
    const post = (path: string, message: object) =>
      fetch(`${town.origin}${path}`, { method: 'POST', headers: { 'x-app': '1', 'content-type': 'application/json' }, body: JSON.stringify(message) });
    const { membership, units } = (await (await post('/voice/join', { code: new URLSearchParams(link.hash.slice(1)).get('j') })).json()) as { membership: string; units: string[] };
    const { envelope } = await keeper.seal({
      body: { t: 'view', kind: 'idea', text: 'For the home', use: 'answer', at: new Date().toISOString() },
      attachments: [],
      mailbox: 0,
      to: partiesOf(town.directory, 'home-larch'),
      unit: units[0] ?? '',
      safety: false,
      isWorry: false,
    });
    const { capabilities } = (await (await post('/voice/capabilities', { membership })).json()) as { capabilities: string[] };
    expect((await post('/sealed', { envelope, capability: capabilities[0] })).status).toBe(200);
    const after = await tour('none');
    expect(after.get('GET /inbox')).not.toEqual(before.get('GET /inbox'));
  });
});
