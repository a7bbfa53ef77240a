import { Dexie, RangeSet } from 'dexie';
import { uuidV7 } from '../shared/basics/id.ts';
import type { PlaceOpened } from '../shared/people/place.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { settleAnswers } from './answers.ts';
import { BALLAST_BYTES, writeWithBallast } from './ballast.ts';
import type { Backroom } from './backroom.ts';
import type { Cabinet, HomesSeen, SyncState } from './cabinet.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { makeDatabase } from './database.ts';
import { deliveryAbout, deliveryOf, linesOf, waitingLines } from './delivery.ts';
import type { Desk, Sizes, Wake } from './desk.ts';
import { findCatalogue, findCourse, keepCourse, letGoOfCourse, listKept, listWanted } from './kept-courses.ts';
import { BUILT_WITH } from './known-fact.ts';
import { rebuildAll } from './lay.ts';
import { countHeld, countWaiting, findAcademy, findHome, findPerson, listAbout, listActivity, listHome, lookAtHomes, listPeople, listPlaces, listSlots } from './looking.ts';
import { ownerNow, readMark, readOwned, writeMark, writeOwned } from './marks.ts';
import { noteNews } from './news.ts';
import { applyPage } from './pull-page.ts';
import { recordDrafts } from './recorder.ts';
import { changePerson } from './sign-in.ts';
import { makeSteady } from './storage-trouble.ts';
import type { Rare } from './rare.ts';
import type { Channel } from './sync-board.ts';
import { makeSyncBoard } from './sync-board.ts';
import { shareByKey, shareWatch, watch } from './watch.ts';

export type CabinetOptions = Partial<DatabaseOptions & Sizes> & {
  crypto: Crypto;
  clock: () => number;
  /** Null for none, as where there is one tab only. */
  channel?: Channel | null;
  ballastBytes?: number;
  /** A worker has it from the start; a page loads it on the few days it is needed. */
  loadRare?: () => Promise<Rare>;
};

const loadRare = async () => (await import('./rare.ts')).rare;

/** A page that shows or holds attachments loads this; the first screen does without. */
const beside = () => import('./attachments.ts');

function openChannel(name: string): Channel | null {
  return typeof BroadcastChannel === 'undefined' ? null : (new BroadcastChannel(`${name}-sync`) as Channel);
}

/**
 * @throws UpgradeBlockedError when another tab holds older tables open: it must be closed first.
 * NewerTablesError when a newer app made the tables: Dexie would open them all the same, and this
 * one cannot know what it would leave out.
 */
async function openTables(db: Database): Promise<void> {
  await new Promise<void>((done, fail) => {
    db.on('blocked', () => fail(Object.assign(new Error('another tab holds the tables open'), { name: 'UpgradeBlockedError' })));
    db.open().then(() => done(), fail);
  });
  // Dexie counts a version as ten.
  if (Math.floor(db.backendDB().version / 10) <= db.verno) return;
  db.close();
  throw Object.assign(new Error('the tables are newer than this app'), { name: 'NewerTablesError' });
}

async function openDesk(options: CabinetOptions, hearers: ReadonlySet<(wake: Wake) => void>): Promise<{ desk: Desk; stop: () => void }> {
  const { crypto, clock, name = 'hearth' } = options;
  const db = makeDatabase({ ...options, name });
  await openTables(db);
  const newId = () => uuidV7(clock(), crypto.getRandomValues(new Uint8Array(10)));
  const [deviceId, builtWith, offset, copies] = await Promise.all([readMark(db, 'deviceId'), readMark(db, 'builtWith'), readMark(db, 'clockOffset'), db.safety.count()]);
  let clockOffset = offset ?? 0;
  let isClosed = false;
  const reopen = async () => {
    db.close({ disableAutoOpen: false });
    await db.open();
  };
  const lookAgain = () => Dexie.on.storagemutated.fire({ all: new RangeSet(Number.NEGATIVE_INFINITY, [[]]) });
  const desk: Desk = {
    loadRare: options.loadRare ?? loadRare,
    sizes: options,
    ...{ db, crypto, clock, newId, steady: makeSteady(reopen, () => isClosed, lookAgain) },
    board: makeSyncBoard(options.channel === undefined ? openChannel(name) : options.channel),
    deviceId: deviceId ?? newId(),
    now: () => new Date(clock() + clockOffset).toISOString(),
    wake: (wake) => {
      for (const hear of [...hearers]) hear(wake);
    },
  };
  if (deviceId === undefined || builtWith !== BUILT_WITH) {
    await db.transaction('rw', [db.marks, db.facts, db.records], async () => {
      // Two tabs may open a new phone at once: the first to write names it.
      desk.deviceId = (await readMark(db, 'deviceId')) ?? desk.deviceId;
      await writeMark(db, 'deviceId', desk.deviceId);
      if ((await db.facts.count()) > 0) await rebuildAll(db);
      await writeMark(db, 'builtWith', BUILT_WITH);
    });
  }
  // What cannot be put back today stays copied, and the app opens all the same.
  if (copies > 0)
    await desk
      .loadRare()
      .then((rare) => rare.putBackCopies(db))
      .catch(() => undefined);
  const unwatch = watch(
    desk,
    () => readMark(db, 'clockOffset'),
    (learnt) => {
      clockOffset = learnt ?? 0;
    },
  );
  let isTurnedAway = false;
  const unwatchBoard = desk.board.watch(() => {
    const { needsSignIn } = desk.board.read();
    // Somebody signed in, perhaps in another tab: what this one had paused goes on.
    if (isTurnedAway && !needsSignIn) desk.wake('signedIn');
    isTurnedAway = needsSignIn;
  });
  const stop = () => {
    isClosed = true;
    unwatch();
    unwatchBoard();
  };
  return { desk, stop };
}

