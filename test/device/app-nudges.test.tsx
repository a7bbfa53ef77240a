// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfirmMailPage } from '../../src/app/confirm-mail-page.tsx';
import { NudgeSettings } from '../../src/app/nudge-settings.tsx';
import type { Nudges } from '../../src/shared/wire/nudge.ts';
import { nudgeText } from '../../src/shared/wire/nudge.ts';
import { endPush } from '../../src/sync/nudges.ts';

const KEY = 'BPushKey';
const NUDGES: Nudges = {
  pushKey: KEY,
  canMail: true,
  isDemonstration: false,
  choice: { quietFrom: '21:00', quietTo: '07:00', hasDigest: true },
  address: null,
  isConfirmed: false,
};
const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));

let asked: { path: string; body: unknown }[];
let answers: Record<string, { status: number; body: unknown }>;
let subscribed: { endpoint: string; unsubscribe: () => Promise<boolean>; toJSON: () => object } | null;
let permission: string;

function subscription() {
  return {
    endpoint: 'https://push.example/x',
    unsubscribe: async () => {
      subscribed = null;
      return true;
    },
    toJSON: () => ({ endpoint: 'https://push.example/x', keys: { p256dh: 'p', auth: 'a' } }),
  };
}

beforeEach(() => {
  asked = [];
  answers = { '/nudges': { status: 200, body: NUDGES } };
  subscribed = null;
  permission = 'granted';
  vi.stubGlobal('fetch', async (path: string, init: { body?: string }) => {
    if (init.body !== undefined) asked.push({ path, body: JSON.parse(init.body) });
    const { status, body } = answers[path] ?? { status: 200, body: {} };
    return new Response(JSON.stringify(body), { status });
  });
  vi.stubGlobal('Notification', { requestPermission: async () => permission });
  vi.stubGlobal('PushManager', class {});
  const registration = {
    pushManager: {
      getSubscription: async () => subscribed,
      subscribe: async (options: object) => {
        asked.push({ path: 'subscribe', body: options });
        subscribed = subscription();
        return subscribed;
      },
    },
  };
  Object.defineProperty(navigator, 'serviceWorker', { value: { getRegistration: async () => registration }, configurable: true });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

const open = async () => {
  render(<NudgeSettings />);
  await settle();
  // The parts that appear with the answer ask something themselves.
  await settle();
};
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

describe('reminders in the settings', () => {
  it('nobody is asked before they touch the button, and then the phone is told of to the server', async () => {
    await open();
    expect(screen.getByText('Reminders are off for this phone.')).toBeTruthy();
    expect(asked).toEqual([]);
    await press('Turn reminders on');
    expect(asked).toEqual([
      { path: 'subscribe', body: { userVisibleOnly: true, applicationServerKey: KEY } },
      { path: '/nudges/push', body: { endpoint: 'https://push.example/x', p256dh: 'p', auth: 'a' } },
    ]);
    expect(screen.getByText('Reminders are on for this phone.')).toBeTruthy();
    await press('Turn reminders off');
    expect(asked.at(-1)).toEqual({ path: '/nudges/push/end', body: { endpoint: 'https://push.example/x' } });
    expect(subscribed).toBeNull();
  });

  it('a phone that blocks notifications is told where to allow them, and nothing is on', async () => {
    permission = 'denied';
    await open();
    await press('Turn reminders on');
    expect(screen.getByRole('alert').textContent).toContain('Reminders are blocked for Hearth on this phone.');
    expect(screen.getByText('Reminders are off for this phone.')).toBeTruthy();
  });

  it('when the server does not take the phone, the browser forgets it too', async () => {
    answers['/nudges/push'] = { status: 422, body: { error: 'notValid' } };
    await open();
    await press('Turn reminders on');
    expect(subscribed).toBeNull();
    expect(screen.getByText('Reminders are off for this phone.')).toBeTruthy();
  });

  it('signing out takes the phone off, even where the server cannot be told', async () => {
    subscribed = subscription();
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('no network');
    });
    await endPush();
    expect(subscribed).toBeNull();
  });

  it('a browser that cannot is told why; an iPhone’s tab must be on the home screen first', async () => {
    vi.stubGlobal('PushManager', undefined);
    Reflect.deleteProperty(globalThis, 'PushManager');
    await open();
    expect(screen.getByText('This browser cannot take reminders. E-mail may work for you.')).toBeTruthy();
    cleanup();
    Object.defineProperty(navigator, 'standalone', { value: false, configurable: true });
    await open();
    expect(screen.getByText(/On an iPhone this works once Hearth is on the home screen/)).toBeTruthy();
    Reflect.deleteProperty(navigator, 'standalone');
  });

  it('without signal, and in the demonstration, the page says so and offers nothing', async () => {
    answers['/nudges'] = { status: 200, body: { ...NUDGES, isDemonstration: true, pushKey: null, canMail: false } };
    await open();
    expect(screen.getByText(/The demonstration sends nothing to anybody/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    answers['/nudges'] = { status: 500, body: 'no' };
    await open();
    expect(screen.getByText('To see or change reminders, this phone needs signal.')).toBeTruthy();
    answers['/nudges'] = { status: 200, body: NUDGES };
    await press('Try again');
    expect(screen.getByText('On this phone')).toBeTruthy();
  });

  it('an e-mail address is checked, a link is asked for, and quiet hours are saved', async () => {
    await open();
    const field = screen.getByLabelText('E-mail address');
    fireEvent.input(field, { target: { value: 'nowhere' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByText('Write one e-mail address, such as name@example.org.')).toBeTruthy();
    expect((field as HTMLInputElement).value).toBe('nowhere');
    fireEvent.input(field, { target: { value: ' asha@example.org ' } });
    fireEvent.submit(field.closest('form') as HTMLFormElement);
    await settle();
    expect(asked).toEqual([{ path: '/nudges/mail', body: { address: 'asha@example.org' } }]);
    expect(screen.getByText('We sent a link to asha@example.org. Open it within 72 hours.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Quiet from'), { target: { value: '20:00' } });
    fireEvent.click(screen.getByRole('checkbox'));
    await settle();
    await press('Save');
    expect(asked.at(-1)).toEqual({ path: '/nudges/choice', body: { quietFrom: '20:00', quietTo: '07:00', hasDigest: false } });
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('the link in a mail confirms at a press, not at a look, and its secret leaves the address', async () => {
    history.replaceState(null, '', `/confirm-mail#${'s'.repeat(43)}`);
    render(<ConfirmMailPage />);
    await settle();
    expect(location.hash).toBe('');
    expect(asked).toEqual([]);
    await press('Confirm this address');
    expect(asked).toEqual([{ path: '/nudges/mail/confirm', body: { secret: 's'.repeat(43) } }]);
    expect(screen.getByText(/Your address is confirmed/)).toBeTruthy();
  });
});

describe('a push on the lock screen', () => {
  it('D2: shows one fixed text whatever came with it, and a touch opens the start', async () => {
    const shown: unknown[] = [];
    const opened: string[] = [];
    vi.stubGlobal('self', {
      registration: { showNotification: async (...said: unknown[]) => void shown.push(said) },
      clients: {
        matchAll: async () => [{ url: 'https://hearth.example.org/talk', focus: async () => opened.push('talk') }],
        openWindow: async (path: string) => opened.push(path),
      },
    });
    const { showNudge, openFromNudge } = await import('../../service-worker/nudge.ts');
    const waits: Promise<unknown>[] = [];
    const event = {
      waitUntil: (promise: Promise<unknown>) => void waits.push(promise),
      data: { json: () => ({ notification: { title: 'Amara Example', body: 'Fire safety has expired' } }) },
    };
    showNudge(event as never);
    openFromNudge({ ...event, notification: { close: () => undefined } } as never);
    await Promise.all(waits);
    expect(shown).toEqual([['Hearth', { body: 'Something is waiting for you.', tag: 'hearth-nudge', lang: 'en-GB', icon: '/icons/icon-192.png' }]]);
    expect(opened).toEqual(['/']);
    expect(JSON.parse(nudgeText('https://hearth.example.org/'))).toEqual({
      web_push: 8030,
      notification: { title: 'Hearth', body: 'Something is waiting for you.', tag: 'hearth-nudge', lang: 'en-GB', navigate: 'https://hearth.example.org/' },
    });
  });
});
