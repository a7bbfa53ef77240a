import type { YoungKeeper } from '../seal/keeper.ts';
import type { DirectoryFault } from '../shared/voice/directory.ts';
import type { LineTrouble } from '../store/quiet/line.ts';
import type { CheckedDirectory, Notes, PhoneMode, Shelf } from '../store/quiet/shelf.ts';
import { believe, refresh } from './directory-check.ts';
import { joinWith, goAlone } from './joining.ts';
import { setLock, tryLock, type Opening } from './lock/local-lock.ts';
import type { Parts, RunningLine, World } from './parts.ts';
import { stopReading } from './read-aloud.ts';
import { type ScreenName, type Spot, stepBack } from './screens.ts';
import { leaveNow } from './shelter/exit.ts';
import type { Place, Talk } from './talk.ts';

export type Joining = { is: 'no' } | { is: 'busy' } | { is: 'joined' } | { is: 'failed'; why: LineTrouble };

/** Everything of one visit that may be seen. Dropped whole at a lock and at the exit. */
export type Known = {
  spots: Spot[];
  /** Null until they have said whose phone it is. */
  mode: PhoneMode | null;
  lock: Notes['lock'] | null;
  place: Place | null;
  member: Notes['member'] | null;
  joining: Joining;
  directory: CheckedDirectory | null;
  fault: DirectoryFault | null;
  isOpen: boolean;
  hasSeenWords: boolean;
  used: number;
  waiting: number;
  /** Six words that came with a demonstration's link. */
  filled: string;
  wordsHidden: boolean;
  said: string;
  /** Why they are where they are, said once at the top of the screen. */
  notice: 'idle' | 'wiped' | 'left' | null;
};

const NEW: Known = {
  spots: [{ screen: 'language', step: null }],
  mode: null,
  lock: null,
  place: null,
  member: null,
  joining: { is: 'no' },
  directory: null,
  fault: null,
  isOpen: false,
  hasSeenWords: false,
  used: 0,
  waiting: 0,
  filled: '',
  wordsHidden: false,
  said: '',
  notice: null,
};

export type Tools = { shelf: Shelf; running: RunningLine; keeper: YoungKeeper };

/** One visit of a young person: where they are, what is open, and what they may do next. */
export type Visit = ReturnType<typeof openVisit>;

