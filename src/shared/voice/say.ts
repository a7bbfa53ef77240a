import * as z from 'zod/mini';

/** The closed lists a young person picks from. Words and pictures for them live in `words` and `voice`. */

export const FEELINGS = [
  'happy',
  'calm',
  'proud',
  'loved',
  'excited',
  'okay',
  'bored',
  'tired',
  'sad',
  'lonely',
  'worried',
  'scared',
  'angry',
  'hurt',
  'confused',
  'ashamed',
] as const;
export const feelingSchema = z.enum(FEELINGS);
export type Feeling = z.infer<typeof feelingSchema>;

export const SIZES = ['small', 'medium', 'big'] as const;
export const sizeSchema = z.enum(SIZES);
export type FeelingSize = z.infer<typeof sizeSchema>;

/** Voice reference, J2 step 2. */
export const ABOUTS = ['home', 'people', 'school', 'family', 'health', 'moving', 'rights', 'else'] as const;
export const aboutSchema = z.enum(ABOUTS);
export type About = z.infer<typeof aboutSchema>;

/** Voice reference, J3 step 3. */
export const PICTURES = ['hurt', 'touched', 'scared', 'leftAlone', 'forced', 'bullied', 'online', 'restrained', 'missingThings', 'other'] as const;
export const pictureSchema = z.enum(PICTURES);
export type WorryPicture = z.infer<typeof pictureSchema>;
