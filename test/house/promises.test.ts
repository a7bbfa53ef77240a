import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/sources.ts';

const TITLE = /\bit(?:\.each\([^\n]*\))?\(\s*[`'"](.+?)[`'"],/g;
const titles = sourceFiles(['test'], /\.test\.tsx?$/).flatMap(({ text }) => Array.from(text.matchAll(TITLE), ([, title = '']) => title));
const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const unnamed = (names: string[]) => names.filter((name) => !titles.some((title) => new RegExp(`\\b${name}\\b`).test(title)));

/** The invariants and the faults are those of the sync reference, sections 17 and 18. */
describe('what sync promises', () => {
  it('every one of the sixteen invariants is named by a test', () => {
    expect(unnamed(numbered('I', 16))).toEqual([]);
  });

  it('every one of the twenty-six faults is named by a test', () => {
    expect(unnamed(numbered('F', 26))).toEqual([]);
  });
});
