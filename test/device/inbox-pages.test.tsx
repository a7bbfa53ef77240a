// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InboxPage } from '../../src/inbox/inbox-page.tsx';
import { ViewPage } from '../../src/inbox/view-page.tsx';
import type { ReaderBody } from '../../src/shared/voice/sealed-body.ts';
import type { Act } from '../../src/shared/wire/sealed.ts';
import { w } from '../../src/words/inbox.ts';
import type { InboxScene, Said } from '../support/inbox-scene.ts';
import { makeInboxScene, say } from '../support/inbox-scene.ts';
import type { Cast } from '../support/seal/cast.ts';
import { makeCast, NOW, sure } from '../support/seal/cast.ts';

let cast: Cast;
let scene: InboxScene;
beforeAll(async () => {
  cast = await makeCast();
  cast.signed = await import('../support/seal/cast.ts').then(({ signDirectory }) => signDirectory(cast.rootPart, cast.directory, cast.officers));
});
afterEach(() => {
  cleanup();
  scene.end();
});

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 50))));
const press = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('button', { name }));
  await settle();
};
const theList = () => screen.findByRole('list', { name: w('inbox.open') });
/** Forms are sent by their one button. */
const send = async (name: string) => {
  fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);
  await settle();
};
const write = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const pick = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));

async function openQueue(said: Said[], as = 'Amira') {
  scene = await makeInboxScene(cast, cast.reader(as));
  scene.server.threads = said.map(({ thread }) => thread);
  for (const { chunks } of said) for (const [key, bytes] of chunks) scene.server.chunks.set(key, bytes);
  render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
  await settle();
}

async function openView(said: Said, as = 'Amira') {
  scene = await makeInboxScene(cast, cast.reader(as));
  scene.server.threads = [said.thread];
  for (const [key, bytes] of said.chunks) scene.server.chunks.set(key, bytes);
  render(<ViewPage inbox={scene.inbox} go={() => undefined} viewId={said.id} />);
  await settle();
  await press(w('lock.tap'));
}

async function openAndRead(said: Said, as = 'Amira') {
  await openView(said, as);
  await press(w('open.act'));
  await waitFor(() => expect(screen.getByRole('heading', { name: w('act.title') })).toBeTruthy());
}

/** What the young person's phone makes of an act. */
async function heard(said: Said, acted: Act): Promise<ReaderBody | string> {
  const opened = await said.young.open(sure(acted.message), cast.directory);
  return opened.ok ? opened.body : opened.why;
}

