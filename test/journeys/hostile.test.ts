import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countersign, proposeDirectory, signRoot } from '../../src/seal/directory.ts';
import { freshSigningPair, type Signer, signingPoint } from '../../src/seal/signed.ts';
import { makeReaderEngine } from '../../src/seal/reader-engine.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Audience, Directory, DirectoryFault, SignedDirectory } from '../../src/shared/voice/directory.ts';
import type { SignedEnvelope } from '../../src/shared/voice/envelope.ts';
import { wellFormed } from '../../src/shared/voice/well-formed.ts';
import type { Mailbox, Taken, Thread } from '../../src/shared/wire/sealed.ts';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { launch, PHONE } from '../support/browser.ts';
import { PATIENCE_MS } from '../support/visit.ts';
import { chance, madeUpPoint } from '../support/voice-envelopes.ts';
import { openTown, type Town } from '../support/voice-town.ts';
import { type Hand, withoutChance, youngHand } from '../support/young-hand.ts';

const PIN = '739215';

/** What the server says instead of the truth. Empty, it is honest. */
type Lies = {
  directory?: SignedDirectory;
  mailboxes?: (boxes: Mailbox[]) => Mailbox[];
  taken?: (taken: Taken) => Taken;
};
/** A phone whose every word with the server goes through whoever runs it. */
type Deceived = { phone: BrowserContext; page: Page; hand: Hand; lies: Lies; reports: string[]; sent: string[] };

async function deceive(browser: Browser): Promise<Deceived> {
  // Without the worker all requests are the page's own, and pass here.
  const phone = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
  await withoutChance(phone);
  const page = await phone.newPage();
  const deceived: Deceived = { phone, page, hand: youngHand(page, PIN), lies: {}, reports: [], sent: [] };
  const json = (message: object) => ({ status: 200, contentType: 'application/json; charset=utf-8', body: JSON.stringify(message) });
  await phone.route('**/voice/directory', (route) => (deceived.lies.directory ? route.fulfill(json({ signed: deceived.lies.directory })) : route.continue()));
  await phone.route('**/voice/mailboxes', async (route) => {
    const { mailboxes } = deceived.lies;
    if (!mailboxes) return route.continue();
    const told = (await (await route.fetch()).json()) as { boxes: Mailbox[] };
    return route.fulfill(json({ ...told, boxes: mailboxes(told.boxes) }));
  });
  await phone.route('**/voice/reports', (route) => {
    deceived.reports.push((route.request().postDataJSON() as { kind: string }).kind);
    return route.continue();
  });
  await phone.route('**/sealed', async (route) => {
    deceived.sent.push(route.request().postData() ?? '');
    const { taken } = deceived.lies;
    if (!taken) return route.continue();
    return route.fulfill(json(taken((await (await route.fetch()).json()) as Taken)));
  });
  return deceived;
}

const without = (directory: Directory): Directory => structuredClone(directory);
const asBytes = (directory: Directory) => Buffer.from(canonicalJson(directory)).toString('base64url');
async function makeSigner(): Promise<Signer> {
  const pair = await freshSigningPair();
  return { k: chance(16), privateKey: pair.privateKey, pub: await signingPoint(pair) };
}
function withKey(directory: Directory, pub: string): Directory {
  const changed = without(directory);
  const epoch = changed.audiences.find(({ a }) => a === 'advocate')?.epochs[0];
  if (epoch) epoch.pub = pub;
  return changed;
}
const ghost = (directory: Directory): Audience => ({
  ...(directory.audiences[1] as Audience),
  a: 'ghost',
  name: 'Coast friends',
  epochs: [{ e: 1, pub: madeUpPoint(), from: directory.issuedAt }],
});

