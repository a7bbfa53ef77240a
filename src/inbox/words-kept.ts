/**
 * What is being written, while this page is open: a lock that comes down meanwhile must not cost a
 * reader their words. In memory alone, and shown again only behind the lock.
 */
const written = new Map<string, string>();

export function wordsKept(view: string, form: string): string {
  return written.get(`${view}|${form}`) ?? '';
}

/** Nobody who comes after sees them. */
export function forgetWords(): void {
  written.clear();
}

export function keepWords(view: string, form: string, text: string): void {
  if (text === '') written.delete(`${view}|${form}`);
  else written.set(`${view}|${form}`, text);
}
