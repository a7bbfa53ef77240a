// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MyPassportPage } from '../../src/academy/passport/my-passport-page.tsx';
import { PassportContents } from '../../src/app/passport-contents.tsx';
import { CheckPage } from '../../src/manager/passport/check-page.tsx';
import type { PassportList } from '../../src/shared/training/passport/check.ts';
import { LIST_SETTING, ownPassportSetting } from '../../src/shared/training/passport/kept.ts';
import type { PassportLine } from '../../src/shared/training/passport/kept.ts';
import { passportText } from '../../src/shared/training/passport/passport.ts';
import type { Role } from '../../src/shared/people/role.ts';
import { w } from '../../src/words/passport.ts';
import { s } from '../../src/words/state.ts';
import { w as read } from '../../src/words/scan.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { completedOn, managerCabinet, managerOf, NOW, personOf, placementOf } from '../support/manager-cabinet.ts';
import { AMARA, issuedBy, listOf, makeIssuer } from '../support/passports.ts';
import { smallCourse } from '../support/small-course.ts';

const issuer = makeIssuer();
const list = listOf([issuer.key], { on: '2026-11-22T08:00:00.000Z' });
const COURSES = [
  smallCourse({ id: 'C2', title: 'Safeguarding' }),
  smallCourse({ id: 'C9', title: 'Fire safety' }),
  smallCourse({ id: 'C1-core', title: 'Speaking up' }),
  smallCourse({ id: 'FS-home', title: 'This home' }),
];
const certificates = [
  { code: 2, on: '2026-03-01', expiresOn: '2027-03-01', home: null },
  { code: 9, on: '2025-11-20', expiresOn: '2026-11-20', home: 0xabcdef },
  { code: 45, on: '2026-11-02', expiresOn: null, home: null },
];
const sound = () => issuedBy(issuer, { certificates });
const written = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 40))));
const noSignal: PassportLine = { issue: async () => ({ ok: false, why: 'noSignal' }), bringList: async () => false };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('checking a passport', () => {
  const amara = personOf(AMARA, 'Amara Example', { placements: [placementOf({ placementId: 'p-amara' })] });

  async function open(given: { known?: PassportList | null; people?: ReturnType<typeof personOf>[]; role?: Role; line?: PassportLine; at?: string } = {}) {
    const cabinet = managerCabinet({ people: given.people ?? [amara], courses: COURSES });
    const known = given.known === undefined ? list : given.known;
    if (known) await cabinet.setSetting(LIST_SETTING, JSON.stringify(known));
    render(<CheckPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', given.role)} go={() => {}} line={given.line ?? noSignal} Contents={PassportContents} />);
    await settle();
    return cabinet;
  }
  async function paste(text: string) {
    fireEvent.input(screen.getByLabelText(w('check.typed')), { target: { value: text } });
    fireEvent.submit(screen.getByRole('button', { name: read('typed.act') }).closest('form') as HTMLFormElement);
    const said = () => [w('verdict.valid'), w('verdict.refused'), w('check.wrong')].some((text) => screen.queryByText(text) !== null);
    await waitFor(() => expect(said()).toBe(true), { timeout: 5000 });
    await settle();
  }

  it('a sound one is said to be good, with name, dates, what counts, what ran out and how old the list is', async () => {
    await open();
    expect(screen.getByText(/^Keys and withdrawn passports known as of 22 Nov 2026, 08:00/)).toBeTruthy();
    await paste(passportText(sound()));
    expect(screen.getByText(w('verdict.valid'))).toBeTruthy();
    expect(screen.getAllByText('Amara Example').length).toBeGreaterThan(0);
    expect(screen.getByText(w('diploma.by', { day: '1 November 2028' }))).toBeTruthy();
    expect(screen.getByText(w('cert.counts', { count: 2 }))).toBeTruthy();
    expect(screen.getByText('Ran out on 20 November 2026')).toBeTruthy();
    expect(screen.getByText(w('proves.title'))).toBeTruthy();
  });

  it('the verdict is heard, and reading goes on from it', async () => {
    await open();
    await paste(passportText(sound()));
    const verdict = screen.getByText(w('verdict.valid')).closest('[role=status]');
    expect(verdict).toBe(document.activeElement);
  });

  it('a forged one is refused, and nothing it says is shown', async () => {
    await open();
    await paste(passportText(issuedBy(makeIssuer({ keyId: issuer.key.keyId }), { name: 'Somebody Else' })));
    expect(screen.getByText(w('verdict.refused'))).toBeTruthy();
    expect(screen.getByText(w('verdict.forged'))).toBeTruthy();
    expect(screen.queryByText('Somebody Else')).toBeNull();
  });

  it.each([
    ['wrongIssuer', () => issuedBy(makeIssuer()), list],
    ['expired', () => issuedBy(issuer, { expiresOn: '2026-11-21' }), list],
    ['withdrawn', sound, listOf([issuer.key], { withdrawn: { from: 7, bits: 'AQ' } })],
    ['issuerRevoked', sound, listOf([{ ...issuer.key, isRevoked: true }])],
    ['issuerEnded', sound, listOf([{ ...issuer.key, notAfter: '2026-11-22T08:30:00.000Z' }])],
    ['notYetValid', () => issuedBy(issuer, { issuedAt: '2026-12-24T09:00:00.000Z' }), list],
  ] as const)('one that is refused as %s says so in its own words', async (fault, make, known) => {
    await open({ known });
    await paste(passportText(make()));
    expect(screen.getByText(w('verdict.refused'))).toBeTruthy();
    expect(screen.getByText(w(`verdict.${fault}`))).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Take over/ })).toBeNull();
  });

  it('any other code is told apart before it is called forged', async () => {
    await open();
    await paste('https://example.org/join#abc');
    expect(screen.getByText(w('check.wrong'))).toBeTruthy();
    expect(screen.queryByText(w('verdict.refused'))).toBeNull();
    await paste('HP2:ABC');
    expect(screen.getByText(w('verdict.tooNew'))).toBeTruthy();
  });

  it('a browser without these signatures says that it cannot tell, and calls nothing forged', async () => {
    await open();
    vi.stubGlobal('crypto', { subtle: { importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) } });
    await paste(passportText(sound()));
    expect(screen.getByText(w('verdict.cannotCheck'))).toBeTruthy();
    expect(screen.queryByText(w('verdict.forged'))).toBeNull();
  });

  it('a list over thirty days old is called old, and one that never came leaves nothing to scan for', async () => {
    await open({ known: { ...list, on: '2026-10-01T08:00:00.000Z' } });
    expect(screen.getByText(/That is over 30 days ago/)).toBeTruthy();
    cleanup();
    await open({ known: null });
    expect(screen.getByText(w('list.none'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: read('open') })).toBeNull();
  });

  it('what was withdrawn meanwhile turns the verdict once a newer list is brought', async () => {
    const cabinet = await open();
    await paste(passportText(sound()));
    cleanup();
    const line: PassportLine = {
      issue: noSignal.issue,
      bringList: async () => {
        await cabinet.setSetting(LIST_SETTING, JSON.stringify(listOf([issuer.key], { withdrawn: { from: 7, bits: 'AQ' } })));
        return true;
      },
    };
    render(<CheckPage cabinet={cabinet} who={managerOf()} go={() => {}} line={{ ...line, bringList: async () => false }} Contents={PassportContents} />);
    await settle();
    await paste(passportText(sound()));
    expect(screen.getByText(w('verdict.valid'))).toBeTruthy();
    cleanup();
    render(<CheckPage cabinet={cabinet} who={managerOf()} go={() => {}} line={line} Contents={PassportContents} />);
    await settle();
    await paste(passportText(sound()));
    expect(screen.getByText(w('verdict.withdrawn'))).toBeTruthy();
  });

  it('J7: what travels is taken over for somebody who works here, and what is local is left to be done here', async () => {
    const cabinet = await open();
    await paste(passportText(sound()));
    expect(screen.getByText(w('over.travels', { count: 1 }))).toBeTruthy();
    expect(screen.getByText(w('over.local', { count: 1 }))).toBeTruthy();
    const act = () => fireEvent.submit(screen.getByRole('button', { name: w('over.act', { count: 1 }) }).closest('form') as HTMLFormElement);
    act();
    expect(screen.getAllByText(w('over.unchecked')).length).toBeGreaterThan(0);
    expect(cabinet.calls).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox', { name: w('over.checked') }));
    act();
    await settle();
    const [draft] = cabinet.calls.flat();
    expect(draft).toMatchObject({
      kind: 'training.passport.accepted',
      body: { personId: AMARA, homeId: 'home-1', passport: expect.any(String), courses: [{ courseId: 'C2', on: '2026-03-01', expiresOn: '2027-03-01' }] },
    });
    expect(screen.getByText(s('saved'))).toBeTruthy();
    expect(screen.getByText(w('over.already', { day: '22 November 2026' }))).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Take over/ })).toBeNull();
  });

  it('a full phone takes nothing over and says so', async () => {
    const cabinet = await open();
    await paste(passportText(sound()));
    fireEvent.click(screen.getByRole('checkbox', { name: w('over.checked') }));
    cabinet.failNext('storageFull');
    fireEvent.submit(screen.getByRole('button', { name: /^Take over/ }).closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByRole('alert')).toBeTruthy();
    expect((screen.getByRole('checkbox', { name: w('over.checked') }) as HTMLInputElement).checked).toBe(true);
  });

  it('somebody without a place here, a deputy, and oneself are each told why nothing is taken over', async () => {
    await open({ people: [] });
    await paste(passportText(sound()));
    expect(screen.getByText(w('over.notHere', { name: 'Amara Example', home: 'Larch House' }))).toBeTruthy();
    cleanup();
    await open({ role: 'deputy' });
    await paste(passportText(sound()));
    expect(screen.getByText(w('over.onlyManager'))).toBeTruthy();
  });
});

