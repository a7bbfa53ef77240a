import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue, CourseCard } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import { spanOf } from '../shared/training/span.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { AttemptRecord } from '../shared/training/person-record.ts';
import { requirementsFor } from '../shared/training/requirement.ts';
import type { KeptCourse } from './cabinet.ts';
import type { Database } from './database.ts';
import type { Desk } from './desk.ts';
import { findPerson } from './looking.ts';
import { ownerNow } from './marks.ts';

/** A course that this phone should hold and does not yet. */
export type WantedCourse = { card: CourseCard; isAssigned: boolean };

export async function findCatalogue(db: Database): Promise<Catalogue | null> {
  return (await db.catalogue.get('now'))?.catalogue ?? null;
}

/** Course ids the signed-in person must hold, the soonest due first. */
async function assignedCourses(desk: Desk, catalogue: Catalogue | null): Promise<string[]> {
  const owner = await ownerNow(desk.db);
  const person = owner === null ? null : await findPerson(desk.db, owner);
  if (!person || !catalogue) return [];
  const dues = requirementsFor(person.placements, catalogue.requirements, londonDay(desk.now()));
  return dues.sort((one, other) => one.dueOn.localeCompare(other.dueOn)).map((due) => due.requirement.courseId);
}

export async function findCourse(db: Database, courseId: string, version?: number): Promise<Course | null> {
  const rows = await db.kept.where('courseId').equals(courseId).toArray();
  const newest = rows.reduce((highest, row) => Math.max(highest, row.version), 0);
  return (await db.courses.get([courseId, version ?? newest]))?.course ?? null;
}

export async function listKept(desk: Desk): Promise<KeptCourse[]> {
  const assigned = new Set(await assignedCourses(desk, await findCatalogue(desk.db)));
  const rows = await desk.db.kept.toArray();
  return rows.map((row) => ({ ...row, isAssigned: assigned.has(row.courseId) }));
}

/** What a person asked for comes before what they were assigned. A kept version is never fetched again. */
export async function listWanted(desk: Desk): Promise<WantedCourse[]> {
  const { db } = desk;
  // One transaction: a course let go between two reads would otherwise look wanted and missing.
  return db.transaction('r', [db.kept, db.wanted, db.catalogue, db.records, db.marks], async () => lookForWanted(desk));
}

async function lookForWanted(desk: Desk): Promise<WantedCourse[]> {
  const { db } = desk;
  const catalogue = await findCatalogue(db);
  if (!catalogue) return [];
  const asked = (await db.wanted.toArray()).sort((one, other) => one.askedAt - other.askedAt).map((row) => row.courseId);
  const assigned = await assignedCourses(desk, catalogue);
  const kept = new Set((await db.kept.toArray()).map((row) => `${row.courseId}@${row.version}`));
  return [...new Set([...asked, ...assigned])].flatMap((courseId) => {
    const card = catalogue.courses.find((entry) => entry.id === courseId);
    return card && !kept.has(`${card.id}@${card.version}`) ? [{ card, isAssigned: assigned.includes(courseId) }] : [];
  });
}

/** Versions an attempt was begun with and not finished, or a course half done: it is finished and scored with that version. */
async function pinnedVersions(db: Database, courseId: string): Promise<Set<number>> {
  const owner = await ownerNow(db);
  const person = owner === null ? null : await findPerson(db, owner);
  if (!person) return new Set();
  const mine = person.completions.filter((entry) => entry.courseId === courseId);
  const last = mine.map(countedMoment).sort().at(-1) ?? '';
  const used = new Set(mine.flatMap((entry) => entry.attempts));
  const isRunning = (attempt: AttemptRecord) =>
    attempt.finished === null || (!used.has(attempt.attemptId) && countedMoment(attempt.finished) > last && spanOf(attempt.moduleId) === null);
  return new Set(person.attempts.filter((attempt) => attempt.courseId === courseId && isRunning(attempt)).map((attempt) => attempt.courseVersion));
}

async function dropVersions(db: Database, courseId: string, isDropped: (version: number) => boolean): Promise<void> {
  const pinned = await pinnedVersions(db, courseId);
  const rows = await db.kept.where('courseId').equals(courseId).toArray();
  const keys = rows.filter((row) => isDropped(row.version) && !pinned.has(row.version)).map((row): [string, number] => [courseId, row.version]);
  await Promise.all([db.kept.bulkDelete(keys), db.courses.bulkDelete(keys)]);
}

export async function keepCourse(desk: Desk, course: Course, bytes: number): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.kept, db.courses, db.wanted, db.catalogue, db.records, db.marks], async () => {
      // It may have been let go while it was on its way.
      const isWanted = (await db.wanted.get(course.id)) !== undefined || (await assignedCourses(desk, await findCatalogue(db))).includes(course.id);
      if (!isWanted) return;
      await db.courses.put({ courseId: course.id, version: course.version, course });
      await db.kept.put({ courseId: course.id, version: course.version, title: course.title, bytes, keptAt: desk.now() });
      await dropVersions(db, course.id, (version) => version < course.version);
    }),
  );
}

export async function letGoOfCourse(desk: Desk, courseId: string): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.kept, db.courses, db.wanted, db.records, db.marks], async () => {
      await db.wanted.delete(courseId);
      await dropVersions(db, courseId, () => true);
    }),
  );
}
