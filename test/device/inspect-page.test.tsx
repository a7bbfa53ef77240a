// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InspectPage } from '../../src/app/inspect-page.tsx';
import { lookAt, sheetOf } from '../../src/shared/home/inspection-numbers.ts';
import type { NumberId } from '../../src/shared/home/inspection-sheet.ts';
import { look } from '../../src/words/inspection.ts';
import { diploma, homeOf, TODAY, worker } from '../support/inspected-home.ts';

const SECRET = 'A-secret_of_the_link-22';
const PIN = '482913';
const HOME = homeOf([
  worker('boss', 'manager', '2024-01-01'),
  worker('asha', 'carer', '2023-01-01', [diploma('asha', { state: 'held', on: '2024-12-01' })]),
  worker('ben', 'carer', '2025-09-01'),
]);

type Asked = { method: string; path: string; body: unknown };
let asked: Asked[];
/** The server as this page sees it: what the next requests are answered with instead. */
let away: { status: number; error: string } | 'noSignal' | null;
let isIn: boolean;

function answer({ method, path, body }: Asked): [number, unknown] {
  if (away !== null && away !== 'noSignal') return [away.status, { error: away.error }];
  if (path === '/inspection/session') {
    const { secret, pin } = body as { secret: string; pin: string };
    if (secret !== SECRET || pin !== PIN) return [404, { error: 'notFound' }];
    isIn = true;
    return [200, { homeName: 'Larch House', endsAt: '2026-11-24T09:00:00.000Z' }];
  }
  if (!isIn) return [401, { error: 'signIn' }];
  if (method === 'POST') {
    isIn = false;
    return [200, {}];
  }
  const url = new URL(path, 'http://hearth.test');
  const { sheet, evidence } = sheetOf(lookAt(HOME, url.searchParams.get('asAt') ?? TODAY));
  const id = url.pathname.split('/')[3] as NumberId | undefined;
  if (id) return [200, { rows: evidence.get(id) ?? [] }];
  return [200, { sheet, knownAt: '2026-11-22T08:52:00.000Z', endsAt: '2026-11-24T09:00:00.000Z', today: TODAY }];
}

beforeEach(() => {
  [asked, away, isIn] = [[], null, false];
  vi.stubGlobal('fetch', async (path: string, init: { method: string; body?: string }) => {
    const request = { method: init.method, path, body: init.body === undefined ? null : (JSON.parse(init.body) as unknown) };
    asked.push(request);
    if (away === 'noSignal') throw new TypeError('no network');
    const [status, body] = answer(request);
    return new Response(JSON.stringify(body), { status });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const comeBy = (hash: string) => {
  window.history.replaceState(null, '', `/inspect${hash}`);
  render(<InspectPage />);
};
const type = (pin: string) => {
  fireEvent.input(screen.getByLabelText(look('guest.pin')), { target: { value: pin } });
  fireEvent.submit(screen.getByLabelText(look('guest.pin')).closest('form') as HTMLFormElement);
};
const openHome = async () => {
  comeBy(`#${SECRET}`);
  type(PIN);
  await screen.findByRole('heading', { level: 1, name: look('title', { home: 'Larch House' }) });
};

describe('an inspector’s own page', () => {
  it('without the link’s key it says what to open, and asks for no PIN', async () => {
    comeBy('');
    await screen.findByText(look('guest.noSecret'));
    expect(screen.queryByLabelText(look('guest.pin'))).toBeNull();
  });

  it('takes the key out of the address at once, and sends it with the PIN in the body only', async () => {
    comeBy(`#${SECRET}`);
    expect(location.href).not.toContain(SECRET);
    expect(asked).toEqual([]);
    type(' 482 913 ');
    await screen.findByRole('heading', { level: 1, name: look('title', { home: 'Larch House' }) });
    expect(asked[0]).toEqual({ method: 'POST', path: '/inspection/session', body: { secret: SECRET, pin: PIN } });
    expect(asked.every(({ path }) => !path.includes(SECRET) && !path.includes(PIN))).toBe(true);
    expect(screen.getByText(look('guest.readOnly', { moment: '24 Nov 2026, 09:00' }))).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  it('a PIN that is not six digits is not sent, and the field is named', async () => {
    comeBy(`#${SECRET}`);
    for (const pin of ['', '12345', 'abcdef', '1234567']) type(pin);
    await screen.findByText(look('guest.pinWrong'));
    expect(document.activeElement).toBe(screen.getByLabelText(/PIN/));
    expect(asked).toEqual([]);
  });

  it('a wrong PIN, a wrong link and too many tries are answered plainly, and nothing of the home is shown', async () => {
    comeBy(`#${SECRET}`);
    type('000000');
    await screen.findByText(look('guest.refused'));
    expect(screen.getByText(look('guest.refusedWhy'))).toBeTruthy();
    away = { status: 429, error: 'tooMany' };
    type('000001');
    await screen.findByText(look('guest.tooMany'));
    away = 'noSignal';
    type('000002');
    await screen.findByText(look('guest.noSignal'));
    expect(document.body.textContent).not.toContain('Larch House');
    away = null;
    type(PIN);
    await screen.findByRole('heading', { level: 1, name: look('title', { home: 'Larch House' }) });
  });

  it('each number is asked for when it is opened, so that each look is told to the manager', async () => {
    await openHome();
    const held = screen.getByRole('heading', { level: 3, name: 'Level 3 held' }).closest('section') as HTMLElement;
    expect(within(held).queryByText('Person asha')).toBeNull();
    fireEvent.click(within(held).getByRole('button'));
    await within(held).findByText('Person asha');
    expect(asked.at(-1)).toEqual({ method: 'GET', path: `/inspection/home/level3Held?asAt=${TODAY}`, body: null });
  });

  it('a day may be chosen up to today; one to come is not asked for', async () => {
    await openHome();
    const day = () => screen.getByLabelText(look('asAt.label'));
    fireEvent.input(day(), { target: { value: '2025-08-31' } });
    await waitFor(() => expect(screen.getByText(/As at 31 August 2025/)).toBeTruthy());
    const before = asked.length;
    fireEvent.input(day(), { target: { value: '2027-01-01' } });
    await new Promise((done) => setTimeout(done, 30));
    expect(asked.length).toBe(before);
  });

  it('when the manager ends it, the next look shows nothing and asks for the PIN again; closing it ends it', async () => {
    await openHome();
    isIn = false;
    const held = screen.getByRole('heading', { level: 3, name: 'Level 3 held' }).closest('section') as HTMLElement;
    fireEvent.click(within(held).getByRole('button'));
    await screen.findByText(look('guest.over'));
    expect(document.body.textContent).not.toContain('Person');
    type(PIN);
    fireEvent.click(await screen.findByRole('button', { name: look('guest.leave') }));
    await screen.findByText(look('guest.left'));
    expect(asked.at(-1)).toMatchObject({ method: 'POST', path: '/inspection/end' });
    expect(isIn).toBe(false);
  });
});
