import { browserWorld } from './browser-world.ts';
import { makeCatalogueKeeper } from './catalogue.ts';
import type { Downloads } from './downloads.ts';
import type { Courier } from './attachments.ts';
import type { Hands, Lane } from './lane.ts';
import { makeLane } from './lane.ts';
import { makeListener } from './listener.ts';
import type { Outcome } from './outcome.ts';
import { pullPage } from './pull.ts';
import { beatingFetch } from './pulse.ts';
import { makePostman, recover } from './push.ts';
import type { WakeCall } from './wake.ts';
import { listenForWakes } from './wake.ts';
import type { Cancel, World } from './world.ts';

/** `cabinet` must be given; the browser fills in the rest. */
export type SyncOptions = Pick<World, 'cabinet'> & Partial<World>;

export type Sync = {
  /** Look now: the service worker was woken, or somebody knows better. */
  wake(): void;
  /** Look now, and say when there is nothing more to do for the moment. */
  drain(): Promise<void>;
  /** Resolves when nothing is under way. */
  rest(): Promise<void>;
  /** Nothing is being sent: an update may take over. */
  isIdle(): boolean;
  stop(): void;
};

/** After the first screen has had the phone to itself. */
const TIDY_AFTER_MS = 10_000;
/** Looked at again no sooner than this: whether a full phone has room again, among other things. */
const TIDY_AGAIN_MS = 60 * 60 * 1000;

