/**
 * Reads a screen aloud with the phone's own voice. The sentence being read is marked. What stands in
 * `[data-own]` are a young person's own words, or words to them: those are read by a voice that
 * lives on the phone, or not at all, because other voices send the words to whoever made them.
 */
type Piece = { text: string; isOwn: boolean; node: Text; from: number; to: number };

let reading: Piece[] = [];
let run = 0;
const listeners = new Set<() => void>();

export function isReading(): boolean {
  return reading.length > 0;
}
export function watchReading(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}
function tell(): void {
  for (const told of listeners) told();
}

/** The voice for a language, one on this phone before any other. */
export function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const [short = ''] = language.toLowerCase().split('-');
  const fitting = speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().replace('_', '-').split('-')[0] === short);
  return fitting.find((voice) => voice.localService) ?? fitting[0] ?? null;
}

/** Voices arrive late in some browsers: a moment is given before a phone is called dumb. */
export async function hasVoice(language: string): Promise<boolean> {
  if (!('speechSynthesis' in globalThis)) return false;
  if (speechSynthesis.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000);
      speechSynthesis.addEventListener?.(
        'voiceschanged',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }
  return voiceFor(language) !== null;
}

const SKIPPED = '[aria-hidden="true"], script, style, textarea, input, select, [data-unread]';

/** What is read, in the order of the page, sentence by sentence. */
export function piecesOf(root: HTMLElement): Piece[] {
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around || around.closest(SKIPPED)) continue;
    for (const found of (node.nodeValue ?? '').matchAll(/[^.!?…]+[.!?…]*["”’)]*\s*/gu)) {
      if (/[\p{L}\p{N}]/u.test(found[0])) {
        pieces.push({ text: found[0].trim(), isOwn: around.closest('[data-own]') !== null, node: node as Text, from: found.index, to: found.index + found[0].trimEnd().length });
      }
    }
  }
  return pieces;
}

type Highlights = { set(name: string, highlight: unknown): void; delete(name: string): void };
const highlights = () => (globalThis as { CSS?: { highlights?: Highlights } }).CSS?.highlights;

function mark(piece: Piece | null): void {
  for (const marked of document.querySelectorAll('[data-read]')) marked.removeAttribute('data-read');
  const kept = highlights();
  kept?.delete('read-aloud');
  if (!piece?.node.isConnected) return;
  const Highlight = (globalThis as { Highlight?: new (range: Range) => unknown }).Highlight;
  if (kept && Highlight) {
    const range = document.createRange();
    range.setStart(piece.node, Math.min(piece.from, piece.node.length));
    range.setEnd(piece.node, Math.min(piece.to, piece.node.length));
    kept.set('read-aloud', new Highlight(range));
  } else piece.node.parentElement?.setAttribute('data-read', '');
  piece.node.parentElement?.scrollIntoView?.({ block: 'nearest' });
}

export function stopReading(): void {
  run += 1;
  reading = [];
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
  mark(null);
  tell();
}

/** False when there is no voice for it, and nothing is read. */
export function readAloud(root: HTMLElement, language: string): boolean {
  stopReading();
  const voice = voiceFor(language);
  if (!voice) return false;
  reading = piecesOf(root).filter((piece) => voice.localService || !piece.isOwn);
  run += 1;
  tell();
  readNext(run, voice);
  return true;
}

/** Says a few words that stand nowhere on the screen, or are hidden on it. Never somebody's own. */
export function speak(text: string, language: string): boolean {
  stopReading();
  const voice = voiceFor(language);
  if (!voice) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  speechSynthesis.speak(utterance);
  return true;
}

function readNext(mine: number, voice: SpeechSynthesisVoice): void {
  if (mine !== run) return;
  const [piece, ...rest] = reading;
  mark(piece ?? null);
  if (!piece) {
    tell();
    return;
  }
  const utterance = new SpeechSynthesisUtterance(piece.text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.onend = utterance.onerror = () => {
    if (mine !== run) return;
    reading = rest;
    readNext(mine, voice);
  };
  speechSynthesis.speak(utterance);
}
