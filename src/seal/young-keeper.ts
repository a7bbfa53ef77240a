import type { YoungKeeper } from './keeper.ts';
import { KeysGone, type Link } from './link.ts';
import { checkShare } from './share.ts';
import type { YoungEngine } from './young-engine.ts';

/**
 * The young person's keeper: a client of an engine that is started when it is first asked and ended by `lock`.
 * @param start in the app, `() => linkTo(new Worker(…))`.
 */
export function makeYoungKeeper(start: () => Link<YoungEngine>): YoungKeeper {
  let link: Link<YoungEngine> | null = null;
  let isOpen = false;

  function engine(): YoungEngine {
    if (link?.isOver?.()) {
      link = null;
      isOpen = false;
    }
    link ??= start();
    return link.engine;
  }
  /** What needs keys. While locked it is refused here, without starting a worker that has none. */
  async function open(): Promise<YoungEngine> {
    if (!isOpen || link?.isOver?.()) throw new KeysGone('locked');
    return engine();
  }
  /** What was begun before a lock must not open the keeper after it. */
  async function opening(ask: (engine: YoungEngine) => Promise<boolean>): Promise<boolean> {
    const asked = engine();
    const mine = link;
    const isRight = await ask(asked);
    if (link !== mine) return false;
    isOpen ||= isRight;
    return isRight;
  }

  return {
    async begin() {
      let made = { words: [] as string[] };
      await opening(async (asked) => {
        made = await asked.begin();
        return true;
      });
      return made;
    },
    comeBack: (words) => opening((asked) => asked.comeBack(words)),
    words: async () => (isOpen && !link?.isOver?.() ? engine().words() : null),
    setLock: async (kind, secret) => (await open()).setLock(kind, secret),
    unlock: (lock, secret, thread) => opening((asked) => asked.unlock(lock, secret, thread)),
    lock() {
      isOpen = false;
      link?.end();
      link = null;
    },
    isOpen: () => isOpen && !link?.isOver?.(),
    mailboxes: async (count) => (await open()).mailboxes(count),
    keepDraft: async (content) => (await open()).keepDraft(content),
    readDraft: async (content) => (await open()).readDraft(content),
    seal: async (view) => (await open()).seal(view),
    open: async (message, directory, mbox) => (await open()).open(message, directory, mbox),
    checkShare,
    matchWords: (fingerprint) => engine().matchWords(fingerprint),
    openChunks: (attachment, secret, chunks) => engine().openChunks(attachment, secret, chunks),
  };
}
