import * as z from 'zod/mini';
import type { NudgeChoice, Nudges } from '../shared/wire/nudge.ts';
import { nudgesSchema } from '../shared/wire/nudge.ts';
import type { Failed } from './session.ts';
import { call } from './session.ts';

type Done = { ok: true } | Failed;

async function told(path: string, message: object): Promise<Done> {
  const got = await call('POST', path, message);
  return got.ok ? { ok: true } : got;
}

/** What the server can do and what the person chose. Asked anew each time: it is no work, and is not kept. */
export async function readNudges(): Promise<{ ok: true; nudges: Nudges } | Failed> {
  const got = await call('GET', '/nudges');
  if (!got.ok) return got;
  const parsed = z.safeParse(nudgesSchema, got.body);
  return parsed.success ? { ok: true, nudges: parsed.data } : { ok: false, error: 'noSignal' };
}

export function chooseNudges(choice: NudgeChoice): Promise<Done> {
  return told('/nudges/choice', choice);
}

/** An empty address takes the kept one away. */
export function askForMail(address: string): Promise<Done> {
  return told('/nudges/mail', { address });
}

export function confirmMail(secret: string): Promise<Done> {
  return told('/nudges/mail/confirm', { secret });
}

/** This browser's own address at its push service, while it has one. */
async function subscription(): Promise<PushSubscription | null> {
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

export async function isPushOn(): Promise<boolean> {
  return (await subscription()) !== null;
}

export type PushFault = Failed['error'] | 'denied' | 'notHere';

/** Called from a touch: browsers ask the person only then. */
export async function beginPush(pushKey: string): Promise<{ ok: true } | { ok: false; error: PushFault }> {
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
  if (!registration?.pushManager || typeof Notification === 'undefined') return { ok: false, error: 'notHere' };
  if ((await Notification.requestPermission()) !== 'granted') return { ok: false, error: 'denied' };
  try {
    // One made under an earlier key of the server is of no use to it.
    await (await subscription())?.unsubscribe();
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
    const { endpoint, keys } = made.toJSON();
    const done = await told('/nudges/push', { endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
    if (!done.ok) await made.unsubscribe();
    return done;
  } catch {
    return { ok: false, error: 'notHere' };
  }
}

/** The browser forgets first: whatever the server still sends then goes nowhere. */
export async function endPush(): Promise<void> {
  const made = await subscription();
  if (!made) return;
  const { endpoint } = made;
  await made.unsubscribe();
  await told('/nudges/push/end', { endpoint });
}
