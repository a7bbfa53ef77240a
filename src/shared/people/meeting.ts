import * as z from 'zod/mini';
import { daySchema, idSchema, whole, words, wordsNeeded } from '../basics/fields.ts';

/** Practice supervision and yearly appraisal (SI 2015/541, regulation 33(4)(b)–(c)). */
export const meetingKindSchema = z.enum(['supervision', 'appraisal']);

export const meetingPlannedSchema = z.object({ meetingId: idSchema, personId: idSchema, kind: meetingKindSchema, on: daySchema });

/** What was spoken about; a closed list, and no child's name (training reference, section 5). */
export const agendaSchema = z.enum([
  'wellbeing',
  'team',
  'ownPractice',
  'eachChild',
  'modelOfCare',
  'keyWork',
  'feedback',
  'paperwork',
  'qualification',
  'training',
  'absence',
  'safeguarding',
  'ownFeelings',
  'other',
]);

/** How many views were heard, and what they were about. Never a name, never what was sealed (Guide 13.5). */
export const contributionSchema = z.object({
  from: z.enum(['children', 'professionals']),
  count: whole(0, 99),
  themes: z.array(wordsNeeded(80)).check(z.maxLength(10)),
  reasonIfNone: words(300),
});

export const meetingRecordedSchema = z.object({
  meetingId: idSchema,
  personId: idSchema,
  kind: meetingKindSchema,
  on: daySchema,
  minutes: whole(1, 600),
  agenda: z.array(agendaSchema).check(z.maxLength(20)),
  notes: words(4000),
  actions: z.array(z.object({ text: wordsNeeded(300), by: z.nullable(daySchema) })).check(z.maxLength(20)),
  contributions: z.array(contributionSchema).check(z.maxLength(2)),
  next: z.nullable(daySchema),
});

/** Said by the other person of the meeting, about the record with this hash-bearing fact id. */
export const meetingConfirmedSchema = z.object({ meetingId: idSchema, factId: idSchema, agrees: z.boolean(), comment: words(1000) });
