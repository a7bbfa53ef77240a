import * as z from 'zod/mini';
import { roleSchema } from '../people/role.ts';

/** The numbers an inspector asks for (training reference, J5), in the order they are shown. */
export const NUMBER_IDS = [
  'staff',
  'turnover',
  'level3Held',
  'level3OnCourse',
  'level3NotEnrolled',
  'level3Overdue',
  'level3Deferred',
  'level5',
  'supervision',
  'appraisal',
  'appraisalViews',
  'induction',
  'probation',
  'mandatory',
  'needGaps',
  'waivers',
  'firstAid',
  'documents',
] as const;
export type NumberId = (typeof NUMBER_IDS)[number];

/** What can be said of a row in one word; the screen has the words. */
export const inspectionWordSchema = z.enum([
  'held',
  'equivalent',
  'enrolled',
  'notEnrolled',
  'onPace',
  'behind',
  'unknown',
  'overdue',
  'deferred',
  'reviewDue',
  'prolongedAbsence',
  'partTime',
  'onTime',
  'warn',
  'notStarted',
  'met',
  'notMet',
  'notRecorded',
  'notConfirmed',
  'disagreed',
  'none',
  'reasonGiven',
  'notAsked',
  'probation',
  'established',
  'manager',
  'agency',
  'planOlder',
  'noCourse',
  'doesNotApply',
  'longAbsence',
  'heldElsewhere',
  'adjustment',
  'other',
  'left',
  'stays',
  'workforcePlan',
  'contingencyPlan',
  'statementOfPurpose',
  'loneWorking',
]);
export type InspectionWord = z.infer<typeof inspectionWordSchema>;

const lineSchema = z.object({ title: z.string(), word: z.string(), day: z.nullable(z.string()) });

/** One cell of evidence. `need` and `standing` are words that other screens have already. */
export const cellSchema = z.union([
  z.object({ type: z.literal('day'), day: z.nullable(z.string()) }),
  z.object({ type: z.literal('word'), word: inspectionWordSchema }),
  z.object({ type: z.literal('need'), need: z.string() }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('count'), count: z.number() }),
  z.object({ type: z.literal('share'), value: z.number(), of: z.number() }),
  /** Courses, each with its standing and the day it ran out or falls due. */
  z.object({ type: z.literal('courses'), courses: z.array(lineSchema) }),
  /** Shifts, each by its name and day. */
  z.object({ type: z.literal('shifts'), shifts: z.array(z.object({ name: z.string(), day: z.string() })) }),
]);
export type Cell = z.infer<typeof cellSchema>;

export const columnSchema = z.enum([
  'startedOn',
  'careSince',
  'byOn',
  'firstByOn',
  'state',
  'pace',
  'percent',
  'expectedOn',
  'since',
  'reason',
  'reviewOn',
  'lastOn',
  'nextBy',
  'interval',
  'childrenViews',
  'professionalViews',
  'held',
  'gaps',
  'course',
  'need',
  'dueOn',
  'endsOn',
  'leftOn',
  'covered',
  'uncovered',
  'where',
  'reviewedOn',
  'check',
]);
export type Column = z.infer<typeof columnSchema>;

/** Where a manager finds the whole story of a row. An inspector gets no such address. */
export const leadSchema = z.object({ to: z.enum(['person', 'course', 'dates', 'meetings', 'rules', 'rota']), personId: z.optional(z.string()), courseId: z.optional(z.string()) });

/** The record a row rests on: by whom and when. */
export const sourceOfRowSchema = z.object({ factId: z.string(), by: z.string(), on: z.string() });

/** One line of evidence: `counted` of `of` go into the number. */
export const evidenceSchema = z.object({
  id: z.string(),
  /** The person, or the thing, the line is about. */
  name: z.string(),
  role: z.nullable(roleSchema),
  cells: z.array(cellSchema),
  counted: z.number(),
  of: z.number(),
  source: z.nullable(sourceOfRowSchema),
  lead: z.nullable(leadSchema),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One number. It is the sum of its evidence, and of nothing else. */
export const numberSchema = z.object({
  id: z.enum(NUMBER_IDS),
  value: z.number(),
  /** Null for a plain count. */
  of: z.nullable(z.number()),
  tone: z.enum(['plain', 'good', 'warn', 'danger']),
  /** Something said beside it: how many of them, and in which respect. */
  aside: z.nullable(z.object({ word: z.enum(['agency', 'behind', 'reviewDue', 'notConfirmed', 'overdue', 'soon', 'share', 'noCourse', 'unplanned']), count: z.number() })),
  /** Why there is no number. */
  missing: z.nullable(z.enum(['noRota', 'noNeeds', 'noManager', 'noStaff', 'noCover', 'nothingDue'])),
  columns: z.array(columnSchema),
});
export type InspectionNumber = z.infer<typeof numberSchema>;
export type NumberWithEvidence = InspectionNumber & { rows: Evidence[] };

export const forecastSchema = z.object({
  rule: z.enum(['levelThreeShare', 'levelThreeLate', 'levelThreeDeferrals', 'levelFive', 'levelFiveEquivalent']),
  /** `applies`: the rule speaks of what the numbers show. `judgement`: it depends on a word that Ofsted does not count out. */
  verdict: z.enum(['applies', 'judgement', 'prospect', 'clear', 'notKnown']),
  counts: z.record(z.string(), z.number()),
  /** The day it turns, where there is one. */
  on: z.nullable(z.string()),
});
export type Forecast = z.infer<typeof forecastSchema>;

export const noteSchema = z.object({ about: z.string(), text: z.string(), by: z.string(), on: z.string() });

/** The whole page on one day, without its evidence. */
export const sheetSchema = z.object({
  homeId: z.string(),
  homeName: z.string(),
  asAt: z.string(),
  numbers: z.array(numberSchema),
  forecast: z.array(forecastSchema),
  notes: z.array(noteSchema),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** `GET /inspection/home`. `evidence` comes only when the whole is asked for, to be printed. */
export const lookedSchema = z.object({
  sheet: sheetSchema,
  knownAt: z.string(),
  endsAt: z.string(),
  today: z.string(),
  evidence: z.optional(z.record(z.string(), z.array(evidenceSchema))),
});
export type Looked = z.infer<typeof lookedSchema>;
export const drilledSchema = z.object({ rows: z.array(evidenceSchema) });
