import * as z from 'zod/mini';

const text = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit));
const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/));

const common = {
  id: idSchema,
  prompt: text(400),
  /** Ids of the facts that make the answer right. At least one: no source, no question. */
  facts: z.array(idSchema).check(z.minLength(1)),
  /** Safety-critical: must be right to pass, whatever the score. */
  star: z.boolean(),
  unconfirmed: z.optional(text(300)),
};

/** Said after the answer, right or wrong; the screen adds the sources of `facts` under it. */
const teaching = { saysRight: text(400), saysWrong: text(400) };

const optionSchema = z.object({ id: idSchema, text: text(200), right: z.boolean(), says: text(400) });

export const singleSchema = z.object({ type: z.literal('single'), ...common, options: z.array(optionSchema).check(z.minLength(2)) });

/** All right ones and no wrong one; no part marks. */
export const severalSchema = z.object({ type: z.literal('several'), ...common, options: z.array(optionSchema).check(z.minLength(3)) });

export const trueFalseSchema = z.object({ type: z.literal('trueFalse'), ...common, ...teaching, isTrue: z.boolean() });

/** `steps` are written in the right order; `equal` names groups of step ids that may swap. */
export const orderSchema = z.object({
  type: z.literal('order'),
  ...common,
  ...teaching,
  steps: z.array(z.object({ id: idSchema, text: text(160) })).check(z.minLength(3)),
  equal: z.optional(z.array(z.array(idSchema))),
});

/** Every entry goes to one target; several entries may share a target, so sorting is a match too. */
export const matchSchema = z.object({
  type: z.literal('match'),
  ...common,
  ...teaching,
  targets: z.array(z.object({ id: idSchema, text: text(120) })).check(z.minLength(2)),
  entries: z.array(z.object({ id: idSchema, text: text(200), target: idSchema })).check(z.minLength(2)),
});

/** Not machine-marked: the model answer is shown, and the carer compares. Never counted in the score. */
export const shortSchema = z.object({
  type: z.literal('short'),
  ...common,
  modelAnswer: text(600),
  points: z.array(text(200)).check(z.minLength(1)),
});

export const numberSchema = z.object({
  type: z.literal('number'),
  ...common,
  ...teaching,
  answer: z.number(),
  unit: text(40),
});

/** A path of choices. Every wrong turn teaches and leads on; the path must end in a safe ending to be right. */
export const branchSchema = z.object({
  type: z.literal('branch'),
  ...common,
  start: idSchema,
  nodes: z
    .array(
      z.object({
        id: idSchema,
        text: text(400),
        choices: z.array(z.object({ id: idSchema, text: text(200), to: idSchema, says: text(400) })).check(z.minLength(2)),
      }),
    )
    .check(z.minLength(1)),
  endings: z.array(z.object({ id: idSchema, text: text(400), safe: z.boolean() })).check(z.minLength(2)),
});

export const questionSchema = z.discriminatedUnion('type', [singleSchema, severalSchema, trueFalseSchema, orderSchema, matchSchema, shortSchema, numberSchema, branchSchema]);
export type Question = z.infer<typeof questionSchema>;
export type QuestionType = Question['type'];
export type Branch = z.infer<typeof branchSchema>;
