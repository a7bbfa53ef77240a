import * as z from 'zod/mini';
import { type About, aboutSchema, type Feeling, type FeelingSize, feelingSchema, pictureSchema, sizeSchema } from '../../shared/voice/say.ts';
import type { ViewBody } from '../../shared/voice/sealed-body.ts';
import type { ViewToSeal } from '../../seal/keeper.ts';

export const MOST_FEELINGS = 3;
export const MOST_ABOUTS = 4;
export const MOST_LETTERS = 4000;

/** Bytes of any realm: a worker's are not this page's. */
const bytesSchema = z.custom<Uint8Array>((given) => Object.prototype.toString.call(given) === '[object Uint8Array]');
const voiceSchema = z.object({ bytes: bytesSchema, type: z.string(), seconds: z.number(), wave: z.array(z.number()) });
const drawingSchema = z.object({ bytes: bytesSchema, type: z.string() });
/** Sound as it was recorded; `wave` is how loud it was, 0 to 1, from start to end. */
export type VoiceNote = z.infer<typeof voiceSchema>;
export type Drawing = z.infer<typeof drawingSchema>;

const sayingSchema = z.object({
  id: z.string(),
  kind: z.enum(['feeling', 'worry', 'idea']),
  feelings: z.array(z.object({ f: feelingSchema, size: sizeSchema })),
  about: z.array(aboutSchema),
  pictures: z.array(pictureSchema),
  text: z.string(),
  voice: z.nullable(voiceSchema),
  drawing: z.nullable(drawingSchema),
  danger: z.nullable(z.enum(['yes', 'no', 'notSure'])),
  aboutStaff: z.nullable(z.enum(['yes', 'no', 'notSure'])),
  isHurtFeared: z.boolean(),
  isHelped: z.boolean(),
  to: z.array(z.string()),
  called: z.enum(['none', 'name', 'nickname']),
  name: z.string(),
  use: z.enum(['answer', 'report']),
});
/** Something being said, not sealed yet: it lives in memory, or locked on the young person's own phone. */
export type Saying = z.infer<typeof sayingSchema>;
export type SayingKind = Saying['kind'];

/** Nobody is chosen, no name is given, and the words may only be used to answer. */
export function newSaying(id: string, kind: SayingKind): Saying {
  return {
    id,
    kind,
    feelings: [],
    about: [],
    pictures: [],
    text: '',
    voice: null,
    drawing: null,
    danger: null,
    aboutStaff: null,
    isHurtFeared: false,
    isHelped: false,
    to: [],
    called: 'none',
    name: '',
    use: 'answer',
  };
}

/** A draft as it was locked; null when it has another shape. */
export function readSaying(content: unknown): Saying | null {
  const read = sayingSchema.safeParse(content);
  return read.success ? read.data : null;
}

export function isEmpty(saying: Saying): boolean {
  return saying.feelings.length === 0 && saying.about.length === 0 && saying.pictures.length === 0 && saying.text.trim() === '' && !saying.voice && !saying.drawing;
}

/** It is about staff, or it may be: the home hears nothing of it in either case. */
export function hidesHome(saying: Saying): boolean {
  return saying.aboutStaff === 'yes' || saying.aboutStaff === 'notSure';
}

export function withFeeling(saying: Saying, feeling: Feeling): Saying {
  const isThere = saying.feelings.some((picked) => picked.f === feeling);
  if (isThere) return { ...saying, feelings: saying.feelings.filter((picked) => picked.f !== feeling) };
  if (saying.feelings.length >= MOST_FEELINGS) return saying;
  return { ...saying, feelings: [...saying.feelings, { f: feeling, size: 'medium' }] };
}

export function withSize(saying: Saying, feeling: Feeling, size: FeelingSize): Saying {
  return { ...saying, feelings: saying.feelings.map((picked) => (picked.f === feeling ? { ...picked, size } : picked)) };
}

export function withAbout(saying: Saying, about: About): Saying {
  if (saying.about.includes(about)) return { ...saying, about: saying.about.filter((picked) => picked !== about) };
  return saying.about.length >= MOST_ABOUTS ? saying : { ...saying, about: [...saying.about, about] };
}

/** The body to be sealed. What was left out is not there at all. */
export function bodyOf(saying: Saying, at: string): Omit<ViewBody, 'tk' | 'attachments'> {
  const text = saying.text.trim();
  const name = saying.called === 'none' ? '' : saying.name.trim();
  return {
    t: 'view',
    kind: saying.kind,
    use: saying.use,
    at,
    ...(saying.feelings.length > 0 && { feelings: saying.feelings }),
    ...(saying.about.length > 0 && { about: saying.about }),
    ...(saying.pictures.length > 0 && { pictures: saying.pictures }),
    ...(text !== '' && { text }),
    ...(name !== '' && { name }),
    ...(saying.aboutStaff === 'yes' && { aboutStaff: true }),
    ...(saying.danger && { danger: saying.danger }),
    ...(saying.isHelped && { helped: true }),
  };
}

export function attachmentsOf(saying: Saying): ViewToSeal['attachments'] {
  const made: ViewToSeal['attachments'] = [];
  if (saying.voice) made.push({ kind: 'voice', type: saying.voice.type, seconds: Math.min(120, Math.round(saying.voice.seconds)), bytes: saying.voice.bytes });
  if (saying.drawing) made.push({ kind: 'drawing', type: saying.drawing.type, bytes: saying.drawing.bytes });
  return made;
}
