import type { Page, Worker } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { NUDGE } from '../../src/shared/nudges/text.ts';
import { w } from '../../src/words/academy.ts';
import { usePhone } from '../support/stage.ts';
import { PATIENCE_MS, signInBy, visit } from '../support/visit.ts';

type Shown = { title: string; body: string; tag: string; data: unknown; actions: unknown[] };

function shownOn(page: Page): Promise<Shown[]> {
  return page.evaluate(async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications();
    return shown.map(({ title, body, tag, data, ...more }) => ({ title, body, tag, data, actions: 'actions' in more ? (more.actions as unknown[]) : [] }));
  });
}

/**
 * Touches the reminder in the real worker. A browser lets only a finger bring a page forward, so what
 * the worker asks for is written down instead of done.
 */
function touch(worker: Worker): Promise<string[]> {
  return worker.evaluate(async () => {
    type Asks = { openWindow(address: string): unknown; focus(): unknown; waitUntil(work: Promise<unknown>): void };
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<unknown[]> };
      Clients: { prototype: Asks };
      WindowClient: { prototype: Asks };
      NotificationEvent: { new (type: string, options: object): Event; prototype: Asks };
      dispatchEvent(event: Event): boolean;
    };
    const asked: string[] = [];
    const going: Promise<unknown>[] = [];
    scope.Clients.prototype.openWindow = async (address) => void asked.push(`opens ${address}`);
    scope.WindowClient.prototype.focus = async function focus(this: { url?: string }) {
      // Of a page that went on without being loaded anew, a worker knows the first address only.
      asked.push(`brings ${new URL(this.url ?? '').pathname.startsWith('/talk') ? 'the young person’s page' : 'the app'} forward`);
    };
    scope.NotificationEvent.prototype.waitUntil = (work) => void going.push(work);
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    await Promise.all(going);
    return asked;
  });
}

describe('a reminder reaches a carer’s phone', () => {
  const stage = usePhone();
  let push: (says: string) => Promise<void>;

  beforeAll(async () => {
    const { scene, phone, page } = stage;
    await phone.grantPermissions(['notifications'], { origin: scene.origin });
    await signInBy(page, scene.link('carer'));
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const session = await phone.newCDPSession(page);
    const registered = new Promise<string>((found) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL === `${scene.origin}/`);
        if (own) found(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    push = async (says) => void (await session.send('ServiceWorker.deliverPushMessage', { origin: scene.origin, registrationId, data: says }));
  });

  const worker = () => {
    const found = stage.phone.serviceWorkers().find((each) => each.url().endsWith('/sw.js'));
    if (!found) throw new Error('the worker does not run');
    return found;
  };

  it('D2: whatever comes with a push, the lock screen says the one sentence and nothing else', async () => {
    await push(JSON.stringify({ title: 'Amara Example', body: 'Medicines ends on Friday', data: { course: 'C6' }, actions: [{ action: 'open', title: '3 courses' }] }));
    await expect.poll(() => shownOn(stage.page), { timeout: PATIENCE_MS }).toEqual([{ title: NUDGE.title, body: NUDGE.body, tag: NUDGE.tag, data: null, actions: [] }]);
  });

  it('a push without anything in it, and a second one, still leave one reminder', async () => {
    await stage.page.evaluate(async () => {
      for (const shown of await (await navigator.serviceWorker.ready).getNotifications()) shown.close();
    });
    expect(await shownOn(stage.page)).toEqual([]);
    await push('');
    await expect.poll(() => shownOn(stage.page), { timeout: PATIENCE_MS }).toHaveLength(1);
    await push('not even JSON');
    await stage.page.waitForTimeout(300);
    expect(await shownOn(stage.page)).toMatchObject([{ body: NUDGE.body }]);
  });

  it('a touch brings the open app forward and takes the reminder away', async () => {
    expect(await touch(worker())).toEqual(['brings the app forward']);
    expect(await shownOn(stage.page)).toEqual([]);
  });

  it('with only the young person’s page open it leaves that alone and opens the app, where the list of what is due stands', async () => {
    await visit(stage.page, '/talk');
    await push('{}');
    await expect
      .poll(() => worker().evaluate(async () => (await (globalThis as unknown as { registration: ServiceWorkerRegistration }).registration.getNotifications()).length), {
        timeout: PATIENCE_MS,
      })
      .toBe(1);
    expect(await touch(worker())).toEqual(['opens /']);
    await visit(stage.page, '/');
    await stage.page.waitForURL('**/academy', { timeout: PATIENCE_MS });
    await stage.page.getByRole('heading', { name: w('home.due') }).waitFor({ timeout: PATIENCE_MS });
  });
});
