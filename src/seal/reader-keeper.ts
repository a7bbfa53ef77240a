import type { ReaderKeeper } from './keeper.ts';
import type { Link } from './link.ts';
import type { ReaderEngine } from './reader-engine.ts';

/**
 * A reader's keeper: open once it was given keys, and empty again after `lock`.
 * @param start in the app, `() => linkTo(new Worker(…))`.
 */
export function makeReaderKeeper(start: () => Link<ReaderEngine>): ReaderKeeper {
  let link: Link<ReaderEngine> | null = null;
  let isOpen = false;

  function engine(): ReaderEngine {
    if (link?.isOver?.()) {
      link = null;
      isOpen = false;
    }
    link ??= start();
    return link.engine;
  }

  return {
    makeDevice: () => engine().makeDevice(),
    deviceOfSeed: (seed) => engine().deviceOfSeed(seed),
    async takeKeys(device, keys, directory) {
      const asked = engine();
      const mine = link;
      const taken = await asked.takeKeys(device, keys, directory);
      // What was begun before a lock must not open the keeper after it.
      if (link === mine) isOpen = true;
      return taken;
    },
    lock() {
      isOpen = false;
      link?.end();
      link = null;
    },
    isOpen: () => isOpen && !link?.isOver?.(),
    open: (envelope, as, share, directory, tk) => engine().open(envelope, as, share, directory, tk),
    answer: (body, to, about, attachments) => engine().answer(body, to, about, attachments),
    passOn: (view, as, share, to, statement) => engine().passOn(view, as, share, to, statement),
    openChunks: (attachment, secret, chunks) => engine().openChunks(attachment, secret, chunks),
    newEpoch: (a, e, devices) => engine().newEpoch(a, e, devices),
    sealKeyTo: (of, device) => engine().sealKeyTo(of, device),
    invite: (of, invitee, exp) => engine().invite(of, invitee, exp),
    accept: (invitation, secret, directory) => engine().accept(invitation, secret, directory),
    deviceWords: (dk, dsk) => engine().deviceWords(dk, dsk),
  };
}
