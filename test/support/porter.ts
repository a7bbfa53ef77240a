import { vi } from 'vitest';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

type Registration = { registrationId: string; scopeURL: string; isDeleted: boolean };

/** The phone's service worker from outside, with no page of ours open. */
export type Porter = {
  /** What the phone does when there is signal again: a `sync` event. It resolves when the worker was told. */
  wake(isLastChance?: boolean, tag?: 'hearth-send' | 'hearth-quiet'): Promise<void>;
  /** What the phone does to save memory, in the middle of anything. */
  stop(): Promise<void>;
};

/** Watches from an empty page, which must stay open. */
export async function findPorter(context: BrowserContext, origin: string): Promise<Porter> {
  const outside: Page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(outside);
  const registrations = new Map<string, Registration>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: changed }) => {
    for (const registration of changed) registrations.set(registration.registrationId, registration);
  });
  const running = new Map<string, string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) running.set(versionId, runningStatus);
  });
  await session.send('ServiceWorker.enable');
  return {
    wake: async (isLastChance = false, tag = 'hearth-send') => {
      const found = [...registrations.values()].find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
      if (!found) throw new Error('no service worker is registered');
      await session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId: found.registrationId, tag, lastChance: isLastChance });
    },
    stop: async () => {
      await session.send('ServiceWorker.stopAllWorkers');
      await vi.waitUntil(() => [...running.values()].every((status) => status === 'stopped'), { timeout: 20_000, interval: 20 });
    },
  };
}