/** The lies about who is who, one after the other, to a phone on which the words are written already. */
const DIRECTORY_LIES: { title: string; fault: DirectoryFault; lie(town: Town): Promise<SignedDirectory> }[] = [
  {
    title: 'C1 the key of the advocates is swapped under the old signatures',
    fault: 'badSignature',
    lie: async (town) => ({ ...(await town.sign(town.directory)), directory: asBytes(withKey(town.directory, madeUpPoint())) }),
  },
  {
    title: 'C1 the swapped key is signed all the way up, by a root of the server’s own',
    fault: 'wrongRoot',
    lie: async (town) => {
      const [rootKey, one, two] = [await makeSigner(), await makeSigner(), await makeSigner()];
      const keys = [one, two].map(({ k, pub }) => ({ k, pub, until: town.directory.expiresAt }));
      const root = await signRoot(rootKey, { v: 1, number: 1, issuedAt: town.directory.issuedAt, keys, need: 2, demonstration: true });
      return countersign(await proposeDirectory(root, withKey(town.directory, madeUpPoint()), one), two);
    },
  },
  {
    title: 'C3 A9 a ghost audience stands in it, and one officer alone has signed',
    fault: 'badSignature',
    lie: (town) => town.sign({ ...town.directory, version: 2, audiences: [...town.directory.audiences, ghost(town.directory)] }, 1),
  },
  {
    title: 'C3 one more reader stands among the advocates, and one officer alone has signed',
    fault: 'badSignature',
    lie: async (town) => {
      const like = town.directory.devices.find(({ audiences }) => audiences.includes('advocate'));
      if (!like) throw new Error('no advocate');
      const dsk = (await makeSigner()).pub;
      return town.sign(
        { ...town.directory, version: 2, devices: [...town.directory.devices, { ...like, d: chance(16), personId: 'ghost', name: 'Gus Example', dk: madeUpPoint(), dsk }] },
        1,
      );
    },
  },
  {
    title: 'C2 it is past its day, however well it is signed',
    fault: 'expired',
    lie: (town) => town.sign({ ...town.directory, version: 2, expiresAt: new Date(Date.now() - 60_000).toISOString() }),
  },
];