describe('the queue of a reader', () => {
  it('is sorted by the clock and never by what was said', async () => {
    const late = await say(cast, ['adv-07'], 'later', {}, { due: { what: 'reply', at: '2026-11-25T10:00:00.000Z' }, state: 'read' });
    const soon = await say(cast, ['adv-07'], 'sooner', { isWorry: true }, { due: { what: 'open', at: '2026-11-22T14:00:00.000Z' } });
    await openQueue([late, soon]);
    await press(w('lock.tap'));
    const rows = within(await theList()).getAllByRole('link');
    expect(rows.map((row) => row.getAttribute('href'))).toEqual([`/inbox/${soon.id}`, `/inbox/${late.id}`]);
    expect(rows[0]?.textContent).toContain(w('due.open', { when: w('when.today', { time: '14:00' }) }));
    expect(rows[0]?.textContent).toContain(w('chip.worry'));
    expect(document.body.textContent).not.toContain('sooner');
  });

  it('shows nothing before its reader has shown that they are here', async () => {
    await openQueue([await say(cast, ['adv-07'], 'hello')]);
    expect(screen.queryByRole('list', { name: w('inbox.open') })).toBeNull();
    expect(await scene.inbox.shelf.threads('Amira')).toEqual([]);
  });

  it('locks after five minutes without a touch, and its keys are gone', async () => {
    await openQueue([await say(cast, ['adv-07'], 'hello')]);
    await press(w('lock.tap'));
    expect(scene.inbox.keeper.isOpen()).toBe(true);
    scene.pass(6);
    fireEvent.pointerDown(document.body);
    await settle();
    expect(scene.inbox.keeper.isOpen()).toBe(false);
    expect(screen.getByText(w('lock.why.idle'))).toBeTruthy();
    expect(screen.queryByRole('list', { name: w('inbox.open') })).toBeNull();
  });

  it('opens without signal what this phone brought within seven days, and nothing older', async () => {
    const said = await say(cast, ['adv-07'], 'no signal needed');
    await openQueue([said]);
    await press(w('lock.tap'));
    cleanup();
    scene.server.isSilent = true;
    scene.inbox.session.lock();
    scene.pass(6 * 24 * 60);
    render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
    await settle();
    await press(w('lock.tap'));
    expect(await theList()).toBeTruthy();
    expect(await screen.findByText(w('look.noSignal'))).toBeTruthy();
    cleanup();
    scene.inbox.session.lock();
    scene.pass(2 * 24 * 60);
    render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
    await settle();
    await press(w('lock.tap'));
    expect(screen.queryByRole('list', { name: w('inbox.open') })).toBeNull();
    expect(await screen.findByText(w('inbox.old'))).toBeTruthy();
  });

  it('tells of another team’s late view on metadata alone, with no way to open it', async () => {
    scene = await makeInboxScene(cast, cast.reader('Amira'));
    scene.server.escalations = [{ view: 'x'.repeat(22), audience: 'part-07', to: 'adv-07', step: 'escalation', what: 'open', since: NOW }];
    render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
    await settle();
    await press(w('lock.tap'));
    const late = (await screen.findByRole('heading', { name: w('late.title') })).parentElement as HTMLElement;
    expect(late.textContent).toContain('Carys, Dev');
    expect(within(late).queryByRole('link')).toBeNull();
  });

  it('refuses a list of readers that was rolled back, says so, and keeps to the one before', async () => {
    await openQueue([await say(cast, ['adv-07'], 'hello')]);
    await press(w('lock.tap'));
    const { signDirectory } = await import('../support/seal/cast.ts');
    scene.server.signed = await signDirectory(cast.rootPart, { ...cast.directory, version: 2 }, cast.officers);
    scene.inbox.session.lock();
    await act(() => scene.inbox.session.begin());
    await settle();
    expect(await screen.findByText(w('directory.refused'))).toBeTruthy();
    expect((await scene.inbox.shelf.read('directory'))?.version).toBe(3);
  });
});

describe('opening what was said', () => {
  it('is told beforehand, and then sends a signed receipt that the young person’s phone believes', async () => {
    const said = await say(cast, ['adv-07'], 'I do not like <b>the food</b>');
    await openView(said);
    expect(await screen.findByText(w('open.told'))).toBeTruthy();
    expect(await scene.acts()).toEqual([]);
    expect(document.body.textContent).not.toContain('the food');
    await press(w('open.act'));
    await waitFor(() => expect(screen.getByText('I do not like <b>the food</b>')).toBeTruthy());
    await settle();
    const acts = await scene.acts();
    expect(acts.map((acted) => acted.act)).toEqual(['read']);
    expect(await heard(said, sure(acts[0]))).toMatchObject({ t: 'read', re: said.id, a: 'adv-07' });
  });

  it('keeps nothing on the phone that could be read', async () => {
    const said = await say(cast, ['adv-07'], 'CANARY-words');
    await openAndRead(said);
    const kept = JSON.stringify([await scene.inbox.shelf.threads('Amira'), await scene.letters()]);
    expect(kept).not.toContain('CANARY');
    expect(kept).not.toContain(btoa('CANARY-words').slice(0, 12));
  });

  it('of an envelope that was altered nothing is shown, and no receipt is sent', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    const last = said.thread.view.iv.at(-1) === 'A' ? 'B' : 'A';
    said.thread.view = { ...said.thread.view, iv: said.thread.view.iv.slice(0, -1) + last };
    await openView(said);
    await press(w('open.act'));
    await waitFor(() => expect(screen.getByText(w('view.shutWhy'))).toBeTruthy());
    expect(await scene.acts()).toEqual([]);
  });
});
