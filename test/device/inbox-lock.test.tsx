// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InboxPage } from '../../src/inbox/inbox-page.tsx';
import { JoinCodePage, joinLink } from '../../src/inbox/join-code-page.tsx';
import { ViewPage } from '../../src/inbox/view-page.tsx';
import { signRoot } from '../../src/seal/directory.ts';
import type { SignedDirectory } from '../../src/shared/voice/directory.ts';
import { w } from '../../src/words/inbox.ts';
import type { InboxScene } from '../support/inbox-scene.ts';
import { makeInboxScene, say } from '../support/inbox-scene.ts';
import type { Cast } from '../support/seal/cast.ts';
import { makeCast, NOW, signDirectory } from '../support/seal/cast.ts';

let cast: Cast;
/** The same readers under a root that is no demonstration. */
let real: SignedDirectory;
let scene: InboxScene | null = null;
beforeAll(async () => {
  cast = await makeCast();
  const keys = cast.officers.map(({ k, pub }) => ({ k, pub, until: '2027-04-01T00:00:00.000Z' }));
  real = await signDirectory(await signRoot(cast.root, { v: 1, number: 2, issuedAt: NOW, keys, need: 2 }), cast.directory, cast.officers);
});
afterEach(() => {
  cleanup();
  scene?.end();
});

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 50))));
const press = async (name: string) => {
  fireEvent.click(await screen.findByRole('button', { name }));
  await settle();
};

async function openReal(): Promise<InboxScene> {
  scene = await makeInboxScene(cast, cast.reader('Amira'));
  scene.server.signed = real;
  render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
  return scene;
}

describe('the lock of the inbox', () => {
  it('asks a real reader for their passkey, and opens nothing without it or with another person’s', async () => {
    const { proof, inbox } = await openReal();
    for (const answer of ['cancelled', 'other', 'noPasskey'] as const) {
      proof.answer = answer;
      await press(w('lock.act'));
      expect(await screen.findByText(w(`lock.why.${answer}`))).toBeTruthy();
      expect(inbox.keeper.isOpen()).toBe(false);
    }
    proof.answer = 'proved';
    await press(w('lock.act'));
    expect(await screen.findByText(w('inbox.reads', { names: 'adv-07' }))).toBeTruthy();
    expect(proof.asked).toBe(4);
  });

  it('asks for the passkey again once it was locked', async () => {
    const { proof, inbox } = await openReal();
    await press(w('lock.act'));
    await screen.findByText(w('inbox.reads', { names: 'adv-07' }));
    act(() => inbox.session.lock());
    await press(w('lock.act'));
    expect(proof.asked).toBe(2);
  });

  it('honours no seed of a demonstration’s link under a root that is none', async () => {
    scene = await makeInboxScene(cast, cast.reader('Amira'));
    scene.server.signed = real;
    const seeded = { ...scene.inbox, seed: () => 'A'.repeat(43) };
    const { openDesk } = await import('../../src/inbox/desk.ts');
    const opened = await openDesk(seeded, { directory: cast.directory, isDemonstration: false });
    expect(opened.ok && opened.desk.name).toBe('Amira');
    expect(await openDesk(seeded, { directory: cast.directory, isDemonstration: true })).toEqual({ ok: false, why: 'notListed' });
  });

  it('opens nothing on a phone that the list does not name, and says why', async () => {
    const { inbox } = await openReal();
    await inbox.shelf.write('device', null);
    await press(w('lock.act'));
    expect(await screen.findByText(w('lock.why.noDevice'))).toBeTruthy();
    await inbox.shelf.write('device', { personId: 'Amira', ...(await inbox.keeper.makeDevice()) });
    await press(w('lock.act'));
    expect(await screen.findByText(w('lock.why.notListed'))).toBeTruthy();
    expect(inbox.keeper.isOpen()).toBe(false);
  });

  it('is shut where no list of readers was ever seen, and opens once there is one', async () => {
    scene = await makeInboxScene(cast, cast.reader('Amira'));
    scene.server.isSilent = true;
    render(<InboxPage inbox={scene.inbox} go={() => undefined} />);
    expect(await screen.findByText(w('shut.noSignal'))).toBeTruthy();
    scene.server.isSilent = false;
    await press(w('shut.again'));
    expect(await screen.findByRole('button', { name: w('lock.tap') })).toBeTruthy();
  });
});

describe('what came with the words', () => {
  const withPart = (kind: 'voice' | 'drawing', type: string) =>
    say(cast, ['adv-07'], 'hello', { attachments: [{ kind, type, bytes: new Uint8Array(70_000).fill(7), ...(kind === 'voice' ? { seconds: 9 } : {}) }] });

  async function openPart(kind: 'voice' | 'drawing', type: string, isThere = true): Promise<void> {
    const said = await withPart(kind, type);
    scene = await makeInboxScene(cast, cast.reader('Amira'));
    scene.server.threads = [said.thread];
    if (isThere) for (const [key, bytes] of said.chunks) scene.server.chunks.set(key, bytes);
    render(<ViewPage inbox={scene.inbox} go={() => undefined} viewId={said.id} />);
    await press(w('lock.tap'));
    await press(w('open.act'));
  }

  it('a voice note is opened in memory and can be played', async () => {
    await openPart('voice', 'audio/webm;codecs=opus');
    await waitFor(() => expect(document.querySelector('audio')?.getAttribute('src')).toMatch(/^blob:/));
  });

  it('a drawing that is no picture of a drawing pad is never shown', async () => {
    await openPart('drawing', 'image/svg+xml');
    expect(await screen.findByText(new RegExp(w('part.kind')))).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
  });

  it('what has not arrived yet says so, and may be asked for again', async () => {
    await openPart('drawing', 'image/png', false);
    expect(await screen.findByText(new RegExp(w('part.notYet')))).toBeTruthy();
    expect(screen.getByRole('button', { name: w('part.again') })).toBeTruthy();
  });
});

describe('a code for a young person', () => {
  const root = 'A'.repeat(43);

  it('is shown once, as a picture, as letters, and with the words of the root', async () => {
    const makeCode = async () => ({ ok: true as const, value: { code: '7K3QWERTY2X', expiresAt: '2026-11-25T10:00:00.000Z', root } });
    render(<JoinCodePage line={{ makeCode }} now={() => NOW} />);
    await press(w('code.make'));
    expect(await screen.findByText('7K3 QWER TY2X')).toBeTruthy();
    expect(await screen.findByRole('img', { name: w('code.picture') })).toBeTruthy();
    expect(screen.getByText(w('code.dontKeep'))).toBeTruthy();
    expect(joinLink('https://h.example', { code: '7K3QWERTY2X', root })).toBe(`https://h.example/talk#j=7K3QWERTY2X&r=${root}`);
  });

  it('whose root cannot be read is not shown', async () => {
    const makeCode = async () => ({ ok: true as const, value: { code: '7K3QWERTY2X', expiresAt: NOW, root: 'R'.repeat(43) } });
    render(<JoinCodePage line={{ makeCode }} now={() => NOW} />);
    await press(w('code.make'));
    expect(await screen.findByText(w('code.why.trouble'))).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('is not made without signal, and says so', async () => {
    render(<JoinCodePage line={{ makeCode: async () => ({ ok: false, why: 'noSignal' }) }} now={() => NOW} />);
    await press(w('code.make'));
    expect(await screen.findByText(w('code.why.noSignal'))).toBeTruthy();
  });
});
