// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { TalkPage } from '../../src/voice/talk-page.tsx';
import { inviteIn, tidyCode } from '../../src/voice/joining.ts';
import { w } from '../../src/words/voice.ts';
import { type Cast, makeCast, signDirectory } from '../support/seal/cast.ts';
import { CODE, youngPhone } from '../support/young-phone.ts';

/** Time for what was asked, and for the part of a screen that is fetched when first opened. */
async function settle(ms = 40) {
  await act(async () => void (await new Promise((done) => setTimeout(done, ms))));
  for (let tries = 0; tries < 200 && screen.queryByText(w('part.wait')); tries += 1) await act(async () => void (await new Promise((done) => setTimeout(done, 20))));
}
async function press(name: string | RegExp) {
  fireEvent.click(await screen.findByRole('button', { name }));
  await settle();
}
const starts = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
const title = () => screen.getByRole('heading', { level: 1 }).textContent;

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterEach(cleanup);

type Phone = ReturnType<typeof youngPhone>;

async function open(phone: Phone) {
  render(<TalkPage world={phone.world} />);
  await settle();
}
const invited = (more = {}) => youngPhone({ signed: cast.signed, invite: { code: CODE, root: cast.fingerprint }, ...more });

async function toHome(phone: Phone, mode: 'mine' | 'shared' = 'mine') {
  await open(phone);
  await press(w('language.en'));
  await press(w('how.fine'));
  await press(starts(w(`phone.${mode}`)));
  await press(w('checks.skip'));
}

describe('first use', () => {
  it('five screens lead from a link to the four tiles, and none asks for a name, an address or a birthday', async () => {
    await open(invited());
    const seen = [title()];
    expect(document.querySelectorAll('input, textarea, select')).toHaveLength(0);
    for (const name of [w('language.en'), w('how.fine'), starts(w('phone.mine')), w('checks.skip')]) {
      await press(name);
      expect(document.querySelectorAll('input, textarea, select')).toHaveLength(0);
      seen.push(title());
    }
    expect(seen).toEqual([w('language.title'), w('how.title'), w('phone.title'), w('checks.title'), w('home.title')]);
    for (const tile of [w('home.feel'), w('home.wrong'), w('home.idea'), w('home.happened')]) expect(screen.getByRole('button', { name: tile })).toBeTruthy();
  });

  it('the code is spent on the first tap, so that no signal is needed after it', async () => {
    const phone = invited();
    await open(phone);
    await press(w('language.en'));
    await vi.waitFor(() => expect(phone.asked).toEqual([`join ${CODE}`, 'directory']));
    await settle();
    phone.cut();
    await press(w('how.fine'));
    await press(starts(w('phone.mine')));
    await press(w('checks.skip'));
    expect(title()).toBe(w('home.title'));
    expect(screen.queryByText(w('home.notJoined'))).toBeNull();
    await vi.waitFor(async () => expect((await phone.kept().read('member'))?.units).toEqual(['home-1', 'kent', 'region']));
    await vi.waitFor(async () => expect((await phone.kept().read('directory'))?.version).toBe(3));
  });

  it('a wrong answer is explained again and stops nobody', async () => {
    await open(invited());
    await press(w('language.en'));
    await press(w('how.fine'));
    await press(starts(w('phone.shared')));
    await press(w('checks.staff.yes'));
    expect(screen.getByText(w('checks.staff.again'))).toBeTruthy();
    await press(w('checks.tell.no'));
    expect(screen.getByText(w('checks.tell.again'))).toBeTruthy();
    await press(w('next'));
    expect(title()).toBe(w('home.title'));
  });

  it('a shared phone keeps nothing: not the membership, not the list of people, not the keys', async () => {
    const phone = invited();
    await toHome(phone, 'shared');
    expect(await phone.kept().read('member')).toBeNull();
    expect(await phone.kept().read('directory')).toBeNull();
    expect(await phone.kept().read('thread')).toBeNull();
  });

  it('without signal it says that joining needs it once, and lets them look around', async () => {
    const phone = youngPhone({ signed: cast.signed });
    phone.cut();
    await toHome(phone);
    expect(title()).toBe(w('join.title'));
    fireEvent.input(screen.getByLabelText(w('join.code')), { target: { value: CODE } });
    fireEvent.submit(screen.getByLabelText(w('join.code')).closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByText(new RegExp(w('join.noSignal')))).toBeTruthy();
    await press(w('join.later'));
    expect(title()).toBe(w('home.title'));
    expect(screen.getByText(w('join.noSignal'))).toBeTruthy();
  });

  it('a link opened without signal joins by itself when there is some', async () => {
    const phone = invited();
    phone.cut();
    await toHome(phone);
    expect(screen.getByText(new RegExp(w('join.noSignal')))).toBeTruthy();
    await press(w('join.later'));
    phone.mend();
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(screen.queryByText(w('join.noSignal'))).toBeNull());
    await vi.waitFor(async () => expect((await phone.kept().read('member'))?.root).toBe(cast.fingerprint));
  });

  it('a typed code believes the first root and shows four words to compare with the worker', async () => {
    const phone = youngPhone({ signed: cast.signed });
    await toHome(phone);
    fireEvent.input(screen.getByLabelText(w('join.code')), { target: { value: ' 7k3-qwerty-2x' } });
    fireEvent.submit(screen.getByLabelText(w('join.code')).closest('form') as HTMLFormElement);
    await settle();
    expect(title()).toBe(w('home.title'));
    await press(w('match.title'));
    await settle();
    expect(screen.getByText(w('match.typed'))).toBeTruthy();
    const words = document.querySelector('bdi')?.textContent?.split(' ') ?? [];
    expect(words).toHaveLength(4);
    await press(w('match.different'));
    expect(screen.getByText(w('match.wrong'))).toBeTruthy();
    await press(w('match.later'));
    expect(screen.getByText(w('home.fault.wrongRoot'))).toBeTruthy();
  });

  it('C1 a root other than the one in the link is refused, shown and reported', async () => {
    const other = await makeCast();
    const phone = invited({ signed: other.signed });
    await toHome(phone);
    expect(await screen.findByText(w('home.fault.wrongRoot'))).toBeTruthy();
    expect(phone.reports).toEqual(['wrongRoot']);
  });

  it('C2 an older directory than one already seen is refused, shown and reported', async () => {
    const phone = invited();
    await toHome(phone);
    await vi.waitFor(async () => expect((await phone.kept().read('directory'))?.version).toBe(3));
    cleanup();
    phone.serve(await signDirectory(cast.rootPart, { ...cast.directory, version: 2 }, cast.officers));
    await open(phone);
    await press(starts(w('unlock.goOn')));
    await vi.waitFor(() => expect(phone.reports).toEqual(['rolledBack']));
    await settle();
    expect(screen.getByText(w('home.fault.rolledBack'))).toBeTruthy();
  });

  it('somebody without a code goes on alone, with nothing kept', async () => {
    const phone = youngPhone({ signed: cast.signed });
    await toHome(phone, 'shared');
    await press(starts(w('join.alone')));
    await vi.waitFor(() => expect(title()).toBe(w('home.title')));
    expect(phone.asked).toContain('work');
    expect(title()).toBe(w('home.title'));
    expect(await phone.kept().read('member')).toBeNull();
  });

  it('the title of the page stays neutral on every screen', async () => {
    document.title = 'Hearth';
    await toHome(invited());
    await press(w('home.exit'));
    expect(document.title).toBe('Hearth');
  });
});

