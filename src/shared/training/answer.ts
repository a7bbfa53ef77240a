import * as z from 'zod/mini';

const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/));

/** What a person answered. `branch` holds the choices taken, in order. */
export const answerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('single'), option: idSchema }),
  z.object({ type: z.literal('several'), options: z.array(idSchema).check(z.maxLength(20)) }),
  z.object({ type: z.literal('trueFalse'), isTrue: z.boolean() }),
  z.object({ type: z.literal('order'), steps: z.array(idSchema).check(z.maxLength(20)) }),
  z.object({ type: z.literal('match'), placed: z.record(idSchema, idSchema) }),
  z.object({ type: z.literal('short'), text: z.string().check(z.maxLength(2000)) }),
  z.object({ type: z.literal('number'), value: z.number() }),
  z.object({ type: z.literal('branch'), choices: z.array(idSchema).check(z.maxLength(30)) }),
]);
export type Answer = z.infer<typeof answerSchema>;
