// @vitest-environment node
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { makeDatabase } from '../../src/store/database.ts';
import { readPeopleApart } from '../../src/store/read-apart.ts';
import { makeHandClock, openTab, seen, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, ended, factOf, finishedDraft, homeOpened } from '../support/training-facts.ts';

const alsoAt = (personId: string, role: 'carer' | 'manager') =>
  factOf(
    'people.placement.started',
    personId,
    { personId, placement: { placementId: `${personId}-2`, placeId: 'home-2', role, startsOn: '2026-11-05', careRoleStartedOn: null } },
    'founder',
  );

async function phone(more: Fact[] = []) {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([homeOpened(), homeOpened('home-2'), added('mo', 'manager'), alsoAt('mo', 'manager'), added('ann', 'carer'), added('ben', 'carer'), ...more]);
  const tab = await openTab(clock, server);
  await signIn(tab, 'mo', 'manager');
  const sync = tab.start();
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const many = await tab.cabinet.manyPeople();
  await sync.drain();
  const roll = async (...homeIds: string[]) => (await seen<{ people: { name: string }[] }>((tell) => many.watchRoll(homeIds, tell))).people.map(({ name }) => name).sort();
  const arrive = async (facts: Fact[]) => {
    server.seed(facts);
    tab.cabinet.sendNow();
    await sync.drain();
  };
  const erase = async (about: string) => {
    server.shelves.seq += 1;
    server.shelves.changes.push({ serverSeq: server.shelves.seq, scope: 'home:home-1', gone: { kind: 'record', about } });
    tab.cabinet.sendNow();
    await sync.drain();
  };
  return { server, tab, sync, db, many, roll, arrive, erase };
}

const finished = (attemptId: string, personId: string) => factOf('training.attempt.finished', attemptId, finishedDraft(attemptId).body as never, personId);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the roll of a home', () => {
  it('names everyone ever placed there, each once, in several homes too', async () => {
    const { roll, arrive, sync } = await phone();
    expect(await roll('home-1')).toEqual(['Person ann', 'Person ben', 'Person mo']);
    await arrive([added('cy', 'carer', 'home-2'), alsoAt('ann', 'carer')]);
    expect(await roll('home-2')).toEqual(['Person ann', 'Person cy', 'Person mo']);
    expect(await roll('home-1', 'home-2')).toEqual(['Person ann', 'Person ben', 'Person cy', 'Person mo']);
    await arrive([ended('ben')]);
    expect(await roll('home-1')).toEqual(['Person ann', 'Person ben', 'Person mo']);
    sync.stop();
  });

  it('is the same as the records say, whatever came and in which order', async () => {
    const { db, arrive, sync } = await phone();
    await arrive([added('cy', 'carer', 'home-2'), finished('a1', 'cy'), ended('ann'), added('di', 'senior', 'home-2'), ended('di', 'home-2')]);
    const rows = await db.records.toArray();
    const people = rows.flatMap((row) => row.person ?? []);
    const said = rows.filter((row) => row.key.startsWith('roll:')).map((row) => [row.key, [...(row.roll ?? [])].sort((one, other) => one.personId.localeCompare(other.personId))]);
    const wanted = ['home-1', 'home-2'].map((homeId) => [
      `roll:${homeId}`,
      people
        .filter((person) => person.placements.some((placement) => placement.placeId === homeId))
        .map(({ personId, name, placements }) => ({ personId, name, placements }))
        .sort((one, other) => one.personId.localeCompare(other.personId)),
    ]);
    expect(said).toEqual(wanted);
    sync.stop();
  });

  it('I11 keeps no name of somebody who was erased, and no row of the view does', async () => {
    const { db, roll, erase, sync } = await phone([finished('a1', 'ann')]);
    await erase('a1');
    await erase('ann');
    expect(await roll('home-1')).toEqual(['Person ben', 'Person mo']);
    expect(JSON.stringify([await db.records.toArray(), await db.facts.toArray()])).not.toContain('Person ann');
    sync.stop();
  });

  it('I9 is gone when somebody else signs in', async () => {
    const { tab, db, sync } = await phone();
    await tab.cabinet.setSignedIn(null);
    expect((await db.records.toArray()).filter((row) => row.key.startsWith('roll:'))).toEqual([]);
    sync.stop();
  });

  it('is there after an update of the app that did not keep it', async () => {
    const { tab, db, sync, server } = await phone();
    sync.stop();
    await db.records.where('key').startsWith('roll:').delete();
    await db.marks.put({ name: 'builtWith', value: 'an older build' });
    const again = await openTab(makeHandClock(), server, tab.disk);
    const many = await again.cabinet.manyPeople();
    const { people } = await seen<{ people: { name: string }[] }>((tell) => many.watchRoll(['home-1'], tell));
    expect(people.map(({ name }) => name).sort()).toEqual(['Person ann', 'Person ben', 'Person mo']);
  });
});

describe('news of a few among thousands', () => {
  it('says whose records were written, and nothing of anything else', async () => {
    const { many, arrive, tab, sync } = await phone();
    const heard: (string[] | null)[] = [];
    const unwatch = many.watchChanged((personIds) => heard.push(personIds));
    await tab.cabinet.setSetting('manager.matrix', '{}');
    await arrive([finished('a1', 'ben')]);
    await until(() => heard.length > 0, 'it was heard');
    expect(heard).toEqual([['ben']]);
    unwatch();
    await arrive([finished('a2', 'ann')]);
    expect(heard).toHaveLength(1);
    expect((await many.people(['ben', 'nobody'])).map((person) => [person.personId, person.attempts.length])).toEqual([['ben', 1]]);
    sync.stop();
  });
});

describe('reading beside the page', () => {
  it('gives everyone on the device once, some at a time', async () => {
    const { tab, sync, arrive } = await phone();
    await arrive(Array.from({ length: 230 }, (_, at) => added(`p${String(at).padStart(3, '0')}`, 'carer', 'home-2')));
    vi.stubGlobal('indexedDB', tab.disk.indexedDB);
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    const parts: PersonRecord[][] = [];
    await readPeopleApart(tab.disk.name, (people) => parts.push(people));
    expect(parts.map((part) => part.length)).toEqual([100, 100, 33]);
    expect(new Set(parts.flat().map((person) => person.personId)).size).toBe(233);
    sync.stop();
  });

  it('makes no tables where there are none, and says that it failed', async () => {
    const empty = new IDBFactory();
    vi.stubGlobal('indexedDB', empty);
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    await expect(readPeopleApart('hearth', () => undefined)).rejects.toBeTruthy();
    expect(await empty.databases()).toEqual([]);
  });
});