describe('a join link', () => {
  it('carries a code and, face to face, the fingerprint of the root', () => {
    expect(inviteIn(`#j=${CODE.replaceAll('Y', 'Z')}&r=${'a'.repeat(43)}`)).toEqual({ code: '7K3QWERTZ2X', root: 'a'.repeat(43) });
    expect(inviteIn('#j=7K3QWERTZ2X')).toEqual({ code: '7K3QWERTZ2X', root: null });
    expect(inviteIn('#j=short')).toBeNull();
    expect(inviteIn('#demo=abc')).toBeNull();
  });

  it('what people mistake for a digit in a typed code is taken for one', () => {
    expect(tidyCode('oil k3q werty')).toBe('011K3QWERTY');
  });
});

describe('a link that brings six words along', () => {
  const WORDS = 'abacus abdomen abdominal abide abiding ability';
  const withWords = ({ signed, fingerprint }: Cast) => youngPhone({ signed, back: { words: WORDS, root: fingerprint } });

  it('fills them in where the root says that it is a demonstration', async () => {
    await open(withWords(cast));
    expect(title()).toBe(w('return.title'));
    expect((screen.getByLabelText(w('return.field')) as HTMLTextAreaElement).value).toBe(WORDS);
  });

  it('is not heeded anywhere else: whoever sent the words would know them', async () => {
    await open(withWords(await makeCast({ isDemonstration: false })));
    expect(title()).toBe(w('language.title'));
    await press(w('join.card'));
    expect((screen.getByLabelText(w('return.field')) as HTMLTextAreaElement).value).toBe('');
  });
});
