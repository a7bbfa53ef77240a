import { describe, expect, it } from 'vitest';
import { londonDay } from '../../src/shared/basics/day.ts';
import { formatDay } from '../../src/words/dates.ts';
import { h } from '../../src/words/hall.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import { usePhone } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, signInBy, visit } from '../support/visit.ts';

const course = courseOf('C3');

describe('a browser that cleared what was kept', () => {
  const at = usePhone();

  const kept = async () => (await at.phone.cookies()).find((cookie) => cookie.name === 'hearth-kept');

  /** What a browser does when it needs room, or after seven days on an iPhone. */
  async function clearOrigin(): Promise<void> {
    await at.page.goto('about:blank');
    const devtools = await at.phone.newCDPSession(at.page);
    await devtools.send('Storage.clearDataForOrigin', { origin: at.scene.origin, storageTypes: 'indexeddb,local_storage,cache_storage,service_workers' });
  }

  it('I2 F17 says so until it is read, with how many things had not been delivered', async () => {
    await signInBy(at.page, at.scene.link('carer'));
    await readyForOffline(at.page);
    await setSignal(at.phone, false);
    await openModule(at.page, course, 'C3-M1');
    await begin(at.page);
    await playModule(at.page, course, 'C3-M1', { to: 4 });
    await expect.poll(async () => (await kept())?.value.split('.')[1], { timeout: PATIENCE_MS }).toBe('2');
    expect(await kept()).toMatchObject({ sameSite: 'Strict', path: '/' });

    await clearOrigin();
    await setSignal(at.phone, true);
    await at.page.goto(at.scene.origin);
    const notice = at.page.getByRole('alert').filter({ hasText: h('cleared.title') });
    await notice.waitFor({ timeout: PATIENCE_MS });
    expect(await notice.innerText()).toContain(h('cleared.lost', { count: 2 }));
    expect(await notice.innerText()).toContain(formatDay(londonDay(new Date().toISOString())));

    await at.page.reload();
    await notice.waitFor({ timeout: PATIENCE_MS });
    await notice.getByRole('button', { name: h('cleared.away') }).click();
    await notice.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await visit(at.page, '/help');
    await expect.poll(async () => (await kept())?.value.split('.')[1], { timeout: PATIENCE_MS }).toBe('0');
    expect(await notice.count()).toBe(0);
  });

  it('I2 F17 says that nothing is lost when everything had been delivered', async () => {
    await clearOrigin();
    await at.page.goto(at.scene.origin);
    const notice = at.page.getByRole('alert').filter({ hasText: h('cleared.title') });
    await notice.waitFor({ timeout: PATIENCE_MS });
    expect(await notice.innerText()).toContain(h('cleared.lost', { count: 0 }));
  });
});
