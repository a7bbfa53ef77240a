// @vitest-environment node
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Catalogue, CourseCard } from '../../src/shared/training/catalogue.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { courseChanges } from '../../src/shared/training/course-changes.ts';
import { makeHandClock, openTab, seen, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, finishedDraft, startedDraft } from '../support/training-facts.ts';

function courseOf(id: string, version = 1): Course {
  return {
    ...{ id, version, changeClass: 'new', kind: 'full', title: `Course ${id}`, summary: 'About it', minutes: 5, passMark: 80 },
    renewal: { months: 12, basis: 'commonPractice' },
    outcomes: ['Know it'],
    facts: [{ id: 'f1', text: 'Close the door.', basis: 'practice', cites: [{ source: 'S1', at: '1' }] }],
    questions: [],
    modules: [{ id: 'lesson', kind: 'lesson', title: 'Doors', minutes: 5, screens: [{ kind: 'read', id: 's1', title: 'Doors', paragraphs: ['Close them.'], facts: ['f1'] }] }],
  };
}

function cardOf(course: Course, media: string[] = []): CourseCard {
  const { id, version, kind, title, summary, minutes, passMark } = course;
  return {
    ...{ id, version, kind, title, summary, minutes, passMark, media },
    renewalMonths: 12,
    modules: [],
    address: `/content/courses/${id}/${version}-hash.json`,
    bytes: 1000,
    mediaBytes: media.length * 500,
  };
}

function catalogueOf(version: string, cards: CourseCard[], required: string[]): Catalogue {
  const requirements = required.map((courseId, index) => ({ id: `r-${courseId}`, courseId, or: [], roles: ['carer' as const], dueDays: 30 - index, pathwayId: 'p1' }));
  return { version, sources: [], pathways: [], requirements, courses: cards };
}

async function phone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  const publish = (version: string, courses: Course[], required: string[], media: string[] = []) => {
    server.catalogue = { version };
    server.content.set(
      '/content/catalogue.json',
      catalogueOf(
        version,
        courses.map((course) => cardOf(course, media)),
        required,
      ),
    );
    for (const course of courses) server.content.set(cardOf(course).address, course);
  };
  const tab = await openTab(clock, server);
  await signIn(tab, 'ann');
  const content = () => server.seen.filter((request) => request.path.startsWith('/content/courses/')).map((request) => request.path);
  return { clock, server, tab, publish, content };
}

