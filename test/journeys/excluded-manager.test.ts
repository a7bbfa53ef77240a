import type { APIResponse, Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, PHONE } from '../support/browser.ts';
import { partiesOf, youngHere } from '../support/seal/cast.ts';
import { OWN_HEADERS } from '../support/server.ts';
import { PATIENCE_MS, signInBy, visit } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';

const PAGES = ['/manager', '/manager/people', '/manager/our-home', '/more'];
/** Asked as the page would, whether or not it has a use for them today. */
const ROUTES = ['/inbox', '/keys/mine', '/keys/proposal', '/voice/directory', '/session', '/healthz', '/sealed/work'];

/** What differs between any two replies, with or without a view: moments, and chance that is echoed. */
function steady(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'moment').replace(/"(nonce|challenge)":"[^"]*"/g, '"$1":"chance"');
}
const CHANGING = ['date', 'set-cookie', 'connection', 'keep-alive'];
/** What is packed along with an echoed chance is a few bytes longer or shorter; its content is compared. */
const PACKED = ['content-encoding', 'content-length', 'transfer-encoding'];

function answerOf(response: APIResponse, body: string): string {
  const headers = response.headers();
  const left = 'content-encoding' in headers ? [...CHANGING, ...PACKED] : CHANGING;
  const kept = Object.entries(headers).filter(([name]) => !left.includes(name));
  return `${response.status()} ${steady(JSON.stringify(kept.sort()))} ${steady(body)}`;
}

const listOf = (seen: Map<string, Set<string>>): string[] => [...seen].flatMap(([asked, answers]) => [...answers].map((answer) => `${asked} ${answer}`));

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

  /** Everything a fresh phone of the manager is answered on its way through their app, but the files the app is made of. */
  async function tour(view: string, pages = PAGES): Promise<Map<string, Set<string>>> {
    const phone: BrowserContext = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
    const page = await phone.newPage();
    const seen = new Map<string, Set<string>>();
    await phone.route('**/*', async (route) => {
      const request = route.request();
      const { pathname, search } = new URL(request.url());
      // A stream has no end to wait for.
      if (pathname.startsWith('/assets/') || request.resourceType() === 'eventsource' || pathname.startsWith('/sync/events')) return route.continue();
      const response = await route.fetch().catch(() => null);
      if (!response) return route.abort().catch(() => undefined);
      const asked = `${request.method()} ${pathname}${search}`.replace(view, 'view');
      seen.set(asked, new Set([...(seen.get(asked) ?? []), answerOf(response, await response.text())]));
      await route.fulfill({ response }).catch(() => undefined);
    });
    await signInBy(page, town.signInLink('home-larch'));
    for (const path of pages) {
      await visit(page, path);
      await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
    }
    await page.evaluate(
      async ({ routes, headers }) => {
        for (const route of routes) await fetch(route, { headers, cache: 'no-store' }).then((reply) => reply.arrayBuffer());
      },
      { routes: [...ROUTES, `/sealed/attachments/${view}/0`], headers: { 'x-app': OWN_HEADERS['x-app'], 'x-view': view } },
    );
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
    const quiet = [await tour(id), await tour(id)];
    const known = new Set(quiet.flatMap(listOf));
    const asked = [...ROUTES.map((route) => `GET ${route}`), 'GET /sealed/attachments/view/0'];
    expect([...(quiet[0]?.keys() ?? [])]).toEqual(expect.arrayContaining([...asked, 'POST /sync/pull']));
    expect([...(quiet[0]?.get('GET /inbox') ?? [])].join()).toContain('home-larch');
    const isAsBefore = async () => {
      const now = await tour(id);
      // How often a page asks is chance; what it is answered is not.
      expect(listOf(now).filter((answer) => !known.has(answer))).toEqual([]);
      for (const route of asked) expect([route, now.get(route)]).toEqual([route, quiet[0]?.get(route)]);
    };

    await ask('/sealed', { envelope, capability: capabilities[0] });
    expect(await town.inbox('advocate')).toHaveLength(1);
    await isAsBefore();

    const [thread] = await town.inbox('advocate');
    if (!thread) throw new Error('nothing came');
    expect(await town.act('advocate', thread, 'read', { t: 'read' })).toBe(200);
    expect(await town.act('advocate', thread, 'reply', { t: 'reply', text: 'Thank you' })).toBe(200);
    await isAsBefore();
  });

  it('would be seen to be answered otherwise, had they been chosen', async () => {
    const before = await tour('none', []);
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
    const after = await tour('none', []);
    expect(after.get('GET /inbox')).not.toEqual(before.get('GET /inbox'));
  });
});
