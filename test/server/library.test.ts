import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { contentLibrary } from '../../src/server/content-library.ts';
import { buildLibrary } from '../../src/server/library.ts';
import { catalogueSchema } from '../../src/shared/training/catalogue.ts';
import { courseSchema } from '../../src/shared/training/course.ts';
import { smallCourse } from '../support/small-course.ts';

const nothing = { pathways: [], requirements: [], sources: [] };

describe('the library', () => {
  it('keeps every listed version reachable and names the newest in the catalogue', async () => {
    const library = await buildLibrary({ ...nothing, courses: [smallCourse(), smallCourse({ version: 2, title: 'Ringing again' })] });
    expect(library.catalogue.courses.map((card) => [card.id, card.version])).toEqual([['T1', 2]]);
    expect([...library.packages.keys()].map((address) => address.replace(/-.*/, ''))).toEqual(['/content/courses/T1/1', '/content/courses/T1/2']);
    expect(library.course('T1', 1)?.title).toBe('Ringing for help');
    expect(library.course('T1', 2)?.title).toBe('Ringing again');
    expect(library.course('T1', 3)).toBeUndefined();
  });

  it('gives a changed course another address and the catalogue another version', async () => {
    const before = await buildLibrary({ ...nothing, courses: [smallCourse()] });
    const same = await buildLibrary({ ...nothing, courses: [smallCourse()] });
    const after = await buildLibrary({ ...nothing, courses: [smallCourse({ summary: 'Whom to ring.' })] });
    expect(same.catalogue).toEqual(before.catalogue);
    expect(after.catalogue.version).not.toBe(before.catalogue.version);
    expect([...after.packages.keys()]).not.toEqual([...before.packages.keys()]);
  });

  it('names the pictures a course shows once each, with their size', async () => {
    const file = '/media/ringing/phone-1.svg';
    const [lesson, ...rest] = smallCourse().modules;
    if (!lesson) throw new Error('the small course has a lesson');
    const [first, ...others] = lesson.screens;
    if (first?.kind !== 'read') throw new Error('the lesson begins with reading');
    const shown = { ...first, picture: { file, alt: 'A phone.' } };
    const course = smallCourse({ modules: [{ ...lesson, screens: [shown, { ...shown, id: 'again' }, ...others] }, ...rest] });
    const library = await buildLibrary({ ...nothing, courses: [course], media: new Map([[file, 2000]]) });
    expect(library.catalogue.courses.map(({ media, mediaBytes }) => ({ media, mediaBytes }))).toEqual([{ media: [file], mediaBytes: 2000 }]);
    await expect(buildLibrary({ ...nothing, courses: [course] })).rejects.toThrow(file);
  });

  it('packs the academy’s own content as the phones read it', async () => {
    const library = await contentLibrary();
    expect(catalogueSchema.safeParse(library.catalogue).error).toBeUndefined();
    for (const card of library.catalogue.courses) {
      const packed = library.packages.get(card.address);
      expect(packed?.brotli.length).toBe(card.bytes);
      const text = brotliDecompressSync(packed?.brotli ?? Buffer.alloc(0)).toString();
      expect(gunzipSync(packed?.gzip ?? Buffer.alloc(0)).toString()).toBe(text);
      expect(courseSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
    }
  });
});