export function openVisit(world: World, told: () => void) {
  let known: Known = { ...NEW };
  let parts: Promise<Parts> | null = null;
  let tools: Tools | null = null;
  let kept: Promise<Shelf> | null = null;
  let unwatch: (() => void) | null = null;
  let awake = 0;
  let isClosed = false;
  let invite = world.invite;
  let making: Promise<void> | null = null;

  function change(patch: Partial<Known>): void {
    known = { ...known, ...patch };
    if (!isClosed) told();
  }
  function load(): Promise<Parts> {
    parts ??= world.loadParts();
    // A part that did not arrive is asked for again the next time.
    parts.catch(() => {
      parts = null;
    });
    return parts;
  }
  function keptShelf(): Promise<Shelf> {
    kept ??= load().then((loaded) => loaded.openKeptShelf());
    kept.catch(() => {
      kept = null;
    });
    return kept;
  }

  /** The shelf, the line over it and the keeper. Each asks for the one before it, so none is made twice. */
  let taking: Promise<Tools> | null = null;
  function take(mode: PhoneMode | null): Promise<Tools> {
    taking ??= (async () => {
      const loaded = await load();
      const shelf = mode === 'mine' ? await keptShelf() : await loaded.openMemoryShelf();
      const made = { shelf, running: await loaded.startLine(shelf), keeper: tools?.keeper ?? (await loaded.makeKeeper()) };
      tools = made;
      unwatch?.();
      unwatch = shelf.watch(() => {
        shelf.letters().then(
          (letters) => change({ waiting: letters.filter((letter) => letter.owner === 'young' && letter.content.kind !== 'chunk').length }),
          () => undefined,
        );
      });
      return made;
    })();
    taking.catch(() => {
      taking = null;
    });
    return taking;
  }
  async function changeShelf(mode: PhoneMode): Promise<Tools> {
    tools?.running.stop();
    taking = null;
    return take(mode);
  }

  const go = (screen: ScreenName, step?: string) => change({ spots: [...known.spots, { screen, step: step ?? null }], said: '', notice: null });
  const replace = (screen: ScreenName) => change({ spots: [{ screen, step: null }], said: '' });
  const home = () => change({ spots: [{ screen: 'home', step: null }], said: '', notice: null });

  /** What was kept from an earlier visit, without anything that only the lock opens. */
  async function lookForKept(): Promise<void> {
    if (!(await world.mayHoldThings())) return;
    const shelf = await keptShelf();
    const [member, lock, looks] = await Promise.all([shelf.read('member'), shelf.read('lock'), shelf.read('looks')]);
    if (looks) change({ wordsHidden: looks.wordsHidden });
    // Somebody else shall use this phone with a fresh link: what was kept stays behind its lock until they say.
    if (!member && !lock) return;
    await take('mine');
    change({ mode: 'mine', lock, member, place: placeOf(member), joining: { is: member ? 'joined' : 'no' }, spots: [{ screen: 'unlock', step: null }] });
  }

  async function refreshDirectory(): Promise<void> {
    const { shelf, running } = await take(known.mode);
    const found = await refresh(await load(), shelf, running.line, known.place, known.directory, world.now().toISOString());
    change(found);
    if (found.place && known.member) await keepMember({ ...known.member, root: found.place.root });
  }
  async function keepMember(member: Notes['member'] | null): Promise<void> {
    change({ member });
    const { shelf } = await take(known.mode);
    if (known.mode !== null && member)
      await shelf.write('member', { ...member, mode: known.mode, capabilities: (await shelf.read('member'))?.capabilities ?? member.capabilities });
  }

  /** Words from outside are filled in only where the root itself says that nobody real is here. */
  async function comeByLink(back: NonNullable<World['back']>): Promise<void> {
    change({ place: { units: [], isAlone: true, root: back.root, isPinned: true } });
    await refreshDirectory();
    if (known.directory?.isDemonstration) change({ filled: back.words, spots: [...known.spots, { screen: 'come-back', step: null }] });
  }

  const visit = {
    get known() {
      return known;
    },
    change,
    go,
    home,
    replace,
    back: () => change({ spots: stepBack(known.spots), notice: null }),
    say: (said: string) => change({ said }),
    invite: () => invite,

    async begin(): Promise<void> {
      await lookForKept().catch(() => undefined);
      if (world.back && !known.member && !known.lock) await comeByLink(world.back).catch(() => undefined);
    },
    /** At the first touch, and not before: from here on aeroplane mode must do no harm, and the first screen has had the line to itself. */
    warm: () => void load().catch(() => undefined),

    /** A code from the link, or typed. What the link said of the root is believed; a typed code has nothing to say of it. */
    async join(typed?: string): Promise<void> {
      const code = typed ?? invite?.code;
      if (!code || known.joining.is === 'busy' || known.joining.is === 'joined') return;
      change({ joining: { is: 'busy' } });
      const { running } = await take(known.mode);
      const answer = await joinWith(running.line, code, typed ? null : (invite?.root ?? null));
      if (!answer.ok) return change({ joining: { is: 'failed', why: answer.why } });
      invite = null;
      change({ joining: { is: 'joined' }, place: answer.place });
      await keepMember(answer.member);
      await refreshDirectory();
    },
    /** Signal came: what a link could not do without it is done now. */
    async signalCame(): Promise<void> {
      const { joining } = known;
      if (joining.is === 'failed' && joining.why === 'noSignal' && invite) await visit.join();
      else if (joining.is === 'joined' && tools) await refreshDirectory();
    },
    async goOnAlone(stop: AbortSignal): Promise<void> {
      change({ joining: { is: 'busy' } });
      const { running } = await take(known.mode);
      const answer = await goAlone(running.line, stop);
      if (stop.aborted) return change({ joining: { is: 'no' } });
      if (!answer.ok) return change({ joining: { is: 'failed', why: answer.why } });
      change({ joining: { is: 'joined' }, place: answer.place });
      await refreshDirectory();
    },

    async settleOn(mode: PhoneMode): Promise<void> {
      if (mode === known.mode && tools) return;
      const before = tools;
      change({ mode });
      const { shelf } = await changeShelf(mode);
      if (before && before.shelf !== shelf) {
        const note = await before.shelf.read('directory');
        if (note) await shelf.write('directory', note);
      }
      await keepMember(known.member);
      await shelf.write('looks', { wordsHidden: known.wordsHidden });
    },
    /** Six new words, if none are open yet: without them nothing can be sealed so that an answer finds back. */
    makeWords(): Promise<void> {
      // Asked for twice at once they are still made once: a second card would leave the first without answers.
      making ??= (async () => {
        const { keeper } = await take(known.mode);
        // Behind a lock there are six words already.
        if (!keeper.isOpen() && known.lock) return;
        if (!keeper.isOpen()) await keeper.begin();
        change({ isOpen: true });
      })().finally(() => {
        making = null;
      });
      return making;
    },
    async words(): Promise<string[] | null> {
      await visit.makeWords();
      change({ hasSeenWords: true });
      return (await take(known.mode)).keeper.words();
    },
    async comeBack(words: string[]): Promise<boolean> {
      const { keeper, running } = await take(known.mode);
      if (!(await keeper.comeBack(words))) return false;
      change({ isOpen: true, hasSeenWords: true });
      const boxes = await keeper.mailboxes(24);
      const found = await running.line.look(boxes.map((box) => box.secret));
      if (found.ok) change({ used: boxes.reduce((most, box, index) => (found.value.known.includes(box.mbox) ? index + 1 : most), 0) });
      await visit.enter();
      return true;
    },

    /** Home, with what was kept of the directory at once and a newer one when there is signal. */
    async enter(): Promise<void> {
      const { shelf } = await take(known.mode);
      const note = await shelf.read('directory');
      if (note) change(await believe(await load(), note, known.place, world.now().toISOString()));
      home();
      refreshDirectory().catch(() => undefined);
    },
    async setLock(kind: 'pin' | 'pictures', secret: string): Promise<boolean> {
      const { shelf, keeper } = await take('mine');
      const lock = await setLock(shelf, keeper, kind, secret, known.used);
      if (lock) change({ lock });
      return lock !== null;
    },
    async unlock(secret: string): Promise<Opening> {
      const { shelf, keeper } = await take('mine');
      const opening = await tryLock(shelf, keeper, secret);
      if (opening.is === 'open') {
        change({ isOpen: true, lock: opening.lock, used: opening.used, hasSeenWords: true });
        await visit.enter();
      } else if (opening.is === 'wiped') {
        await visit.leavePhone('keepLetters', 'wiped');
      } else change({ lock: opening.lock });
      return opening;
    },

    /** Keys and memory go at once; what waits to be delivered does not. */
    async lockNow(notice: Known['notice'] = null): Promise<void> {
      const held = tools;
      held?.keeper.lock();
      if (known.lock) {
        change({ isOpen: false, said: '', directory: null, used: 0, notice, spots: [{ screen: 'unlock', step: null }] });
        return;
      }
      await visit.handOver();
      drop(held);
      change({ ...NEW, wordsHidden: known.wordsHidden, notice });
    },
    /** Letters of a phone that keeps nothing are sealed: they may wait where a closed page cannot lose them. */
    async handOver(): Promise<void> {
      if (!tools || tools.shelf.isKept || known.waiting === 0) return;
      await (await load()).handOver(tools.shelf, await keptShelf());
    },
    async leavePhone(how: 'keepLetters' | 'all', notice: Known['notice']): Promise<void> {
      const held = tools;
      held?.keeper.lock();
      await held?.shelf.leave(how);
      if (await world.mayHoldThings()) await (await keptShelf()).leave(how);
      drop(held);
      change({ ...NEW, notice });
    },
    lettersWaiting: async () => (tools ? (await tools.shelf.letters()).filter((letter) => letter.owner === 'young' && letter.content.kind !== 'chunk').length : 0),

    async hideWords(wordsHidden: boolean): Promise<void> {
      change({ wordsHidden });
      if (tools && known.mode !== null) await tools.shelf.write('looks', { wordsHidden });
    },
    matchWords: async () => (known.place ? (await take(known.mode)).keeper.matchWords(known.place.root) : []),
    isAwake: () => awake > 0,
    /** The exit: nothing is said to anybody, and the keys are gone before the page is. */
    close(): void {
      isClosed = true;
      tools?.keeper.lock();
      known = { ...NEW, spots: known.spots };
    },

    exit(): void {
      stopReading();
      leaveNow({ close: visit.close, handOver: visit.handOver, leave: world.leave });
    },

    /** What the rooms of saying and answers are handed; null until the database and the keys are there. */
    talk(): Talk | null {
      const now = tools;
      if (!now) return null;
      const spot = known.spots.at(-1);
      return {
        shelf: now.shelf,
        line: now.running.line,
        keeper: now.keeper,
        mode: known.mode ?? 'notSure',
        place: known.place,
        directory: () => known.directory,
        directoryFault: known.fault,
        refreshDirectory,
        keepsDrafts: known.mode === 'mine' && known.lock !== null,
        sealedShelf: keptShelf,
        takeMailbox: async () => {
          const taken = known.used;
          change({ used: taken + 1 });
          if (known.lock) await now.shelf.write('used', await now.keeper.keepDraft({ used: taken + 1 }));
          return taken;
        },
        mailboxes: () => known.used,
        step: spot?.step ?? null,
        go,
        back: visit.back,
        home,
        say: visit.say,
        stayAwake: () => {
          awake += 1;
          let isDone = false;
          return () => {
            if (!isDone) awake -= 1;
            isDone = true;
          };
        },
        now: () => world.now().toISOString(),
      };
    },
  };

  function drop(held: Tools | null): void {
    unwatch?.();
    unwatch = null;
    held?.running.stop();
    if (held && !held.shelf.isKept) held.shelf.close();
    tools = null;
    taking = null;
  }
  return visit;
}

function placeOf(member: Notes['member'] | null): Place | null {
  return member && { units: member.units, isAlone: false, root: member.root, isPinned: member.root !== '' };
}
