import { describe, expect, it } from 'vitest';
import { h } from '../../src/words/hall.ts';
import { look } from '../../src/words/inspection.ts';
import { w as manage } from '../../src/words/manager.ts';
import { DESKTOP, PHONE, watch } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

const patience = { timeout: PATIENCE_MS };
const NOTE = 'Two people finish in spring.';

describe('the inspector rings at ten past eight', () => {
  const stage = useStage();

  it('J5 REQ-15: ready without signal, a look by link and PIN that is logged, and over when the manager says so', async () => {
    const phone = await stage.browser.newContext({ viewport: PHONE });
    const page = await phone.newPage();
    const faults = await watch(page);
    await signInBy(page, stage.scene.link('manager'));
    await readyForOffline(page);
    await setSignal(phone, false);
    await visit(page, '/manager');
    await page.getByRole('link', { name: manage('desk.inspection'), exact: true }).click();
    await page.getByRole('heading', { name: look('number.level3Held'), exact: true }).waitFor(patience);
    await page.getByText('No signal.').first().waitFor(patience);
    const show = (id: 'level3Held' | 'staff') => page.getByRole('button', { name: `${look('evidence.show')} ${look(`number.${id}`)}`, exact: true });
    await show('staff').click();
    await page.getByRole('link', { name: look('evidence.open', { name: 'Amara Example' }) }).waitFor(patience);
    await page.getByRole('button', { name: `${look('note.add')} ${look('number.level3Held')}`, exact: true }).click();
    await page.getByLabel(look('note.label', { number: look('number.level3Held') })).fill(NOTE);
    await page.getByRole('button', { name: look('note.act') }).click();
    await page.getByText(NOTE).waitFor(patience);
    await page.getByRole('button', { name: look('admit.act') }).click();
    await page.getByText(look('admit.waiting')).waitFor(patience);
    await setSignal(phone, true);
    await page.getByText(look('admit.works')).waitFor(patience);
    const link = await page.getByLabel(look('admit.link'), { exact: true }).inputValue();
    const pin = (await page.getByText(/^\d{6}$/).textContent()) ?? '';
    await settled(page);

    const other = await stage.browser.newContext({ viewport: DESKTOP });
    const guest = await other.newPage();
    await guest.goto(link);
    await guest.getByLabel(look('guest.pin')).waitFor(patience);
    // The key is taken out of the address before anything else is done with it.
    expect(new URL(guest.url()).hash).toBe('');
    const type = async (digits: string) => {
      await guest.getByLabel(look('guest.pin')).fill(digits);
      await guest.getByRole('button', { name: look('guest.act') }).click();
    };
    await type(pin === '000000' ? '111111' : '000000');
    await guest.getByText(look('guest.refused')).waitFor(patience);
    await type(pin);
    await guest.getByText(NOTE).waitFor(patience);
    const guestShow = (id: 'level3Held' | 'supervision') => guest.getByRole('button', { name: `${look('evidence.show')} ${look(`number.${id}`)}`, exact: true });
    await guestShow('level3Held').click();
    await guest.getByText('Amara Example').waitFor(patience);
    expect(await guest.getByRole('link', { name: 'Amara Example' }).count()).toBe(0);
    expect(await guest.getByText(look('rule.title')).count()).toBe(0);
    // Nothing of it lies on the inspector's device.
    const kept = await guest.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const read = async (name: string) => {
        const db = await new Promise<IDBDatabase>((done) => Object.assign(indexedDB.open(name), { onsuccess: (event: Event) => done((event.target as IDBOpenDBRequest).result) }));
        const stores = [...db.objectStoreNames];
        const rows = await Promise.all(
          stores.map(
            (store) =>
              new Promise((done) => Object.assign(db.transaction(store).objectStore(store).getAll(), { onsuccess: (event: Event) => done((event.target as IDBRequest).result) })),
          ),
        );
        db.close();
        return JSON.stringify(rows);
      };
      return [...(await Promise.all(names.map(read))), JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join();
    });
    for (const hidden of ['Amara Example', NOTE, pin, link.split('#')[1] ?? link]) expect(kept).not.toContain(hidden);

    const looks = page.getByText(look('looks.count', { count: 4 }));
    await looks.waitFor(patience);
    await looks.click();
    for (const what of [look('saw.wrongPin'), look('saw.opened'), look('saw.page'), look('number.level3Held')])
      await page.getByRole('listitem').filter({ hasText: what }).first().waitFor(patience);
    await page.getByRole('button', { name: look('looks.end') }).click();
    await page.getByRole('button', { name: look('looks.yes') }).click();
    await page.getByText(look('looks.ended')).waitFor(patience);
    await settled(page);
    await guestShow('supervision').click();
    await guest.getByText(look('guest.over')).waitFor(patience);
    await visit(page, '/on-this-phone');
    await page.getByText(h('phone.none')).waitFor(patience);
    expect(faults.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await other.close();
    await phone.close();
  });
});
