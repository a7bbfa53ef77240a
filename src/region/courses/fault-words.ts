import { p } from '../../words/publishing.ts';
import type { Check } from './checks.ts';

/** What is wrong, in a sentence. The sentence that is too long is quoted; other details are for whoever mends the code. */
export function sayCheck({ kind, detail }: Check): string {
  const says = p(`fault.${kind}`);
  if (kind === 'sentenceTooLong' || kind === 'blamesChild') return `${says} “${detail.replace(/^\d+ words: /, '')}”`;
  return says;
}