/** Work on the side. Storage trouble in it shows when the person acts next; it must not end the page. */
function aside(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

type Parts = { due: () => void; isPullDue: () => boolean; pulled: () => void; onCatalogue: (version: string | null) => void };

function makeHands(world: World, parts: Parts): Hands & { retry(): void; hurry(): void; tidy(): Promise<void> } {
  const { cabinet } = world;
  const postman = makePostman(world, parts.onCatalogue);
  /** The sign-in no longer opens the records. It may still deliver, so only pulling stops (sync reference, section 12). */
  let isPullBarred = false;
  /** Lives of the server met since the last whole pull, and the one met last. */
  let lives = 0;
  let life = '';
  const owner = async () => (await cabinet.signedIn())?.personId;
  /**
   * A restored server is asked at once what it still holds. When one life follows another, two
   * servers take turns, and hurrying would go on for ever: then there is a wait before each.
   */
  const meet = async (personId: string): Promise<Outcome | null> => {
    const check = await cabinet.deliveriesToCheck(personId, 1);
    if (!check) return null;
    if (check.epoch !== life) lives += 1;
    const isTurn = check.epoch !== life && lives > 1;
    life = check.epoch;
    return isTurn ? { event: 'noReply', retryAfterS: 0 } : { event: 'repliedLinesLeft' };
  };
  let courier: Courier | null = null;
  const findCourier = async () => {
    courier ??= (await world.loadCourier())(world, parts.due);
    return courier;
  };
  /** Words first: called when no line is left. */
  const carry = async (personId: string): Promise<Outcome> => {
    // A part of the app that cannot be fetched now is no reason to stop the rest.
    const ready = (await cabinet.hasAttachments(personId)) ? await findCourier().catch(() => null) : null;
    return ready ? ready.send(personId) : { event: 'repliedNoneLeft' };
  };
  return {
    tidy: async () => {
      await cabinet.tidy();
      if (await cabinet.hasAttachments()) await (await findCourier()).tidy();
    },
    hurry: () => courier?.retry(),
    retry: () => {
      courier?.retry();
      isPullBarred = false;
      postman.forgetLater();
    },
    isSignedIn: async () => (await owner()) !== undefined,
    hasWork: async () => {
      const personId = await owner();
      return personId !== undefined && ((parts.isPullDue() && !isPullBarred) || (await cabinet.openLines(personId, 1)).length > 0 || (await cabinet.hasAttachments(personId)));
    },
    send: async () => {
      const personId = await owner();
      if (personId === undefined) return postman.push();
      const met = await meet(personId);
      if (met?.event === 'noReply') return met;
      const outcome = (await recover(world, personId)) ?? (await postman.push());
      return outcome.event === 'repliedNoneLeft' ? carry(personId) : outcome;
    },
    pull: async (isCalled) => {
      await cabinet.setSync({ isSending: false });
      for (;;) {
        if (isPullBarred) return { event: 'pulled' };
        const page = await pullPage(world, parts.onCatalogue);
        isPullBarred = page.kind === 'outcome' && page.outcome.event === 'turnedAway';
        if (page.kind === 'outcome' && !isPullBarred) return page.outcome;
        if (page.kind === 'done') break;
        const personId = await owner();
        if (isCalled()) return { event: 'repliedLinesLeft' };
        const met = personId === undefined ? null : await meet(personId);
        if (met) return met;
      }
      lives = 0;
      life = '';
      parts.pulled();
      return { event: 'pulled' };
    },
    rested: () => {
      aside(cabinet.setSync({ isSending: false }));
    },
  };
}

/** Starts the postman. It runs until stopped and answers to nobody but the store and the network. */
export function startSync(options: SyncOptions): Sync {
  const given: World = { ...browserWorld(), ...options };
  const world: World = { ...given, fetch: beatingFetch(given) };
  const { cabinet } = world;
  let isPullDue = true;
  let tidiedAt = world.clock();
  // Courses are for a page: the worker's errand must not spend anybody's data.
  const { page } = world;
  // Its code, and the shape of a course, come when there is something to fetch.
  let downloads: Promise<Downloads> | null = null;
  let isStopped = false;
  const withDownloads = async (act: (downloads: Downloads) => Promise<void>) => {
    downloads ??= import('./downloads.ts').then((room) => room.makeDownloads(world));
    const opened = await downloads.catch(() => {
      downloads = null;
      return null;
    });
    if (opened && !isStopped) await act(opened);
  };
  const fetchCourses = () => (page ? aside(withDownloads((opened) => opened.run())) : undefined);
  const catalogue = makeCatalogueKeeper(world, fetchCourses);
  const fetchFirst = () => (page ? aside(catalogue.fetchFirst()) : undefined);
  const hands = makeHands(world, {
    due: () => {
      if (lane.state() === 'idle') lane.dispatch('timerDue');
    },
    isPullDue: () => isPullDue,
    pulled: () => {
      isPullDue = false;
      fetchCourses();
    },
    onCatalogue: (version) => page && catalogue.hear(version),
  });
  const lane: Lane = makeLane(world, hands);

  const pullSoon = () => {
    isPullDue = true;
    // While waiting to try again, the wait itself is the politeness; nothing here cuts it short.
    if (lane.state() === 'idle') lane.dispatch('wake');
    else if (lane.state() === 'sending') lane.dispatch('lineAdded');
  };
  const events = makeListener(world, pullSoon);

  async function personChanged(): Promise<void> {
    isPullDue = true;
    hands.retry();
    lane.dispatch('signedIn');
    fetchFirst();
    await events.look();
  }

  function hear(call: WakeCall): void {
    if (call === 'minute') pullSoon();
    else if (call === 'lineAdded') lane.dispatch('lineAdded');
    else if (call === 'leaving') lane.leave();
    else if (call === 'authority') aside(hearAuthority());
    else if (call === 'figures') aside(hearFigures());
    else if (call === 'keep') aside(catalogue.fetchFirst().then(() => withDownloads((opened) => opened.run())));
    else if (call === 'allowMetered') aside(withDownloads((opened) => opened.allowMetered()));
    else if (call === 'signedIn') aside(personChanged());
    else if (call === 'sendNow') {
      isPullDue = true;
      hands.retry();
      lane.dispatch('sendNow');
    } else {
      if (call === 'offline') aside(cabinet.setSync({ signal: 'offline' }));
      if (call === 'visible' || call === 'online') {
        isPullDue = true;
        hands.hurry();
        lane.dispatch('wake');
        if (Math.abs(world.clock() - tidiedAt) > TIDY_AGAIN_MS) tidy();
      }
      aside(events.look());
    }
  }

  const sayHello = async () => {
    if (await cabinet.signedIn()) await (await import('./hello.ts')).sayHello(world);
  };
  const hearAuthority = async () => {
    if (page) await (await import('./authority.ts')).freshenAuthority(world);
  };
  const hearFigures = async () => {
    if (page) await (await import('./figures.ts')).freshenFigures(world);
  };
  const stopWakes = listenForWakes(world, hear);
  const tidy = () => {
    tidiedAt = world.clock();
    if (!page) return;
    aside(hands.tidy());
    aside(sayHello());
  };
  const cancelTidy: Cancel = world.setTimer(tidy, TIDY_AFTER_MS);

  async function begin(): Promise<void> {
    if (!world.isOnline()) await cabinet.setSync({ signal: 'offline' });
    if (!(await cabinet.signedIn())) return;
    lane.dispatch('wake');
    fetchFirst();
    await events.look();
  }
  const begun = begin().catch(() => undefined);

  const wake = () => {
    isPullDue = true;
    lane.dispatch('wake');
  };
  return {
    wake,
    drain: async () => {
      await begun;
      wake();
      await lane.rest();
    },
    rest: lane.rest,
    isIdle: () => lane.state() !== 'sending',
    stop: () => {
      stopWakes();
      cancelTidy();
      events.close();
      isStopped = true;
      void downloads?.then(
        (opened) => opened.stop(),
        () => undefined,
      );
      lane.stop();
    },
  };
}
