import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import pg from 'pg';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Thread } from '../../src/shared/wire/sealed.ts';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { launch, openPhone, PHONE } from '../support/browser.ts';
import { foundInFiles, keptInBrowser, type Marker, searchFor } from '../support/canary.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Database, databases } from '../support/server.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';
import { type Hand, keptForOffline, withoutChance, youngHand } from '../support/young-hand.ts';

/** Every typed word begins with it, so that one search finds them all. */
const STEM = 'Zaunkoenig7319pfeift';
const mark = (where: string) => `${STEM} ${where}`;
const PIN = '739215';
const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const BACKUP = new URL('../../src/server/tasks/backup.ts', import.meta.url).pathname;

type Sent = { where: string; bytes: Buffer };

/** Six digits are too few to be looked for everywhere: alone, between things that are no digit and no letter. */
function holdsPin(bytes: Buffer): boolean {
  return [bytes, Buffer.from(bytes.filter((byte) => byte !== 0))].some((all) => new RegExp(`(?<![0-9A-Za-z_.-])${PIN}(?![0-9A-Za-z_.-])`).test(all.toString('latin1')));
}
/** A piece out of the middle: the beginning of a recording is the same in all of them. */
const pieceOf = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 24));
const secretOf = (name: string, secret: string): Record<string, Marker> => ({ [name]: secret, [`${name}, as bytes`]: Buffer.from(secret, 'base64url') });
/** The words of a card side by side: each alone is a word like any other. */
const pairsOf = (words: string[]): Record<string, Marker> =>
  Object.fromEntries(
    words.slice(1).flatMap((word, index) => [' ', '","', ', ', '-', '\n'].map((between) => [`six words, ${index}${between}`, `${words[index]}${between}${word}`])),
  );

function watchSent(phone: BrowserContext): Sent[] {
  const sent: Sent[] = [];
  const keep = (request: Request) => {
    const where = `${request.method()} ${new URL(request.url()).pathname}`;
    sent.push({ where: `address of ${where}`, bytes: Buffer.from(`${request.url()} ${decodeURIComponent(request.url())}`) });
    sent.push({ where: `headers of ${where}`, bytes: Buffer.from(JSON.stringify(request.headers())) });
    const body = request.postDataBuffer();
    if (body) sent.push({ where, bytes: body });
  };
  phone.on('request', keep);
  return sent;
}

async function historyOf(page: Page): Promise<{ url: string; title: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  return entries.map(({ url, title }) => ({ url, title }));
}

/** Every row of every table, as text and as its JSON. */
async function dumpOf(url: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const texts: string[] = [];
    for (const { name } of rows)
      texts.push(name, ...(await client.query<{ row: string }>(`select t::text || ' ' || to_json(t)::text as row from ${name} t`)).rows.map(({ row }) => row));
    return Buffer.from(texts.join('\n'));
  } finally {
    await client.end();
  }
}

