import type { SyncState, Unwatch } from './cabinet.ts';

/** The part of the state that lives in memory only: never "sending" on disk, so a crash means open again. */
export type Showing = Pick<SyncState, 'signal' | 'isSending' | 'needsSignIn' | 'needsUpdate' | 'downloads'>;

/** Just enough of a BroadcastChannel to tell the other tabs. */
export type Channel = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', hear: (event: { data: unknown }) => void): void;
  close(): void;
};

export type SyncBoard = {
  read(): Showing;
  show(part: Partial<Showing>): boolean;
  /** Shows it in every tab, even where it is no news here: a tab opened later never heard what the others show. */
  announce(part: Partial<Showing>): void;
  watch(tell: () => void): Unwatch;
  close(): void;
};

/** Shows the same in every tab, since only one of them sends. */
export function makeSyncBoard(channel: Channel | null): SyncBoard {
  let showing: Showing = { signal: 'unknown', isSending: false, needsSignIn: false, needsUpdate: false, downloads: null };
  const watchers = new Set<() => void>();
  const put = (part: Partial<Showing>): boolean => {
    const next = { ...showing, ...part };
    if (JSON.stringify(next) === JSON.stringify(showing)) return false;
    showing = next;
    for (const tell of [...watchers]) tell();
    return true;
  };
  channel?.addEventListener('message', (event) => {
    put(event.data as Partial<Showing>);
  });
  return {
    read: () => showing,
    show: (part) => {
      const isNew = put(part);
      if (isNew) channel?.postMessage(part);
      return isNew;
    },
    announce: (part) => {
      put(part);
      channel?.postMessage(part);
    },
    watch: (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    close: () => {
      watchers.clear();
      channel?.close();
    },
  };
}
