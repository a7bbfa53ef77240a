import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesToShow } from '../../src/content/help-lines.ts';
import { readingAge, sentencesOf, wordsOf } from '../../src/shared/training/reading-age.ts';

/** Voice reference, R20 and 5.4. */
const OLDEST = 9;
const LONGEST = 15;
/** Fewer words than this say nothing of a reading age by themselves: they are judged with the rest of their screen. */
const A_PASSAGE = 12;

type Phrase = { key: string; text: string };

/** Every branch of an ICU plural, with a word where a value stands. */
function spoken(text: string): string[] {
  const plural = /\{\w+, plural,((?:\s*\w+ \{[^{}]*\})+)\}/.exec(text);
  const branches = plural ? Array.from((plural[1] ?? '').matchAll(/\w+ \{([^{}]*)\}/g), ([, branch = '']) => text.replace(plural[0], branch)) : [text];
  return branches.map((branch) => branch.replace(/#|\{\w+\}/g, '3'));
}

/** As they were written: the build would turn those with values into functions. */
async function phrasesOf(room: string): Promise<Phrase[]> {
  const source = readFileSync(new URL(`../../src/words/en-GB/${room}.ts`, import.meta.url), 'utf8').replaceAll(' as const;', ';');
  const words = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`)) as Record<string, Record<string, string>>;
  return Object.values(words).flatMap((phrases) => Object.entries(phrases).flatMap(([key, text]) => spoken(text).map((says) => ({ key: `${room}: ${key}`, text: says }))));
}

const rooms = readdirSync(new URL('../../src/words/en-GB/', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((room) => ['voice', 'say', 'feelings'].includes(room));
const phrases = (await Promise.all(rooms.map(phrasesOf))).flat();
const lines: Phrase[] = linesToShow().map((line) => ({ key: `help: ${line.id}`, text: line.says }));
const all = [...phrases, ...lines];

describe('what a young person reads', () => {
  it('no sentence has more than fifteen words', () => {
    const long = all.flatMap(({ key, text }) => sentencesOf(text).flatMap((sentence) => (wordsOf(sentence).length > LONGEST ? [`${key}: ${sentence}`] : [])));
    expect(long).toEqual([]);
  });

  it('no passage needs a reading age above nine', () => {
    const hard = all.flatMap(({ key, text }) => (wordsOf(text).length >= A_PASSAGE && readingAge(text) > OLDEST ? [`${readingAge(text).toFixed(1)} ${key}: ${text}`] : []));
    expect(hard).toEqual([]);
  });

  it('no screen needs a reading age above nine', () => {
    const screens = new Map<string, string[]>();
    for (const { key, text } of phrases) {
      const [screen = key] = key.split('.');
      // A label has no full stop; read aloud, each is a sentence of its own.
      screens.set(screen, [...(screens.get(screen) ?? []), /[.!?]$/.test(text) ? text : `${text}.`]);
    }
    const hard = [...screens].map(([screen, said]) => ({ screen, age: readingAge(said.join(' ')) })).filter(({ age }) => age > OLDEST);
    expect(hard.map(({ screen, age }) => `${age.toFixed(1)} ${screen}`)).toEqual([]);
  });

  it('nothing is called secret except to say that it is not, and nobody is promised anonymity', () => {
    expect(all.filter(({ text }) => /\banonymous\b|\bguarantee|\bpinned\b/i.test(text)).map(({ key }) => key)).toEqual([]);
    expect(all.filter(({ text }) => /\bsecret\b/i.test(text) && !/not[^.]*secret|secret\?/i.test(text)).map(({ key }) => key)).toEqual([]);
  });
});
