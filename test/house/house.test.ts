import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from '../support/sources.ts';

const ours = sourceFiles(['src', 'service-worker', 'test'], /\.(ts|tsx|mjs)$/);
const styles = sourceFiles(['src'], /\.css$/);

describe('the house', () => {
  it('no file is longer than 400 lines', () => {
    expect(ours.filter((source) => source.lines > 400).map((source) => `${source.file}: ${source.lines}`)).toEqual([]);
  });

  it('the rule book reads no clock and rolls no dice', () => {
    const wrong = ours.filter((source) => source.room === 'shared' && /Date\.now|new Date\(\)|Math\.random|performance\.now|getRandomValues/.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('there are no default exports, except where a tool insists', () => {
    const wrong = ours.filter((source) => /^export default/m.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('screens never insert text as HTML', () => {
    const wrong = ours.filter((source) => source.file.startsWith('src/') && /dangerouslySetInnerHTML|\.innerHTML\s*=/.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('style uses logical directions only, so that right-to-left languages work', () => {
    const physical =
      /(?:^|[\s;{])(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius/m;
    expect(styles.filter((source) => physical.test(source.text)).map((source) => source.file)).toEqual([]);
  });

  it('no sentence is written into a screen: words hold them all', () => {
    const sentence = />\s*[A-Z][a-z]+ [a-z]+[^<>{}]*</;
    const wrong = ours.filter((source) => source.file.startsWith('src/') && source.file.endsWith('.tsx') && sentence.test(source.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('no test is skipped or left for another day', () => {
    const wrong = ours.filter((source) => /\.test\.tsx?$/.test(source.file) && /\b(?:it|test|describe)\.(?:skip|only|todo)\b/.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('nothing but the named entries stands at the top level', () => {
    const allowed = new Set([
      'README.md',
      'index.html',
      'vite.config.ts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'public',
      'service-worker',
      'src',
      'test',
      'LICENSE',
      'biome.json',
      'knip.json',
      'node_modules',
      'dist',
      'data',
    ]);
    const wrong = readdirSync(root).filter((name) => !name.startsWith('.') && !allowed.has(name));
    expect(wrong).toEqual([]);
  });

  it('every room that has files has a README of at most 25 lines', () => {
    const rooms = [...new Set(ours.filter((source) => source.file.startsWith('src/') && source.room && !source.room.includes('.')).map((source) => source.room))].filter(
      (room) => room !== 'content',
    );
    const wrong = rooms.filter((room) => {
      const file = path.join(root, 'src', room, 'README.md');
      return !existsSync(file) || readFileSync(file, 'utf8').trimEnd().split('\n').length > 25;
    });
    expect(wrong).toEqual([]);
  });
});
