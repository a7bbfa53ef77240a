import type { Backroom } from '../store/backroom.ts';
import type { makeCourier } from './attachments.ts';

/** Stop a timer or stop listening. */
export type Cancel = () => void;

/** Just what sync uses of Web Locks. */
export type Locks = { request(name: string, options: { ifAvailable?: boolean; steal?: boolean }, act: (lock: unknown) => Promise<void>): Promise<unknown> };

/** Heartbeats of the tab that sends, heard by the others and not by itself. */
export type Pulse = { beat(): void; hear(tell: () => void): Cancel };

/** The page sync runs in; a service worker has none. */
export type Page = {
  isVisible(): boolean;
  /** `leaving`: the page is put away or frozen, and may never run again. */
  on(event: 'visible' | 'hidden' | 'online' | 'offline' | 'leaving', hear: () => void): Cancel;
};

/** Just what sync uses of an EventSource. */
export type Source = { onmessage: (() => void) | null; onerror: (() => void) | null; close(): void };

/** Everything outside sync that it touches, handed in so that tests can give their own. */
export type World = {
  cabinet: Backroom;
  fetch: typeof fetch;
  clock: () => number;
  crypto: Crypto;
  /** From 0 to 1. */
  random: () => number;
  setTimer: (act: () => void, ms: number) => Cancel;
  /** Null where the browser has none: fact ids keep sending safe, the lock only saves work. */
  locks: Locks | null;
  /** Null where tabs cannot hear each other: then no lock is ever stolen. */
  pulse: Pulse | null;
  /** False only when the browser is sure there is no network. Nothing else it says is believed. */
  isOnline: () => boolean;
  /** A connection the person pays for by amount, or has asked to spare. */
  isMetered: () => boolean;
  /** Bytes this origin may still store, as far as the browser says. */
  spareBytes: () => Promise<number>;
  page: Page | null;
  openEvents: ((address: string) => Source) | null;
  /** Keeps media of a course for offline use; the service worker's cache does it. */
  keepMedia: ((addresses: string[]) => Promise<void>) | null;
  /** A page loads it when something is attached; a worker, which cannot, has it from the start. */
  loadCourier: () => Promise<typeof makeCourier>;
  /** Where the server is; empty for the page's own origin. */
  origin: string;
};
