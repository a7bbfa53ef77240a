type Values = Record<string, string | number>;
/** ICU text, which the build has turned into plain text or a function of the values. */
type Phrase = string | ((values: Values) => string);
export type Phrases<Key extends string> = (key: Key, values?: Values) => string;

let locale = 'en-GB';
let rewrite: ((text: string) => string) | null = null;

/** The language tag sentences, dates and numbers are shown in. */
export function currentLocale(): string {
  return locale;
}

export function currentDirection(): 'ltr' | 'rtl' {
  return rewrite === null ? 'ltr' : 'rtl';
}

/**
 * Opens one room's phrases. English travels with the room that says it, so that no sentence
 * costs a round trip.
 */
export function phrasebook<const English extends Record<string, string>>(english: English): Phrases<keyof English & string> {
  const phrases: Record<string, Phrase> = english;
  return (key, values) => {
    const phrase = phrases[key] ?? key;
    const text = typeof phrase === 'string' ? phrase : phrase(values ?? {});
    return rewrite ? rewrite(text) : text;
  };
}

/**
 * Chooses the language before any room is loaded. `ar-XB` is the mirrored pseudo-language:
 * English, a third longer, right to left, so that layout can be proved before translators begin.
 */
export async function chooseLocale(tag: string): Promise<void> {
  if (tag !== 'ar-XB') return;
  const { mirrored } = await import('./pseudo.ts');
  locale = tag;
  rewrite = mirrored;
}
