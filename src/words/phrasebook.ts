import { setupI18n } from '@lingui/core';

/** A message compiled from ICU text at build time: plain text, or text and places to fill. */
export type Compiled = unknown;
export type Values = Record<string, string | number>;
export type Phrases<Key extends string> = (key: Key, values?: Values) => string;

const book = setupI18n({ locale: 'en-GB', messages: {} });
let locale = 'en-GB';
let rewrite: ((messages: Record<string, Compiled>) => Record<string, Compiled>) | null = null;

/** The language tag sentences, dates and numbers are shown in. */
export function currentLocale(): string {
  return locale;
}

export function currentDirection(): 'ltr' | 'rtl' {
  return rewrite === null ? 'ltr' : 'rtl';
}

/**
 * Opens one room's phrases. English travels with the room that says it, so that no sentence
 * costs a round trip. ICU text is compiled at build time (vite.config.ts).
 */
export function phrasebook<const English extends Record<string, string>>(room: string, english: English): Phrases<keyof English & string> {
  const messages: Record<string, Compiled> = {};
  for (const [key, message] of Object.entries(english)) messages[`${room}.${key}`] = message;
  book.load(locale, (rewrite ? rewrite(messages) : messages) as never);
  return (key, values) => book._(`${room}.${key}`, values);
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
  book.activate(tag);
}