function backroomOf(
  desk: Desk,
  hearers: Set<(wake: Wake) => void>,
  ballastBytes: number,
): Omit<Backroom, 'signedIn' | 'catalogue' | 'course' | 'setting' | 'setSetting' | 'close'> {
  const { db, steady } = desk;
  return {
    deviceId: desk.deviceId,
    desk,
    hasAttachments: (owner) => steady(async () => (await (owner === undefined ? db.attachments : db.attachments.where('[owner+state]').equals([owner, 'open'])).count()) > 0),
    setSignedIn: async (who) => {
      await changePerson(desk, who);
      desk.board.announce({ needsSignIn: false });
      desk.wake(who ? 'signedIn' : 'signedOut');
    },
    watchHeld: (tell) => watch(desk, () => countHeld(db), tell),
    waitingForOthers: () =>
      steady(async () => {
        const owner = await ownerNow(db);
        return (await db.outbox.count()) - (owner === null ? 0 : (await linesOf(db, owner)).length);
      }),
    openLines: (owner, limit, except, after = -1) =>
      steady(async () => {
        const lines = db.outbox.where('[owner+seq]').between([owner, after + 1], [owner, Number.MAX_SAFE_INTEGER]);
        const rows = await (except && except.size > 0 ? lines.filter((line) => !except.has(line.factId)) : lines).limit(limit).toArray();
        return rows.map((row) => row.fact);
      }),
    applyAnswers: (owner, answers, news, sent) =>
      writeWithBallast(desk, () =>
        db.transaction('rw', [db.facts, db.records, db.outbox, db.receipts, db.refusals, db.marks], async () => {
          await noteNews(db, owner, news);
          return settleAnswers(desk, owner, news.epoch, answers, sent);
        }),
      ),
    refuseLine: async (owner, factId, refusal) => {
      const { refuseHere } = await desk.loadRare();
      await writeWithBallast(desk, () =>
        db.transaction('rw', [db.facts, db.records, db.outbox, db.receipts, db.refusals, db.marks], async () => {
          const line = await db.outbox.get(factId);
          if (line?.owner === owner) await refuseHere(db, line, refusal, desk.now());
        }),
      );
    },
    cursor: (owner) => steady(async () => (await readOwned(db, owner, 'cursor')) ?? null),
    applyPull: (owner, from, page, news) => applyPage(desk, owner, from, page, news),
    deliveriesToCheck: async (owner, limit) => {
      if (!(await steady(() => readOwned(db, owner, 'recover')))) return null;
      const { deliveriesToCheck } = await desk.loadRare();
      return steady(() => deliveriesToCheck(desk, owner, limit));
    },
    applyRecovery: async (owner, epoch, answers, unknown) => (await desk.loadRare()).settleRecovery(desk, owner, epoch, answers, unknown),
    endRecovery: async (owner, epoch) => (await desk.loadRare()).endRecovery(desk, owner, epoch),
    setSync: async (part) => {
      desk.board.show(part);
      if (part.signal !== 'offline') return;
      await steady(async () => {
        const owner = await ownerNow(db);
        if (owner !== null && !(await readOwned(db, owner, 'tried'))) await writeOwned(db, owner, 'tried', true);
      });
    },
    syncNow: () => desk.board.read(),
    onWake: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    isFull: () => steady(async () => Boolean(await readMark(db, 'full'))),
    saveCatalogue: async (catalogue) => {
      await steady(() => db.catalogue.put({ id: 'now', catalogue }));
    },
    wantedCourses: () => steady(() => listWanted(desk)),
    saveCourse: (course, bytes) => keepCourse(desk, course, bytes),
    helloAt: () => steady(async () => (await readMark(db, 'helloAt')) ?? null),
    noteHello: (at) => steady(() => writeMark(db, 'helloAt', at)),
    tidy: async () => {
      const { keepRoom } = await import('./room.ts');
      await keepRoom(desk, ballastBytes);
    },
  };
}

