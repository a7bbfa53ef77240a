import * as z from 'zod/mini';
import { changeClassSchema } from './publishing.ts';
import { citeSchema, practicalSchema } from './practical.ts';
import { questionSchema } from './question.ts';

const text = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit));
const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/));

export type Cite = z.infer<typeof citeSchema>;

/**
 * How binding a fact is. Law is "must", the Guide is "should", a home's own rule is "in our
 * home", and common practice is none of these. They are never mixed (curriculum, section 1).
 */
export const basisSchema = z.enum(['must', 'should', 'home', 'practice']);

export const courseFactSchema = z.object({
  id: idSchema,
  text: text(600),
  basis: basisSchema,
  cites: z.array(citeSchema).check(z.minLength(1)),
  /** Says what a person must still confirm. Shown to the reader, listed in content/README. */
  unconfirmed: z.optional(text(300)),
});
export type CourseFact = z.infer<typeof courseFactSchema>;

/** A picture of our own under `public/media`, twice as wide as high. A changed picture gets a new name: phones keep the old one for good. */
const pictureSchema = z.object({ file: z.string().check(z.regex(/^\/media\/[a-z0-9-]+\/[a-z0-9-]+\.svg$/)), alt: text(240) });

/** One idea, short enough for one phone screen. */
const readScreenSchema = z.object({
  kind: z.literal('read'),
  id: idSchema,
  title: text(80),
  paragraphs: z.array(text(420)).check(z.minLength(1), z.maxLength(4)),
  points: z.optional(z.array(text(200)).check(z.maxLength(10))),
  /** Ids of the facts this screen teaches; their sources are shown under it. */
  facts: z.array(idSchema),
  picture: z.optional(pictureSchema),
});

/** What only this home can say. The manager fills the slot; until then the screen says whom to ask. */
const localScreenSchema = z.object({
  kind: z.literal('local'),
  id: idSchema,
  title: text(80),
  slot: z.enum(['firePlan', 'inCharge', 'ligatureKnife', 'keyPolicies', 'missingProtocol', 'safeguardingContacts', 'medicineCupboard']),
  ask: text(300),
  facts: z.array(idSchema),
});

/** One question. In a lesson it checks; in a quiz it counts. */
const questionScreenSchema = z.object({ kind: z.literal('question'), id: idSchema, question: idSchema });

export const screenSchema = z.discriminatedUnion('kind', [readScreenSchema, localScreenSchema, questionScreenSchema]);
export type Screen = z.infer<typeof screenSchema>;

/** A part of a course that can be done in one sitting. A quiz holds questions only. */
export const moduleSchema = z.object({
  id: idSchema,
  kind: z.enum(['lesson', 'quiz']),
  title: text(80),
  minutes: z.number(),
  screens: z.array(screenSchema).check(z.minLength(1)),
});
export type Module = z.infer<typeof moduleSchema>;

export type Practical = z.infer<typeof practicalSchema>;

export const renewalSchema = z.object({
  /** Calendar months a certificate lasts; null means once. */
  months: z.nullable(z.number()),
  /** `law` and `scheme` have a written basis; `commonPractice` does not and is marked (G10.8). */
  basis: z.enum(['law', 'scheme', 'commonPractice']),
  unconfirmed: z.optional(text(300)),
});

export const courseSchema = z.object({
  id: idSchema,
  version: z.number(),
  /** What changed from the version before (curriculum, section 1). */
  changeClass: changeClassSchema,
  /** `full` courses are the academy's; `short` ones are cut from them for a first shift or an agency passport. */
  kind: z.enum(['full', 'short']),
  title: text(80),
  summary: text(300),
  minutes: z.number(),
  /** Percent of counted questions that must be right at the first try. */
  passMark: z.number(),
  renewal: renewalSchema,
  outcomes: z.array(text(200)).check(z.minLength(1)),
  facts: z.array(courseFactSchema),
  questions: z.array(questionSchema),
  modules: z.array(moduleSchema).check(z.minLength(1)),
  practical: z.optional(practicalSchema),
});
export type Course = z.infer<typeof courseSchema>;
