const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const POP = '\u202c';

/** English made longer and right to left, sentence by sentence. */
export function mirrored(text: string): string {
  if (text.trim() === '') return text;
  return `${RIGHT_TO_LEFT_OVERRIDE}${text.replace(/[aeiou]/g, (vowel) => vowel + vowel)}${POP}`;
}