describe('courses on the phone', () => {
  it('are those a person must hold, the soonest due first, and are not fetched twice', async () => {
    const { tab, publish, content } = await phone();
    publish('v1', [courseOf('fire-safety'), courseOf('medicines'), courseOf('other')], ['fire-safety', 'medicines']);
    const sync = tab.start();
    await sync.drain();
    await seen(tab.cabinet.watchKept, (kept) => kept.length === 2);
    expect(content()).toEqual(['/content/courses/medicines/1-hash.json', '/content/courses/fire-safety/1-hash.json']);
    expect((await tab.cabinet.course('fire-safety'))?.title).toBe('Course fire-safety');
    expect(await tab.cabinet.course('other')).toBeNull();
    await until(() => tab.cabinet.syncNow().downloads === null, 'downloads ended');
    await sync.drain();
    expect(content()).toHaveLength(2);
    sync.stop();
  });

  it('come when the person asks for one, with its pictures, and go when let go', async () => {
    const { tab, publish } = await phone();
    publish('v1', [courseOf('other')], [], ['/media/a.svg']);
    const media: string[][] = [];
    const sync = tab.start({ keepMedia: async (addresses) => void media.push(addresses) });
    await sync.drain();
    await tab.cabinet.keep('other');
    expect(await seen(tab.cabinet.watchKept, (kept) => kept.length === 1)).toMatchObject([{ courseId: 'other', version: 1, isAssigned: false }]);
    await until(() => media.length === 1, 'the pictures were asked for');
    await tab.cabinet.letGo('other');
    expect(await seen(tab.cabinet.watchKept, (kept) => kept.length === 0)).toEqual([]);
    expect(await tab.cabinet.course('other')).toBeNull();
    sync.stop();
  });

  it('wait for a yes on a connection that costs', async () => {
    const { tab, publish, content } = await phone();
    publish('v1', [courseOf('fire-safety')], ['fire-safety']);
    const sync = tab.start({ isMetered: () => true });
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync, (state) => state.downloads !== null)).toMatchObject({ downloads: { done: 0, of: 1, bytesOf: 1000, waitsForYes: true } });
    expect(content()).toEqual([]);
    await tab.cabinet.allowMetered();
    await seen(tab.cabinet.watchKept, (kept) => kept.length === 1);
    sync.stop();
  });

  it('keep the version an open attempt was begun with when a newer one comes', async () => {
    const { tab, publish } = await phone();
    publish('v1', [courseOf('fire-safety')], ['fire-safety']);
    const sync = tab.start();
    await sync.drain();
    await seen(tab.cabinet.watchKept, (kept) => kept.length === 1);
    await tab.cabinet.record([startedDraft('t1')]);
    publish('v2', [courseOf('fire-safety', 2)], ['fire-safety']);
    await sync.drain();
    await seen(tab.cabinet.watchKept, (kept) => kept.some((row) => row.version === 2));
    expect((await tab.cabinet.course('fire-safety', 1))?.version).toBe(1);
    expect((await tab.cabinet.course('fire-safety'))?.version).toBe(2);
    const completion = { completionId: 'k1', courseId: 'fire-safety', courseVersion: 1, attempts: ['t1'] };
    await tab.cabinet.record([finishedDraft('t1'), { kind: 'training.completion.recorded', about: 'k1', body: completion }]);
    publish('v3', [courseOf('fire-safety', 3)], ['fire-safety']);
    await sync.drain();
    await seen(tab.cabinet.watchKept, (kept) => kept.length === 1 && kept[0]?.version === 3);
    sync.stop();
  });

  it('F7 are not taken from a login page, nor when they are not the course that was named', async () => {
    const { server, tab, publish } = await phone();
    publish('v1', [courseOf('fire-safety'), courseOf('medicines')], ['fire-safety', 'medicines']);
    server.content.set('/content/courses/fire-safety/1-hash.json', courseOf('medicines'));
    tab.weather.now = (path, send) => (path.includes('medicines') ? new Response('<html>', { headers: { 'content-type': 'text/html' } }) : send());
    const sync = tab.start();
    await sync.drain();
    await until(() => server.seen.some((request) => request.path.includes('fire-safety')), 'it was tried');
    await until(() => tab.cabinet.syncNow().downloads === null, 'downloads ended');
    expect(await seen(tab.cabinet.watchKept)).toEqual([]);
    sync.stop();
  });

  it('the place in a course and the settings of the phone stay on the phone', async () => {
    const { tab, clock } = await phone();
    await tab.cabinet.setPlace('t1', 's4');
    await tab.cabinet.setSetting('textSize', 'large');
    tab.cabinet.close();
    const again = await openTab(clock, null, tab.disk);
    expect(await again.cabinet.place('t1')).toEqual({ screenId: 's4' });
    expect(await again.cabinet.setting('textSize')).toBe('large');
    expect(await again.cabinet.openLines('ann', 10)).toEqual([]);
    await signIn(again, 'ben');
    expect(await again.cabinet.place('t1')).toBeNull();
  });

  it('F16 are not fetched into the last room a phone has', async () => {
    const { tab, publish, content } = await phone();
    publish('one', [courseOf('first')], ['first']);
    let spare = 10 * 1024 * 1024;
    const sync = tab.start({ spareBytes: async () => spare });
    await sync.drain();
    await until(() => tab.cabinet.syncNow().downloads === null, 'it has looked');
    expect(content()).toEqual([]);
    spare = 20 * 1024 * 1024;
    await tab.cabinet.keep('first');
    await until(() => content().length === 1, 'the course came');
    sync.stop();
  });

  describe('a new version of a course that is held', () => {
    const hashOf = (course: Course) =>
      createHash('sha256')
        .update(canonicalJson(course as unknown as Json))
        .digest('base64url')
        .slice(0, 16);
    const cardFor = (course: Course, base?: Course): CourseCard => {
      const patches = base && [{ from: base.version, address: `/content/courses/${course.id}/${base.version}-to-${course.version}-x.json`, bytes: 100 }];
      return { ...cardOf(course), address: `/content/courses/${course.id}/${course.version}-${hashOf(course)}.json`, ...(patches && { patches }) };
    };
    const first = courseOf('fire-safety');
    const second: Course = { ...courseOf('fire-safety', 2), changeClass: 'minor', summary: 'About doors' };

    async function holdingFirst(change: (course: Course, base: Course) => unknown = (course, base) => courseChanges(base, course)) {
      const all = await phone();
      const { server, tab } = all;
      const show = (version: string, course: Course, base?: Course) => {
        const card = cardFor(course, base);
        server.catalogue = { version };
        server.content.set('/content/catalogue.json', catalogueOf(version, [card], ['fire-safety']));
        server.content.set(card.address, course);
        for (const patch of card.patches ?? []) server.content.set(patch.address, change(course, base ?? course));
      };
      show('v1', first);
      const sync = tab.start();
      await sync.drain();
      await seen(tab.cabinet.watchKept, (kept) => kept.length === 1);
      return { ...all, sync, show };
    }

    it('brings only what changed, and is the very course', async () => {
      const { tab, sync, show, content } = await holdingFirst();
      show('v2', second, first);
      await sync.drain();
      await seen(tab.cabinet.watchKept, (kept) => kept[0]?.version === 2);
      expect(content().slice(1)).toEqual(['/content/courses/fire-safety/1-to-2-x.json']);
      expect(await tab.cabinet.course('fire-safety')).toEqual(second);
      sync.stop();
    });

    it.each<[string, (course: Course, base: Course) => unknown]>([
      ['makes another course than the one it names', (course, base) => ({ ...courseChanges(base, course), top: { title: 'Another' } })],
      ['is a login page', () => 'Sign in to this network'],
    ])('comes whole where the patch %s', async (_, change) => {
      const { tab, sync, show, content } = await holdingFirst(change);
      show('v2', second, first);
      await sync.drain();
      await seen(tab.cabinet.watchKept, (kept) => kept[0]?.version === 2);
      expect(content().slice(1)).toEqual(['/content/courses/fire-safety/1-to-2-x.json', cardFor(second).address]);
      expect(await tab.cabinet.course('fire-safety')).toEqual(second);
      sync.stop();
    });

    it('comes whole to a phone that is further behind than any patch', async () => {
      const { tab, sync, show, content } = await holdingFirst();
      const third = { ...second, version: 3 };
      show('v3', third, second);
      await sync.drain();
      await seen(tab.cabinet.watchKept, (kept) => kept[0]?.version === 3);
      expect(content().slice(1)).toEqual([cardFor(third).address]);
      sync.stop();
    });

    it('leaves the version in which a course was half done, until it is done', async () => {
      const { tab, sync, show } = await holdingFirst();
      await tab.cabinet.record([startedDraft('a1'), finishedDraft('a1')]);
      show('v2', second, first);
      await sync.drain();
      await seen(tab.cabinet.watchKept, (kept) => kept.some((entry) => entry.version === 2));
      expect((await tab.cabinet.course('fire-safety', 1))?.version).toBe(1);
      sync.stop();
    });
  });
});
