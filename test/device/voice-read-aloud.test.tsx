// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasVoice, isReading, piecesOf, readAloud, speak, stopReading } from '../../src/voice/read-aloud.ts';

type Spoken = { text: string; onend: (() => void) | null; voice: { name: string } | null };
let spoken: Spoken[] = [];
let voices: { name: string; lang: string; localService: boolean }[] = [];

beforeEach(() => {
  spoken = [];
  voices = [{ name: 'here', lang: 'en_GB', localService: true }];
  vi.stubGlobal('SpeechSynthesisUtterance', function (this: Spoken, text: string) {
    this.text = text;
    this.onend = null;
    this.voice = null;
  });
  vi.stubGlobal('speechSynthesis', { getVoices: () => voices, speak: (one: Spoken) => void spoken.push(one), cancel: () => undefined, addEventListener: () => undefined });
  document.body.innerHTML =
    '<main><h1>Hello there</h1><p>One thing. Two things!</p><button data-unread>1</button><p data-own>My own words.</p><svg aria-hidden="true">x</svg></main>';
});
afterEach(() => {
  stopReading();
  vi.unstubAllGlobals();
});
const main = () => document.querySelector('main') as HTMLElement;
const finish = () => spoken.at(-1)?.onend?.();

describe('reading a screen aloud', () => {
  it('goes sentence by sentence, in the order of the page, and marks the one being read', () => {
    expect(readAloud(main(), 'en-GB')).toBe(true);
    expect(spoken.map((one) => one.text)).toEqual(['Hello there']);
    expect(document.querySelector('h1')?.hasAttribute('data-read')).toBe(true);
    finish();
    expect(document.querySelector('h1')?.hasAttribute('data-read')).toBe(false);
    finish();
    expect(spoken.map((one) => one.text)).toEqual(['Hello there', 'One thing.', 'Two things!']);
    finish();
    expect(spoken.at(-1)?.text).toBe('My own words.');
    finish();
    expect(isReading()).toBe(false);
  });

  it('never gives a young person’s own words to a voice that lives elsewhere', () => {
    voices = [{ name: 'far', lang: 'en-GB', localService: false }];
    readAloud(main(), 'en-GB');
    for (let count = 0; count < 5; count += 1) finish();
    expect(spoken.map((one) => one.text)).toEqual(['Hello there', 'One thing.', 'Two things!']);
  });

  it('takes a voice on this phone before any other', () => {
    voices = [{ name: 'far', lang: 'en-GB', localService: false }, ...voices];
    readAloud(main(), 'en-GB');
    expect(spoken[0]?.voice?.name).toBe('here');
  });

  it('stops at once, and what was about to be said is not', () => {
    readAloud(main(), 'en-GB');
    stopReading();
    finish();
    expect(spoken).toHaveLength(1);
    expect(document.querySelector('[data-read]')).toBeNull();
  });

  it('says so where the phone has no voice for the language', async () => {
    expect(readAloud(main(), 'ti')).toBe(false);
    expect(speak('Hello', 'ti')).toBe(false);
    voices = [];
    expect(await hasVoice('en-GB')).toBe(false);
    expect(spoken).toEqual([]);
  });

  it('leaves out pads and pictures', () => {
    expect(piecesOf(main()).map((piece) => piece.text)).toEqual(['Hello there', 'One thing.', 'Two things!', 'My own words.']);
  });
});
