import * as z from 'zod/mini';
import { needSchema } from '../home/rules.ts';
import { roleSchema } from '../people/role.ts';
import { citeSchema, practicalSchema } from './practical.ts';
import { pathwaySchema } from './pathway.ts';
import { versionNoteSchema } from './publishing.ts';
import { sourceSchema } from './source.ts';

/** What a phone knows of a course before it has the course. */
export const courseCardSchema = z.object({
  id: z.string(),
  version: z.number(),
  kind: z.enum(['full', 'short']),
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  passMark: z.number(),
  renewalMonths: z.nullable(z.number()),
  renewalUnconfirmed: z.optional(z.string()),
  practical: z.optional(practicalSchema),
  modules: z.array(z.object({ id: z.string(), kind: z.enum(['lesson', 'quiz']), title: z.string(), minutes: z.number() })),
  /** Where the whole course is, and its size in bytes as it travels. */
  address: z.string(),
  bytes: z.number(),
  /** Pictures and other media the course shows: addresses and their bytes together. */
  media: z.array(z.string()),
  mediaBytes: z.number(),
  /** What makes this version of an older one, where that is less to fetch: `course-changes` at an address. */
  patches: z.optional(z.array(z.object({ from: z.number(), address: z.string(), bytes: z.number() }))),
  /** The full course a short one is cut from, and follows. */
  cutFrom: z.optional(z.string()),
  /** What was published of it since it came with the app, and is in force; the oldest first. */
  history: z.optional(z.array(versionNoteSchema)),
});
export type CourseCard = z.infer<typeof courseCardSchema>;

export const requirementSchema = z.object({
  id: z.string(),
  courseId: z.string(),
  or: z.array(z.string()),
  roles: z.array(roleSchema),
  dueDays: z.number(),
  pathwayId: z.string(),
});

/** A certificate that is earned outside Hearth and brought in from paper: it covers once somebody has seen it. */
export const outsideCourseSchema = z.object({ id: z.string(), title: z.string(), renewalMonths: z.nullable(z.number()), unconfirmed: z.optional(z.string()) });
export type OutsideCourse = z.infer<typeof outsideCourseSchema>;

/** Which course shows that somebody can do what a shift must have (a course of Hearth, or one from outside). */
export const coverSchema = z.object({ what: z.enum(['firstAid', 'medication', 'restraint']), courseId: z.string(), or: z.array(z.string()) });
export type Cover = z.infer<typeof coverSchema>;
export type CoverWhat = Cover['what'];

/** What a need of the home asks of these roles. */
export const needRuleSchema = z.object({
  need: needSchema,
  courses: z.array(z.string()),
  /** What Hearth has no course for yet: the home arranges it elsewhere. Empty when nothing is missing. */
  outside: z.string(),
  roles: z.array(roleSchema),
  /** Days after the need came, or after the first day in the home if that is later. */
  dueDays: z.number(),
  cites: z.array(citeSchema),
  unconfirmed: z.optional(z.string()),
});
export type NeedRule = z.infer<typeof needRuleSchema>;

/** All that is authored, without the courses themselves. `version` is a hash of the rest. */
export const catalogueSchema = z.object({
  version: z.string(),
  sources: z.array(sourceSchema),
  pathways: z.array(pathwaySchema),
  requirements: z.array(requirementSchema),
  /** Missing in a catalogue from before needs were known. */
  needs: z.optional(z.array(needRuleSchema)),
  courses: z.array(courseCardSchema),
  /** Missing from a catalogue kept by an older phone. */
  outside: z.optional(z.array(outsideCourseSchema)),
  cover: z.optional(z.array(coverSchema)),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