/** The same journey on each database; what follows builds on what went before. */
describe.each(databases())('G3 C20 a marker in every field of a whole journey, on $name', ({ name: databaseName, where }: Database) => {
  let town: Town;
  let phone: BrowserContext;
  let page: Page;
  let hand: Hand;
  let browser: Browser;
  let sent: Sent[];
  let other: BrowserContext;
  let otherPage: Page;
  let otherSent: Sent[];
  let databaseUrl: string | null = null;
  let code = '';
  let words: string[] = [];
  /** Everything that may lie nowhere but under a seal. */
  const markers: Record<string, Marker> = { 'typed words': STEM };
  /** What the phone must show to the server, and the server must not keep. */
  const shown: Record<string, Marker> = {};
  const profile = temporaryFolder();
  const away = temporaryFolder();

  const theirs = async (a: string): Promise<Thread> => {
    await expect.poll(async () => (await town.inbox(a)).length, { timeout: PATIENCE_MS, interval: 300 }).toBe(1);
    const [thread] = await town.inbox(a);
    if (!thread) throw new Error('nothing came');
    return thread;
  };
  const leaksOf = (all: Iterable<readonly [string, Buffer]>, search = searchFor(markers)) => [...all].flatMap(([at, bytes]) => search(bytes).map((found) => `${at}: ${found}`));

  beforeAll(async () => {
    const place = await where();
    databaseUrl = 'databaseUrl' in place ? (place.databaseUrl ?? null) : null;
    town = await openTown({ database: { name: databaseName, where: async () => place }, isProcess: true });
    phone = await openPhone(profile.path, MICROPHONE);
    await withoutChance(phone);
    sent = watchSent(phone);
    page = phone.pages()[0] ?? (await phone.newPage());
    hand = youngHand(page, PIN);
  });
  afterAll(async () => {
    await browser?.close();
    await phone?.close();
    await town?.close();
    profile.remove();
    away.remove();
  });

  it('is typed, spoken and drawn without signal, and what waits on the phone is sealed', async () => {
    const link = await town.joinLink();
    code = new URLSearchParams(new URL(link).hash.slice(1)).get('j') ?? '';
    expect(code).toHaveLength(11);
    const joined = page.waitForResponse((response) => response.url().endsWith('/voice/join'));
    await page.goto(link);
    await hand.introduce('mine');
    const { membership } = (await (await joined).json()) as { membership: string };
    Object.assign(shown, secretOf('membership', membership));
    await hand.lockPhone();
    await hand.tap(v('home.words'));
    await hand.tap(v('card.reveal'));
    await page.locator('main ol li').nth(5).waitFor({ timeout: PATIENCE_MS });
    words = await page.locator('main ol li').allInnerTexts();
    expect(words).toHaveLength(6);
    Object.assign(markers, pairsOf(words));
    await hand.tap(v('done'));
    await keptForOffline(page);
    await setSignal(phone, false);

    await hand.tap(v('home.wrong'));
    await hand.tap(w('danger.no'));
    await hand.tap(w('staff.no'));
    await hand.write(mark('worry'));
    await hand.tap(w('voice.start'));
    await page.getByText(/^[1-9]\d* of 120 seconds/).waitFor({ timeout: PATIENCE_MS });
    await hand.tap(w('voice.stop'));
    await hand.tap(w('draw.open'));
    await page.getByRole('img', { name: w('draw.pad') }).hover();
    await page.mouse.down();
    for (const [x, y] of [
      [60, 20],
      [90, 60],
      [40, 90],
    ] as const)
      await page.mouse.move(120 + x, 300 + y, { steps: 4 });
    await page.mouse.up();
    await hand.tap(w('draw.keep'));
    await hand.button(w('draw.change')).waitFor({ timeout: PATIENCE_MS });
    await hand.tap(w('next'));
    await hand.choose('advocate');
    await hand.choose('participation');
    await hand.tap(w('next'));
    await page.getByRole('radio', { name: w('check.name.nickname') }).check();
    await page.getByLabel(w('check.nicknameLabel')).fill(mark('nickname'));
    await page.getByRole('radio', { name: w('check.use.report') }).check();
    await hand.tap(w('check.send'));
    await hand.says(w('sent.waits'));
    expect(leaksOf(await keptInBrowser(page))).toEqual([]);
  });

  it('goes by itself with signal, recording and drawing and all, to those who were chosen', async () => {
    await setSignal(phone, true);
    const thread = await theirs('advocate');
    const view = await town.open('advocate', thread);
    expect(view).toMatchObject({ kind: 'worry', text: mark('worry'), name: mark('nickname'), use: 'report', danger: 'no' });
    expect(view.attachments?.map(({ kind }) => kind).sort()).toEqual(['drawing', 'voice']);
    for (const attachment of view.attachments ?? []) {
      let bytes: Buffer = Buffer.alloc(0);
      // Chunks follow their view one by one.
      await expect
        .poll(
          async () => {
            bytes = await town.attachment('advocate', thread, attachment).catch(() => Buffer.alloc(0));
            return bytes.length;
          },
          { timeout: PATIENCE_MS, interval: 300 },
        )
        .toBe(attachment.bytes);
      markers[attachment.kind] = pieceOf(bytes);
    }
    await theirs('participation');
    expect(await town.inbox('home-larch')).toEqual([]);
    expect(await town.inbox('duty')).toEqual([]);
  });

  it('is read, answered, worried over, passed on, worded for a theme and closed by its readers', async () => {
    const thread = await theirs('advocate');
    expect(await town.act('advocate', thread, 'read', { t: 'read' })).toBe(200);
    const concern = {
      t: 'concern',
      level: 'worried',
      toldFirst: false,
      whyNot: mark('why not first'),
      told: [{ who: 'lead', at: new Date().toISOString(), name: mark('lead') }],
      text: mark('concern'),
    } as const;
    expect(await town.act('advocate', thread, 'concern', { ...concern, told: [...concern.told] })).toBe(200);
    expect(await town.passOn('advocate', thread, 'duty', mark('reason'))).toBe(200);
    const passed = await theirs('duty');
    expect(await town.open('duty', passed)).toMatchObject({ text: mark('worry') });
    expect(await town.act('advocate', thread, 'ask', { t: 'ask', text: mark('question') })).toBe(200);
    expect(await town.act('advocate', thread, 'theme', { t: 'theme', text: mark('theme') })).toBe(200);
    expect(await town.act('advocate', thread, 'reply', { t: 'reply', text: mark('reply') })).toBe(200);
    expect(await town.act('advocate', thread, 'close', { t: 'outcome', outcome: 'done', text: mark('outcome') })).toBe(200);

    const now = new Date(Date.now() + 3_600_000).toISOString();
    const invited = await town.engine('advocate').invite({ a: 'advocate', e: 1 }, town.personId('advocate', 1), now);
    if (!invited) throw new Error('no invitation');
    expect((await town.post('advocate', '/keys/invitations', invited.invitation)).status).toBe(200);
    Object.assign(markers, secretOf('invitation secret', invited.secret));
  });

  it('is seen by the young person under signatures, and answered', async () => {
    await hand.tap(w('sent.happened'));
    await hand.tap(new RegExp(`^${w('list.open')}`));
    for (const where of ['reply', 'question', 'theme', 'outcome', 'reason']) await hand.says(mark(where));
    expect(await page.getByText(mark('concern')).count()).toBe(0);
    await hand.tap(w('did.bit'));
    await hand.tap(w('thread.themeYes'));
    await page.getByText(w('back.title')).click();
    await hand.write(mark('more'));
    await hand.tap(w('back.send'));
    await expect.poll(async () => (await theirs('advocate')).answers.length, { timeout: PATIENCE_MS, interval: 300 }).toBe(3);
    const answers = await town.openAnswers('advocate', await theirs('advocate'));
    expect(answers.map(({ says }) => says).sort()).toEqual(['bit', 'mayUse', 'more']);
    expect(answers.find(({ says }) => says === 'more')?.text).toBe(mark('more'));
    await hand.tap(v('back'));
    await hand.tap(v('back'));
    await hand.tap(w('home'));
    await hand.tap(v('home.idea'));
    await hand.write(mark('draft'));
    await hand.tap(w('next'));
    await hand.tap(w('who.keep'));
    await hand.says(w('who.kept'));
  });

  it('comes back with six words on another phone, which keeps nothing', async () => {
    browser = await launch();
    other = await browser.newContext({ viewport: PHONE });
    otherSent = watchSent(other);
    otherPage = await other.newPage();
    const back = youngHand(otherPage, PIN);
    await otherPage.goto(`${town.origin}/talk`);
    await otherPage.getByRole('button', { name: new RegExp(v('join.card')) }).click();
    await otherPage.getByLabel(v('return.field')).fill(words.join(' '));
    await back.tap(v('return.act'));
    await back.heading(w('list.title'));
    await back.says(w('list.unknown'));
    expect(leaksOf(await keptInBrowser(otherPage))).toEqual([]);
  });

  it('is in no request, no address, no header, no database, cache, storage, title or history of either phone', async () => {
    const search = searchFor(markers);
    expect(sent.some(({ where }) => where === 'POST /sealed')).toBe(true);
    expect(sent.some(({ where }) => where.startsWith('PUT /sealed/attachments/'))).toBe(true);
    for (const { where, bytes } of [...sent, ...otherSent]) expect([where, search(bytes), holdsPin(bytes)]).toEqual([where, [], false]);
    const withCode = sent.filter(({ bytes }) => searchFor({ code })(bytes).length > 0).map(({ where }) => where);
    expect(withCode).toEqual(['POST /voice/join']);

    for (const each of [page, otherPage]) {
      const kept = await keptInBrowser(each);
      expect(leaksOf(kept, searchFor({ ...markers, code }))).toEqual([]);
      expect([...kept].filter(([at, bytes]) => !at.startsWith('cache ') && holdsPin(bytes)).map(([at]) => at)).toEqual([]);
      const entries = (await historyOf(each)).filter(({ url }) => url !== 'about:blank');
      expect(entries.length).toBeGreaterThan(0);
      const title = await each.title();
      // The neutral page's address lies under the page's own, for whoever goes back.
      for (const entry of entries) expect([[`${town.origin}/talk`, `${town.origin}/talking-clock.html`].includes(entry.url), entry.title]).toEqual([true, title]);
      expect(`${title}`).not.toContain(STEM);
    }
    for (const { where, bytes } of sent) {
      if (where !== 'POST /voice/mailboxes') continue;
      const [secret] = (JSON.parse(bytes.toString()) as { secrets: string[] }).secrets;
      if (secret) Object.assign(shown, secretOf('mailbox secret', secret));
    }
    expect(Object.keys(shown)).toContain('mailbox secret');
  });

  it('is nowhere in what the server keeps, writes down or copies away, and a word that stands there is found', async () => {
    const search = searchFor({ ...markers, ...shown, code });
    const control = searchFor({ 'Larch House': 'Larch House' });
    expect(foundInFiles(town.folder, search)).toEqual([]);
    expect(search(Buffer.from(town.logs.join('')))).toEqual([]);
    expect(town.logs.join('')).toContain('Hearth is open');
    if (databaseUrl !== null) {
      const dump = await dumpOf(databaseUrl);
      expect([search(dump), holdsPin(dump), control(dump)]).toEqual([[], false, ['Larch House']]);
      return;
    }
    mkdirSync(`${away.path}/copies`);
    execFileSync(process.execPath, [BACKUP, '--to', `${away.path}/copies`], { env: { PATH: process.env.PATH, DATA_DIR: town.folder } });
    expect(foundInFiles(`${away.path}/copies`, search)).toEqual([]);
    expect(foundInFiles(`${away.path}/copies`, control)).toHaveLength(1);
    expect(foundInFiles(town.folder, control).length).toBeGreaterThan(0);
    expect(foundInFiles(town.folder, (bytes) => (holdsPin(bytes) ? ['PIN'] : []))).toEqual([]);
  });

  it('is nowhere on the phone’s own disk once the browser is closed', async () => {
    await phone.close();
    // The link itself was opened by the browser, whose own history is not ours to keep clean: the code in it is spent.
    expect(foundInFiles(profile.path, searchFor(markers))).toEqual([]);
    expect(foundInFiles(profile.path, searchFor({ origin: new URL(town.origin).host })).length).toBeGreaterThan(0);
  });
});
