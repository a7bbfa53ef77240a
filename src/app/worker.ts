import { Workbox } from 'workbox-window';
import { scriptAddress } from './script-address.ts';

/** An hour between looks for a new version while the app stays open. */
const LOOK_AGAIN_MS = 60 * 60 * 1000;

let workbox: Workbox | null = null;
let tellReady: (() => void) | null = null;
let isReady = false;
let isTaken = false;

export function onUpdateReady(tell: () => void): () => void {
  tellReady = tell;
  if (isReady) tell();
  return () => {
    tellReady = null;
  };
}

/** The person said yes: the waiting worker takes over and the page opens again with it. In another tab it already has. */
export function acceptUpdate(): void {
  if (isTaken) {
    location.reload();
    return;
  }
  workbox?.addEventListener('controlling', () => location.reload());
  workbox?.messageSkipWaiting();
}

/** Asks the worker to keep course media, so that pictures are there without signal. */
export async function keepMedia(addresses: string[]): Promise<void> {
  if (!('serviceWorker' in navigator) || addresses.length === 0) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind: 'keepMedia', addresses });
}

/** Registered after the first screen is up, so that it takes nothing from it. Ends when the shell is kept. */
export async function startWorker(onWake: () => void, script: '/sw.js' | '/talk-sw.js' = '/sw.js'): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  workbox = new Workbox(scriptAddress(script), { type: 'module', ...(script === '/sw.js' ? {} : { scope: '/talk' }) });
  workbox.addEventListener('waiting', () => {
    isReady = true;
    tellReady?.();
  });
  // A yes in another tab. This page still runs the old code, whose parts may be gone: it is asked too.
  const hadWorker = navigator.serviceWorker.controller !== null;
  workbox.addEventListener('controlling', () => {
    if (!hadWorker) return;
    isTaken = true;
    isReady = true;
    tellReady?.();
  });
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<{ kind?: string }>) => {
    if (event.data?.kind === 'wake') onWake();
  });
  const look = () => {
    if (document.visibilityState === 'visible' && navigator.onLine) void workbox?.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, LOOK_AGAIN_MS);
  await workbox.register();
  await navigator.serviceWorker.ready;
}

/** Asks the browser to wake the sender when there is signal again, where it can (Chrome, Edge, Samsung). */
export async function askForWake(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = (await navigator.serviceWorker.getRegistration()) as (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
  await registration?.sync?.register('hearth-send').catch(() => undefined);
}
