import { describe, expect, it } from 'vitest';
import { readingAge, sentencesOf, syllablesOf, wordsOf } from '../../src/shared/training/reading-age.ts';

describe('how hard a text is to read', () => {
  it.each([
    ['the', 1],
    ['closed', 1],
    ['needed', 2],
    ['houses', 2],
    ['table', 2],
    ['medicine', 3],
    ['safety', 3],
  ])('the word %s is spoken in %i parts', (word, parts) => {
    expect(syllablesOf(word)).toBe(parts);
  });

  it('a full stop inside a number does not end a sentence', () => {
    expect(sentencesOf('It is 3.5 km away. Go now!')).toEqual(['It is 3.5 km away.', 'Go now!']);
  });

  it('a sentence that ends inside quotes is one sentence', () => {
    expect(sentencesOf('Say "Stop." Then go.')).toEqual(['Say "Stop."', 'Then go.']);
  });

  it('a word with a hyphen or an apostrophe counts once', () => {
    expect(wordsOf("the child's well-being")).toEqual(['the', "child's", 'well-being']);
  });

  it('longer words and longer sentences need an older reader', () => {
    const plain = readingAge('Keep the door shut. Get out. Stay out.');
    const dense = readingAge('Notwithstanding operational considerations, personnel should ensure that evacuation procedures are implemented immediately.');
    expect(dense).toBeGreaterThan(plain + 5);
  });

  it('a text without words has no reading age', () => {
    expect(readingAge(' … ')).toBe(0);
  });
});
