import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { h } from '../../src/words/hall.ts';
import { launch, PHONE } from './browser.ts';
import { temporaryFolder } from './folder.ts';
import { newId, nonce, openOffice } from './server.ts';
import { givePasskeys, PATIENCE_MS, settled } from './visit.ts';

const DIST = new URL('../../dist', import.meta.url).pathname;
const CLOCK_MS = 200;

/** A region as it is on its first day: people have been invited, and nobody can hear anything yet. */
export async function openHearingTown() {
  const folder = temporaryFolder();
  const office = await openOffice({ name: 'SQLite', where: async () => ({ folder: folder.path }) }, { dist: DIST, noDemo: true });
  const home = await office.openHome('Larch House');
  const region = office.region.regionId;
  const people = new Map<string, string>();
  for (const [name, role] of [
    ['Olu Example', 'directoryOfficer'],
    ['Oda Example', 'directoryOfficer'],
    ['Amira Example', 'reader'],
    ['Ben Example', 'reader'],
  ] as const)
    people.set(name, await office.add(name, role, region));
  people.set('Mo Example', await office.add('Mo Example', 'manager', home));
  // The phones of a browser have the real time.
  const beat = setInterval(() => office.pass(Date.now() - office.now.getTime()), CLOCK_MS);
  office.pass(Date.now() - office.now.getTime());
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://localhost:${new URL(address).port}`;
  const admin = await office.phone(office.region.adminId);
  const browser = await launch();
  const contexts: BrowserContext[] = [];

  /** They open the link they were sent, and make a passkey on their own device. */
  async function join(name: string, viewport = PHONE): Promise<Page> {
    const personId = people.get(name) ?? '';
    const secret = nonce();
    const invitationId = newId();
    const secretHash = createHash('sha256').update(secret).digest('base64url');
    await admin.send(admin.fact('people.invitation.made', invitationId, { invitationId, personId, secretHash }));
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    contexts.push(context);
    const page = await context.newPage();
    await givePasskeys(page);
    await page.goto(`${origin}/join#${secret}`);
    await page.getByRole('button', { name: h('join.act') }).click();
    await settled(page);
    return page;
  }

  return {
    office,
    origin,
    home,
    region,
    people,
    join,
    reload: async (page: Page, path: string) => {
      await page.goto(`${origin}${path}`);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
    },
    close: async () => {
      clearInterval(beat);
      await browser.close();
      await office.close();
      folder.remove();
    },
  };
}
export type HearingTown = Awaited<ReturnType<typeof openHearingTown>>;
