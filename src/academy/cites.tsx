import type { Source } from '../shared/training/source.ts';
import { citeText } from '../shared/training/cite.ts';
import type { Course, CourseFact } from '../shared/training/course.ts';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/academy.ts';
import style from './cites.module.css';

/** One line for each basis: a source is named once, with every place in it after it. */
function citeLines(facts: readonly CourseFact[], sources: readonly Source[]): string[] {
  return [...new Set(facts.map((fact) => fact.basis))].map((basis) => {
    const placesIn = new Map<string, Set<string>>();
    for (const cite of facts.filter((fact) => fact.basis === basis).flatMap((fact) => fact.cites)) {
      placesIn.set(cite.source, (placesIn.get(cite.source) ?? new Set()).add(cite.at));
    }
    const places = sources.flatMap((source) => {
      const [first, ...more] = placesIn.get(source.id) ?? [];
      return first === undefined ? [] : [[citeText({ source: source.id, at: first }, source), ...more].join(', ')];
    });
    return w('cites.line', { basis: w(`basis.${basis}`), places: places.join('; ') });
  });
}

/** Where facts stand, in small text, and what a person must still confirm about them. */
export function Cites({ course, facts, sources, unconfirmed }: { course: Course; facts: readonly string[]; sources: readonly Source[]; unconfirmed?: string | undefined }) {
  const told = course.facts.filter((fact) => facts.includes(fact.id));
  const lines = citeLines(told, sources);
  const doubts = [...new Set([...(unconfirmed ? [unconfirmed] : []), ...told.flatMap((fact) => (fact.unconfirmed ? [fact.unconfirmed] : []))])];
  if (lines.length === 0 && doubts.length === 0) return null;
  return (
    <div class={style.cites}>
      {lines.length > 0 && (
        <>
          <p class={style.title}>{w('cites.title')}</p>
          <ul class={style.list}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {doubts.length > 0 && (
        <div class={style.doubt}>
          <Icon name="info" />
          <div>
            <strong>{w('cites.unconfirmed')}</strong>
            {doubts.map((doubt) => (
              <p key={doubt}>{doubt}</p>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
