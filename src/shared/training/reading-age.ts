/** Splits running text into sentences. A full stop inside a number, such as 3.5, does not end one. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["'”’)]*)\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Words as a reader counts them: "well-being" is one, "it's" is one, a number is one. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * Counts syllables by groups of vowels. It is a rule of thumb: "people" and "medicine" come
 * out right, some names do not, and over a whole course the mistakes even out.
 */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length === 0) return 1;
  const spoken = letters.replace(/(?<=[^aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyszxlh])es$/, '');
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 1);
}

/**
 * The reading age of English text in years: the Flesch-Kincaid grade plus five, because a
 * pupil starts the first American grade at about six.
 *
 * Formula: 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (J. P. Kincaid,
 * R. P. Fishburne, R. L. Rogers and B. S. Chissom, Research Branch Report 8-75, US Naval
 * Air Station Memphis, 1975). It ranks texts; it does not judge whether one is clear.
 * @returns `0` for text without words.
 */
export function readingAge(text: string): number {
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const sentences = Math.max(1, sentencesOf(text).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59 + 5;
}
