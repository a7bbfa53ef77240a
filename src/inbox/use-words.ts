import { useState } from 'preact/hooks';
import { keepWords, wordsKept } from './words-kept.ts';

/** The words of one form, which outlive a lock. */
export function useWords(view: string, form: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => wordsKept(view, form));
  const change = (next: string) => {
    keepWords(view, form, next);
    setText(next);
  };
  return [text, change];
}
