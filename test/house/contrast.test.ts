import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/sources.ts';

type Colours = Record<string, string>;

const css = readFileSync(path.join(root, 'src/ui/tokens.css'), 'utf8');

/** Every block of the file that names the ground colour: light, dark by the phone, dark by choice. */
const blocks: Colours[] = [...css.matchAll(/\{([^{}]*)\}/g)]
  .map((block) => Object.fromEntries([...(block[1] ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((line) => [line[1] ?? '', line[2] ?? ''])))
  .filter((colours) => 'paper' in colours);

const [light = {}, darkByPhone = {}, darkByChoice = {}] = blocks;
const themes = [
  { theme: 'light', colours: light },
  { theme: 'dark', colours: darkByPhone },
];

const GROUNDS = ['paper', 'card'];
const TONES = ['accent', 'good', 'warn', 'danger', 'info'];
const SOFTS = TONES.map((tone) => `${tone}-soft`);

const TEXT_PAIRS: [text: string, ground: string][] = [
  ...[...GROUNDS, ...SOFTS].flatMap((ground): [string, string][] => ['ink', 'ink-soft', 'accent', 'accent-deep'].map((text) => [text, ground])),
  ...GROUNDS.flatMap((ground): [string, string][] => TONES.map((tone) => [tone, ground])),
  ...TONES.map((tone): [string, string] => [tone, `${tone}-soft`]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-deep'],
  ['danger-ink', 'danger'],
  ['ink', 'line'],
  ['paper', 'ink'],
];

const EDGE_PAIRS = [...GROUNDS, ...SOFTS].flatMap((ground): [string, string][] => ['edge', 'focus'].map((edge) => [edge, ground]));

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function tooWeak(colours: Colours, pairs: [string, string][], least: number): string[] {
  return pairs
    .map(([front, ground]) => ({ front, ground, ratio: contrast(colours[front] ?? '', colours[ground] ?? '') }))
    .filter(({ ratio }) => !(ratio >= least))
    .map(({ front, ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`);
}

describe('the colours', () => {
  it.each(themes)('in the $theme theme every text can be read on its ground', ({ colours }) => {
    expect(tooWeak(colours, TEXT_PAIRS, 4.5)).toEqual([]);
  });

  it.each(themes)('in the $theme theme the edge of a control and the ring of focus can be seen', ({ colours }) => {
    expect(tooWeak(colours, EDGE_PAIRS, 3)).toEqual([]);
  });

  it('dark looks the same whether the phone or the person chose it', () => {
    expect(blocks).toHaveLength(3);
    expect(darkByChoice).toEqual(darkByPhone);
    expect(Object.keys(darkByPhone).sort()).toEqual(Object.keys(light).sort());
  });

  it('the first paint has the same ground as the page that follows', () => {
    const html = readFileSync(path.join(root, 'index.html'), 'utf8');
    const manifest = JSON.parse(readFileSync(path.join(root, 'public/manifest.webmanifest'), 'utf8')) as Colours;
    expect([...html.matchAll(/theme-color" content="(#\w+)"/g)].map((match) => match[1])).toEqual([light.paper, darkByPhone.paper]);
    expect([manifest.background_color, manifest.theme_color]).toEqual([light.paper, light.paper]);
  });
});