/** Opens the cabinet of this device. Nothing is read but a few marks, so that a first screen need not wait. */
export async function openCabinet(options: CabinetOptions): Promise<Cabinet & Backroom> {
  const hearers = new Set<(wake: Wake) => void>();
  const { desk, stop } = await openDesk(options, hearers);
  const { db, steady } = desk;
  // Several parts of each screen ask for these.
  const watchCounts = shareWatch<Awaited<ReturnType<typeof countWaiting>>>((tell) => watch(desk, () => countWaiting(db), tell));
  const watchCatalogue = shareWatch<Catalogue | null>((tell) => watch(desk, () => findCatalogue(db), tell));
  const watchHomes = shareByKey<HomesSeen>((homeIds) => (tell) => watch(desk, () => lookAtHomes(db, homeIds), tell));
  const watchPlaces = shareWatch<PlaceOpened[]>((tell) => watch(desk, () => listPlaces(db), tell));
  const cabinet: Cabinet = {
    now: () => desk.now(),
    newId: () => desk.newId(),
    signedIn: () => steady(async () => (await readMark(db, 'signedIn')) ?? null),
    watchSignedIn: (tell) => watch(desk, async () => (await readMark(db, 'signedIn')) ?? null, tell),
    record: (drafts) => recordDrafts(desk, drafts),
    person: (personId) => steady(() => findPerson(db, personId)),
    watchPerson: (personId, tell) => watch(desk, () => findPerson(db, personId), tell),
    watchHome: (homeId, tell) => watch(desk, () => listHome(desk, homeId), tell),
    watchHomes,
    manyPeople: async () => (await import('./many-people.ts')).makeManyPeople(desk),
    watchActivity: (homeId, limit, tell) => watch(desk, () => listActivity(db, homeId, limit), tell),
    watchPlaces,
    watchPeople: (tell) => watch(desk, () => listPeople(db), tell),
    watchAcademy: (tell) => watch(desk, () => findAcademy(db), tell),
    watchHomeRecord: (homeId, tell) => watch(desk, () => findHome(db, homeId), tell),
    watchSlots: (homeId, tell) => watch(desk, () => listSlots(db, homeId), tell),
    factsAbout: (about) => steady(() => listAbout(db, about)),
    watchDelivery: (factId, tell) => watch(desk, () => deliveryOf(db, factId), tell),
    watchDeliveryAbout: (about, tell) => watch(desk, () => deliveryAbout(db, about), tell),
    watchWaiting: (tell) => watch(desk, () => waitingLines(db), tell),
    watchSync: (tell) => {
      let counted: Awaited<ReturnType<typeof countWaiting>> | null = null;
      let told = '';
      const show = () => {
        if (!counted) return;
        const state: SyncState = { ...desk.board.read(), ...counted };
        const text = JSON.stringify(state);
        if (text === told) return;
        told = text;
        tell(state);
      };
      const unwatchCount = watchCounts((next) => {
        counted = next;
        show();
      });
      const unwatchBoard = desk.board.watch(show);
      return () => {
        unwatchCount();
        unwatchBoard();
      };
    },
    watchCatalogue,
    catalogue: () => steady(() => findCatalogue(db)),
    course: (courseId, version) => steady(() => findCourse(db, courseId, version)),
    watchKept: (tell) => watch(desk, () => listKept(desk), tell),
    keep: async (courseId) => {
      await steady(() => db.wanted.put({ courseId, askedAt: desk.clock() }));
      desk.wake('keep');
    },
    letGo: (courseId) => letGoOfCourse(desk, courseId),
    allowMetered: async () => desk.wake('allowMetered'),
    place: async (attemptId) => {
      const row = await steady(() => db.places.get(attemptId));
      return row ? { screenId: row.screenId } : null;
    },
    setPlace: async (attemptId, screenId) => {
      await steady(() => db.places.put({ attemptId, screenId }));
    },
    sendAgain: async (factId, body) => (await import('./send-again.ts')).sendAgain(desk, factId, body),
    letGoOfRefusal: async (factId) => {
      const attached = await steady(() => db.attachments.where('factIds').equals(factId).count());
      await (attached > 0 ? (await beside()).letGoWithAttachments(desk, factId) : steady(() => db.refusals.delete(factId)));
    },
    attachments: async () => (await beside()).makeAttachments(desk),
    signing: async () => (await import('./signing.ts')).makeSigning(desk),
    figures: async () => (await import('./figures.ts')).makeFigures(desk),
    exportWaiting: async (factId) => (await import('./export.ts')).exportText(desk, factId),
    sendNow: () => desk.wake('sendNow'),
    setting: async (name) => (await steady(() => db.settings.get(name)))?.value ?? null,
    setSetting: async (name, value) => {
      await steady(() => db.settings.put({ name, value }));
    },
  };
  return {
    ...backroomOf(desk, hearers, options.ballastBytes ?? BALLAST_BYTES),
    ...cabinet,
    close: () => {
      stop();
      hearers.clear();
      desk.board.close();
      db.close();
    },
  };
}