describe('carrying a passport', () => {
  const who = { personId: AMARA, name: 'Amara Example', roles: [{ placeId: 'home-1', placeName: 'Larch House', role: 'carer' as const }], now: NOW };
  const record = { placements: [placementOf()], completions: [completedOn('2026-03-01', 'C2')] };

  async function open(given: { kept?: Uint8Array; line?: Partial<PassportLine>; known?: PassportList } = {}) {
    const cabinet = fakeCabinet({ who, courses: COURSES, now: NOW, record });
    if (given.kept) await cabinet.setSetting(ownPassportSetting(AMARA), written(given.kept));
    if (given.known) await cabinet.setSetting(LIST_SETTING, JSON.stringify(given.known));
    render(<MyPassportPage cabinet={cabinet} who={who} go={() => {}} line={{ ...noSignal, ...given.line }} Contents={PassportContents} />);
    await settle();
    return cabinet;
  }
  const button = (name: string) => screen.getByRole('button', { name });

  it('without one, and without signal, it says what to do and why nothing was made', async () => {
    await open();
    expect(screen.getByText(w('mine.none.says'))).toBeTruthy();
    fireEvent.click(button(w('mine.make')));
    await settle();
    expect(screen.getByText(w('mine.failed'))).toBeTruthy();
  });

  it('one that is made is kept on this phone and can be shown at once', async () => {
    const bytes = sound();
    const cabinet = await open({ line: { issue: async () => ({ ok: true, passport: written(bytes) }) } });
    fireEvent.click(button(w('mine.make')));
    await settle();
    expect(await cabinet.setting(ownPassportSetting(AMARA))).toBe(written(bytes));
    expect(screen.getByText(w('mine.made'))).toBeTruthy();
    expect(button(w('consent.act'))).toBeTruthy();
  });

  it('J7: the code is shown after the carer has agreed to what that means, without signal too', async () => {
    await open({ kept: sound() });
    expect(screen.queryByRole('img')).toBeNull();
    for (const says of [w('consent.what'), w('consent.who'), w('consent.until', { day: '20 February 2027' }), w('consent.old')]) expect(screen.getByText(says)).toBeTruthy();
    fireEvent.click(button(w('consent.act')));
    await settle();
    expect(screen.getByRole('img', { name: w('code.label', { name: 'Amara Example' }) })).toBeTruthy();
    expect(screen.getByText(w('code.bright'))).toBeTruthy();
    expect((screen.getByLabelText(w('copy.label')) as HTMLInputElement).value.length).toBeGreaterThan(100);
    fireEvent.click(button(w('consent.hide')));
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('one that ran out or was withdrawn is not shown, and a changed record asks for a new one', async () => {
    await open({ kept: issuedBy(issuer, { expiresOn: '2026-11-21' }) });
    expect(screen.getByText(w('mine.over', { day: '21 November 2026' }))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('consent.act') })).toBeNull();
    cleanup();
    await open({ kept: sound(), known: listOf([issuer.key], { withdrawn: { from: 7, bits: 'AQ' } }) });
    expect(screen.getByText(w('mine.withdrawn'))).toBeTruthy();
    cleanup();
    await open({ kept: sound() });
    expect(screen.getByText(w('mine.stale'))).toBeTruthy();
  });

  it('all of them are made invalid by one act, which is recorded and takes the code off this phone', async () => {
    const cabinet = await open({ kept: sound() });
    fireEvent.click(button(w('end.act')));
    await settle();
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'training.passport.withdrawn', about: AMARA, body: { personId: AMARA } }]);
    expect(await cabinet.setting(ownPassportSetting(AMARA))).toBe('');
    expect(screen.getByText(w('end.done'))).toBeTruthy();
    expect(screen.getByText(w('mine.none'))).toBeTruthy();
  });

  it('the homes that took it over are named', async () => {
    const cabinet = await open({ kept: sound() });
    const body = { acceptanceId: 'a-1', personId: AMARA, homeId: 'home-1', passport: 'abc', courses: [{ courseId: 'C2', on: '2026-03-01', expiresOn: null }] };
    act(() => cabinet.receive({ factId: 'f-9', kind: 'training.passport.accepted', about: 'a-1', body, owner: 'boss', at: NOW, off: 0, recordedAt: NOW }));
    await settle();
    expect(screen.getByText(w('shared.by', { home: 'Larch House', day: '22 November 2026', count: 1 }))).toBeTruthy();
  });
});
