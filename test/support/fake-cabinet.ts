import { createHash } from 'node:crypto';
import type { Authority } from '../../src/shared/practice/authority.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { Course } from '../../src/shared/training/course.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { applyFact, emptyRecord, subjectOf } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { Cabinet, Draft, Recorded, Signing, SyncState } from '../../src/store/cabinet.ts';
import { isSigned, makeKey } from './practice.ts';
import { cardOf } from './small-course.ts';

/** Its list of assessors is what a test says. */
type FakeSigning = Signing & { hear(list: Authority): void };

export type FakeCabinet = Cabinet & {
  signing(): Promise<FakeSigning>;
  /** Every call of `record`, draft by draft, as it was asked. */
  calls: Draft[][];
  facts: KnownFact[];
  places: Map<string, string>;
  /** The next `record` answers with this. */
  failNext(kind: Extract<Recorded, { ok: false }>['kind']): void;
  /** From now on `record` waits until the function given back is called. */
  holdRecords(): () => void;
  /** A fact that came from another phone. */
  receive(fact: KnownFact): void;
};

type Start = { who: SignedIn; courses: Course[]; now: string; record?: Partial<PersonRecord>; sync?: Partial<SyncState> };

export const QUIET: SyncState = { signal: 'offline', isSending: false, waiting: 0, refused: 0, pulledAt: null, needsSignIn: false, clockOffset: null, downloads: null };

function catalogueOf(courses: readonly Course[]): Catalogue {
  const sources = [{ id: 'T', title: 'A guide made for tests', short: 'Test guide, paragraph', edition: 'first', url: null, licence: 'none' }];
  const requirements = courses.map((course) => ({ id: `r-${course.id}`, courseId: course.id, or: [], roles: ['carer' as const], dueDays: 30, pathwayId: 'P2' }));
  return { version: 'test', sources, pathways: [], requirements, courses: courses.map(cardOf) };
}

/** A cabinet that keeps everything in memory and lets a test hold or break the moment of saving. */
export function fakeCabinet({ who, courses, now, record: start, sync }: Start): FakeCabinet {
  const facts: KnownFact[] = [];
  const calls: Draft[][] = [];
  const places = new Map<string, string>();
  const watchers = new Set<() => void>();
  const catalogue = catalogueOf(courses);
  let record: PersonRecord = { ...emptyRecord(who.personId), name: who.name, ...start };
  let ids = 0;
  let failure: Extract<Recorded, { ok: false }>['kind'] | null = null;
  let held: Promise<void> = Promise.resolve();

  const lay = (fact: KnownFact) => {
    facts.push(fact);
    if (subjectOf(fact, fact.owner) === who.personId) record = applyFact(record, fact);
    for (const tell of watchers) tell();
  };
  const newId = () => {
    ids += 1;
    return `00000000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
  };
  const watch = <T>(read: () => T, tell: (value: T) => void) => {
    const speak = () => tell(read());
    watchers.add(speak);
    void Promise.resolve().then(speak);
    return () => void watchers.delete(speak);
  };
  const none = async () => {};
  const settings = new Map<string, string>();
  const key = makeKey('key-here');
  const { keyId, publicKey } = key;
  let authority: Authority | null = null;
  const signing: FakeSigning = {
    key: async () => ({ keyId, publicKey }),
    sign: async (text) => ({ keyId, publicKey, signature: key.sign(text) }),
    verify: async (other, text, signature) => isSigned(other, text, signature),
    hash: async (what) => createHash('sha256').update(what).digest(),
    dice: () => 7,
    authority: async () => authority,
    watchAuthority: (tell) => watch(() => authority, tell),
    freshen: () => undefined,
    hear: (list) => {
      authority = list;
      for (const tell of watchers) tell();
    },
  };

  return {
    calls,
    facts,
    places,
    failNext: (kind) => {
      failure = kind;
    },
    holdRecords: () => {
      let letGo = () => {};
      held = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => letGo();
    },
    receive: lay,
    now: () => now,
    newId,
    signedIn: async () => who,
    attachments: async () => ({ watchLeft: (tell) => watch(() => [], tell), find: async () => null, tryAgain: none, letGo: none }),
    signing: async () => signing,
    figures: async () => ({ watch: (_course, tell) => watch(() => null, tell), freshen: none }),
    watchSignedIn: (tell) => watch(() => who, tell),
    record: async (drafts) => {
      calls.push(drafts);
      await held;
      if (failure !== null) {
        const kind = failure;
        failure = null;
        return { ok: false, kind };
      }
      const made = drafts.map((draft) => ({ ...draft, factId: newId(), owner: who.personId, at: now, off: null, recordedAt: null }) as KnownFact);
      for (const fact of made) lay(fact);
      return { ok: true, factIds: made.map((fact) => fact.factId) };
    },
    person: async (personId) => (personId === who.personId ? record : null),
    watchPerson: (personId, tell) => watch(() => (personId === who.personId ? record : null), tell),
    watchHome: (_home, tell) => watch(() => [record], tell),
    watchHomes: (_homes, tell) => watch(() => ({ people: [record], told: [] }), tell),
    manyPeople: async () => ({
      watchRoll: (_homes, tell) => watch(() => ({ people: [record], told: [] }), tell),
      people: async () => [record],
      watchChanged: () => () => undefined,
    }),
    watchActivity: (_home, limit, tell) => watch(() => facts.slice(-limit).reverse(), tell),
    watchPlaces: (tell) => watch(() => [], tell),
    watchPeople: (tell) => watch(() => [record], tell),
    watchAcademy: (tell) => watch(() => ({ told: facts.filter((fact) => fact.kind.startsWith('academy.')) }), tell),
    watchHomeRecord: (homeId, tell) => watch(() => ({ homeId, told: [] }), tell),
    watchSlots: (_home, tell) => watch(() => [], tell),
    factsAbout: async (about) => facts.filter((fact) => fact.about === about),
    watchDelivery: (_factId, tell) => watch(() => ({ state: 'waiting' as const }), tell),
    watchDeliveryAbout: (_about, tell) => watch(() => ({ state: 'waiting' as const }), tell),
    watchWaiting: (tell) => watch(() => [], tell),
    watchSync: (tell) => watch(() => ({ ...QUIET, ...sync }), tell),
    watchCatalogue: (tell) => watch(() => catalogue, tell),
    catalogue: async () => catalogue,
    course: async (courseId, version) => courses.find((course) => course.id === courseId && (version === undefined || course.version === version)) ?? null,
    watchKept: (tell) => watch(() => courses.map(({ id, version, title }) => ({ courseId: id, version, title, bytes: 20_000, keptAt: now, isAssigned: true })), tell),
    keep: none,
    letGo: none,
    allowMetered: none,
    place: async (attemptId) => (places.has(attemptId) ? { screenId: places.get(attemptId) ?? '' } : null),
    setPlace: async (attemptId, screenId) => void places.set(attemptId, screenId),
    sendAgain: async () => ({ ok: true, factIds: [] }),
    letGoOfRefusal: none,
    exportWaiting: async () => '',
    sendNow: () => {},
    setting: async (name) => settings.get(name) ?? null,
    setSetting: async (name, value) => void settings.set(name, value),
  };
}
