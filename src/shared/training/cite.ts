import type { Cite } from './course.ts';
import type { Source } from './source.ts';

/**
 * How a place in a source reads under a fact. A source's short form may end in the word that
 * goes before a number ("…2015, regulation"); a place that brings its own word drops it.
 */
export function citeText(cite: Cite, source: Source): string {
  const comma = source.short.lastIndexOf(', ');
  if (comma === -1) return `${source.short}, ${cite.at}`;
  return /^\d/.test(cite.at) ? `${source.short} ${cite.at}` : `${source.short.slice(0, comma)}, ${cite.at}`;
}