describe('a server that lies about who reads', () => {
  const WORDS = 'Nobody but my advocate';
  let town: Town;
  let browser: Browser;
  let young: Deceived;

  beforeAll(async () => {
    town = await openTown();
    browser = await launch();
    young = await deceive(browser);
    const [first] = DIRECTORY_LIES;
    young.lies.directory = await first?.lie(town);
    await young.page.goto(await town.joinLink());
    await young.hand.introduce('shared');
    await young.hand.sayFeeling(WORDS);
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  it.each(DIRECTORY_LIES.map((one) => [one.title, one] as const))('%s: the phone refuses it, says so, keeps the words and reports it', async (_title, { fault, lie }) => {
    const { hand, page } = young;
    young.reports.length = 0;
    young.lies.directory = await lie(town);
    await hand.tap(w('who.look'));
    await expect.poll(() => young.reports, { timeout: PATIENCE_MS }).toEqual([fault]);
    await hand.says(w(`refuse.${fault}`));
    await hand.says(w('refuse.title'));
    await hand.says(w('refuse.kept'));
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByText('Coast friends').count()).toBe(0);
    expect(await page.getByRole('link', { name: /0800 1111/ }).count()).toBe(1);
    await hand.tap(v('back'));
    expect(await page.getByLabel(w('words.label')).inputValue()).toBe(WORDS);
    await hand.tap(w('next'));
    await hand.says(w(`refuse.${fault}`));
    expect(young.sent).toEqual([]);
    expect(await town.inbox('advocate')).toEqual([]);
  });

  it('C1 once the truth is told again the kept words go, to whom they were meant for', async () => {
    young.lies.directory = undefined;
    await young.hand.tap(w('who.look'));
    await young.hand.sendTo('advocate');
    await expect.poll(() => town.inbox('advocate'), { timeout: PATIENCE_MS, interval: 300 }).toHaveLength(1);
    const [thread] = await town.inbox('advocate');
    expect(await town.open('advocate', thread as Thread)).toMatchObject({ text: WORDS });
  });

  it('C2 a list older than the one this phone has seen is refused behind the lock too, and the draft is still there', async () => {
    const { page, hand, lies, reports, sent } = await deceive(browser);
    lies.directory = await town.sign({ ...town.directory, version: 2 });
    await page.goto(await town.joinLink());
    await hand.introduce('mine');
    await hand.lockPhone();
    await hand.sayFeeling(`${WORDS}, later`);
    await hand.says(w('who.kind.advocate'));
    await hand.tap(w('who.keep'));
    await hand.says(w('who.kept'));
    expect(reports).toEqual([]);

    // The server's own is the first version: put back, or held back.
    lies.directory = undefined;
    await page.reload();
    await hand.unlock();
    await hand.says(v('home.fault.rolledBack'));
    expect(reports).toEqual(['rolledBack']);
    await hand.tap(v('home.drafts'));
    await hand.says(`${WORDS}, later`);
    await hand.tap(new RegExp(`^${w('list.carryOn')}`));
    while (!(await page.getByRole('heading', { level: 1, name: w('who.title') }).isVisible())) await hand.tap(w('next'));
    await hand.says(w('refuse.rolledBack'));
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(sent).toEqual([]);
  });
});

describe('a server that lies about what came back', () => {
  const FIRST = 'The first thing I said';
  const SECOND = 'The second thing I said';
  const REPLY = 'An honest answer to the first';
  const LIE = 'Nobody wants to hear from you';
  let town: Town;
  let browser: Browser;
  let young: Deceived;
  const mboxes = new Map<string, string>();

  const threadOf = async (text: string): Promise<Thread> => {
    for (const thread of await town.inbox('advocate')) if ((await town.open('advocate', thread)).text === text) return thread;
    throw new Error('it has not come');
  };
  const boxOf = (boxes: Mailbox[], text: string) => boxes.find(({ mbox }) => mbox === mboxes.get(text));
  /** Signed by whoever holds this engine, about the first thing that was said, in the name of the advocates. */
  const forged = async (engine: ReturnType<typeof makeReaderEngine>): Promise<SignedEnvelope> => {
    const thread = await threadOf(FIRST);
    const header = wellFormed(thread.view)?.header;
    if (!header) throw new Error('not well formed');
    const { tk } = await town.open('advocate', thread);
    const body = { t: 'reply', re: header.id, a: 'advocate', at: new Date().toISOString(), text: LIE } as const;
    return (await engine.answer(body, { tk, audiences: [] }, { mbox: header.mbox, unit: header.unit, safety: 0 }, [])).message;
  };
  const list = async () => {
    await young.hand.heading(w('list.title'));
    young.reports.length = 0;
    await young.hand.tap(w('list.look'));
  };

  beforeAll(async () => {
    town = await openTown();
    browser = await launch();
    young = await deceive(browser);
    await young.page.goto(await town.joinLink());
    await young.hand.introduce('shared');
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  it('takes two things that were said, as it should', async () => {
    for (const text of [FIRST, SECOND]) {
      await young.hand.sayFeeling(text);
      await young.hand.sendTo('advocate');
      await young.hand.tap(w('home'));
      await expect
        .poll(
          () =>
            threadOf(text).then(
              () => true,
              () => false,
            ),
          { timeout: PATIENCE_MS, interval: 300 },
        )
        .toBe(true);
      mboxes.set(text, wellFormed((await threadOf(text)).view)?.header.mbox ?? '');
    }
    await young.hand.tap(v('home.happened'));
    await young.hand.says(w('state.delivered'));
  });

  const FORGERS: [title: string, make: () => Promise<SignedEnvelope>][] = [
    ['signed by another team in the name of the advocates', () => forged(town.engine('participation'))],
    [
      'under the name of a real advocate, signed with a key of the server’s own',
      async () => {
        const engine = makeReaderEngine();
        await engine.takeKeys(await engine.makeDevice(), [], town.directory);
        return { ...(await forged(engine)), cert: town.directory.devices.find(({ name }) => name === 'Ada Example')?.d ?? '' };
      },
    ],
    [
      'by a device that no directory lists',
      async () => {
        const engine = makeReaderEngine();
        await engine.takeKeys(await engine.makeDevice(), [], town.directory);
        return forged(engine);
      },
    ],
  ];
  it.each(FORGERS)('C11 a reply %s is not opened, is shown as a trick, and is reported', async (_title, make) => {
    const message = await make();
    young.lies.mailboxes = (boxes) => boxes.map((box) => (box.mbox === mboxes.get(FIRST) ? { ...box, messages: [message] } : box));
    await list();
    await young.hand.says(w('thread.forged'));
    await expect.poll(() => young.reports, { timeout: PATIENCE_MS }).toEqual(['forgedReply']);
    await young.page
      .getByRole('listitem')
      .filter({ hasText: w('thread.forged') })
      .getByRole('button')
      .first()
      .click();
    await young.hand.says(w('thread.forgedText'));
    expect(await young.page.getByText(LIE).count()).toBe(0);
    expect(await young.page.getByText(w('thread.signed')).count()).toBe(0);
    expect(await young.page.getByText(w('state.answered')).count()).toBe(0);
    await young.hand.tap(v('back'));
  });

  it('C7 what an advocate signed for one thread is not taken in another, neither as an answer nor as read', async () => {
    const thread = await threadOf(FIRST);
    expect(await town.act('advocate', thread, 'read', { t: 'read' })).toBe(200);
    expect(await town.act('advocate', thread, 'reply', { t: 'reply', text: REPLY })).toBe(200);
    young.lies.mailboxes = (boxes) => boxes.map((box) => (box.mbox === mboxes.get(SECOND) ? { ...box, messages: boxOf(boxes, FIRST)?.messages ?? [] } : box));
    await list();
    // Both of it, the read receipt and the answer.
    await expect.poll(() => young.reports, { timeout: PATIENCE_MS }).toEqual(['foreignReceipt', 'foreignReceipt']);
    const rows = young.page.getByRole('main').getByRole('listitem');
    await rows
      .filter({ hasText: w('state.answered') })
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    expect(await rows.filter({ hasText: w('state.answered') }).count()).toBe(1);
    await rows
      .filter({ hasText: w('state.delivered') })
      .getByRole('button')
      .first()
      .click();
    await young.hand.says(w('thread.foreign'));
    await young.hand.says(w('thread.noneYet'));
    expect(await young.page.getByText(REPLY).count()).toBe(0);
    expect(await young.page.getByText(w('thread.signed')).count()).toBe(0);
    await young.hand.tap(v('back'));
  });

  it('C7 a mailbox of somebody else is not kept, and is reported', async () => {
    young.lies.mailboxes = (boxes) => [...boxes, { ...(boxes[0] as Mailbox), mbox: randomBytes(16).toString('base64url') }];
    await list();
    await expect.poll(() => young.reports, { timeout: PATIENCE_MS }).toEqual(['foreignReceipt']);
    expect(
      await young.page
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${w('list.open')}`) })
        .count(),
    ).toBe(2);
    young.lies.mailboxes = undefined;
  });

  it('C7 a receipt for something else is no delivery: it is shown as not taken, and is reported', async () => {
    young.reports.length = 0;
    young.lies.taken = (taken) => ({ ...taken, receipt: randomBytes(32).toString('base64url') });
    await young.hand.tap(v('back'));
    await young.hand.sayFeeling('The third thing I said');
    await young.hand.sendTo('advocate');
    await young.hand.tap(w('sent.happened'));
    await young.hand.says(w('state.refused'));
    await expect.poll(() => young.reports, { timeout: PATIENCE_MS }).toEqual(['foreignReceipt']);
    await young.page
      .getByRole('listitem')
      .filter({ hasText: w('state.refused') })
      .getByRole('button')
      .first()
      .click();
    await young.hand.says(w('state.refusedText'));
  });
});
