/** What the browser calls the service worker with when there is signal again. It tells nothing of whose phone it is. */
export const QUIET_TAG = 'hearth-quiet';

type Registration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Asks the browser to wake the postman when there is signal, where it can (Chrome, Edge, Samsung). */
export async function askForQuietWake(): Promise<void> {
  const workers = (globalThis.navigator as Navigator | undefined)?.serviceWorker;
  const registration = (await workers?.getRegistration()) as Registration | undefined;
  await registration?.sync?.register(QUIET_TAG).catch(() => undefined);
}
