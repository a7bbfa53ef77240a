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

describe('what a reader does', () => {
  const worry = { body: { t: 'view', kind: 'worry', text: 'He grabbed my arm', use: 'answer', aboutStaff: true, danger: 'no', at: NOW }, isWorry: true } as const;
  const lastAct = async () => sure((await scene.acts()).at(-1));

  it('a reply is sealed to the young person and to the team, and lies on the phone until there is signal', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    await openAndRead(said);
    await press(w('act.reply'));
    await send(w('reply.send'));
    expect(screen.getAllByText(w('reply.missing')).length).toBeGreaterThan(0);
    expect((await scene.acts()).map((acted) => acted.act)).toEqual(['read']);
    write(w('reply.label'), 'We will come on Tuesday.');
    await send(w('reply.send'));
    expect(await screen.findByText(w('act.saved'))).toBeTruthy();
    expect(await heard(said, await lastAct())).toMatchObject({ t: 'reply', re: said.id, text: 'We will come on Tuesday.' });
    expect(await screen.findByText('We will come on Tuesday.')).toBeTruthy();
    expect(screen.getAllByText(w('state.here')).length).toBeGreaterThan(0);
    expect(JSON.stringify(await scene.letters())).not.toContain('Tuesday');
  });

  it('words that were being written outlive the lock, and stand behind it', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    await openAndRead(said);
    await press(w('act.reply'));
    write(w('reply.label'), 'half a sen');
    act(() => scene.inbox.session.lock('idle'));
    expect(document.body.innerHTML).not.toContain('half a sen');
    await press(w('lock.tap'));
    await press(w('act.reply'));
    expect((screen.getByLabelText(w('reply.label')) as HTMLTextAreaElement).value).toBe('half a sen');
  });

  it('a concern is not taken without whether they were told first, and who was told when', async () => {
    await openAndRead(await say(cast, ['adv-07'], 'hello'));
    await press(w('act.concern'));
    await send(w('concern.send'));
    expect(screen.getAllByText(w('concern.levelMissing')).length).toBeGreaterThan(0);
    pick(w('level.worried'));
    await send(w('concern.send'));
    for (const missing of ['concern.firstMissing', 'concern.toldMissing', 'concern.textMissing'] as const) expect(screen.getAllByText(w(missing)).length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('radio', { name: w('no') }));
    await send(w('concern.send'));
    expect(screen.getAllByText(w('concern.whyNotMissing')).length).toBeGreaterThan(0);
    expect((await scene.acts()).map((acted) => acted.act)).toEqual(['read']);
  });

  it('a concern reaches the team and never the young person, and their words are frozen under a number', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    await openAndRead(said);
    await press(w('act.concern'));
    pick(w('level.worried'));
    pick(w('yes'));
    fireEvent.click(screen.getByRole('checkbox', { name: w('told.mash') }));
    write(w('concern.text'), 'Told MASH by phone.');
    await send(w('concern.send'));
    await screen.findByText(w('act.saved'));
    const acted = await lastAct();
    expect([acted.act, acted.duty]).toEqual(['concern', undefined]);
    expect(Object.keys(sure(acted.message).slots)).toEqual(['adv-07']);
    expect(await heard(said, acted)).toBe('notAddressed');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('hello')));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    await waitFor(() => expect(document.querySelector('code')?.textContent?.replaceAll(' ', '')).toBe(hex));
  });

  it('about staff it opens the duty to tell the LADO, and nothing closes before they were told', async () => {
    const said = await say(cast, ['adv-07'], '', worry);
    await openAndRead(said);
    await press(w('act.concern'));
    pick(w('level.worried'));
    pick(w('yes'));
    fireEvent.click(screen.getByRole('checkbox', { name: w('told.lead') }));
    write(w('concern.text'), 'Told the lead.');
    await send(w('concern.send'));
    await screen.findByText(w('act.saved'));
    expect(await lastAct()).toMatchObject({ act: 'concern', duty: true });
    await press(w('act.close'));
    expect(await screen.findByText(w('close.duty'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('close.send') })).toBeNull();
    await press(w('act.cancel'));
    await press(w('duty.act'));
    await send(w('duty.send'));
    await screen.findByText(w('duty.done'));
    expect((await lastAct()).act).toBe('dutyMet');
    await press(w('act.close'));
    expect(screen.getByRole('button', { name: w('close.send') })).toBeTruthy();
  });

  it('closes only with an outcome and a reason, which the young person reads', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    await openAndRead(said);
    await press(w('act.close'));
    await send(w('close.send'));
    for (const missing of ['close.outcomeMissing', 'close.reasonMissing'] as const) expect(screen.getAllByText(w(missing)).length).toBeGreaterThan(0);
    pick(w('outcome.cannot'));
    write(w('close.reason'), 'There is no money this year.');
    await send(w('close.send'));
    await screen.findByText(w('close.done'));
    expect(await heard(said, await lastAct())).toMatchObject({ t: 'outcome', outcome: 'cannot', text: 'There is no money this year.' });
  });

  it('passes it on under a signed reason, and the other team can open it', async () => {
    const said = await say(cast, ['adv-07'], 'please pass me on');
    await openAndRead(said);
    await press(w('act.pass'));
    fireEvent.change(screen.getByLabelText(w('pass.to')), { target: { value: 'part-07' } });
    pick(w('why.asked'));
    write(w('pass.text'), 'You asked me to.');
    pick(w('yes'));
    await send(w('pass.send'));
    await screen.findByText(w('pass.done', { to: 'part-07' }));
    const acted = await lastAct();
    const carys = cast.reader('Carys').keeper;
    const opened = await carys.open(said.thread.view, { a: 'part-07', e: 4 }, sure(acted.share), cast.directory);
    expect(opened.ok && opened.body).toMatchObject({ text: 'please pass me on' });
    expect(await said.young.checkShare(sure(acted.share), cast.directory)).toMatchObject({ why: 'asked', toldFirst: true, withheld: false, to: { a: 'part-07' } });
    expect(await heard(said, acted)).toMatchObject({ t: 'shared', to: 'part-07', text: 'You asked me to.' });
  });

  it('never offers the home what is about somebody who works there', async () => {
    const home = sure(cast.directory.audiences[1]);
    const { passTargets } = await import('../../src/inbox/pass-on-form.tsx');
    const directory = { ...cast.directory, audiences: [sure(cast.directory.audiences[0]), { ...home, kind: 'home' as const, unit: 'home-1' }] };
    const about = async (more: object) => {
      const said = await say(cast, ['adv-07'], 'hello', more);
      const view = { t: 'view', kind: 'worry', use: 'answer', tk: '', at: NOW, ...(Object.keys(more).length > 0 ? { aboutStaff: true } : {}) } as const;
      return { thread: said.thread, desk: { directory }, opened: { view, unit: 'home-1' } } as unknown as Parameters<typeof passTargets>[0];
    };
    scene = await makeInboxScene(cast, cast.reader('Amira'));
    expect(passTargets(await about({}), NOW).map(({ a }) => a)).toEqual(['part-07']);
    expect(passTargets(await about(worry), NOW)).toEqual([]);
  });

  it('makes no theme of words that may be used only to answer', async () => {
    await openAndRead(await say(cast, ['adv-07'], 'hello'));
    await press(w('act.theme'));
    expect(screen.getByText(w('theme.notAllowed'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('theme.send') })).toBeNull();
  });

  it('sends the words of a theme to the young person, who says yes or no', async () => {
    const said = await say(cast, ['adv-07'], '', { body: { t: 'view', kind: 'idea', text: 'Longer evenings', use: 'report', at: NOW } });
    await openAndRead(said);
    await press(w('act.theme'));
    write(w('theme.label'), 'Evenings are too short');
    await send(w('theme.send'));
    await screen.findByText(w('theme.done'));
    expect(await heard(said, await lastAct())).toMatchObject({ t: 'theme', text: 'Evenings are too short' });
    expect(await screen.findByText(w('theme.asked'))).toBeTruthy();
  });

  it('says in words what the server would not take, and lets its reader decide', async () => {
    const said = await say(cast, ['adv-07'], 'hello');
    await openAndRead(said);
    const [letter] = await waitFor(async () => {
      const letters = await scene.letters();
      expect(letters).toHaveLength(1);
      return letters;
    });
    await act(() => scene.inbox.shelf.settleLetter(sure(letter).id, { is: 'refused', why: 'notFound' }));
    expect(await screen.findByText(w('state.notFound'))).toBeTruthy();
    await press(w('state.again'));
    await waitFor(async () => expect((await scene.letters())[0]?.refused).toBeUndefined());
  });
});
