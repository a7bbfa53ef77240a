import * as z from 'zod/mini';
import { daySchema, idSchema, whole, words, wordsNeeded } from '../basics/fields.ts';
import { sha256Schema } from '../wire/attachment.ts';
import type { CourseChanges } from './course-changes.ts';

/** What a new version means for those who hold the course (training reference, section 7). */
export const changeClassSchema = z.enum(['editorial', 'minor', 'material', 'new']);
export type ChangeClass = z.infer<typeof changeClassSchema>;

/** Days after it came into force within which a material change is read. Setting of the academy, not law. */
export const TOP_UP_DAYS = 30;
/** Days after it came into force within which a course is done again. Setting of the academy, not law. */
export const AGAIN_DAYS = 30;
/** What a carer gives to a tile. Setting of the academy, not law. */
export const CHANGE_MINUTES = 3;

const versionSchema = whole(1, 1_000_000);

/**
 * Read by its shape only where phones carry it: `course-changes` holds the whole schema, and the
 * server looks with it. The first screen stays free of the shapes of courses.
 */
const changesSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodMiniType<CourseChanges>;

export const versionProposedSchema = z.object({
  proposalId: idSchema,
  courseId: idSchema,
  /** The newest version there is, approved ones that wait for their day among them. */
  baseVersion: versionSchema,
  version: versionSchema,
  changeClass: changeClassSchema,
  /** The first day it is in force; if it is approved later, the day of approval. */
  from: daySchema,
  why: wordsNeeded(1000),
  /** For carers, in plain words. Needed where they are shown it: minor, material, new. */
  whatChanged: words(600),
  changes: changesSchema,
});
export type VersionProposed = z.infer<typeof versionProposedSchema>;

/** `hash` is SHA-256 of `proposalText`: the second person says what they saw. */
export const versionApprovedSchema = z.object({ proposalId: idSchema, courseId: idSchema, version: versionSchema, hash: sha256Schema });

export const versionSentBackSchema = z.object({ proposalId: idSchema, courseId: idSchema, why: wordsNeeded(1000) });

/** Somebody looked at a question that few got right, and wrote what came of it. */
export const questionReviewedSchema = z.object({ courseId: idSchema, version: versionSchema, questionId: idSchema, note: wordsNeeded(1000) });

/** What phones are told of a version that has come into force. */
export const versionNoteSchema = z.object({
  version: z.number(),
  changeClass: changeClassSchema,
  from: z.string(),
  whatChanged: z.string(),
  minutes: z.optional(z.number()),
  /** Screens whose words changed or are new, and questions; told again of the newest version, as far as they are still in it. */
  screens: z.optional(z.array(z.string())),
  questions: z.optional(z.array(z.string())),
});
export type VersionNote = z.infer<typeof versionNoteSchema>;
